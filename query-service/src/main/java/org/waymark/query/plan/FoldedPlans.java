package org.waymark.query.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.plan.PlanState;
import org.waymark.eventstore.StoredEvent;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.EventContext;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.projection.Refold;
import org.waymark.query.projection.Views;
import org.waymark.query.projection.Views.Cut;
import org.waymark.query.reading.Reader;
import org.waymark.query.reading.Reading;
import org.waymark.query.view.Counts;
import org.waymark.query.view.NotKnown;

/** Plans from folded rows; the ratings at meetings from folded histories. */
@Component
final class FoldedPlans implements Plans {

    private final Views views;
    private final Reader reader;
    private final PlanSummaries summaries;
    private final Map<String, AtMeetings> kept = new ConcurrentHashMap<>();

    /** @param stamp versions of everything that was counted */
    private record AtMeetings(List<Long> stamp, List<LocalDate> days, List<PlanView.AtMeeting> counts) {}

    FoldedPlans(Views views, Reader reader, PlanSummaries summaries) {
        this.views = views;
        this.reader = reader;
        this.summaries = summaries;
    }

    @Override
    public List<PlanSummary> summaries() {
        Reading reading = reader.reading();
        return reading.plans().values().stream()
                .map(plan ->
                        summaries.summary(plan, views.actions(plan.planId()).actions(), reading))
                .sorted(Comparator.comparing((PlanSummary plan) -> order(plan.state()))
                        .thenComparing(plan -> plan.title().toLowerCase(Locale.UK))
                        .thenComparing(PlanSummary::planId))
                .toList();
    }

    private static int order(PlanState state) {
        return switch (state) {
            case ADOPTED -> 0;
            case DRAFT -> 1;
            case CLOSED -> 2;
        };
    }

    @Override
    public PlanSummary summary(String planId) {
        Reading reading = reader.reading();
        PlanFacts plan = reading.plans().get(planId);
        if (plan == null) {
            throw new NotKnown("plan", planId);
        }
        return summaries.summary(plan, views.actions(planId).actions(), reading);
    }

    @Override
    public PlanView plan(String planId) {
        Reading reading = reader.reading();
        PlanFacts plan = reading.plans().get(planId);
        if (plan == null) {
            throw new NotKnown("plan", planId);
        }
        return new PlanView(
                summaries.summary(plan, views.actions(planId).actions(), reading),
                plan.version(),
                plan.details().ratings(),
                plan.outline(),
                plan.policy(),
                atMeetings(planId, reading),
                plan.successors());
    }

    private List<PlanView.AtMeeting> atMeetings(String planId, Reading reading) {
        List<Reading.HeldMeeting> meetings = reading.heldMeetings(planId);
        if (meetings.isEmpty()) {
            return List.of();
        }
        List<Long> stamp = views.stamp(planId);
        List<LocalDate> days = meetings.stream().map(Reading.HeldMeeting::date).toList();
        AtMeetings known = kept.get(planId);
        if (known != null && known.stamp().equals(stamp) && known.days().equals(days)) {
            return known.counts();
        }
        List<PlanView.AtMeeting> counts = count(planId, meetings, reading);
        kept.put(planId, new AtMeetings(stamp, days, counts));
        return counts;
    }

    /** One walk through each history, stopping at the end of each meeting's day. */
    private List<PlanView.AtMeeting> count(String planId, List<Reading.HeldMeeting> meetings, Reading reading) {
        Map<Integer, List<ActionState>> standing = new LinkedHashMap<>();
        for (int i = 0; i < meetings.size(); i++) {
            standing.put(i, new ArrayList<>());
        }
        for (List<StoredEvent> history : views.actionHistories(planId, Cut.NONE).values()) {
            ActionState state = null;
            int next = 0;
            for (int i = 0; i < meetings.size(); i++) {
                Instant end = meetings.get(i)
                        .date()
                        .plusDays(1)
                        .atStartOfDay(EventContext.LONDON)
                        .toInstant();
                while (next < history.size() && history.get(next).recordedAt().isBefore(end)) {
                    state = Refold.action(state, history.get(next));
                    next++;
                }
                add(standing.get(i), state, planId);
            }
        }
        List<PlanView.AtMeeting> counts = new ArrayList<>();
        for (int i = 0; i < meetings.size(); i++) {
            LocalDate day = meetings.get(i).date();
            Counts then = reading.on(day).count(standing.getOrDefault(i, List.of()));
            counts.add(new PlanView.AtMeeting(
                    day, meetings.get(i).group().details().name(), then));
        }
        return counts;
    }

    private static void add(@Nullable List<ActionState> standing, @Nullable ActionState state, String planId) {
        if (standing != null && state != null && state.planId().equals(planId)) {
            standing.add(state);
        }
    }
}
