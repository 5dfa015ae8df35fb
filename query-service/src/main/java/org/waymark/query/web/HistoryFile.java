package org.waymark.query.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.waymark.query.history.HistoryEntry;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A history as a file, newest first: CSV for a spreadsheet, JSON for programs. */
@Component
final class HistoryFile {

    private static final List<String> COLUMNS = List.of(
            "entry", "happened", "recorded", "kind", "what", "words", "details", "who", "meeting", "mark", "name");

    private final Texts texts;
    private final JsonMapper json = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    HistoryFile(Texts texts) {
        this.texts = texts;
    }

    byte[] csv(List<HistoryEntry> entries) {
        return CsvFile.of(
                COLUMNS.stream()
                        .map(column -> texts.get("history.csv." + column))
                        .toList(),
                entries.stream().map(this::cells));
    }

    /** The same entries as {@code /api/…/history} has. */
    byte[] json(List<HistoryEntry> entries) {
        return json.writeValueAsBytes(entries);
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
