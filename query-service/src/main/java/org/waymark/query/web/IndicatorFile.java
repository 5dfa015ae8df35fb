package org.waymark.query.web;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.indicator.ReadingGap;
import org.waymark.query.indicator.IndicatorView;

/** Readings as CSV in the columns that the import takes, so that a spreadsheet can bring them back. */
@Component
final class IndicatorFile {

    private static final List<String> COLUMNS =
            List.of("Code", "Indicator", "Unit", "Source", "Area", "Period", "Value");

    byte[] write(List<IndicatorView> indicators) {
        return CsvFile.of(
                COLUMNS,
                indicators.stream()
                        .flatMap(indicator -> indicator.readings().stream().map(reading -> cells(indicator, reading))));
    }

    private static Stream<String> cells(IndicatorView indicator, IndicatorView.Reading reading) {
        return Stream.of(
                cell(indicator.code()),
                indicator.name(),
                cell(indicator.unit()),
                cell(indicator.source()),
                reading.area(),
                reading.period(),
                value(reading));
    }

    private static String cell(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static String value(IndicatorView.Reading reading) {
        if (reading.value() != null) {
            return reading.value().toPlainString();
        }
        return reading.gap() == ReadingGap.NOT_ASKED ? "not asked" : "not published";
    }
}
