package org.waymark.query.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.indicator.ReadingGap;
import org.waymark.query.indicator.IndicatorView;

/** Readings as CSV (RFC 4180) in the columns that the import takes, so that a spreadsheet can bring them back. */
@Component
final class IndicatorFile {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    byte[] write(List<IndicatorView> indicators) {
        StringBuilder file = new StringBuilder(BYTE_ORDER_MARK);
        try (CSVPrinter printer = new CSVPrinter(file, CSVFormat.RFC4180)) {
            printer.printRecord("Code", "Indicator", "Unit", "Source", "Area", "Period", "Value");
            for (IndicatorView indicator : indicators) {
                for (IndicatorView.Reading reading : indicator.readings()) {
                    printer.printRecord(
                            cell(indicator.code()),
                            cell(indicator.name()),
                            cell(indicator.unit()),
                            cell(indicator.source()),
                            cell(reading.area()),
                            cell(reading.period()),
                            value(reading));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(@Nullable String text) {
        return HistoryFile.harmless(Objects.requireNonNullElse(text, ""));
    }

    private static String value(IndicatorView.Reading reading) {
        if (reading.value() != null) {
            return reading.value().toPlainString();
        }
        return reading.gap() == ReadingGap.NOT_ASKED ? "not asked" : "not published";
    }
}
