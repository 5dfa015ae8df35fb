package org.waymark.query.pack;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.action.Rating;
import org.waymark.contract.group.GroupDetails.PlanView;
import org.waymark.contract.group.GroupDetails.Sees;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.Head;
import org.waymark.eventstore.StoredEvent;
import org.waymark.query.board.Board;
import org.waymark.query.board.BoardLayout;
import org.waymark.query.comparison.Comparison;
import org.waymark.query.comparison.FixedComparisons;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.EventContext;
import org.waymark.query.fold.GroupState;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.history.Sentences;
import org.waymark.query.pack.Pack.Ask;
import org.waymark.query.pack.Pack.Case;
import org.waymark.query.pack.Pack.Change;
import org.waymark.query.pack.Pack.Figures;
import org.waymark.query.pack.Pack.Milestone;
import org.waymark.query.pack.Pack.Part;
import org.waymark.query.projection.Views;
import org.waymark.query.projection.Views.Cut;
import org.waymark.query.reading.PrintedOrder;
import org.waymark.query.reading.Reader;
import org.waymark.query.reading.Reading;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.Gap;
import org.waymark.query.view.NotKnown;
import org.waymark.query.view.PartyName;

/**
 * Folds everything that a pack says from the histories up to its entry: what happens later, and what the directory knows,
 * does not reach it. Only words that were removed are gone from it too.
 */
@Component
final class FoldedPacks implements Packs {

    private static final int MEETINGS_BEFORE = 2;

    private static final Comparator<ActionState> PRINTED = Comparator.comparing(
                    (ActionState action) -> action.details().displayReference(), PrintedOrder.REFERENCES)
            .thenComparing(ActionState::actionId);

    private final Views views;
    private final Reader reader;
    private final EventLog log;
    private final BoardLayout boards;
    private final FixedComparisons comparisons;

    FoldedPacks(Views views, Reader reader, EventLog log, BoardLayout boards, FixedComparisons comparisons) {
        this.views = views;
        this.reader = reader;
        this.log = log;
        this.boards = boards;
        this.comparisons = comparisons;
    }

    /** Where the log is cut, and the day on which it is read. */
    private record Frozen(Pack.@Nullable Issue issue, long position, String hash, LocalDate day) {

        Cut cut() {
            return Cut.upTo(position);
        }
    }

    @Override
    public Pack pack(String groupId, String meetingId, Edition edition) {
        if (!views.groups().containsKey(groupId)) {
            throw new NotKnown("group", groupId);
        }
        List<StoredEvent> history = views.groupHistory(groupId, Cut.NONE);
        Frozen frozen = frozen(history, meetingId);
        Map<String, GroupState> groups = views.groups(frozen.cut());
        GroupState group = groups.get(groupId);
        GroupState.Meeting meeting = group == null ? null : meeting(group, meetingId);
        if (group == null || meeting == null) {
            throw new NotKnown("meeting", meetingId);
        }
        Map<String, PlanFacts> plans = new LinkedHashMap<>();
        for (PlanView view : group.details().plans()) {
            PlanFacts plan = views.plan(view.planId(), frozen.cut());
            if (plan != null) {
                plans.put(view.planId(), plan);
            }
        }
        Reading reading = new Reading(frozen.day(), plans, views.parties(frozen.cut()), groups, null);
        List<LocalDate> before = heldBefore(group, meeting);
        List<Part> parts = new ArrayList<>();
        int exempt = 0;
        int removed = frozen.issue() == null ? 0 : removed(plans.keySet(), history, frozen.position());
        for (PlanView view : group.details().plans()) {
            PlanFacts plan = plans.get(view.planId());
            if (plan == null) {
                continue;
            }
            List<ActionState> all =
                    new ArrayList<>(views.actions(view.planId(), frozen.cut()).actions());
            exempt +=
                    (int) all.stream().filter(action -> action.exempt() != null).count();
            parts.add(part(view, plan, readable(all, edition), before, reading, frozen, edition));
        }
        return new Pack(
                groupId,
                group.details().name(),
                meetingId,
                meeting.date(),
                edition,
                frozen.issue(),
                frozen.day(),
                frozen.position(),
                frozen.hash(),
                exempt,
                removed,
                parts);
    }

    private Frozen frozen(List<StoredEvent> history, String meetingId) {
        for (StoredEvent entry : history) {
            if (entry.payload() instanceof GroupEvent.PackIssued issued
                    && issued.meetingId().equals(meetingId)) {
                return new Frozen(
                        new Pack.Issue(entry.position(), entry.happenedAt()),
                        issued.position(),
                        issued.hash(),
                        LocalDate.ofInstant(entry.happenedAt(), EventContext.LONDON));
            }
        }
        Head head = log.head();
        return new Frozen(null, head.position(), head.hash(), reader.today());
    }

    private static GroupState.@Nullable Meeting meeting(GroupState group, String meetingId) {
        return group.meetings().stream()
                .filter(meeting -> meeting.meetingId().equals(meetingId))
                .findFirst()
                .orElse(null);
    }

    /** Days of the last meetings before this one, newest first. */
    private static List<LocalDate> heldBefore(GroupState group, GroupState.Meeting meeting) {
        return group.meetings().stream()
                .filter(other -> other.state() == GroupState.MeetingState.HELD
                        && other.date().isBefore(meeting.date()))
                .map(GroupState.Meeting::date)
                .sorted(Comparator.reverseOrder())
                .limit(MEETINGS_BEFORE)
                .toList();
    }

    private static List<ActionState> readable(Collection<ActionState> actions, Edition edition) {
        return actions.stream()
                .filter(action -> edition == Edition.MEMBERS || action.exempt() == null)
                .sorted(PRINTED)
                .toList();
    }

    private Part part(
            PlanView view,
            PlanFacts plan,
            List<ActionState> actions,
            List<LocalDate> before,
            Reading reading,
            Frozen frozen,
            Edition edition) {
        boolean everything = view.sees() == Sees.EVERYTHING;
        boolean exceptions = everything || view.sees() == Sees.EXCEPTIONS;
        boolean cases = view.sees() != Sees.MILESTONES;
        LocalDate adopted = plan.adoptedOn();
        LocalDate since = before.isEmpty() ? adopted : before.getFirst();
        Comparison comparison = exceptions && since != null && since.isBefore(reading.day())
                ? comparisons.compare(plan.planId(), AsAt.endOf(since), AsAt.position(frozen.position()), reading)
                : null;
        Board board = boards.laidOut(plan, actions, reading, frozen.position());
        List<ActionRow> rows = board.themes().stream()
                .flatMap(theme -> theme.sections().stream())
                .flatMap(section -> section.actions().stream())
                .toList();
        Set<String> shown = new HashSet<>();
        actions.forEach(action -> shown.add(action.actionId()));
        return new Part(
                plan.planId(),
                plan.details().title(),
                plan.details().owner(),
                view.sees(),
                view.decides(),
                since,
                !before.isEmpty(),
                view.decides() && cases ? asks(actions, reading, exceptions) : List.of(),
                cases ? figures(plan, actions, before, reading, frozen, edition) : List.of(),
                comparison == null ? List.of() : changes(comparison, shown, edition),
                comparison == null
                        ? List.of()
                        : comparison.silent().stream()
                                .filter(row -> shown.contains(row.actionId()))
                                .toList(),
                cases ? cases(actions, reading, everything || exceptions) : List.of(),
                exceptions ? worst(rows) : List.of(),
                exceptions
                        ? rows.stream()
                                .filter(row -> row.status().open() && row.when().slips() > 0)
                                .toList()
                        : List.of(),
                exceptions
                        ? rows.stream()
                                .filter(row -> row.status().open() && row.rating() == Rating.RED)
                                .toList()
                        : List.of(),
                exceptions ? rows.stream().filter(row -> !row.gaps().isEmpty()).toList() : List.of(),
                view.sees() == Sees.MILESTONES ? milestones(actions, reading) : List.of(),
                reading.count(actions),
                everything ? board : null);
    }

    private static List<ActionRow> worst(List<ActionRow> rows) {
        return rows.stream()
                .filter(row -> row.when().late())
                .sorted(Comparator.comparing((ActionRow row) -> -row.when().lateDays()))
                .toList();
    }

    private List<Figures> figures(
            PlanFacts plan,
            List<ActionState> actions,
            List<LocalDate> before,
            Reading reading,
            Frozen frozen,
            Edition edition) {
        List<Figures> figures = new ArrayList<>();
        figures.add(new Figures(reading.day(), reading.count(actions)));
        Set<String> exempt = new HashSet<>();
        if (edition == Edition.PUBLIC) {
            views.actions(plan.planId(), frozen.cut()).actions().stream()
                    .filter(action -> action.exempt() != null)
                    .forEach(action -> exempt.add(action.actionId()));
        }
        for (LocalDate day : before) {
            Instant end = day.plusDays(1).atStartOfDay(EventContext.LONDON).toInstant();
            Cut cut = new Cut(AsAt.endOf(day), frozen.position(), end);
            List<ActionState> then = views.actions(plan.planId(), cut).actions().stream()
                    .filter(action -> !exempt.contains(action.actionId()))
                    .toList();
            if (!then.isEmpty()) {
                figures.add(new Figures(day, reading.on(day).count(then)));
            }
        }
        return figures;
    }

    private static List<Change> changes(Comparison comparison, Set<String> shown, Edition edition) {
        return comparison.changes().stream()
                .filter(change -> shown.contains(change.action().actionId())
                        || change.after() == null
                                && (edition == Edition.MEMBERS
                                        || !change.action().exempt()))
                .map(change -> new Change(
                        change.kind(),
                        change.before(),
                        change.after(),
                        change.action(),
                        change.position(),
                        LocalDate.ofInstant(change.happenedAt(), EventContext.LONDON),
                        change.words()))
                .toList();
    }

    /** Proposals first, then what nobody leads, then the chair's cases by lead. */
    private static List<Ask> asks(List<ActionState> actions, Reading reading, boolean exceptions) {
        List<Ask> asks = new ArrayList<>();
        if (exceptions) {
            for (ActionState action : actions) {
                action.proposals().forEach(proposal -> asks.add(answer(action, proposal, reading)));
            }
            List<ActionRow> unled = actions.stream()
                    .filter(action -> reading.gaps(action).contains(Gap.NO_LEAD))
                    .map(reading::row)
                    .toList();
            if (!unled.isEmpty()) {
                asks.add(new Ask.NameLead(unled));
            }
        }
        Map<List<PartyName>, List<ActionRow>> byLead = new LinkedHashMap<>();
        actions.stream()
                .filter(action ->
                        action.level() == 3 && !action.leads().parties().isEmpty())
                .map(reading::row)
                .forEach(row -> byLead.computeIfAbsent(row.leads(), _ -> new ArrayList<>())
                        .add(row));
        byLead.forEach((leads, rows) -> asks.add(new Ask.Hear(leads, rows)));
        return asks;
    }

    private static Ask answer(ActionState action, ActionState.Proposal proposal, Reading reading) {
        LocalDate to =
                proposal.timescale() == null ? null : proposal.timescale().target();
        LocalDate first = action.firstDate();
        return new Ask.Answer(
                reading.row(action),
                ActionRow.ProposalKind.valueOf(proposal.kind().name()),
                to,
                to == null || first == null ? 0 : Math.max(0, ChronoUnit.DAYS.between(first, to)));
    }

    private static List<Case> cases(List<ActionState> actions, Reading reading, boolean allLevels) {
        return actions.stream()
                .filter(action -> action.level() == 3 || allLevels && action.level() > 0)
                .sorted(Comparator.comparing((ActionState action) -> -action.level())
                        .thenComparing(action -> -action.lateDays(reading.day()))
                        .thenComparing(PRINTED))
                .map(action -> {
                    ActionState.Concern concern = action.concern().orElseThrow();
                    return new Case(
                            reading.row(action),
                            concern.escalation().level(),
                            concern.escalation().reason() == EscalationReason.LATE
                                    ? ""
                                    : Sentences.reason(concern.escalation()),
                            LocalDate.ofInstant(concern.raisedAt(), EventContext.LONDON),
                            concern.acknowledgedAt() != null);
                })
                .toList();
    }

    private static List<Milestone> milestones(List<ActionState> actions, Reading reading) {
        List<Milestone> milestones = new ArrayList<>();
        for (ActionState action : actions) {
            for (ActionState.Milestone each : action.milestones()) {
                milestones.add(new Milestone(
                        reading.row(action),
                        each.text(),
                        each.timescale().target(),
                        each.reachedOn(),
                        action.lateDays(each, reading.day()) > 0));
            }
        }
        milestones.sort(Comparator.comparing(Milestone::due, Comparator.nullsLast(Comparator.naturalOrder())));
        return milestones;
    }

    /** Each text once that stood in a history at the entry and was removed behind it. */
    private int removed(Set<String> plans, List<StoredEvent> ofGroup, long position) {
        Set<String> removed = new HashSet<>();
        removed(ofGroup, position, removed);
        for (String planId : plans) {
            removed(views.planHistory(planId, Cut.NONE), position, removed);
            views.actionHistories(planId, Cut.NONE).values().forEach(history -> removed(history, position, removed));
        }
        return removed.size();
    }

    private static void removed(List<StoredEvent> history, long position, Set<String> removed) {
        for (StoredEvent entry : history) {
            if (entry.position() > position) {
                switch (entry.payload()) {
                    case ActionEvent.TextRedacted e when e.position() <= position -> removed.add(e.digest());
                    case PlanEvent.PlanTextRedacted e when e.position() <= position -> removed.add(e.digest());
                    case GroupEvent.GroupTextRedacted e when e.position() <= position -> removed.add(e.digest());
                    default -> {}
                }
            }
        }
    }
}
