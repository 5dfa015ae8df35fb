package org.waymark.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.command.RunningService;
import org.waymark.command.RunningService.Answer;
import org.waymark.command.action.ActionBook;
import org.waymark.command.action.ActionFacts;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.log.Role;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;
import tools.jackson.databind.JsonNode;

class ImportTest {

    private static final String COVER = "title=Small plan&owner=Council&file=small.csv";

    private static final String HEADER = "Theme,Reference,Action,Objective,Leads,Accountable,Partners,Timescale,Status,"
            + "Rating,Measures,Labels,Milestones,Waits for,Note\n";

    private static final String TABLE = HEADER
            + "Wellbeing,1.1,Start a group,Groups,Pathways | Carers Count,Pathways,Council,March 2019,In progress,amber,"
            + "More people | More groups,Equality,Room found @ July 2018 | Group open,1.2,Room wanted\n"
            + "Wellbeing,1.2,Find a room,Groups,Council,,,Ongoing,,,,,,,\n";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<ActionFacts> actions(String planId) {
        LogIndex index = Uploads.SERVICE.bean(LogIndex.class);
        return List.copyOf(Uploads.SERVICE
                .bean(ActionBook.class)
                .read(index.actionsOf(planId))
                .values());
    }

    private static List<String> changes(JsonNode report) {
        return report.path("changes")
                .valueStream()
                .map(change -> change.path("reference").asString() + " "
                        + change.path("command").asString())
                .toList();
    }

    @Test
    void the_template_has_a_column_for_everything() {
        Answer answer = Uploads.real("small", bytes(TABLE), COVER);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("rowsLeftOut")).isEmpty();
        ActionFacts first = actions("small").getFirst();
        Map<String, String> names = new java.util.HashMap<>();
        Uploads.SERVICE
                .bean(LogIndex.class)
                .partiesOf("Council")
                .forEach(party -> names.put(party.partyId(), party.name()));
        assertThat(first.leads().parties().stream().map(names::get)).containsExactly("Pathways", "Carers Count");
        assertThat(names.get(String.valueOf(first.leads().accountable()))).isEqualTo("Pathways");
        assertThat(first.partners().stream().map(names::get)).containsExactly("Council");
        assertThat(first.details().measures()).containsExactly("More people", "More groups");
        assertThat(first.labels()).containsExactly("Equality");
        assertThat(first.milestones()).containsExactlyInAnyOrder("s1", "s2");
        assertThat(first.notes()).containsExactly("Room wanted");
        assertThat(first.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(first.waitsFor()).containsExactly(actions("small").getLast().actionId());
        assertThat(first.timescale().target()).isEqualTo("2019-03-31");
    }

    @Test
    void each_event_says_which_row_it_came_from_and_how() {
        Uploads.real("small-source", bytes(TABLE), COVER);
        List<StoredEvent> events = Uploads.SERVICE
                .bean(EventLog.class)
                .readStream(actions("small-source").getLast().actionId());
        assertThat(events.getFirst().metadata())
                .containsEntry(Metadata.SOURCE, "small.csv:3")
                .containsEntry(Metadata.VIA, "import")
                .containsEntry(Metadata.ACTOR, "u-officer");
    }

    @Test
    void a_changed_table_becomes_amendments() {
        Uploads.real("small-changed", bytes(TABLE), COVER);
        String changed = TABLE.replace("Start a group", "Start two groups")
                        .replace("March 2019", "June 2019")
                        .replace("amber", "green")
                        .replace("Find a room,Groups,Council,,,Ongoing", "Find a room,Groups,Pathways,,,Ongoing")
                + "Wellbeing,1.3,Something new,Groups,,,,,,,,,,,\n";
        JsonNode dry = Uploads.dry("small-changed", bytes(changed), COVER).json();
        JsonNode report = Uploads.real("small-changed", bytes(changed), COVER).json();
        assertThat(changes(report))
                .isEqualTo(changes(dry))
                .containsExactly(
                        "1.1 AmendDetails",
                        "1.1 SlipTimescale",
                        "1.1 ChangeRating",
                        "1.2 ReassignLead",
                        "1.3 AddAction");
        assertThat(report.path("created").asInt()).isEqualTo(1);
        assertThat(report.path("amended").asInt()).isEqualTo(2);
        StoredEvent slipped =
                Uploads.SERVICE
                        .bean(EventLog.class)
                        .readStream(actions("small-changed").getFirst().actionId())
                        .stream()
                        .filter(stored -> stored.payload().toString().startsWith("TimescaleSlipped"))
                        .findFirst()
                        .orElseThrow();
        assertThat(slipped.payload().toString()).contains("as stated in small.csv");
        assertThat(Uploads.real("small-changed", bytes(changed), COVER).json().path("changes"))
                .isEmpty();
    }

    @Test
    void an_earlier_date_is_brought_forward_and_what_is_over_is_closed() {
        Uploads.real("small-closing", bytes(TABLE), COVER);
        String changed =
                TABLE.replace("March 2019,In progress", "January 2019,Complete").replace("Ongoing,,", "Ongoing,Ended,");
        JsonNode report = Uploads.real("small-closing", bytes(changed), COVER).json();
        assertThat(changes(report)).containsExactly("1.1 BringForward", "1.1 Complete", "1.2 End");
        assertThat(Uploads.real("small-closing", bytes(changed), COVER).json().path("changes"))
                .isEmpty();
    }

    @Test
    void what_is_gone_from_the_table_stays_and_is_told() {
        Uploads.real("small-gone", bytes(TABLE), COVER);
        String shorter = HEADER + "Wellbeing,1.2,Find a room,Groups,Council,,,Ongoing,,,,,,,\n";
        JsonNode report = Uploads.real("small-gone", bytes(shorter), COVER).json();
        assertThat(report.path("vanished").toString()).isEqualTo("[\"1.1\"]");
        assertThat(actions("small-gone")).hasSize(2);
    }

    @Test
    void a_row_that_cannot_be_used_is_left_out_and_told() {
        String wrong = HEADER
                + "Wellbeing,1.1,Start a group,Groups,,,,,,pink,,,,,\n"
                + "Wellbeing,1.2,Find a room,Groups,,,,,,,,,,9.9,\n";
        JsonNode report = Uploads.real("small-wrong", bytes(wrong), COVER).json();
        assertThat(report.path("rows").asInt()).isEqualTo(2);
        assertThat(report.path("actions").asInt()).isEqualTo(1);
        assertThat(report.path("rowsLeftOut").get(0).path("why").asString()).contains("pink");
        assertThat(report.path("rowsLeftOut").get(1).path("why").asString()).contains("9.9");
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty",
        "'Name,Town\nAnn,Leeds\n', columns",
        "'Theme,Reference,Action\n', nothing below",
        "'Theme,Reference,Action\nWellbeing,1.1\n', cells",
        "'Theme,Reference,Action\nWellbeing,1.1,\"open\n', comma-separated"
    })
    void a_file_that_is_no_plan_is_refused_with_advice(String text, String said) {
        Answer answer = Uploads.dry("no-plan", bytes(text), COVER);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("file-not-readable");
        assertThat(answer.text("detail")).contains(said);
    }

    @Test
    void a_file_in_another_encoding_is_refused_with_advice() {
        Answer answer = Uploads.dry(
                "no-plan",
                "Theme,Reference,Action\nWohlf\u00fchlen,1.1,Text\n".getBytes(StandardCharsets.ISO_8859_1),
                COVER);
        assertThat(answer.text("detail")).contains("UTF-8");
    }

    @Test
    void a_new_plan_needs_a_title_and_an_owner() {
        assertThat(Uploads.dry("no-cover", bytes(TABLE), "owner=Council").text("field"))
                .isEqualTo("title");
        assertThat(Uploads.dry("no-cover", bytes(TABLE), "title=Plan").text("field"))
                .isEqualTo("owner");
    }

    @Test
    void a_lead_imports_nothing() {
        Answer answer = Uploads.send("no-plan", bytes(TABLE), COVER, RunningService.token("c-1", Role.LEAD, "p-1"));
        assertThat(answer.status()).isEqualTo(403);
    }
}
