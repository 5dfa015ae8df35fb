package org.waymark.contract.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.contract.time.Timescale.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What five councils really wrote; skipped where the plans are not there. */
class RealPlansTest {

    private static final Path PLANS = Path.of(System.getProperty("waymark.plans", "plans"));
    private static final ReadingContext CONTEXT = ReadingContext.from(LocalDate.of(2017, 4, 1));

    @BeforeEach
    void the_plans_are_there() {
        assumeTrue(Files.isDirectory(PLANS), () -> "no plans in " + PLANS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kirklees", "south-gloucestershire", "cumbria", "staffordshire", "llr"})
    void every_cell_reads_to_a_kind(String plan) throws IOException {
        for (CSVRecord row : table(plan)) {
            for (String cell : row) {
                Timescale timescale = TimescaleReader.read(cell, CONTEXT);
                assertThat(timescale.written()).isEqualTo(cell);
                assertThat(timescale.kind()).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"cumbria, 33", "staffordshire, 58", "llr, 25"})
    void every_row_is_read_as_the_truth_says(String plan, int rows) throws IOException {
        JsonNode truth = JsonMapper.shared()
                .readTree(Files.readString(PLANS.resolve(plan).resolve("truth.json")));
        JsonNode timescales = truth.get("timescales");

        assertThat(timescales).hasSize(rows);
        for (JsonNode row : timescales) {
            Timescale timescale = TimescaleReader.read(row.get("raw").asString(), CONTEXT);
            assertThat(timescale.kind()).as(row.toString()).isEqualTo(kind(row));
            assertThat(timescale.from()).as(row.toString()).isEqualTo(day(row, "from"));
            assertThat(timescale.target()).as(row.toString()).isEqualTo(day(row, "due"));
            assertThat(timescale.suggestion()).as(row.toString()).isEqualTo(day(row, "probablyDue"));
            assertThat(timescale.unconfirmed()).as(row.toString()).isFalse();
        }
    }

    @Test
    void kirklees_is_read_as_its_council_meant_it() throws IOException {
        List<String> texts = column("kirklees", "Progress / time");
        Map<Kind, Long> kinds = kinds(texts);

        assertThat(texts).hasSize(144);
        assertThat(texts.stream().distinct()).hasSize(24);
        assertThat(kinds.getOrDefault(Kind.DATE, 0L) + kinds.getOrDefault(Kind.WINDOW, 0L))
                .as("actions with a month")
                .isEqualTo(16);
        assertThat(kinds)
                .containsEntry(Kind.WINDOW, 1L)
                .containsEntry(Kind.RECURRING, 1L)
                .containsEntry(Kind.SETTLED_COMPLETE, 48L)
                .containsEntry(Kind.SETTLED_ENDED, 3L)
                .containsEntry(Kind.ONGOING, 27L)
                .containsEntry(Kind.CONDITIONAL, 3L)
                .containsEntry(Kind.NONE, 27L)
                .doesNotContainKey(Kind.DATE_THEN_ONGOING);
        assertThat(texts.stream().filter(text -> TimescaleReader.read(text).kind() == Kind.UNREADABLE))
                .as("what is left are remarks on progress")
                .hasSize(19)
                .allMatch(TimescaleReader::isRemark);
    }

    @Test
    void south_gloucestershire_is_read_as_its_council_meant_it() throws IOException {
        Map<Kind, Long> kinds = kinds(column("south-gloucestershire", "By when"));

        assertThat(kinds)
                .as("the window is the action of two dated steps; 34 with a month")
                .isEqualTo(Map.of(
                        Kind.DATE,
                        33L,
                        Kind.WINDOW,
                        1L,
                        Kind.ONGOING,
                        18L,
                        Kind.DATE_THEN_ONGOING,
                        1L,
                        Kind.CONDITIONAL,
                        2L,
                        Kind.RECURRING,
                        1L));
    }

    @Test
    void south_gloucestershire_has_one_action_of_two_dated_steps() throws IOException {
        List<List<MilestoneReader.Step>> steps = table("south-gloucestershire").stream()
                .map(row -> MilestoneReader.read(row.get("What we will do"), row.get("By when"), CONTEXT))
                .filter(found -> !found.isEmpty())
                .toList();

        assertThat(steps).hasSize(1);
        assertThat(steps.getFirst())
                .extracting(step -> step.timescale().target())
                .containsExactly(LocalDate.of(2018, 4, 30), LocalDate.of(2018, 9, 30));
    }

    private static Map<Kind, Long> kinds(List<String> texts) {
        return texts.stream()
                .collect(Collectors.groupingBy(
                        text -> TimescaleReader.read(text, CONTEXT).kind(), Collectors.counting()));
    }

    private static Kind kind(JsonNode row) {
        return switch (row.get("kind").asString()) {
            case "exact-month" -> Kind.DATE;
            case "month-range" -> Kind.WINDOW;
            case "ongoing" -> Kind.ONGOING;
            case "invalid" -> Kind.UNREADABLE;
            case "milestone-text" -> Kind.CONDITIONAL;
            case "none" -> Kind.NONE;
            default -> throw new IllegalStateException(row.toString());
        };
    }

    private static @Nullable LocalDate day(JsonNode row, String field) {
        JsonNode value = row.path(field);
        return value.isString() ? LocalDate.parse(value.asString()) : null;
    }

    private static List<String> column(String plan, String column) throws IOException {
        return table(plan).stream().map(row -> row.get(column)).toList();
    }

    private static List<CSVRecord> table(String plan) throws IOException {
        try (Reader reader =
                Files.newBufferedReader(PLANS.resolve(plan).resolve("table.csv"), StandardCharsets.UTF_8)) {
            return CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        }
    }
}
