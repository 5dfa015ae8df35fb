package org.waymark.query.web;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.waymark.query.history.HistoryEntry;

/** A history as CSV for a spreadsheet, newest first. */
@Component
final class HistoryFile {

    private static final List<String> COLUMNS = List.of(
            "entry", "happened", "recorded", "kind", "what", "words", "details", "who", "meeting", "mark", "name");

    private final Texts texts;

    HistoryFile(Texts texts) {
        this.texts = texts;
    }

    byte[] write(List<HistoryEntry> entries) {
        return CsvFile.of(
                COLUMNS.stream()
                        .map(column -> texts.get("history.csv." + column))
                        .toList(),
                entries.stream().map(this::cells));
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
}
