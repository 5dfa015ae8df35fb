package org.waymark.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.standalone.Waymark;
import org.waymark.standalone.bench.Figure.Goal;
import org.waymark.standalone.bench.Figure.Round;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int waymark(String... arguments) {
        CommandLine commandLine = Waymark.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    @Test
    void a_small_bench_gives_every_row_in_one_line_of_json() {
        int status = waymark("bench", "--json", "--actions", "50", "--rounds", "1", "--verbose");

        assertThat(status).as(err.toString()).isZero();
        assertThat(out.toString().lines()).hasSize(1);
        JsonNode rows = JsonMapper.shared().readTree(out.toString());
        assertThat(rows.valueStream().map(row -> row.path("name").asString()))
                .containsExactly(
                        "append",
                        "change-at-few-actions",
                        "change",
                        "change-growth",
                        "change-processor-time",
                        "append-to-projection",
                        "append-to-projection-other-jvm",
                        "board-page",
                        "board-page-p99",
                        "action-page",
                        "big-board-first-byte",
                        "big-board-size",
                        "board-as-at",
                        "rebuild",
                        "daily-check",
                        "daily-check-mails",
                        "sweep-due",
                        "sweep-due-with-mail-server",
                        "sweep-quiet-few",
                        "sweep-quiet",
                        "sweep-memory-growth",
                        "start-to-first-page",
                        "resident-memory");
        assertThat(rows.valueStream())
                .allSatisfy(row -> {
                    assertThat(row.propertyNames())
                            .containsExactly("name", "value", "unit", "ratio", "baseline", "goal", "met");
                })
                .filteredOn(row -> !row.path("name").asString().equals("resident-memory"))
                .allSatisfy(row -> {
                    assertThat(row.path("value").asDouble()).isNotNegative();
                    assertThat(row.path("met").isBoolean())
                            .isEqualTo(row.path("goal").isString());
                })
                .filteredOn(row -> row.path("goal").isNull())
                .extracting(row -> row.path("name").asString())
                .containsExactly(
                        "change-processor-time",
                        "sweep-due-with-mail-server",
                        "sweep-quiet-few",
                        "sweep-memory-growth");
    }

    @Test
    void a_short_log_is_measured_at_each_of_its_lengths() {
        int status = waymark("bench", "log", "--json", "--events", "1000", "--rounds", "1", "--verbose");

        assertThat(status).as(err.toString()).isZero();
        JsonNode lengths = JsonMapper.shared().readTree(out.toString());
        assertThat(lengths.valueStream().map(length -> length.path("events").asLong()))
                .containsExactly(1000L);
        assertThat(lengths.get(0).path("figures").valueStream()).allSatisfy(row -> {
            assertThat(row.path("value").asDouble()).isPositive();
        });
        assertThat(lengths.get(0)
                        .path("figures")
                        .valueStream()
                        .map(row -> row.path("name").asString()))
                .containsExactly(
                        "append",
                        "load",
                        "append-to-projection",
                        "board-as-at",
                        "verify",
                        "rebuild",
                        "log-size",
                        "views-size");
    }

    @Test
    void a_longer_log_is_measured_on_the_way_too() {
        assertThat(LogCommand.lengths(1_000_000)).containsExactly(10_000L, 100_000L, 1_000_000L);
        assertThat(LogCommand.lengths(250_000)).containsExactly(10_000L, 100_000L, 250_000L);
        assertThat(LogCommand.lengths(10_000)).containsExactly(10_000L);
    }

    @Test
    void one_part_is_measured_by_itself() {
        int status = waymark("bench", "--json", "--only", "append", "--actions", "50", "--rounds", "1", "--verbose");

        assertThat(status).as(err.toString()).isZero();
        assertThat(JsonMapper.shared()
                        .readTree(out.toString())
                        .valueStream()
                        .map(row -> row.path("name").asString()))
                .containsExactly("append");
        assertThat(waymark("bench", "--only", "luck")).isEqualTo(2);
    }

    @Test
    void numbers_that_make_no_sense_are_refused() {
        assertThat(waymark("bench", "--actions", "1")).isEqualTo(2);
        assertThat(waymark("bench", "--rounds", "0")).isEqualTo(2);
        assertThat(waymark("bench", "log", "--events", "1")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(3).allMatch(line -> line.contains("is a number from"));
    }

    @Test
    void the_program_is_started_as_the_script_starts_it() throws IOException {
        String script = Files.readString(Path.of("..", "waymark"));

        assertThat(ChildJvm.OPTIONS).allMatch(script::contains);
    }

    @Test
    void a_figure_is_the_median_of_its_rounds_and_of_their_ratios() {
        List<Round> rounds = List.of(new Round(10, 20), new Round(30, 30), new Round(50, 20));

        Figure rate = Figure.rate("x", "1/s", rounds, Goal.atLeast(30).andRatio(1.5));
        Figure cost = Figure.cost("x", "ms", rounds, Goal.atMost(29));

        assertThat(rate).isEqualTo(new Figure("x", 30.0, "1/s", 1.0, 20.0, ">= 30 1/s, ratio >= 1.50", false));
        assertThat(cost).isEqualTo(new Figure("x", 30.0, "ms", 1.0, 20.0, "<= 29 ms", false));
    }

    @Test
    void a_percentile_is_a_value_that_was_measured() {
        assertThat(Samples.percentile(new double[] {4, 1, 3, 2}, 50)).isEqualTo(2);
        assertThat(Samples.percentile(new double[] {4, 1, 3, 2}, 99)).isEqualTo(4);
        assertThat(Samples.percentile(new double[] {}, 50)).isNaN();
    }
}
