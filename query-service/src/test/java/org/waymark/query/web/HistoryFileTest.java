package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.query.history.HistoryEntry;

/** Histories as files, as a spreadsheet reads them. */
class HistoryFileTest {

    private final HistoryFile file = new HistoryFile(new Texts());

    @Test
    void every_entry_is_a_row_whatever_its_words_hold() throws Exception {
        String csv = new String(
                file.csv(List.of(entry(4331, "Lead changed.", "Not \"ours\",\r\nsays Zoë"), entry(7, "Added.", null))),
                StandardCharsets.UTF_8);

        assertThat(csv).startsWith("\uFEFF\"Entry\",\"Happened\"").endsWith("\r\n");
        List<CSVRecord> rows =
                CSVFormat.RFC4180.parse(new StringReader(csv.substring(1))).getRecords();
        assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row.size()).isEqualTo(11));
        assertThat(rows.get(1).toList())
                .startsWith("4331", "2018-06-25 07:30:00", "2018-06-25 08:30:00")
                .contains("Lead changed.", "Not \"ours\",\r\nsays Zoë", "Priya Nair, governance officer", "2018-07-17");
        assertThat(rows.get(2).get(5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+2",
                "+44 113",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "  =HYPERLINK(\"http://example.org\")",
                "＝1+2"
            })
    void words_that_a_spreadsheet_would_run_are_only_shown(String words) throws Exception {
        String csv = new String(file.csv(List.of(entry(1, "Added.", words))), StandardCharsets.UTF_8);

        assertThat(CSVFormat.RFC4180
                        .parse(new StringReader(csv.substring(1)))
                        .getRecords()
                        .get(1)
                        .get(5))
                .isEqualTo("'" + words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a = b", "1.5 (3)", "’til June", "-0.5", "7"})
    void other_words_stay_as_they_are(String words) {
        assertThat(CsvFile.harmless(words)).isEqualTo(words);
    }

    private static HistoryEntry entry(long position, String sentence, @Nullable String words) {
        return new HistoryEntry(
                position,
                "9f3c",
                "action.lead-reassigned",
                HistoryEntry.Kind.AGREED,
                "a-1",
                null,
                sentence,
                words,
                false,
                null,
                List.of("A further line"),
                new HistoryEntry.Who(
                        "u-priya", "governance officer", "Priya Nair", null, false, "Priya Nair, governance officer"),
                Instant.parse("2018-06-25T06:30:00Z"),
                Instant.parse("2018-06-25T07:30:00Z"),
                false,
                "m-1",
                java.time.LocalDate.of(2018, 7, 17),
                null,
                0);
    }
}
