package org.waymark.command.indicator;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.indicator.ReadingGap;

/**
 * What there is to know about an indicator.
 *
 * @param unit what is counted, or null
 * @param code under which its source knows it, or null
 * @param source who measures it and how often, or null
 */
public record IndicatorFacts(
        String indicatorId,
        String name,
        @Nullable String unit,
        @Nullable String code,
        @Nullable String source,
        Map<Cell, Reading> readings) {

    /** Where and when something was measured. */
    public record Cell(String area, String period) {}

    /** @param gap why there is no value, or null beside one */
    public record Reading(
            @Nullable BigDecimal value, @Nullable ReadingGap gap) {

        /** Whether it says the same: 7.9 is 7.90. */
        public boolean same(Reading other) {
            return gap == other.gap
                    && (value == null ? other.value == null : other.value != null && value.compareTo(other.value) == 0);
        }
    }

    public IndicatorFacts {
        readings = Map.copyOf(readings);
    }
}
