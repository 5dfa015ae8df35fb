package org.waymark.command.action;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.waymark.command.rule.Texts.say;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.waymark.command.group.Groups;
import org.waymark.command.party.Parties;
import org.waymark.command.plan.PlanFacts;
import org.waymark.command.plan.Plans;
import org.waymark.command.rule.Acting;
import org.waymark.command.rule.Decider;
import org.waymark.command.rule.Forbidden;
import org.waymark.command.rule.Redaction;
import org.waymark.command.rule.Refused;
import org.waymark.command.rule.StreamTarget;
import org.waymark.command.rule.Today;
import org.waymark.contract.action.ActionCommand.*;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.ActionEvent.*;
import org.waymark.contract.action.Escalation;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.MilestoneDetails;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Stand;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.time.ReadingContext;
import org.waymark.contract.time.Timescale;
import org.waymark.contract.time.Timescale.Kind;
import org.waymark.contract.time.TimescaleReader;

/**
 * One promise of a plan. It is added as the plan prints it, with leads, time, status and rating, or with gaps where the
 * plan has some. Its leads report progress, which starts it and ends every silence about it; governance settles what is
 * missing. Its date may slip, with a reason, and then it remembers the first date ever agreed, or be brought forward; where
 * the plan's policy says so, a lead's new date, completion or ending is a proposal until governance answers, and the agreed
 * date stands. While it is open a concern about it may be raised: one at a time, climbing from level to level, and resolved
 * by the very event that takes its cause away. In the end it is completed or ended. From then on it accepts evidence, a
 * reasoned correction and the removal of words, until somebody opens it again.
 */
@Aggregate(cache = "aggregateCache", commandTargetResolver = StreamTarget.BEAN)
class Action extends Decider {

    static final String REMOVED = "(words removed)";

    /** How a date can be written, for those who wrote none. */
    private static final LocalDate EXAMPLE = LocalDate.of(2018, 9, 30);

    /** Set by the first event; Axon asks for it before, and wants null then. */
    @AggregateIdentifier
    @SuppressWarnings("NullAway.Init")
    private String actionId;

    private String planId = "";
    private ActionDetails details = new ActionDetails("-", null, "-", 0, "-", null, null, List.of());
    private Leads leads = Leads.none();
    private final Set<String> partners = new LinkedHashSet<>();
    private Timescale timescale = Timescale.none();

    private @Nullable LocalDate firstTarget;

    private int slips;
    private Status status = Status.NOT_STARTED;
    private Status statusBeforeClosing = Status.NOT_STARTED;
    private Rating rating = Rating.NONE;
    private List<String> labels = List.of();
    private boolean exempt;
    /** A dated step as it was agreed last. */
    private record Milestone(String text, Timescale timescale) {}

    private final Map<String, Milestone> milestones = new LinkedHashMap<>();
    private final Set<String> reached = new HashSet<>();
    private final Set<String> waitsFor = new LinkedHashSet<>();
    private final Map<String, Proposal> proposals = new LinkedHashMap<>();
    private int proposalsMade;

    /** Digests of texts that were removed. */
    private final Set<String> removed = new HashSet<>();

    private @Nullable Escalation concern;

    private boolean acknowledged;
    private final Set<String> raised = new HashSet<>();

    Action() {}

    // What can be asked of it

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    long handle(AddAction command, Plans plans, Parties parties, Actions actions, Today today) {
        PlanFacts plan = plans.get(command.planId());
        if (plan.closed()) {
            throw new Refused("action.plan-is-closed", plan.title());
        }
        checkPlace(command.details(), plan);
        parties.check("leads", command.leads().parties());
        parties.check("partners", command.partners());
        checkWaitsFor(command.waitsForActions(), actions);
        ReadingContext context = ReadingContext.of(today.date(), plan.adoptedOn());
        Timescale time = TimescaleReader.read(command.timescale(), context);
        Status stated = stated(command.status(), time);
        boolean closing = !stated.open();
        happens(new ActionAdded(
                command.actionId(),
                command.planId(),
                command.details(),
                command.leads(),
                withoutRepetition(command.partners()),
                time,
                closing ? Status.IN_PROGRESS : stated,
                command.rating(),
                withoutRepetition(command.labels()),
                withoutRepetition(command.waitsForActions())));
        for (MilestoneDetails milestone : command.milestones()) {
            add(milestone, TimescaleReader.read(milestone.timescale(), context));
        }
        FreeText note = FreeText.ofNullable(command.note());
        if (note != null) {
            happens(new ProgressReported(actionId, note));
            if (status == Status.NOT_STARTED) {
                happens(new StatusChanged(actionId, status, Status.IN_PROGRESS, null));
            }
        }
        if (stated == Status.COMPLETE) {
            LocalDate day = today.date();
            LocalDate target = time.target();
            happens(new Completed(actionId, status, target != null && target.isBefore(day) ? target : day, null));
        } else if (stated == Status.ENDED) {
            String reason = InvalidField.required("reason", command.reason(), "say-why-the-action-ended");
            happens(new Ended(actionId, status, FreeText.of(reason)));
        }
        return version();
    }

    @CommandHandler
    void handle(AmendDetails command, Plans plans) {
        checkOpen();
        if (command.details().equals(details)) {
            throw nothingChanges();
        }
        checkPlace(command.details(), plans.currentPlanOf(actionId, planId));
        happens(new DetailsAmended(actionId, details, command.details(), FreeText.ofNullable(command.reason())));
    }

    @CommandHandler
    void handle(ReportProgress command) {
        checkOpen();
        happens(new ProgressReported(actionId, FreeText.of(command.note())));
        if (status == Status.NOT_STARTED) {
            happens(new StatusChanged(actionId, status, Status.IN_PROGRESS, null));
        }
        if (command.rating() != null && command.rating() != rating) {
            happens(new RatingChanged(actionId, rating, command.rating(), null));
        }
    }

    @CommandHandler
    void handle(ChangeStatus command) {
        checkOpen();
        if (!command.status().open()) {
            throw new InvalidField("status", say("action.choose-an-open-status"));
        }
        if (command.status() == status) {
            throw nothingChanges();
        }
        happens(new StatusChanged(actionId, status, command.status(), FreeText.ofNullable(command.note())));
    }

    @CommandHandler
    void handle(ChangeRating command) {
        checkOpen();
        if (command.rating() == rating) {
            throw nothingChanges();
        }
        happens(new RatingChanged(actionId, rating, command.rating(), FreeText.ofNullable(command.note())));
    }

    @CommandHandler
    void handle(SetTimescale command, MetaData metaData, Plans plans, Today today) {
        checkOpen();
        LocalDate target = timescale.target();
        if (target != null && !timescale.unconfirmed()) {
            throw new Refused("action.has-a-date", reference(), target);
        }
        Timescale to = readable(command.timescale(), plans, today).confirmed();
        if (to.equals(timescale)) {
            throw nothingChanges();
        }
        if (waitsForGovernance(metaData, plans)) {
            proposeDate(nextProposalId(), to, why(command.reason()));
        } else {
            happens(new TimescaleSet(actionId, timescale, to, FreeText.ofNullable(command.reason())));
        }
    }

    @CommandHandler
    void handle(SlipTimescale command, MetaData metaData, Plans plans, Today today) {
        checkOpen();
        LocalDate target = agreedTarget();
        Timescale to = dated(command.timescale(), plans, today);
        if (!dateOf(to).isAfter(target)) {
            throw new InvalidField("timescale", say("action.enter-a-later-date", target));
        }
        if (waitsForGovernance(metaData, plans)) {
            proposeDate(nextProposalId(), to, command.reason());
        } else {
            move(to, command.reason());
        }
    }

    @CommandHandler
    void handle(BringForward command, MetaData metaData, Plans plans, Today today) {
        checkOpen();
        LocalDate target = agreedTarget();
        Timescale to = dated(command.timescale(), plans, today);
        if (!dateOf(to).isBefore(target)) {
            throw new InvalidField("timescale", say("action.enter-an-earlier-date", target));
        }
        if (waitsForGovernance(metaData, plans)) {
            proposeDate(nextProposalId(), to, why(command.reason()));
        } else {
            move(to, command.reason());
        }
    }

    @CommandHandler
    void handle(ProposeDate command, Plans plans, Today today) {
        checkOpen();
        Timescale to = dated(command.timescale(), plans, today);
        if (dateOf(to).equals(timescale.target())) {
            throw new InvalidField("timescale", say("action.enter-another-date"));
        }
        proposeDate(command.proposalId(), to, command.reason());
    }

    @CommandHandler
    void handle(ProposeCompletion command, Today today) {
        checkOpen();
        LocalDate day = notInFuture("completedOn", command.completedOn(), today);
        proposeCompletion(command.proposalId(), command.note(), day);
    }

    @CommandHandler
    void handle(ProposeEnding command) {
        checkOpen();
        proposeEnding(command.proposalId(), command.reason());
    }

    /** Whoever may change the leads does so, and proposes nothing. */
    @CommandHandler
    void handle(ProposeLeadChange command, MetaData metaData, Parties parties) {
        checkOpen();
        proposeLeadChange(command.proposalId(), command.reason(), metaData, parties);
    }

    @CommandHandler
    void handle(Answer command, MetaData metaData, Plans plans, Parties parties, Today today) {
        checkOpen();
        Rating given = command.rating() == rating ? null : command.rating();
        String note = command.note();
        if (command.stand() != Stand.NOT_OURS) {
            for (String milestoneId : Objects.requireNonNull(command.milestones())) {
                reach("milestones", milestoneId, today.date(), null);
            }
        }
        switch (command.stand()) {
            case GOING_ON -> report(note, given);
            case DATE_MOVES -> {
                report(note, given);
                moveAsAnswered(command, metaData, plans, today);
            }
            case DONE -> {
                rate(given);
                if (timescale.kind() == Kind.RECURRING) {
                    handle(new CompleteOccurrence(actionId, note), today);
                } else {
                    handle(new Complete(actionId, null, note), metaData, plans, today);
                }
            }
            case NOT_OURS ->
                proposeLeadChange(nextProposalId(), Objects.requireNonNull(command.reason()), metaData, parties);
        }
    }

    private void report(@Nullable String note, @Nullable Rating given) {
        if (note != null && !note.isBlank()) {
            handle(new ReportProgress(actionId, note, given));
        } else {
            rate(given);
        }
    }

    private void rate(@Nullable Rating given) {
        if (given != null) {
            handle(new ChangeRating(actionId, given, null));
        }
    }

    private void moveAsAnswered(Answer command, MetaData metaData, Plans plans, Today today) {
        String written = Objects.requireNonNull(command.timescale());
        String reason = Objects.requireNonNull(command.reason());
        LocalDate target = timescale.target();
        if (target == null || timescale.unconfirmed()) {
            handle(new SetTimescale(actionId, written, reason), metaData, plans, today);
            return;
        }
        LocalDate to = readable(written, plans, today).target();
        if (to != null && to.isBefore(target)) {
            handle(new BringForward(actionId, written, reason), metaData, plans, today);
        } else {
            handle(new SlipTimescale(actionId, written, reason), metaData, plans, today);
        }
    }

    @CommandHandler
    void handle(AcceptProposal command, Today today) {
        checkOpen();
        Proposal proposal = waiting(command.proposalId());
        happens(new ProposalAccepted(actionId, command.proposalId(), FreeText.ofNullable(command.note())));
        switch (proposal) {
            case Proposal.OfDate date -> agree(date);
            case Proposal.OfCompletion completion ->
                happens(new Completed(
                        actionId,
                        status,
                        Objects.requireNonNullElse(completion.completedOn(), today.date()),
                        FreeText.of(completion.note())));
            case Proposal.OfEnding ending -> happens(new Ended(actionId, status, FreeText.of(ending.reason())));
            case Proposal.OfLead lead -> {
                Leads left = without(lead.without());
                if (!left.equals(leads)) {
                    happens(new LeadReassigned(actionId, leads, left, FreeText.of(lead.reason())));
                }
            }
        }
    }

    @CommandHandler
    void handle(DeclineProposal command) {
        checkOpen();
        waiting(command.proposalId());
        happens(new ProposalDeclined(actionId, command.proposalId(), FreeText.of(command.reason())));
    }

    @CommandHandler
    void handle(CompleteOccurrence command, Today today) {
        checkOpen();
        if (timescale.kind() != Kind.RECURRING) {
            throw new Refused("action.does-not-recur", reference());
        }
        LocalDate target = timescale.target();
        Timescale next = TimescaleReader.next(timescale, target == null ? today.date() : target);
        happens(new OccurrenceCompleted(actionId, target, next, FreeText.ofNullable(command.note())));
        if (status == Status.NOT_STARTED) {
            happens(new StatusChanged(actionId, status, Status.IN_PROGRESS, null));
        }
    }

    /** Its plan is adopted, and what it only says how often to do comes due for the first time. */
    void countFrom(LocalDate adoptedOn) {
        Timescale to = TimescaleReader.atAdoption(timescale, adoptedOn);
        if (status.open() && !to.equals(timescale)) {
            happens(new OccurrenceScheduled(actionId, timescale, to, adoptedOn));
        }
    }

    @CommandHandler
    void handle(AddMilestone command, Plans plans, Today today) {
        checkOpen();
        String written = command.milestone().timescale();
        add(
                command.milestone(),
                written.isBlank() ? Timescale.none() : readable("milestone.timescale", written, plans, today));
    }

    /** The date that a milestone had first stays on record, as everything before a move does. */
    @CommandHandler
    void handle(MoveMilestone command, Plans plans, Today today) {
        checkOpen();
        Milestone milestone = openMilestone("milestoneId", command.milestoneId());
        Timescale to = dated(milestone.timescale(), command.timescale(), plans, today);
        if (dateOf(to).equals(milestone.timescale().target())) {
            throw new InvalidField("timescale", say("action.enter-another-date"));
        }
        happens(new MilestoneMoved(
                actionId,
                command.milestoneId(),
                milestone.text(),
                milestone.timescale(),
                to,
                FreeText.of(command.reason())));
    }

    @CommandHandler
    void handle(ReachMilestone command, Today today) {
        checkOpen();
        reach(
                "milestoneId",
                command.milestoneId(),
                notInFuture("reachedOn", command.reachedOn(), today),
                command.note());
    }

    private Milestone openMilestone(String field, String milestoneId) {
        Milestone milestone = milestones.get(milestoneId);
        if (milestone == null) {
            throw new InvalidField(field, say("action.choose-a-milestone", reference()));
        }
        if (reached.contains(milestoneId)) {
            throw new Refused("action.milestone-is-reached", reference());
        }
        return milestone;
    }

    private void reach(String field, String milestoneId, LocalDate day, @Nullable String note) {
        openMilestone(field, milestoneId);
        happens(new MilestoneReached(actionId, milestoneId, day, FreeText.ofNullable(note)));
    }

    @CommandHandler
    void handle(AssignLead command, Parties parties) {
        checkOpen();
        if (command.leads().parties().isEmpty()) {
            throw new InvalidField("leads", "choose-who-leads");
        }
        if (command.leads().equals(leads)) {
            throw nothingChanges();
        }
        if (!leads.parties().isEmpty()
                && !Set.copyOf(leads.parties())
                        .equals(Set.copyOf(command.leads().parties()))) {
            throw new Refused("action.has-a-lead", reference());
        }
        parties.check("leads", command.leads().parties());
        happens(new LeadAssigned(actionId, leads, command.leads()));
    }

    @CommandHandler
    void handle(ReassignLead command, Parties parties) {
        checkOpen();
        if (leads.parties().isEmpty()) {
            throw new Refused("action.has-no-lead", reference());
        }
        if (command.leads().equals(leads)) {
            throw nothingChanges();
        }
        parties.check("leads", command.leads().parties());
        // Who said that it is not theirs, and leads it no more, has been answered by that
        proposals.entrySet().stream()
                .filter(waiting -> waiting.getValue() instanceof Proposal.OfLead lead
                        && command.leads().parties().stream().noneMatch(lead.without()::contains))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(proposalId -> happens(new ProposalAccepted(actionId, proposalId, null)));
        happens(new LeadReassigned(actionId, leads, command.leads(), FreeText.of(command.reason())));
    }

    @CommandHandler
    void handle(AddPartner command, Parties parties) {
        checkOpen();
        if (partners.contains(command.partyId())) {
            throw nothingChanges();
        }
        parties.check("partyId", List.of(command.partyId()));
        happens(new PartnerAdded(actionId, command.partyId()));
    }

    @CommandHandler
    void handle(RemovePartner command) {
        checkOpen();
        if (!partners.contains(command.partyId())) {
            throw new InvalidField("partyId", say("action.choose-a-partner", reference()));
        }
        happens(new PartnerRemoved(actionId, command.partyId(), FreeText.ofNullable(command.reason())));
    }

    @CommandHandler
    void handle(Complete command, MetaData metaData, Plans plans, Today today) {
        checkOpen();
        LocalDate day = notInFuture("completedOn", command.completedOn(), today);
        if (waitsForGovernance(metaData, plans)) {
            String note = InvalidField.required("note", command.note(), "say-what-was-done");
            proposeCompletion(nextProposalId(), note, day);
        } else {
            happens(new Completed(actionId, status, day, FreeText.ofNullable(command.note())));
        }
    }

    @CommandHandler
    void handle(End command, MetaData metaData, Plans plans) {
        checkOpen();
        if (waitsForGovernance(metaData, plans)) {
            proposeEnding(nextProposalId(), command.reason());
        } else {
            happens(new Ended(actionId, status, FreeText.of(command.reason())));
        }
    }

    @CommandHandler
    void handle(Reopen command) {
        if (status.open()) {
            throw new Refused("action.is-open", reference());
        }
        happens(new Reopened(actionId, status, statusBeforeClosing, FreeText.of(command.reason())));
    }

    @CommandHandler
    void handle(AttachEvidence command) {
        happens(new EvidenceAttached(actionId, command.title(), command.link(), FreeText.ofNullable(command.note())));
    }

    @CommandHandler
    void handle(DeclareDependency command, Actions actions) {
        checkOpen();
        if (waitsFor.contains(command.waitsFor())) {
            throw nothingChanges();
        }
        checkWaitsFor(List.of(command.waitsFor()), actions);
        happens(new DependencyDeclared(actionId, command.waitsFor(), FreeText.ofNullable(command.note())));
    }

    @CommandHandler
    void handle(Label command) {
        checkOpen();
        List<String> to = withoutRepetition(command.labels());
        if (to.equals(labels)) {
            throw nothingChanges();
        }
        happens(new Labelled(actionId, labels, to));
    }

    @CommandHandler
    void handle(MarkExempt command) {
        checkOpen();
        if (exempt) {
            throw nothingChanges();
        }
        happens(new MarkedExempt(actionId, FreeText.of(command.reason())));
    }

    @CommandHandler
    void handle(LiftExemption command) {
        checkOpen();
        if (!exempt) {
            throw nothingChanges();
        }
        happens(new ExemptionLifted(actionId, FreeText.of(command.reason())));
    }

    @CommandHandler
    void handle(RecordDecision command, Groups groups, Today today) {
        checkOpen();
        String group = command.groupId();
        if (group != null && !groups.formed(group)) {
            throw new InvalidField("groupId", say("action.choose-a-group", group));
        }
        if (group == null && command.meetingId() != null) {
            throw new InvalidField("groupId", say("action.choose-the-group-of-the-meeting"));
        }
        happens(new DecisionRecorded(
                actionId,
                command.kind(),
                FreeText.of(command.text()),
                command.groupId(),
                command.meetingId(),
                notInFuture("decidedOn", command.decidedOn(), today)));
    }

    @CommandHandler
    void handle(Correct command, Plans plans, Today today) {
        ActionDetails correctDetails = Objects.equals(command.details(), details) ? null : command.details();
        Rating correctRating = command.rating() == rating ? null : command.rating();
        Timescale read = command.timescale() == null
                ? null
                : command.timescale().isBlank() ? Timescale.none() : readable(command.timescale(), plans, today);
        Timescale correctTimescale = Objects.equals(read, timescale) ? null : read;
        if (correctDetails == null && correctRating == null && correctTimescale == null) {
            throw nothingChanges();
        }
        if (correctDetails != null) {
            checkPlace(correctDetails, plans.currentPlanOf(actionId, planId));
        }
        happens(new Corrected(
                actionId, correctDetails, correctRating, correctTimescale, FreeText.of(command.reason())));
    }

    /** What was raised before, or no higher than what is open, is passed over, so that the daily check may repeat itself. */
    @CommandHandler
    void handle(RaiseEscalation command) {
        if (!status.open()) {
            throw new Refused(
                    status == Status.ENDED ? "action.has-ended-without-concern" : "action.is-complete-without-concern",
                    reference());
        }
        Escalation escalation = command.escalation();
        Escalation open = concern;
        int openLevel = open == null ? 0 : open.level();
        if (raised.contains(causeAndLevel(escalation)) || escalation.level() <= openLevel) {
            return;
        }
        happens(new EscalationRaised(actionId, planId, escalation, openLevel));
    }

    @CommandHandler
    void handle(AcknowledgeEscalation command) {
        openConcern(command.escalationId());
        if (acknowledged) {
            throw new Refused("action.concern-is-acknowledged", reference());
        }
        happens(new EscalationAcknowledged(actionId, command.escalationId(), FreeText.ofNullable(command.note())));
    }

    @CommandHandler
    void handle(ResolveEscalation command, MetaData metaData) {
        Escalation open = openConcern(command.escalationId());
        // The daily check also knows what a group decided about several actions at once, which is on the group's record
        boolean history = !Acting.asService(metaData);
        if (history && open.reason() == EscalationReason.SLIPPED) {
            throw new Refused("action.slips-want-a-decision", reference());
        }
        if (history && open.reason() == EscalationReason.RED_AT_MEETINGS) {
            throw new Refused("action.red-wants-a-decision", reference());
        }
        happens(new EscalationResolved(actionId, command.escalationId(), FreeText.ofNullable(command.reason())));
    }

    @CommandHandler
    void handle(RedactText command, Redaction redaction) {
        redaction.remove(actionId, command.position(), command.digest());
        if (!removed.contains(command.digest())) {
            happens(new TextRedacted(actionId, command.position(), command.digest(), command.reason()));
        }
    }

    // Rules

    @Override
    protected boolean changesContent(Command command) {
        return !(command instanceof RaiseEscalation
                || command instanceof AcknowledgeEscalation
                || command instanceof ResolveEscalation
                || command instanceof RedactText);
    }

    /** A lead acts for their own parties, and for those that were merged into them. */
    @CommandHandlerInterceptor
    void checkLead(MetaData metaData, Parties known) {
        if (version() == 0 || !Acting.asLead(metaData)) {
            return;
        }
        List<String> own = Acting.parties(metaData);
        if (leads.parties().stream().noneMatch(own::contains) && noneStandsFor(own, known)) {
            throw new Forbidden("action.for-its-leads", reference());
        }
    }

    private boolean noneStandsFor(List<String> own, Parties known) {
        Set<String> today = own.stream().map(known::standsFor).collect(Collectors.toSet());
        return leads.parties().stream().map(known::standsFor).noneMatch(today::contains);
    }

    private void checkOpen() {
        if (!status.open()) {
            throw new Refused(status == Status.ENDED ? "action.has-ended" : "action.is-complete", reference());
        }
    }

    private static void checkPlace(ActionDetails place, PlanFacts plan) {
        if (!plan.themes().contains(place.themeId())) {
            throw new InvalidField("details.themeId", say("action.choose-a-theme", plan.title()));
        }
        if (place.objectiveId() != null && !plan.objectives().contains(place.objectiveId())) {
            throw new InvalidField("details.objectiveId", say("action.choose-an-objective", plan.title()));
        }
    }

    private static void checkWaitsFor(List<String> actionIds, Actions actions) {
        for (String other : actionIds) {
            if (actions.addedTo(other).isEmpty()) {
                throw new InvalidField("waitsFor", say("action.choose-an-action", other));
            }
        }
    }

    private Refused nothingChanges() {
        return new Refused("action.says-this-already", reference());
    }

    private String reference() {
        return details.displayReference();
    }

    private static Status stated(Status status, Timescale time) {
        if (!status.open()) {
            return status;
        }
        return switch (time.kind()) {
            case SETTLED_COMPLETE -> Status.COMPLETE;
            case SETTLED_ENDED -> Status.ENDED;
            default -> status;
        };
    }

    private boolean waitsForGovernance(MetaData metaData, Plans plans) {
        return Acting.asLead(metaData) && plans.currentPlanOf(actionId, planId).proposals();
    }

    private static String why(@Nullable String reason) {
        return InvalidField.required("reason", reason, "say-why-the-date-should-move");
    }

    private String nextProposalId() {
        return "r-" + actionId + "-" + (proposalsMade + 1);
    }

    private Timescale readable(String written, Plans plans, Today today) {
        return readable("timescale", written, plans, today);
    }

    private Timescale readable(String field, String written, Plans plans, Today today) {
        Timescale read = TimescaleReader.read(written, ReadingContext.of(today.date(), null));
        if (read.kind() == Kind.RECURRING && !read.dated()) {
            LocalDate adoptedOn = plans.currentPlanOf(actionId, planId).adoptedOn();
            read = TimescaleReader.read(written, ReadingContext.of(today.date(), adoptedOn));
        }
        if (read.kind() == Kind.UNREADABLE) {
            LocalDate suggestion = read.suggestion();
            throw new InvalidField(
                    field,
                    suggestion == null
                            ? say("action.enter-a-date-or-word", EXAMPLE)
                            : say("action.enter-a-date", suggestion));
        }
        if (read.kind() == Kind.SETTLED_COMPLETE || read.kind() == Kind.SETTLED_ENDED) {
            throw new InvalidField(field, say("action.enter-a-date-not-a-status"));
        }
        return read;
    }

    /**
     * A date for something that has one: a recurring action keeps coming back from its new date on, and one that goes on
     * after its date goes on after the new one.
     */
    private Timescale dated(String written, Plans plans, Today today) {
        return dated(timescale, written, plans, today);
    }

    private Timescale dated(Timescale before, String written, Plans plans, Today today) {
        Timescale read = readable(written, plans, today);
        if (!read.dated()) {
            throw new InvalidField("timescale", say("action.enter-a-date", EXAMPLE));
        }
        if (before.kind() == Kind.RECURRING && read.kind() == Kind.DATE) {
            return new Timescale(read.written(), Kind.RECURRING, null, read.target(), before.recurrence(), false, null);
        }
        if (before.kind() == Kind.DATE_THEN_ONGOING && read.kind() == Kind.DATE) {
            return new Timescale(
                    read.written(), Kind.DATE_THEN_ONGOING, null, read.target(), null, read.unconfirmed(), null);
        }
        return read;
    }

    private static LocalDate dateOf(Timescale timescale) {
        return Objects.requireNonNull(timescale.target());
    }

    private LocalDate agreedTarget() {
        LocalDate target = timescale.target();
        if (target == null) {
            throw new Refused("action.has-no-date", reference());
        }
        return target;
    }

    private static LocalDate notInFuture(String field, @Nullable LocalDate day, Today today) {
        LocalDate now = today.date();
        if (day != null && day.isAfter(now)) {
            throw new InvalidField(field, say("action.enter-no-future-day"));
        }
        return day == null ? now : day;
    }

    private static List<String> withoutRepetition(List<String> values) {
        return List.copyOf(new LinkedHashSet<>(values));
    }

    private Proposal waiting(String proposalId) {
        Proposal proposal = proposals.get(proposalId);
        if (proposal == null) {
            throw new Refused("action.proposal-does-not-wait", reference());
        }
        return proposal;
    }

    private Escalation openConcern(String escalationId) {
        Escalation open = concern;
        if (open == null || !open.escalationId().equals(escalationId)) {
            throw new Refused("action.concern-is-not-open", reference());
        }
        return open;
    }

    private static String causeAndLevel(Escalation escalation) {
        return escalation.reason() + "|" + escalation.cause() + "|" + escalation.level();
    }

    private void checkNoneWaits(Class<? extends Proposal> kind) {
        if (proposals.values().stream().anyMatch(kind::isInstance)) {
            throw new Refused("action.proposal-waits", reference());
        }
    }

    // What follows from what was asked

    private void add(MilestoneDetails milestone, Timescale time) {
        if (milestones.containsKey(milestone.milestoneId())) {
            throw new Refused("action.has-this-milestone", reference());
        }
        happens(new MilestoneAdded(actionId, milestone.milestoneId(), milestone.text(), time));
    }

    private void proposeDate(String proposalId, Timescale to, String reason) {
        checkNoneWaits(Proposal.OfDate.class);
        happens(new DateProposed(actionId, proposalId, timescale, to, FreeText.of(reason)));
    }

    private void proposeCompletion(String proposalId, String note, LocalDate day) {
        checkNoneWaits(Proposal.OfCompletion.class);
        happens(new CompletionProposed(actionId, proposalId, FreeText.of(note), day));
    }

    private void proposeEnding(String proposalId, String reason) {
        checkNoneWaits(Proposal.OfEnding.class);
        happens(new EndingProposed(actionId, proposalId, FreeText.of(reason)));
    }

    private void proposeLeadChange(String proposalId, String reason, MetaData metaData, Parties known) {
        if (!Acting.asLead(metaData)) {
            throw new Refused("action.reassign-it-yourself", reference());
        }
        checkNoneWaits(Proposal.OfLead.class);
        Set<String> own =
                Acting.parties(metaData).stream().map(known::standsFor).collect(Collectors.toSet());
        Set<String> theirs = leads.parties().stream()
                .filter(party -> own.contains(known.standsFor(party)))
                .collect(Collectors.toSet());
        happens(new LeadChangeProposed(actionId, proposalId, leads, without(theirs), FreeText.of(reason)));
    }

    private Leads without(Set<String> parties) {
        List<String> left = leads.parties().stream()
                .filter(party -> !parties.contains(party))
                .toList();
        String accountable = leads.accountable();
        return new Leads(left, accountable != null && left.contains(accountable) ? accountable : null);
    }

    private void agree(Proposal.OfDate proposal) {
        if (timescale.dated() && proposal.to().dated()) {
            if (!dateOf(proposal.to()).equals(timescale.target())) {
                move(proposal.to(), proposal.reason());
            }
        } else {
            happens(new TimescaleSet(actionId, timescale, proposal.to(), FreeText.of(proposal.reason())));
        }
    }

    private void move(Timescale to, @Nullable String reason) {
        LocalDate old = dateOf(timescale);
        LocalDate target = dateOf(to);
        long days = DAYS.between(old, target);
        if (days < 0) {
            happens(new BroughtForward(actionId, timescale, to, FreeText.ofNullable(reason), -days));
        } else {
            LocalDate first = Objects.requireNonNullElse(firstTarget, old);
            happens(new TimescaleSlipped(
                    actionId,
                    timescale,
                    to,
                    FreeText.of(Objects.requireNonNull(reason)),
                    first,
                    slips + 1,
                    days,
                    DAYS.between(first, target)));
        }
    }

    /** Records what happens and, in the same commit, that the open concern is resolved where its cause goes away by it. */
    private void happens(ActionEvent event) {
        Set<EscalationReason> gone = causesGoneBy(event);
        apply(event);
        Escalation open = concern;
        if (open != null && gone.contains(open.reason())) {
            apply(new EscalationResolved(actionId, open.escalationId(), null));
        }
    }

    private Set<EscalationReason> causesGoneBy(ActionEvent event) {
        Set<EscalationReason> gone = EnumSet.noneOf(EscalationReason.class);
        if (event.isUpdate()) {
            gone.add(EscalationReason.SILENT);
            gone.add(EscalationReason.UNANSWERED_NEAR_DATE);
        }
        switch (event) {
            case Completed _, Ended _ -> gone.addAll(EnumSet.allOf(EscalationReason.class));
            case TimescaleSet set -> gone.addAll(causesGoneBy(set.to()));
            case TimescaleSlipped slipped -> gone.addAll(causesGoneBy(slipped.to()));
            case OccurrenceScheduled scheduled -> gone.addAll(causesGoneBy(scheduled.to()));
            case OccurrenceCompleted completed -> gone.addAll(causesGoneBy(completed.next()));
            case Corrected corrected -> {
                if (corrected.timescale() != null) {
                    gone.addAll(causesGoneBy(corrected.timescale()));
                }
                if (corrected.rating() != null) {
                    gone.addAll(causesGoneBy(corrected.rating()));
                }
            }
            case RatingChanged changed -> gone.addAll(causesGoneBy(changed.to()));
            case StatusChanged changed -> {
                if (changed.to() != Status.NOT_STARTED) {
                    gone.add(EscalationReason.NOT_STARTED_NEAR_DATE);
                }
            }
            case LeadAssigned assigned -> gone.addAll(causesGoneBy(assigned.to()));
            case LeadReassigned reassigned -> gone.addAll(causesGoneBy(reassigned.to()));
            case DecisionRecorded _ -> {
                gone.add(EscalationReason.SLIPPED);
                gone.add(EscalationReason.RED_AT_MEETINGS);
            }
            default -> {}
        }
        return gone;
    }

    private Set<EscalationReason> causesGoneBy(Timescale to) {
        Set<EscalationReason> gone = EnumSet.noneOf(EscalationReason.class);
        if (to.kind() != Kind.NONE && to.kind() != Kind.UNREADABLE) {
            gone.add(EscalationReason.UNDATED);
            gone.add(EscalationReason.UNREADABLE);
        }
        LocalDate old = timescale.target();
        LocalDate target = to.target();
        if (target == null || old == null || target.isAfter(old)) {
            gone.add(EscalationReason.LATE);
            gone.add(EscalationReason.NOT_STARTED_NEAR_DATE);
            gone.add(EscalationReason.RED_NEAR_DATE);
            gone.add(EscalationReason.UNANSWERED_NEAR_DATE);
        }
        return gone;
    }

    private static Set<EscalationReason> causesGoneBy(Rating to) {
        return to == Rating.RED
                ? Set.of()
                : EnumSet.of(EscalationReason.RED_NEAR_DATE, EscalationReason.RED_AT_MEETINGS);
    }

    private static Set<EscalationReason> causesGoneBy(Leads to) {
        return to.parties().isEmpty() ? Set.of() : EnumSet.of(EscalationReason.NO_LEAD);
    }

    // What happened to it

    @EventSourcingHandler
    void on(ActionEvent event) {
        if (event.changesContent()) {
            countVersion();
        }
        switch (event) {
            case ActionAdded added -> {
                actionId = added.actionId();
                planId = added.planId();
                details = added.details();
                leads = added.leads();
                partners.addAll(added.partners());
                timescale = added.timescale();
                firstTarget = timescale.target();
                status = added.status();
                rating = added.rating();
                labels = added.labels();
                waitsFor.addAll(added.waitsForActions());
            }
            case DetailsAmended amended -> details = amended.to();
            case ProgressReported _, EvidenceAttached _, DecisionRecorded _ -> {}
            case StatusChanged changed -> status = changed.to();
            case RatingChanged changed -> rating = changed.to();
            case TimescaleSet set -> settle(set.to());
            case TimescaleSlipped slipped -> {
                timescale = slipped.to();
                firstTarget = slipped.first();
                slips = slipped.count();
            }
            case BroughtForward brought -> timescale = brought.to();
            case DateProposed proposed ->
                propose(proposed.proposalId(), new Proposal.OfDate(proposed.to(), words(proposed.reason())));
            case CompletionProposed proposed ->
                propose(
                        proposed.proposalId(),
                        new Proposal.OfCompletion(words(proposed.note()), proposed.completedOn()));
            case EndingProposed proposed ->
                propose(proposed.proposalId(), new Proposal.OfEnding(words(proposed.reason())));
            case LeadChangeProposed proposed ->
                propose(
                        proposed.proposalId(),
                        new Proposal.OfLead(
                                proposed.from().parties().stream()
                                        .filter(party ->
                                                !proposed.to().parties().contains(party))
                                        .collect(Collectors.toUnmodifiableSet()),
                                words(proposed.reason())));
            case ProposalAccepted accepted -> proposals.remove(accepted.proposalId());
            case ProposalDeclined declined -> proposals.remove(declined.proposalId());
            case OccurrenceScheduled scheduled -> {
                timescale = scheduled.to();
                firstTarget = timescale.target();
            }
            case OccurrenceCompleted completed -> {
                timescale = completed.next();
                firstTarget = timescale.target();
                slips = 0;
            }
            case MilestoneAdded added ->
                milestones.put(added.milestoneId(), new Milestone(added.text(), added.timescale()));
            case MilestoneMoved moved -> milestones.put(moved.milestoneId(), new Milestone(moved.text(), moved.to()));
            case MilestoneReached milestone -> reached.add(milestone.milestoneId());
            case LeadAssigned assigned -> leads = assigned.to();
            case LeadReassigned reassigned -> leads = reassigned.to();
            case PartnerAdded added -> partners.add(added.partyId());
            case PartnerRemoved gone -> partners.remove(gone.partyId());
            case Completed completed -> close(completed.from(), Status.COMPLETE);
            case Ended ended -> close(ended.from(), Status.ENDED);
            case Reopened reopened -> status = reopened.to();
            case DependencyDeclared declared -> waitsFor.add(declared.waitsFor());
            case Labelled labelled -> labels = labelled.to();
            case MarkedExempt _ -> exempt = true;
            case ExemptionLifted _ -> exempt = false;
            case Corrected corrected -> {
                details = Objects.requireNonNullElse(corrected.details(), details);
                rating = Objects.requireNonNullElse(corrected.rating(), rating);
                if (corrected.timescale() != null) {
                    settle(corrected.timescale());
                }
            }
            case EscalationRaised escalation -> {
                concern = escalation.escalation();
                acknowledged = false;
                raised.add(causeAndLevel(escalation.escalation()));
            }
            case EscalationAcknowledged _ -> acknowledged = true;
            case EscalationResolved _ -> concern = null;
            case TextRedacted redacted -> {
                removed.add(redacted.digest());
                proposals.replaceAll((id, proposal) -> proposal.withoutWords());
            }
        }
    }

    /** As it stands, together with what has been reported about it. */
    ActionFacts facts(Set<String> notes) {
        return new ActionFacts(
                actionId,
                planId,
                version(),
                details,
                leads,
                Set.copyOf(partners),
                timescale,
                status,
                rating,
                labels,
                Set.copyOf(milestones.keySet()),
                Set.copyOf(waitsFor),
                Set.copyOf(notes));
    }

    /** What was never agreed, or was recorded wrongly, is replaced; a first date from which others slipped stays. */
    private void settle(Timescale to) {
        timescale = to;
        if (slips == 0 || firstTarget == null) {
            firstTarget = to.target();
        }
    }

    private void propose(String proposalId, Proposal proposal) {
        proposals.put(proposalId, proposal);
        proposalsMade++;
    }

    private void close(Status from, Status to) {
        statusBeforeClosing = from;
        status = to;
        proposals.clear();
    }

    private static String words(FreeText text) {
        return text.orElse(REMOVED);
    }
}
