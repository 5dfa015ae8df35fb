package org.waymark.query.indicator;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.indicator.ReadingGap;

/**
 * An indicator with its readings.
 *
 * @param unit what is counted, or null
 * @param code under which its source knows it, or null
 * @param source who measures it and how often, or null
 * @param areas in the order in which they were first recorded
 * @param periods the earliest first
 * @param readings one for each area and period at most; what was never entered has none
 * @param actions that it measures
 * @param version number of events of the indicator: what If-Match takes
 */
public record IndicatorView(
        String indicatorId,
        String planId,
        String planTitle,
        String name,
        @Nullable String unit,
        @Nullable String code,
        @Nullable String source,
        List<String> areas,
        List<String> periods,
        List<Reading> readings,
        List<Measured> actions,
        long version) {

    /** @param gap why there is no value, or null beside one */
    public record Reading(
            String area,
            String period,
            @Nullable BigDecimal value,
            @Nullable ReadingGap gap) {}

    /** An action, as a reader finds it. */
    public record Measured(String actionId, String reference, String name, String themeTitle) {}

    public IndicatorView {
        areas = List.copyOf(areas);
        periods = List.copyOf(periods);
        readings = List.copyOf(readings);
        actions = List.copyOf(actions);
    }

    /** What was read there and then, or null where nothing was entered. */
    public @Nullable Reading reading(String area, String period) {
        return readings.stream()
                .filter(each -> each.area().equals(area) && each.period().equals(period))
                .findFirst()
                .orElse(null);
    }

    /** What was read there and then, or null where there is no value. */
    public @Nullable BigDecimal value(String area, String period) {
        Reading reading = reading(area, period);
        return reading == null ? null : reading.value();
    }

    /**
     * How far an area has moved from the last period but one to the last: null where either has no value, because nothing is
     * worked out from a blank.
     */
    public @Nullable BigDecimal change(String area) {
        if (periods.size() < 2) {
            return null;
        }
        BigDecimal before = value(area, periods.get(periods.size() - 2));
        BigDecimal after = value(area, periods.getLast());
        return before == null || after == null ? null : after.subtract(before);
    }

    /** Decimals in which all its values can be written. */
    public int decimals() {
        return readings.stream()
                .map(Reading::value)
                .filter(java.util.Objects::nonNull)
                .mapToInt(value -> Math.max(0, value.scale()))
                .max()
                .orElse(0);
    }
}
