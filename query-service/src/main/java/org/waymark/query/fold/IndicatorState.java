package org.waymark.query.fold;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.indicator.IndicatorEvent;
import org.waymark.contract.indicator.ReadingGap;

/**
 * An indicator as the sum of what happened to it.
 *
 * @param unit what is counted, or null
 * @param code under which its source knows it, or null
 * @param source who measures it and how often, or null
 * @param actionIds actions that it measures
 * @param readings in the order in which they were first recorded
 */
public record IndicatorState(
        String indicatorId,
        String planId,
        String name,
        @Nullable String unit,
        @Nullable String code,
        @Nullable String source,
        List<String> actionIds,
        List<Reading> readings,
        long version,
        long sequence,
        long position) {

    /** @param gap why there is no value, or null beside one */
    public record Reading(
            String area,
            String period,
            @Nullable BigDecimal value,
            @Nullable ReadingGap gap) {

        public Reading {
            gap = ReadingGap.beside(value, gap);
        }
    }

    /** @param actionIds null in a row that was written before actions were linked */
    public IndicatorState {
        actionIds = actionIds == null ? List.of() : List.copyOf(actionIds);
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
                    e.code(),
                    e.source(),
                    List.of(),
                    List.of(),
                    1,
                    context.sequence(),
                    context.position());
        }
        if (before == null) {
            throw new UnfoldableEvent(
                    "Indicator " + event.indicatorId() + " has no beginning before entry " + context.position());
        }
        String name = before.name;
        String unit = before.unit;
        String code = before.code;
        String source = before.source;
        List<String> actionIds = before.actionIds;
        List<Reading> readings = before.readings;
        switch (event) {
            case IndicatorEvent.IndicatorDefined _ -> throw new IllegalStateException("handled before");
            case IndicatorEvent.IndicatorAmended e -> {
                name = e.name();
                unit = e.unit();
                code = e.code();
                source = e.source();
            }
            case IndicatorEvent.ActionsLinked e -> actionIds = e.to();
            case IndicatorEvent.ReadingRecorded e ->
                readings = with(readings, new Reading(e.area(), e.period(), e.value(), e.gap()));
            case IndicatorEvent.ReadingCorrected e ->
                readings = with(readings, new Reading(e.area(), e.period(), e.to(), e.toGap()));
            case IndicatorEvent.IndicatorTextRedacted _ -> {}
        }
        return new IndicatorState(
                before.indicatorId,
                before.planId,
                name,
                unit,
                code,
                source,
                actionIds,
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
                code,
                source,
                actionIds,
                readings,
                counted ? version + 1 : version,
                context.sequence(),
                context.position());
    }

    private static List<Reading> with(List<Reading> readings, Reading reading) {
        List<Reading> more = new ArrayList<>(readings);
        for (int i = 0; i < more.size(); i++) {
            Reading each = more.get(i);
            if (each.area().equals(reading.area()) && each.period().equals(reading.period())) {
                more.set(i, reading);
                return more;
            }
        }
        more.add(reading);
        return more;
    }
}
