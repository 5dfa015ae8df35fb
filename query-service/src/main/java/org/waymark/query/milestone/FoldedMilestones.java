package org.waymark.query.milestone;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.plan.PlanState;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.GroupState;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.milestone.MilestoneView.Item;
import org.waymark.query.projection.Views;
import org.waymark.query.reading.PrintedOrder;
import org.waymark.query.reading.Reader;
import org.waymark.query.reading.Reading;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.NotKnown;

/** Milestones from folded actions. */
@Component
final class FoldedMilestones implements Milestones {

    private static final Comparator<Item> BY_DATE = Comparator.comparing(
                    Item::due, Comparator.nullsLast(Comparator.<LocalDate>naturalOrder()))
            .thenComparing(Item::themeNumber, PrintedOrder.REFERENCES)
            .thenComparing(Item::reference, PrintedOrder.REFERENCES)
            .thenComparing(Item::text);

    private final Views views;
    private final Reader reader;

    FoldedMilestones(Views views, Reader reader) {
        this.views = views;
        this.reader = reader;
    }

    @Override
    public MilestoneView of(String groupId) {
        Reading reading = reader.reading();
        GroupState group = reading.groups().get(groupId);
        if (group == null) {
            throw new NotKnown("group", groupId);
        }
        LocalDate today = reading.day();
        LocalDate met = group.meetings().stream()
                .filter(meeting -> meeting.state() == GroupState.MeetingState.HELD
                        && !meeting.date().isAfter(today))
                .map(GroupState.Meeting::date)
                .max(Comparator.naturalOrder())
                .orElse(null);
        LocalDate meets = group.meetings().stream()
                .filter(meeting -> meeting.state() == GroupState.MeetingState.SCHEDULED
                        && !meeting.date().isBefore(today))
                .map(GroupState.Meeting::date)
                .min(Comparator.naturalOrder())
                .orElse(null);
        List<PlanFacts> plans = group.details().plans().stream()
                .map(GroupDetails.PlanView::planId)
                .map(reading.plans()::get)
                .filter(plan -> plan != null && plan.state() == PlanState.ADOPTED)
                .toList();
        Sorted sorted = new Sorted(today, met, meets);
        for (PlanFacts plan : plans) {
            for (ActionState action : views.actions(plan.planId()).actions()) {
                action.milestones().forEach(milestone -> sorted.add(action, milestone, reading));
            }
        }
        sorted.inOrder();
        return new MilestoneView(
                groupId,
                group.details().name(),
                group.details().kind(),
                plans.size(),
                met,
                meets,
                List.copyOf(sorted.late),
                (int) sorted.late.stream()
                        .filter(item -> met == null
                                || !Objects.requireNonNull(item.due()).isBefore(met))
                        .count(),
                List.copyOf(sorted.reached),
                List.copyOf(sorted.coming),
                List.copyOf(sorted.later),
                List.copyOf(sorted.undated));
    }

    /** Each milestone in the one list in which it belongs. */
    private static final class Sorted {

        private final LocalDate today;
        private final @Nullable LocalDate met;
        private final @Nullable LocalDate meets;
        private final List<Item> late = new ArrayList<>();
        private final List<Item> reached = new ArrayList<>();
        private final List<Item> coming = new ArrayList<>();
        private final List<Item> later = new ArrayList<>();
        private final List<Item> undated = new ArrayList<>();

        private Sorted(LocalDate today, @Nullable LocalDate met, @Nullable LocalDate meets) {
            this.today = today;
            this.met = met;
            this.meets = meets;
        }

        private void add(ActionState action, ActionState.Milestone milestone, Reading reading) {
            LocalDate reachedOn = milestone.reachedOn();
            LocalDate due = milestone.timescale().target();
            if (reachedOn != null) {
                if (met == null || reachedOn.isAfter(met)) {
                    reached.add(item(action, milestone, 0, reading));
                }
            } else if (action.open()) {
                int days = action.lateDays(milestone, today);
                if (days > 0) {
                    late.add(item(action, milestone, days, reading));
                } else if (due == null || due.isBefore(today)) {
                    undated.add(item(action, milestone, 0, reading));
                } else if (meets != null && !due.isAfter(meets)) {
                    coming.add(item(action, milestone, 0, reading));
                } else {
                    later.add(item(action, milestone, 0, reading));
                }
            }
        }

        private void inOrder() {
            late.sort(BY_DATE);
            reached.sort(Comparator.comparing((Item item) -> Objects.requireNonNull(item.reachedOn()))
                    .thenComparing(BY_DATE));
            coming.sort(BY_DATE);
            later.sort(BY_DATE);
            undated.sort(BY_DATE);
        }

        private static Item item(ActionState action, ActionState.Milestone milestone, int lateDays, Reading reading) {
            ActionRow row = reading.row(action);
            return new Item(
                    row.actionId(),
                    row.reference(),
                    row.planTitle(),
                    milestone.text(),
                    milestone.timescale().target(),
                    milestone.reachedOn(),
                    lateDays,
                    row.leads(),
                    row.themeNumber(),
                    row.themeTitle(),
                    row.lastNote(),
                    action.lastNoteOn(),
                    proposed(action));
        }

        private static @Nullable LocalDate proposed(ActionState action) {
            return action.proposals().stream()
                    .map(ActionState.Proposal::timescale)
                    .filter(Objects::nonNull)
                    .map(timescale -> timescale.target())
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }
}
