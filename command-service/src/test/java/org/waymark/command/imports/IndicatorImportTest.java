package org.waymark.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.command.RunningService;
import org.waymark.command.RunningService.Answer;
import org.waymark.command.indicator.IndicatorBook;
import org.waymark.command.indicator.IndicatorFacts;
import org.waymark.command.indicator.IndicatorFacts.Cell;
import org.waymark.contract.indicator.ReadingGap;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.log.Role;
import org.waymark.eventstore.EventLog;
import tools.jackson.databind.JsonNode;

class IndicatorImportTest {

    private static final String PLAN = "Theme,Reference,Action\nWellbeing,1.1,Start a group\n";

    private static final String TABLE = """
            Code,Indicator,Unit,Source,Area,Period,Value
            1D,Quality of life,score,Survey of carers,National,2014-15,7.9
            1D,Quality of life,score,Survey of carers,National,2016-17,not published
            1D,Quality of life,score,Survey of carers,Rutland,2014\u201315,8.4
            1I (2),Social contact,per cent,,Rutland,2012-13,Not asked
            1I (2),Social contact,per cent,,Rutland,2014-15,46 %
            """;

    private static void plan(String planId) {
        Answer answer = Uploads.real(
                planId, PLAN.getBytes(StandardCharsets.UTF_8), "title=Small plan&owner=Council&file=small.csv");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static Answer send(String planId, String table, boolean dryRun, Role role) {
        return Uploads.send(
                planId + "/indicators",
                table.getBytes(StandardCharsets.UTF_8),
                "file=readings.csv&dryRun=" + dryRun,
                RunningService.token("u-officer", role));
    }

    private static JsonNode report(String planId, String table, boolean dryRun) {
        Answer answer = send(planId, table, dryRun, Role.GOVERNANCE);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<IndicatorFacts> indicators(String planId) {
        return List.copyOf(Uploads.SERVICE
                .bean(IndicatorBook.class)
                .read(Uploads.SERVICE.bean(LogIndex.class).indicatorsOf(planId))
                .values());
    }

    private static IndicatorFacts.Reading reading(IndicatorFacts facts, String area, String period) {
        return Objects.requireNonNull(facts.readings().get(new Cell(area, period)));
    }

    private static long entries() {
        return Uploads.SERVICE.bean(EventLog.class).head().position();
    }

    @Test
    void a_dry_run_accounts_for_every_row_and_writes_nothing() {
        plan("measured-dry");
        long before = entries();
        JsonNode report = report("measured-dry", TABLE, true);
        assertThat(report.path("rows").asInt()).isEqualTo(5);
        assertThat(report.path("indicators").asInt()).isEqualTo(2);
        assertThat(report.path("values").asInt()).isEqualTo(3);
        assertThat(report.path("notPublished").asInt()).isEqualTo(1);
        assertThat(report.path("notAsked").asInt()).isEqualTo(1);
        assertThat(report.path("defined").asInt()).isEqualTo(2);
        assertThat(report.path("recorded").asInt()).isEqualTo(5);
        assertThat(entries()).isEqualTo(before);
        assertThat(indicators("measured-dry")).isEmpty();
    }

    @Test
    void what_the_table_says_is_on_record_once_however_often_it_is_imported() {
        plan("measured");
        JsonNode report = report("measured", TABLE, false);
        assertThat(report.path("recorded").asInt()).isEqualTo(5);
        IndicatorFacts life = indicators("measured").getFirst();
        assertThat(life.code()).isEqualTo("1D");
        assertThat(life.unit()).isEqualTo("score");
        assertThat(life.source()).isEqualTo("Survey of carers");
        assertThat(reading(life, "Rutland", "2014-15").value()).isEqualByComparingTo("8.4");
        assertThat(reading(life, "National", "2016-17").gap()).isEqualTo(ReadingGap.NOT_PUBLISHED);
        assertThat(reading(indicators("measured").getLast(), "Rutland", "2014-15")
                        .value())
                .isEqualByComparingTo("46");
        long before = entries();

        JsonNode again = report("measured", TABLE, false);

        assertThat(again.path("unchanged").asInt()).isEqualTo(5);
        assertThat(again.path("changes")).isEmpty();
        assertThat(entries()).isEqualTo(before);
        assertThat(Uploads.SERVICE
                        .bean(EventLog.class)
                        .readStream(life.indicatorId())
                        .get(1)
                        .metadata())
                .containsEntry(Metadata.SOURCE, "readings.csv:2")
                .containsEntry(Metadata.VIA, "import");
    }

    @Test
    void a_value_that_changed_is_a_correction_as_stated_in_the_file() {
        plan("measured-again");
        report("measured-again", TABLE, false);
        JsonNode report = report("measured-again", TABLE.replace("not published", "7.8"), false);
        assertThat(report.path("corrected").asInt()).isEqualTo(1);
        assertThat(report.path("changes").get(0).path("from").asString()).isEqualTo("not published");
        assertThat(report.path("changes").get(0).path("to").asString()).isEqualTo("7.8");
        assertThat(Uploads.SERVICE
                        .bean(EventLog.class)
                        .readStream(indicators("measured-again").getFirst().indicatorId())
                        .getLast()
                        .payload()
                        .toString())
                .contains("as stated in readings.csv");
    }

    @Test
    void the_same_table_again_does_not_undo_what_people_have_put_right() {
        plan("measured-lived");
        report("measured-lived", TABLE, false);
        String id = indicators("measured-lived").getFirst().indicatorId();
        Answer put = Uploads.SERVICE.send(Uploads.SERVICE
                .request("/api/commands/indicators/" + id + "/correct-reading")
                .header("Authorization", "Bearer " + RunningService.token("u-officer", Role.GOVERNANCE))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"area\":\"Rutland\",\"period\":\"2014-15\",\"value\":8.3,\"reason\":\"Misprint\"}")));
        assertThat(put.status()).as(put.body()).isEqualTo(200);

        JsonNode report = report("measured-lived", TABLE, false);

        assertThat(report.path("changes")).isEmpty();
        assertThat(report.path("kept").get(0).path("table").asString()).isEqualTo("8.4");
        assertThat(report.path("kept").get(0).path("here").asString()).isEqualTo("8.3");
    }

    @Test
    void rows_that_cannot_be_used_are_left_out_and_said_why() {
        plan("measured-badly");
        JsonNode report = report("measured-badly", """
                Indicator,Unit,Area,Period,Value
                Quality of life,score,National,2014-15,
                Quality of life,score,National,2016-17,7.9 %
                Quality of life,score,National,2018-19,N/A
                Quality of life,score,National,2020-21,7.5
                Quality of life,score,National,2020-21,7.6
                ,score,National,2020-21,7.6
                """, true);
        assertThat(report.path("rowsLeftOut")
                        .valueStream()
                        .map(row ->
                                row.path("row").asInt() + " " + row.path("why").asString()))
                .containsExactlyInAnyOrder(
                        "2 No value. Write a number, “not published” or “not asked”",
                        "3 “7.9 %” is a per cent, and the unit is score",
                        "4 “N/A” is no number. Write a number, “not published” or “not asked”",
                        "6 Another row above has the same area and period",
                        "7 No indicator");
        assertThat(report.path("recorded").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Indicator,Area,Period;Value",
                "Indicator,Area,Period,Value,Colour;Colour",
                "Indicator,Area,Period,Value,Value;stands twice"
            })
    void columns_that_are_not_those_of_the_template_are_refused(String header, String said) {
        plan("measured-columns");
        Answer answer = send("measured-columns", header + "\na,b,c,1,1\n", true, Role.GOVERNANCE);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("type").asString()).endsWith("file-not-readable");
        assertThat(answer.json().path("detail").asString()).contains(said);
    }

    @Test
    void it_is_for_governance_and_for_a_plan_that_there_is() {
        plan("measured-by-whom");
        assertThat(send("measured-by-whom", TABLE, true, Role.LEAD).status()).isEqualTo(403);
        assertThat(send("measured-nowhere", TABLE, true, Role.GOVERNANCE).status())
                .isEqualTo(404);
    }
}
