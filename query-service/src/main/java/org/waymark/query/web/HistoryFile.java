package org.waymark.query.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.springframework.stereotype.Component;
import org.waymark.query.history.HistoryEntry;

/**
 * A history as CSV (RFC 4180) for a spreadsheet, newest first. A cell that a spreadsheet would take for a formula begins
 * with an apostrophe (OWASP, CSV injection), because anybody's words are in it.
 */
@Component
final class HistoryFile {

    /** Tells a spreadsheet that what follows is UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final CSVFormat QUOTED =
            CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL).get();

    private static final List<String> COLUMNS = List.of(
            "entry", "happened", "recorded", "kind", "what", "words", "details", "who", "meeting", "mark", "name");

    private final Texts texts;

    HistoryFile(Texts texts) {
        this.texts = texts;
    }

    byte[] write(List<HistoryEntry> entries) {
        StringBuilder file = new StringBuilder(BYTE_ORDER_MARK);
        try (CSVPrinter printer = new CSVPrinter(file, QUOTED)) {
            printer.printRecord(COLUMNS.stream().map(column -> texts.get("history.csv." + column)));
            for (HistoryEntry entry : entries) {
                printer.printRecord(cells(entry).map(HistoryFile::harmless));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Stream<String> cells(HistoryEntry entry) {
        return Stream.of(
                Long.toString(entry.position()),
                Dates.sortable(entry.happenedAt()),
                Dates.sortable(entry.recordedAt()),
                texts.of("history.kind", entry.kind()),
                entry.sentence(),
                words(entry),
                String.join("\n", entry.details()),
                entry.who().inWords(),
                entry.meetingDay() == null ? "" : entry.meetingDay().toString(),
                entry.hash(),
                entry.name());
    }

    private String words(HistoryEntry entry) {
        if (entry.quote() != null) {
            return entry.quote();
        }
        return entry.quoteRemoved() ? texts.get("history.words-removed") : "";
    }

    static String harmless(String cell) {
        if (cell.isEmpty()) {
            return cell;
        }
        // A spreadsheet looks past blanks; full-width signs count as plain ones in some
        String seen = cell.stripLeading();
        boolean formula = "\t\r\n".indexOf(cell.charAt(0)) >= 0
                || !seen.isEmpty() && "=+-@\uFF1D\uFF0B\uFF0D\uFF20".indexOf(seen.charAt(0)) >= 0;
        return formula ? "'" + cell : cell;
    }
}
