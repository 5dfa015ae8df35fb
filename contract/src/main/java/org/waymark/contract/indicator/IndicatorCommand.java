package org.waymark.contract.indicator;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.InvalidField;

/** What can be asked of an indicator. */
public sealed interface IndicatorCommand extends Command {

    String indicatorId();

    @Override
    default String streamId() {
        return indicatorId();
    }

    /** @param unit what is counted, for example {@code per cent} */
    record DefineIndicator(
            String indicatorId,
            String planId,
            String name,
            @Nullable String unit) implements IndicatorCommand {
        public DefineIndicator {
            indicatorId = InvalidField.required("indicatorId", indicatorId, "Give the indicator an id");
            planId = InvalidField.required("planId", planId, "Choose a plan");
            name = InvalidField.required("name", name, "Enter the indicator's name");
        }
    }

    /** @param value null where the source published none */
    record RecordReading(
            String indicatorId,
            String area,
            String period,
            @Nullable BigDecimal value) implements IndicatorCommand {
        public RecordReading {
            area = InvalidField.required("area", area, "Enter the area");
            period = InvalidField.required("period", period, "Enter the period");
        }
    }

    record CorrectReading(
            String indicatorId,
            String area,
            String period,
            @Nullable BigDecimal value,
            String reason) implements IndicatorCommand {
        public CorrectReading {
            area = InvalidField.required("area", area, "Enter the area");
            period = InvalidField.required("period", period, "Enter the period");
            reason = InvalidField.required("reason", reason, "Say what was wrong");
        }
    }

    /** Removes a free text from the log, on the record; see the same command of an action. */
    record RedactIndicatorText(String indicatorId, long position, String digest, String reason)
            implements IndicatorCommand {
        public RedactIndicatorText {
            digest = InvalidField.required("digest", digest, "Choose a text");
            reason = InvalidField.required("reason", reason, "Say why the text is removed");
        }
    }
}
