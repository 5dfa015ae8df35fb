package org.waymark.contract.indicator;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.EventName;
import org.waymark.contract.log.FreeText;

/** What can happen to an indicator. A value is null where there is none, and a gap says why. */
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
            @Nullable String unit,
            @Nullable String code,
            @Nullable String source)
            implements IndicatorEvent {}

    @EventName("indicator.amended")
    record IndicatorAmended(
            String indicatorId,
            String name,
            @Nullable String unit,
            @Nullable String code,
            @Nullable String source) implements IndicatorEvent {}

    /** From now on these actions, and no others. */
    @EventName("indicator.actions-linked")
    record ActionsLinked(String indicatorId, List<String> from, List<String> to) implements IndicatorEvent {
        public ActionsLinked {
            from = List.copyOf(from);
            to = List.copyOf(to);
        }
    }

    @EventName("indicator.reading-recorded")
    record ReadingRecorded(
            String indicatorId,
            String area,
            String period,
            @Nullable BigDecimal value,
            @Nullable ReadingGap gap) implements IndicatorEvent {
        public ReadingRecorded {
            gap = ReadingGap.beside(value, gap);
        }
    }

    @EventName("indicator.reading-corrected")
    record ReadingCorrected(
            String indicatorId,
            String area,
            String period,
            @Nullable BigDecimal from,
            @Nullable BigDecimal to,
            FreeText reason,
            @Nullable ReadingGap fromGap,
            @Nullable ReadingGap toGap)
            implements IndicatorEvent {
        public ReadingCorrected {
            fromGap = ReadingGap.beside(from, fromGap);
            toGap = ReadingGap.beside(to, toGap);
        }
    }

    @EventName("indicator.text-redacted")
    record IndicatorTextRedacted(String indicatorId, long position, String digest, String reason)
            implements IndicatorEvent {}
}
