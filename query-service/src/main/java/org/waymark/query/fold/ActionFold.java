package org.waymark.query.fold;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.ActionEvent.ActionAdded;
import org.waymark.contract.action.ActionEvent.BroughtForward;
import org.waymark.contract.action.ActionEvent.Completed;
import org.waymark.contract.action.ActionEvent.CompletionProposed;
import org.waymark.contract.action.ActionEvent.Corrected;
import org.waymark.contract.action.ActionEvent.DateProposed;
import org.waymark.contract.action.ActionEvent.DecisionRecorded;
import org.waymark.contract.action.ActionEvent.DependencyDeclared;
import org.waymark.contract.action.ActionEvent.DetailsAmended;
import org.waymark.contract.action.ActionEvent.Ended;
import org.waymark.contract.action.ActionEvent.EndingProposed;
import org.waymark.contract.action.ActionEvent.EscalationAcknowledged;
import org.waymark.contract.action.ActionEvent.EscalationRaised;
import org.waymark.contract.action.ActionEvent.EscalationResolved;
import org.waymark.contract.action.ActionEvent.EvidenceAttached;
import org.waymark.contract.action.ActionEvent.ExemptionLifted;
import org.waymark.contract.action.ActionEvent.Labelled;
import org.waymark.contract.action.ActionEvent.LeadAssigned;
import org.waymark.contract.action.ActionEvent.LeadChangeProposed;
import org.waymark.contract.action.ActionEvent.LeadReassigned;
import org.waymark.contract.action.ActionEvent.MarkedExempt;
import org.waymark.contract.action.ActionEvent.MilestoneAdded;
import org.waymark.contract.action.ActionEvent.MilestoneMoved;
import org.waymark.contract.action.ActionEvent.MilestoneReached;
import org.waymark.contract.action.ActionEvent.OccurrenceCompleted;
import org.waymark.contract.action.ActionEvent.OccurrenceScheduled;
import org.waymark.contract.action.ActionEvent.PartnerAdded;
import org.waymark.contract.action.ActionEvent.PartnerRemoved;
import org.waymark.contract.action.ActionEvent.ProgressReported;
import org.waymark.contract.action.ActionEvent.ProposalAccepted;
import org.waymark.contract.action.ActionEvent.ProposalDeclined;
import org.waymark.contract.action.ActionEvent.RatingChanged;
import org.waymark.contract.action.ActionEvent.Reopened;
import org.waymark.contract.action.ActionEvent.StatusChanged;
import org.waymark.contract.action.ActionEvent.TextRedacted;
import org.waymark.contract.action.ActionEvent.TimescaleSet;
import org.waymark.contract.action.ActionEvent.TimescaleSlipped;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.time.Timescale;
import org.waymark.query.fold.ActionState.Concern;
import org.waymark.query.fold.ActionState.Decision;
import org.waymark.query.fold.ActionState.Dependency;
import org.waymark.query.fold.ActionState.Evidence;
import org.waymark.query.fold.ActionState.Milestone;
import org.waymark.query.fold.ActionState.Move;
import org.waymark.query.fold.ActionState.Proposal;
import org.waymark.query.fold.ActionState.ProposalKind;
import org.waymark.query.fold.ActionState.Told;

/** Works out the next state of an action; lives for one event. */
final class ActionFold {

    private final String actionId;
    private String planId;
    private ActionDetails details;
    private Leads leads;
    private List<String> partners;
    private Timescale timescale;
    private @Nullable LocalDate firstDate;
    private int slips;
    private List<Move> moves;
    private Status status;
    private @Nullable LocalDate closedOn;
    private Rating rating;
    private LocalDate ratedSince;
    private List<String> labels;
    private @Nullable FreeText exempt;
    private List<Milestone> milestones;
    private List<Proposal> proposals;
    private List<Concern> escalations;
    private @Nullable LocalDate lastUpdate;
    private @Nullable FreeText lastNote;
    private @Nullable LocalDate lastNoteOn;
    private List<Evidence> evidence;
    private List<Dependency> dependencies;
    private List<Decision> decisions;
    private final LocalDate addedOn;
    private long version;
    private long sequence;
    private long position;
    private long aboutPosition;

    private ActionFold(ActionState before) {
        actionId = before.actionId();
        planId = before.planId();
        details = before.details();
        leads = before.leads();
        partners = before.partners();
        timescale = before.timescale();
        firstDate = before.firstDate();
        slips = before.slips();
        moves = before.moves();
        status = before.status();
        closedOn = before.closedOn();
        rating = before.rating();
        ratedSince = before.ratedSince();
        labels = before.labels();
        exempt = before.exempt();
        milestones = before.milestones();
        proposals = before.proposals();
        escalations = before.escalations();
        lastUpdate = before.lastUpdate();
        lastNote = before.lastNote();
        lastNoteOn = before.lastNoteOn();
        evidence = before.evidence();
        dependencies = before.dependencies();
        decisions = before.decisions();
        addedOn = before.addedOn();
        version = before.version();
        sequence = before.sequence();
        position = before.position();
        aboutPosition = before.aboutPosition();
    }

    static ActionState apply(@Nullable ActionState before, ActionEvent event, EventContext context) {
        if (event instanceof ActionAdded added) {
            if (before != null) {
                throw new UnfoldableEvent("Action " + added.actionId() + " is added twice");
            }
            return added(added, context);
        }
        if (before == null) {
            throw new UnfoldableEvent(
                    "Action " + event.actionId() + " has no beginning before entry " + context.position());
        }
        ActionFold fold = new ActionFold(before);
        fold.on(event, context);
        if (event.isUpdate()) {
            fold.lastUpdate = context.day();
        }
        if (event.changesContent()) {
            fold.version++;
        }
        fold.sequence = context.sequence();
        fold.position = context.position();
        return fold.state();
    }

    static ActionState unread(ActionState before, EventContext context, boolean counted) {
        ActionFold fold = new ActionFold(before);
        if (counted) {
            fold.version++;
        }
        fold.sequence = context.sequence();
        fold.position = context.position();
        return fold.state();
    }

    private static ActionState added(ActionAdded event, EventContext context) {
        return new ActionState(
                event.actionId(),
                event.planId(),
                event.details(),
                event.leads(),
                event.partners(),
                event.timescale(),
                event.timescale().target(),
                0,
                List.of(),
                event.status(),
                event.status().open() ? null : context.day(),
                event.rating(),
                context.day(),
                event.labels(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                event.waitsForActions().stream()
                        .map(other -> new Dependency(other, null))
                        .toList(),
                List.of(),
                context.day(),
                1,
                context.sequence(),
                context.position(),
                0);
    }

    private void on(ActionEvent event, EventContext context) {
        switch (event) {
            case ActionAdded _ -> throw new IllegalStateException("handled before");
            case DetailsAmended e -> details = e.to();
            case ProgressReported e -> word(e.note(), context);
            case StatusChanged e -> {
                status = e.to();
                word(e.note(), context);
            }
            case RatingChanged e -> {
                rate(e.to(), context);
                word(e.note(), context);
            }
            case TimescaleSet e -> {
                move(e.from(), e.to(), 0, context);
                if (firstDate == null) {
                    firstDate = e.to().target();
                }
                word(e.reason(), context);
            }
            case TimescaleSlipped e -> {
                move(e.from(), e.to(), e.count(), context);
                firstDate = e.first();
                slips = e.count();
                word(e.reason(), context);
            }
            case BroughtForward e -> {
                move(e.from(), e.to(), 0, context);
                word(e.reason(), context);
            }
            case DateProposed e -> {
                propose(e.proposalId(), ProposalKind.DATE, e.to(), e.reason(), context);
                word(e.reason(), context);
            }
            case CompletionProposed e -> {
                propose(e.proposalId(), ProposalKind.COMPLETION, null, e.note(), context);
                word(e.note(), context);
            }
            case EndingProposed e -> {
                propose(e.proposalId(), ProposalKind.ENDING, null, e.reason(), context);
                word(e.reason(), context);
            }
            case LeadChangeProposed e -> {
                propose(e.proposalId(), ProposalKind.LEAD, null, e.reason(), context);
                word(e.reason(), context);
            }
            case ProposalAccepted e ->
                proposals = without(proposals, p -> p.proposalId().equals(e.proposalId()));
            case ProposalDeclined e ->
                proposals = without(proposals, p -> p.proposalId().equals(e.proposalId()));
            case OccurrenceScheduled e -> {
                timescale = e.to();
                firstDate = e.to().target();
            }
            case OccurrenceCompleted e -> {
                timescale = e.next();
                if (slips == 0) {
                    firstDate = e.next().target();
                }
                word(e.note(), context);
            }
            case MilestoneAdded e ->
                milestones = with(milestones, new Milestone(e.milestoneId(), e.text(), e.timescale(), null, null));
            case MilestoneMoved e ->
                milestones = each(milestones, m -> m.milestoneId().equals(e.milestoneId()) ? m.moved(e.to()) : m);
            case MilestoneReached e -> {
                milestones =
                        each(milestones, m -> m.milestoneId().equals(e.milestoneId()) ? m.reached(e.reachedOn()) : m);
                word(e.note(), context);
            }
            case LeadAssigned e -> leads = e.to();
            case LeadReassigned e -> leads = e.to();
            case PartnerAdded e -> {
                if (!partners.contains(e.partyId())) {
                    partners = with(partners, e.partyId());
                }
            }
            case PartnerRemoved e -> partners = without(partners, e.partyId()::equals);
            case Completed e -> {
                close(Status.COMPLETE, e.completedOn());
                word(e.note(), context);
            }
            case Ended e -> {
                close(Status.ENDED, context.day());
                word(e.reason(), context);
            }
            case Reopened e -> {
                status = e.to();
                closedOn = null;
            }
            case EvidenceAttached e -> {
                evidence = with(evidence, new Evidence(e.title(), e.link(), e.note(), context.day()));
                word(e.note(), context);
            }
            case DependencyDeclared e -> dependencies = with(dependencies, new Dependency(e.waitsFor(), e.note()));
            case Labelled e -> labels = e.to();
            case MarkedExempt e -> exempt = e.reason();
            case ExemptionLifted _ -> exempt = null;
            case DecisionRecorded e ->
                decisions =
                        with(decisions, new Decision(e.kind(), e.text(), e.groupId(), e.meetingId(), e.decidedOn()));
            case Corrected e -> correct(e, context);
            case EscalationRaised e -> raise(e, context);
            case EscalationAcknowledged e ->
                concern(
                        e.escalationId(),
                        c -> new Concern(
                                c.escalation(),
                                c.climbedFrom(),
                                c.raisedAt(),
                                context.happenedAt(),
                                context.actor(),
                                e.note(),
                                c.resolvedAt(),
                                c.resolvedBecause(),
                                c.climbed(),
                                c.told()));
            case EscalationResolved e ->
                concern(e.escalationId(), c -> resolved(c, context.happenedAt(), e.reason(), false));
            case TextRedacted e -> redact(e.digest());
        }
    }

    /** A mail about the action that tells of its escalation is noted there; anything else about mails is history only. */
    static ActionState told(ActionState before, MailEvent.MailRecorded event, EventContext context) {
        ActionFold fold = new ActionFold(before);
        Mail mail = event.mail();
        for (Mail.Item item : mail.items()) {
            if (before.actionId().equals(item.actionId()) && item.rule() == MailRule.ESCALATION) {
                fold.told(
                        item.occurrence(),
                        new Told(
                                mail.mailId(),
                                mail.roleFor(item),
                                mail.partyFor(item),
                                context.happenedAt(),
                                event.state()));
            }
        }
        fold.aboutPosition = context.position();
        return fold.state();
    }

    static ActionState carriedOver(ActionState before, PlanEvent.ActionsCarriedOver event, EventContext context) {
        ActionFold fold = new ActionFold(before);
        if (event.actionIds().contains(before.actionId())) {
            fold.planId = event.successorPlanId();
        }
        fold.aboutPosition = context.position();
        return fold.state();
    }

    static ActionState decided(ActionState before, GroupEvent.DecisionTaken event, EventContext context) {
        ActionFold fold = new ActionFold(before);
        if (event.actionIds().contains(before.actionId())) {
            fold.decisions = with(
                    fold.decisions,
                    new Decision(event.kind(), event.text(), event.groupId(), event.meetingId(), context.day()));
        }
        fold.aboutPosition = context.position();
        return fold.state();
    }

    static ActionState redacted(ActionState before, String digest, EventContext context) {
        ActionFold fold = new ActionFold(before);
        fold.redact(digest);
        fold.aboutPosition = context.position();
        return fold.state();
    }

    private void word(@Nullable FreeText text, EventContext context) {
        if (text != null) {
            lastNote = text;
            lastNoteOn = context.day();
        }
    }

    private void rate(Rating to, EventContext context) {
        if (rating != to) {
            ratedSince = context.day();
        }
        rating = to;
    }

    private void move(Timescale from, Timescale to, int slip, EventContext context) {
        timescale = to;
        LocalDate before = from.target();
        LocalDate after = to.target();
        if (!Objects.equals(before, after)) {
            long days = before == null || after == null ? 0 : ChronoUnit.DAYS.between(before, after);
            moves = with(moves, new Move(context.position(), before, after, slip, days, context.day()));
        }
    }

    private void propose(String id, ProposalKind kind, @Nullable Timescale to, FreeText words, EventContext context) {
        proposals = with(proposals, new Proposal(id, kind, to, words, context.actor(), context.happenedAt()));
    }

    private void close(Status to, LocalDate on) {
        status = to;
        closedOn = on;
        proposals = List.of();
    }

    private void correct(Corrected event, EventContext context) {
        if (event.details() != null) {
            details = event.details();
        }
        if (event.rating() != null) {
            rate(event.rating(), context);
        }
        Timescale to = event.timescale();
        if (to != null) {
            if (slips == 0) {
                firstDate = to.target();
            }
            move(timescale, to, 0, context);
        }
    }

    /** At most one concern is open: a higher one takes the place of a lower. */
    private void raise(EscalationRaised event, EventContext context) {
        escalations = each(escalations, c -> c.open() ? resolved(c, context.happenedAt(), null, true) : c);
        escalations = with(
                escalations,
                new Concern(
                        event.escalation(),
                        event.climbedFrom(),
                        context.happenedAt(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        List.of()));
    }

    private static Concern resolved(Concern c, Instant at, @Nullable FreeText reason, boolean climbed) {
        return c.open()
                ? new Concern(
                        c.escalation(),
                        c.climbedFrom(),
                        c.raisedAt(),
                        c.acknowledgedAt(),
                        c.acknowledgedBy(),
                        c.acknowledgement(),
                        at,
                        reason,
                        climbed,
                        c.told())
                : c;
    }

    private void concern(String escalationId, UnaryOperator<Concern> change) {
        escalations = each(escalations, c -> c.escalation().escalationId().equals(escalationId) ? change.apply(c) : c);
    }

    /** The mail names the escalation it tells of; one that names none is about the open one. */
    private void told(String occurrence, Told told) {
        boolean named =
                escalations.stream().anyMatch(c -> c.escalation().escalationId().equals(occurrence));
        escalations = each(escalations, c -> {
            boolean meant = named ? c.escalation().escalationId().equals(occurrence) : c.open();
            if (!meant) {
                return c;
            }
            List<Told> all = with(without(c.told(), t -> t.mailId().equals(told.mailId())), told);
            return new Concern(
                    c.escalation(),
                    c.climbedFrom(),
                    c.raisedAt(),
                    c.acknowledgedAt(),
                    c.acknowledgedBy(),
                    c.acknowledgement(),
                    c.resolvedAt(),
                    c.resolvedBecause(),
                    c.climbed(),
                    all);
        });
    }

    private void redact(String digest) {
        lastNote = Redactions.of(lastNote, digest);
        exempt = Redactions.of(exempt, digest);
        proposals = each(
                proposals,
                p -> new Proposal(
                        p.proposalId(), p.kind(), p.timescale(), Redactions.in(p.words(), digest), p.by(), p.since()));
        escalations = each(
                escalations,
                c -> new Concern(
                        c.escalation(),
                        c.climbedFrom(),
                        c.raisedAt(),
                        c.acknowledgedAt(),
                        c.acknowledgedBy(),
                        Redactions.of(c.acknowledgement(), digest),
                        c.resolvedAt(),
                        Redactions.of(c.resolvedBecause(), digest),
                        c.climbed(),
                        c.told()));
        evidence = each(evidence, e -> new Evidence(e.title(), e.link(), Redactions.of(e.note(), digest), e.on()));
        dependencies = each(dependencies, d -> new Dependency(d.waitsFor(), Redactions.of(d.note(), digest)));
        decisions = each(
                decisions,
                d -> new Decision(
                        d.kind(), Redactions.in(d.text(), digest), d.groupId(), d.meetingId(), d.decidedOn()));
    }

    private ActionState state() {
        return new ActionState(
                actionId,
                planId,
                details,
                leads,
                partners,
                timescale,
                firstDate,
                slips,
                moves,
                status,
                closedOn,
                rating,
                ratedSince,
                labels,
                exempt,
                milestones,
                proposals,
                escalations,
                lastUpdate,
                lastNote,
                lastNoteOn,
                evidence,
                dependencies,
                decisions,
                addedOn,
                version,
                sequence,
                position,
                aboutPosition);
    }

    private static <T> List<T> with(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(element);
        return longer;
    }

    private static <T> List<T> without(List<T> list, Predicate<T> gone) {
        return list.stream().filter(gone.negate()).toList();
    }

    private static <T> List<T> each(List<T> list, UnaryOperator<T> change) {
        return list.stream().map(change).toList();
    }
}
