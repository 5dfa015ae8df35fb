package org.waymark.notifier.agenda;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Escalation;
import org.waymark.contract.action.Leads;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.log.Event;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.party.PartyEvent;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.time.Timescale;
import org.waymark.eventstore.StoredEvent;
import org.waymark.notifier.agenda.ActionRow.Asked;
import org.waymark.notifier.agenda.ActionRow.Change;
import org.waymark.notifier.agenda.ActionRow.Open;
import org.waymark.notifier.agenda.ActionRow.Proposal;
import org.waymark.notifier.agenda.GroupRow.Meeting;
import org.waymark.notifier.agenda.GroupRow.MeetingState;
import org.waymark.notifier.agenda.GroupRow.Pack;
import org.waymark.notifier.agenda.GroupRow.ReportDue;

/**
 * Folds the log into the agenda's rows. A row that has seen a position passes over everything up to it, so folding the
 * same events again changes nothing.
 */
public final class AgendaFold {

    /** Local days are those of the councils. */
    public static final ZoneId ZONE = ZoneId.of("Europe/London");

    private static final int TITLE_LENGTH = 120;

    private AgendaFold() {}

    /** Keys of the rows that an event may change. */
    public static Set<String> keys(Event event) {
        Set<String> keys = new LinkedHashSet<>();
        switch (event) {
            case ActionEvent action -> keys.add(ActionRow.key(action.actionId()));
            case PlanEvent.ActionsCarriedOver carried -> carried.actionIds().forEach(id -> keys.add(ActionRow.key(id)));
            case PlanEvent plan -> keys.add(PlanRow.key(plan.planId()));
            case GroupEvent group -> {
                keys.add(GroupRow.key(group.groupId()));
                if (group instanceof GroupEvent.DecisionTaken decision) {
                    decision.actionIds().forEach(id -> keys.add(ActionRow.key(id)));
                }
            }
            case PartyEvent party -> keys.add(PartyRow.key(party.partyId()));
            case MailEvent mail -> {
                keys.add(PersonRow.key(mail.mail().contactId()));
                mail.mail().items().forEach(item -> keys.add(subject(item)));
            }
            default -> {
                // Indicators and events of a later release do not concern the daily check
            }
        }
        return keys;
    }

    /** Key of the row that a mail's line is about. */
    static String subject(Mail.Item item) {
        return item.actionId() == null ? PlanRow.key(item.planId()) : ActionRow.key(item.actionId());
    }

    /**
     * Folds one event into the rows of {@link #keys}.
     *
     * @param rows rows by key; those that change are replaced
     */
    public static void fold(Map<String, Row> rows, Event event, long position, Instant recordedAt) {
        LocalDate day = LocalDate.ofInstant(recordedAt, ZONE);
        switch (event) {
            case ActionEvent action -> foldAction(rows, action, position, day);
            case PlanEvent.ActionsCarriedOver carried -> {
                for (String actionId : carried.actionIds()) {
                    change(rows, actionId, position, draft -> {
                        draft.planId = carried.successorPlanId();
                        draft.since = day;
                    });
                }
            }
            case PlanEvent plan -> foldPlan(rows, plan, position);
            case GroupEvent group -> {
                foldGroup(rows, group, position, day);
                if (group instanceof GroupEvent.DecisionTaken decision) {
                    // What a group decides about several actions is a decision about each of them
                    for (String actionId : decision.actionIds()) {
                        change(rows, actionId, position, draft -> draft.decisionPosition = position);
                    }
                }
            }
            case PartyEvent party -> foldParty(rows, party, position);
            case MailEvent mail -> foldMail(rows, mail, position);
            default -> {
                // See keys
            }
        }
    }

    /** Whether mail about a plan was switched on after the day of its adoption, as far as its events tell. */
    public static boolean mailCameLater(PlanRow plan, List<StoredEvent> history) {
        LocalDate day = adoptionDay(plan, history);
        return history.stream()
                .anyMatch(stored -> stored.payload() instanceof PlanEvent.PolicySet set
                        && !set.from().mail()
                        && set.to().mail()
                        && LocalDate.ofInstant(stored.recordedAt(), ZONE).isAfter(day));
    }

    static LocalDate adoptionDay(PlanRow plan, List<StoredEvent> history) {
        LocalDate adopted = plan.adoptedOn() == null ? LocalDate.MIN : plan.adoptedOn();
        return history.stream()
                .filter(stored -> stored.payload() instanceof PlanEvent.PlanAdopted)
                .map(stored -> LocalDate.ofInstant(stored.recordedAt(), ZONE))
                .filter(recorded -> recorded.isAfter(adopted))
                .findFirst()
                .orElse(adopted);
    }

    /**
     * Folds a plan's actions up to the end of the day of its adoption.
     *
     * @param history events of the plan and of its actions, those of each in order
     */
    public static AtAdoption atAdoption(PlanRow plan, Agenda agenda, List<StoredEvent> history) {
        LocalDate day = adoptionDay(plan, history);
        Map<String, Row> rows = new TreeMap<>();
        for (StoredEvent stored : history) {
            if (stored.payload() instanceof ActionEvent event
                    && !LocalDate.ofInstant(stored.recordedAt(), ZONE).isAfter(day)) {
                fold(rows, event, stored.position(), stored.recordedAt());
            }
        }
        List<ActionRow> actions = new ArrayList<>();
        for (Row row : rows.values()) {
            // What came in from another plan later was not taken on
            if (row instanceof ActionRow action
                    && (action.planId().equals(plan.planId()) || !cameAfter(day, agenda.action(action.actionId())))) {
                actions.add(action.after(action.position(), draft -> draft.planId = plan.planId()));
            }
        }
        return new AtAdoption(day, actions);
    }

    private static boolean cameAfter(LocalDate day, @Nullable ActionRow now) {
        return now == null || now.since().isAfter(day);
    }

    private static void foldAction(Map<String, Row> rows, ActionEvent event, long position, LocalDate day) {
        if (event instanceof ActionEvent.ActionAdded added) {
            rows.putIfAbsent(ActionRow.key(added.actionId()), added(added, position, day));
            return;
        }
        change(rows, event.actionId(), position, draft -> {
            if (event.isUpdate()) {
                draft.updatePosition = position;
                draft.updatedOn = day;
            }
            switch (event) {
                case ActionEvent.DetailsAmended amended -> details(draft, amended.to());
                case ActionEvent.Corrected corrected -> {
                    if (corrected.details() != null) {
                        details(draft, corrected.details());
                    }
                    if (corrected.rating() != null) {
                        draft.rated(day, corrected.rating());
                    }
                    if (corrected.timescale() != null) {
                        timescale(draft, corrected.timescale(), day);
                    }
                }
                case ActionEvent.StatusChanged changed -> draft.status = changed.to();
                case ActionEvent.RatingChanged changed -> draft.rated(day, changed.to());
                case ActionEvent.TimescaleSet set -> timescale(draft, set.to(), day);
                case ActionEvent.TimescaleSlipped slipped -> {
                    timescale(draft, slipped.to(), day);
                    draft.firstTarget = slipped.first();
                    draft.slips = slipped.count();
                    draft.slipDays = slipped.totalDays();
                    draft.slipPosition = position;
                    draft.slippedOn = day;
                }
                case ActionEvent.BroughtForward forward -> timescale(draft, forward.to(), day);
                case ActionEvent.OccurrenceScheduled scheduled -> timescale(draft, scheduled.to(), day);
                case ActionEvent.OccurrenceCompleted completed -> timescale(draft, completed.next(), day);
                case ActionEvent.DateProposed proposed ->
                    propose(
                            draft,
                            new Proposal(
                                    proposed.proposalId(),
                                    day,
                                    Asked.DATE,
                                    proposed.to().target()));
                case ActionEvent.CompletionProposed proposed ->
                    propose(draft, new Proposal(proposed.proposalId(), day, Asked.COMPLETION, null));
                case ActionEvent.EndingProposed proposed ->
                    propose(draft, new Proposal(proposed.proposalId(), day, Asked.ENDING, null));
                case ActionEvent.LeadChangeProposed proposed ->
                    propose(draft, new Proposal(proposed.proposalId(), day, Asked.LEAD, null));
                case ActionEvent.ProposalAccepted accepted -> settle(draft, accepted.proposalId());
                case ActionEvent.ProposalDeclined declined -> settle(draft, declined.proposalId());
                case ActionEvent.LeadAssigned assigned -> leads(draft, assigned.from(), assigned.to(), day);
                case ActionEvent.LeadReassigned reassigned -> leads(draft, reassigned.from(), reassigned.to(), day);
                case ActionEvent.Completed completed -> {
                    draft.status = org.waymark.contract.action.Status.COMPLETE;
                    draft.closedOn = day;
                    draft.proposals = List.of();
                }
                case ActionEvent.Ended ended -> {
                    draft.status = org.waymark.contract.action.Status.ENDED;
                    draft.closedOn = day;
                    draft.proposals = List.of();
                }
                case ActionEvent.Reopened reopened -> {
                    draft.status = reopened.to();
                    draft.closedOn = null;
                    draft.since = day;
                }
                case ActionEvent.DecisionRecorded decision -> draft.decisionPosition = position;
                case ActionEvent.EscalationRaised raised -> {
                    Escalation escalation = raised.escalation();
                    // One concern is open at a time: a higher rung replaces the lower one
                    draft.open = List.of(new Open(escalation, day, position));
                    int level = Math.max(escalation.level(), draft.raised.getOrDefault(escalation.cause(), 0));
                    draft.raised = Change.with(draft.raised, escalation.cause(), level);
                }
                case ActionEvent.EscalationResolved resolved ->
                    draft.open = draft.open.stream()
                            .filter(open -> !open.escalation().escalationId().equals(resolved.escalationId()))
                            .toList();
                case ActionEvent.MilestoneAdded added ->
                    milestone(draft, added.milestoneId(), added.text(), added.timescale(), day);
                case ActionEvent.MilestoneMoved moved ->
                    milestone(draft, moved.milestoneId(), moved.text(), moved.to(), day);
                case ActionEvent.MilestoneReached reached ->
                    draft.milestones = draft.milestones.stream()
                            .filter(milestone -> !milestone.milestoneId().equals(reached.milestoneId()))
                            .toList();
                default -> {
                    // Notes, evidence, partners, labels: nothing that reminders hang on but the update
                    // above
                }
            }
        });
    }

    private static ActionRow added(ActionEvent.ActionAdded added, long position, LocalDate day) {
        Map<String, LocalDate> ledSince = new HashMap<>();
        added.leads().parties().forEach(party -> ledSince.put(party, day));
        return new ActionRow(
                added.actionId(),
                position,
                added.planId(),
                added.details().themeId(),
                added.details().displayReference(),
                title(added.details()),
                day,
                added.leads(),
                ledSince,
                Map.of(),
                day,
                added.status(),
                added.rating(),
                added.timescale(),
                day,
                null,
                0,
                0,
                0,
                null,
                0,
                null,
                List.of(),
                List.of(),
                Map.of(),
                0,
                List.of(new ActionRow.Rated(day, added.rating())),
                Map.of(),
                added.status().open() ? null : day,
                List.of());
    }

    private static void details(Change draft, ActionDetails details) {
        draft.themeId = details.themeId();
        draft.reference = details.displayReference();
        draft.title = title(details);
    }

    /** The printed title, or the beginning of the text, cut between words. */
    private static String title(ActionDetails details) {
        return cut(details.title() == null ? details.text() : details.title());
    }

    private static String cut(String text) {
        String words = text.replaceAll("\\s+", " ").strip();
        if (words.length() <= TITLE_LENGTH) {
            return words;
        }
        int space = words.lastIndexOf(' ', TITLE_LENGTH);
        return words.substring(0, space > 0 ? space : TITLE_LENGTH) + " …";
    }

    /** Takes the place that a milestone has, or the last one; without a date it has none. */
    private static void milestone(Change draft, String id, String text, Timescale timescale, LocalDate day) {
        LocalDate target = timescale.target();
        if (target == null) {
            return;
        }
        ActionRow.Milestone now = new ActionRow.Milestone(id, cut(text), target, timescale.missable() != null, day);
        boolean known = draft.milestones.stream()
                .anyMatch(milestone -> milestone.milestoneId().equals(id));
        draft.milestones = known
                ? draft.milestones.stream()
                        .map(milestone -> milestone.milestoneId().equals(id) ? now : milestone)
                        .toList()
                : Change.with(draft.milestones, now);
    }

    private static void timescale(Change draft, Timescale timescale, LocalDate day) {
        draft.timescale = timescale;
        draft.datedOn = day;
    }

    private static void propose(Change draft, Proposal proposal) {
        draft.proposals = Change.with(draft.proposals, proposal);
    }

    private static void settle(Change draft, String proposalId) {
        draft.proposals = draft.proposals.stream()
                .filter(proposal -> !proposal.proposalId().equals(proposalId))
                .toList();
    }

    private static void leads(Change draft, Leads from, Leads to, LocalDate day) {
        Map<String, LocalDate> ledSince = new HashMap<>();
        Map<String, LocalDate> handovers = new HashMap<>();
        for (String party : to.parties()) {
            LocalDate before = draft.ledSince.get(party);
            if (from.parties().contains(party) && before != null) {
                ledSince.put(party, before);
                LocalDate handover = draft.handovers.get(party);
                if (handover != null) {
                    handovers.put(party, handover);
                }
            } else {
                ledSince.put(party, day);
                handovers.put(party, day);
            }
        }
        draft.leads = to;
        draft.ledSince = ledSince;
        draft.handovers = handovers;
        draft.leadsChangedOn = day;
    }

    private static void foldPlan(Map<String, Row> rows, PlanEvent event, long position) {
        String key = PlanRow.key(event.planId());
        if (event instanceof PlanEvent.PlanCreated created) {
            rows.putIfAbsent(
                    key,
                    new PlanRow(
                            created.planId(),
                            position,
                            created.details().title(),
                            created.details().nation(),
                            PlanState.DRAFT,
                            null,
                            created.policy(),
                            themes(created.outline()),
                            Map.of()));
            return;
        }
        if (!(rows.get(key) instanceof PlanRow plan) || plan.position() >= position) {
            return;
        }
        PlanRow next = switch (event) {
            case PlanEvent.PlanAmended amended ->
                new PlanRow(
                        plan.planId(),
                        position,
                        amended.details() == null
                                ? plan.title()
                                : amended.details().title(),
                        amended.details() == null
                                ? plan.nation()
                                : amended.details().nation(),
                        plan.state(),
                        plan.adoptedOn(),
                        plan.policy(),
                        amended.outline() == null ? plan.themes() : themes(amended.outline()),
                        plan.told());
            case PlanEvent.PlanAdopted adopted ->
                plan(plan, position, PlanState.ADOPTED, adopted.adoptedOn(), plan.policy(), plan.told());
            case PlanEvent.PolicySet set -> plan(plan, position, plan.state(), plan.adoptedOn(), set.to(), plan.told());
            case PlanEvent.PlanClosed closed ->
                plan(plan, position, PlanState.CLOSED, plan.adoptedOn(), plan.policy(), plan.told());
            default -> plan(plan, position, plan.state(), plan.adoptedOn(), plan.policy(), plan.told());
        };
        rows.put(key, next);
    }

    private static PlanRow plan(
            PlanRow plan,
            long position,
            PlanState state,
            @Nullable LocalDate adoptedOn,
            org.waymark.contract.plan.Policy policy,
            Map<String, LocalDate> told) {
        return new PlanRow(
                plan.planId(), position, plan.title(), plan.nation(), state, adoptedOn, policy, plan.themes(), told);
    }

    private static Map<String, String> themes(PlanOutline outline) {
        Map<String, String> themes = new HashMap<>();
        for (PlanOutline.Theme theme : outline.themes()) {
            boolean numbered = !theme.number().isBlank() && !theme.title().startsWith(theme.number());
            themes.put(theme.themeId(), numbered ? theme.number() + " " + theme.title() : theme.title());
        }
        return themes;
    }

    private static void foldGroup(Map<String, Row> rows, GroupEvent event, long position, LocalDate day) {
        String key = GroupRow.key(event.groupId());
        if (event instanceof GroupEvent.GroupFormed formed) {
            rows.putIfAbsent(key, new GroupRow(formed.groupId(), position, formed.details(), Map.of(), Map.of()));
            return;
        }
        if (!(rows.get(key) instanceof GroupRow group) || group.position() >= position) {
            return;
        }
        GroupRow next = switch (event) {
            case GroupEvent.GroupAmended amended ->
                new GroupRow(group.groupId(), position, amended.to(), group.meetings(), group.reports());
            case GroupEvent.MeetingScheduled scheduled ->
                meeting(group, position, scheduled.meetingId(), scheduled.date(), MeetingState.SCHEDULED, false);
            case GroupEvent.MeetingMoved moved ->
                meeting(group, position, moved.meetingId(), moved.to(), MeetingState.SCHEDULED, true);
            case GroupEvent.MeetingCancelled cancelled ->
                meeting(group, position, cancelled.meetingId(), cancelled.date(), MeetingState.CANCELLED, false);
            case GroupEvent.MeetingHeld held ->
                meeting(group, position, held.meetingId(), held.date(), MeetingState.HELD, false);
            case GroupEvent.PackIssued issued ->
                pack(group, position, issued.meetingId(), new Pack(day, issued.position(), issued.hash()));
            case GroupEvent.ReportDueSet set ->
                report(
                        group,
                        position,
                        set.reportId(),
                        new ReportDue(
                                set.groupId(),
                                set.reportId(),
                                set.to(),
                                set.to().next(),
                                day));
            case GroupEvent.ReportReceived received -> {
                ReportDue report = group.reports().get(received.reportId());
                yield report(
                        group,
                        position,
                        received.reportId(),
                        report == null ? null : report.next(received.next(), day));
            }
            case GroupEvent.ReportNoLongerDue gone -> report(group, position, gone.reportId(), null);
            default -> new GroupRow(group.groupId(), position, group.details(), group.meetings(), group.reports());
        };
        rows.put(key, next);
    }

    private static GroupRow meeting(
            GroupRow group, long position, String meetingId, LocalDate date, MeetingState state, boolean movedNow) {
        Map<String, Meeting> meetings = new HashMap<>(group.meetings());
        Meeting before = meetings.get(meetingId);
        boolean moved = movedNow || before != null && before.moved();
        meetings.put(meetingId, new Meeting(meetingId, date, state, moved, before == null ? null : before.pack()));
        return new GroupRow(group.groupId(), position, group.details(), meetings, group.reports());
    }

    private static GroupRow pack(GroupRow group, long position, String meetingId, Pack pack) {
        Map<String, Meeting> meetings = new HashMap<>(group.meetings());
        meetings.computeIfPresent(
                meetingId,
                (_, meeting) -> new Meeting(meetingId, meeting.date(), meeting.state(), meeting.moved(), pack));
        return new GroupRow(group.groupId(), position, group.details(), meetings, group.reports());
    }

    private static GroupRow report(GroupRow group, long position, String reportId, @Nullable ReportDue report) {
        Map<String, ReportDue> reports = new HashMap<>(group.reports());
        if (report == null) {
            reports.remove(reportId);
        } else {
            reports.put(reportId, report);
        }
        return new GroupRow(group.groupId(), position, group.details(), group.meetings(), reports);
    }

    private static void foldParty(Map<String, Row> rows, PartyEvent event, long position) {
        String key = PartyRow.key(event.partyId());
        if (event instanceof PartyEvent.PartyRegistered registered) {
            rows.putIfAbsent(key, new PartyRow(registered.partyId(), position, registered.name(), null));
            return;
        }
        if (!(rows.get(key) instanceof PartyRow party) || party.position() >= position) {
            return;
        }
        rows.put(
                key,
                switch (event) {
                    case PartyEvent.PartyRenamed renamed ->
                        new PartyRow(party.partyId(), position, renamed.to(), party.mergedInto());
                    case PartyEvent.PartyMerged merged ->
                        new PartyRow(party.partyId(), position, party.name(), merged.into());
                    default -> new PartyRow(party.partyId(), position, party.name(), party.mergedInto());
                });
    }

    /** Only what reached the mail server, or may have, counts as told. */
    private static void foldMail(Map<String, Row> rows, MailEvent event, long position) {
        if (!(event instanceof MailEvent.MailRecorded recorded)
                || (recorded.state() != MailState.SENT && recorded.state() != MailState.OUTCOME_UNKNOWN)) {
            return;
        }
        Mail mail = recorded.mail();
        String person = PersonRow.key(mail.contactId());
        if (!mail.askedFor() && (!(rows.get(person) instanceof PersonRow known) || known.position() < position)) {
            rows.put(person, new PersonRow(mail.contactId(), position, mail.day()));
        }
        Map<String, List<Mail.Item>> bySubject = new HashMap<>();
        for (Mail.Item item : mail.items()) {
            bySubject
                    .computeIfAbsent(subject(item), subject -> new ArrayList<>())
                    .add(item);
        }
        bySubject.forEach((key, items) -> {
            Row row = rows.get(key);
            if (row == null || row.position() >= position) {
                return;
            }
            if (row instanceof ActionRow action) {
                rows.put(key, action.after(position, draft -> draft.told = told(draft.told, items, mail)));
            } else if (row instanceof PlanRow plan) {
                rows.put(
                        key,
                        plan(
                                plan,
                                position,
                                plan.state(),
                                plan.adoptedOn(),
                                plan.policy(),
                                told(plan.told(), items, mail)));
            }
        });
    }

    private static Map<String, LocalDate> told(Map<String, LocalDate> before, List<Mail.Item> items, Mail mail) {
        Map<String, LocalDate> told = new HashMap<>(before);
        for (Mail.Item item : items) {
            told.putIfAbsent(new Told(item.rule(), item.occurrence(), mail.contactId()).key(), mail.day());
        }
        return told;
    }

    private static void change(Map<String, Row> rows, String actionId, long position, Consumer<Change> change) {
        String key = ActionRow.key(actionId);
        if (rows.get(key) instanceof ActionRow row && row.position() < position) {
            rows.put(key, row.after(position, change));
        }
    }
}
