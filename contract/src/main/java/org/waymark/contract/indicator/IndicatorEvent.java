package org.waymark.contract.indicator;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.EventName;
import org.waymark.contract.log.FreeText;

/** What can happen to an indicator. Values are null where the source published none. */
public sealed interface IndicatorEvent extends Event {

    String indicatorId();

    @Override
    default String streamId() {
        return indicatorId();
    }

    @EventName("indicator.defined")
    record IndicatorDefined(
            String indicatorId,
            String planId,
            String name,
            @Nullable String unit) implements IndicatorEvent {}

    @EventName("indicator.reading-recorded")
    record ReadingRecorded(
            String indicatorId,
            String area,
            String period,
            @Nullable BigDecimal value) implements IndicatorEvent {}

    @EventName("indicator.reading-corrected")
    record ReadingCorrected(
            String indicatorId,
            String area,
            String period,
            @Nullable BigDecimal from,
            @Nullable BigDecimal to,
            FreeText reason)
            implements IndicatorEvent {}

    @EventName("indicator.text-redacted")
    record IndicatorTextRedacted(String indicatorId, long position, String digest, String reason)
            implements IndicatorEvent {}
}
