package org.waymark.query.fold;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.indicator.IndicatorEvent;

/**
 * An indicator as the sum of what happened to it.
 *
 * @param unit what is counted, or null
 */
public record IndicatorState(
        String indicatorId,
        String planId,
        String name,
        @Nullable String unit,
        List<Reading> readings,
        long version,
        long sequence,
        long position) {

    /** @param value null where the source published none */
    public record Reading(
            String area, String period, @Nullable BigDecimal value) {}

    public IndicatorState {
        readings = List.copyOf(readings);
    }

    /**
     * @param before null before the first event
     * @throws UnfoldableEvent when the event cannot follow on {@code before}
     */
    public static IndicatorState apply(@Nullable IndicatorState before, IndicatorEvent event, EventContext context) {
        if (event instanceof IndicatorEvent.IndicatorDefined e) {
            if (before != null) {
                throw new UnfoldableEvent("Indicator " + e.indicatorId() + " is defined twice");
            }
            return new IndicatorState(
                    e.indicatorId(),
                    e.planId(),
                    e.name(),
                    e.unit(),
                    List.of(),
                    1,
                    context.sequence(),
                    context.position());
        }
        if (before == null) {
            throw new UnfoldableEvent(
                    "Indicator " + event.indicatorId() + " has no beginning before entry " + context.position());
        }
        List<Reading> readings = switch (event) {
            case IndicatorEvent.IndicatorDefined _ -> throw new IllegalStateException("handled before");
            case IndicatorEvent.ReadingRecorded e ->
                with(before.readings, new Reading(e.area(), e.period(), e.value()));
            case IndicatorEvent.ReadingCorrected e -> with(before.readings, new Reading(e.area(), e.period(), e.to()));
            case IndicatorEvent.IndicatorTextRedacted _ -> before.readings;
        };
        return new IndicatorState(
                before.indicatorId,
                before.planId,
                before.name,
                before.unit,
                readings,
                before.version + 1,
                context.sequence(),
                context.position());
    }

    /**
     * The state after an event of its stream that this release cannot read: only that it happened is known.
     *
     * @param counted whether the service that decides is known to count it
     */
    public IndicatorState unread(EventContext context, boolean counted) {
        return new IndicatorState(
                indicatorId,
                planId,
                name,
                unit,
                readings,
                counted ? version + 1 : version,
                context.sequence(),
                context.position());
    }

    private static List<Reading> with(List<Reading> readings, Reading reading) {
        List<Reading> more = new ArrayList<>(readings);
        more.removeIf(r -> r.area().equals(reading.area()) && r.period().equals(reading.period()));
        more.add(reading);
        return more;
    }
}
