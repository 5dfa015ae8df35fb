package org.waymark.contract.indicator;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.InvalidField;

/** What can be asked of an indicator. */
public sealed interface IndicatorCommand extends Command {

    /** Whatever stands between two years. */
    Pattern DASH = Pattern.compile("\\s*[\\u2010-\\u2015\\u2212-]\\s*");

    String indicatorId();

    @Override
    default String streamId() {
        return indicatorId();
    }

    /**
     * @param unit what is counted, for example {@code per cent}
     * @param code under which its source knows it, for example {@code 1I (2)}
     * @param source who measures it and how often
     */
    record DefineIndicator(
            String indicatorId,
            String planId,
            String name,
            @Nullable String unit,
            @Nullable String code,
            @Nullable String source)
            implements IndicatorCommand {
        public DefineIndicator {
            indicatorId = InvalidField.required("indicatorId", indicatorId, "give-the-indicator-an-id");
            planId = InvalidField.required("planId", planId, "choose-a-plan");
            name = InvalidField.required("name", name, "enter-the-indicators-name");
            unit = strippedOrNull(unit);
            code = strippedOrNull(code);
            source = strippedOrNull(source);
        }
    }

    /** Puts right what the indicator is called, or how it is measured: all of it, as {@link DefineIndicator} has it. */
    record AmendIndicator(
            String indicatorId,
            String name,
            @Nullable String unit,
            @Nullable String code,
            @Nullable String source) implements IndicatorCommand {
        public AmendIndicator {
            name = InvalidField.required("name", name, "enter-the-indicators-name");
            unit = strippedOrNull(unit);
            code = strippedOrNull(code);
            source = strippedOrNull(source);
        }
    }

    /** @param actionIds from now on the indicator measures these actions of its plan, and no others */
    record LinkActions(String indicatorId, List<String> actionIds) implements IndicatorCommand {
        public LinkActions {
            actionIds = actionIds == null ? List.of() : List.copyOf(new LinkedHashSet<>(actionIds));
        }
    }

    /**
     * @param period in one way of writing it, whatever dash was typed: {@code 2016-17}
     * @param value null where there is none
     * @param gap why there is none; null beside a value, not published where nothing is said
     */
    record RecordReading(
            String indicatorId,
            String area,
            String period,
            @Nullable BigDecimal value,
            @Nullable ReadingGap gap) implements IndicatorCommand {
        public RecordReading {
            area = InvalidField.required("area", area, "enter-the-area");
            period = withHyphen(period);
            gap = oneOf(value, gap);
        }
    }

    /** The same for a reading that is on record. */
    record CorrectReading(
            String indicatorId,
            String area,
            String period,
            @Nullable BigDecimal value,
            String reason,
            @Nullable ReadingGap gap)
            implements IndicatorCommand {
        public CorrectReading {
            area = InvalidField.required("area", area, "enter-the-area");
            period = withHyphen(period);
            gap = oneOf(value, gap);
            reason = InvalidField.required("reason", reason, "say-what-was-wrong");
        }
    }

    /** Removes a free text from the log, on the record; see the same command of an action. */
    record RedactIndicatorText(String indicatorId, long position, String digest, String reason)
            implements IndicatorCommand {
        public RedactIndicatorText {
            digest = InvalidField.required("digest", digest, "choose-a-text");
            reason = InvalidField.required("reason", reason, "say-why-the-text-is-removed");
        }
    }

    private static String withHyphen(@Nullable String typed) {
        String period = InvalidField.required("period", typed, "enter-the-period");
        return DASH.matcher(period).replaceAll("-");
    }

    private static @Nullable ReadingGap oneOf(@Nullable BigDecimal value, @Nullable ReadingGap gap) {
        if (value != null && gap != null) {
            throw new InvalidField("gap", "enter-a-value-or-say-why-there-is-none");
        }
        return ReadingGap.beside(value, gap);
    }

    private static @Nullable String strippedOrNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
