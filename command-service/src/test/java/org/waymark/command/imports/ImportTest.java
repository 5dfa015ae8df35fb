package org.waymark.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.command.RunningService;
import org.waymark.command.RunningService.Answer;
import org.waymark.command.action.ActionBook;
import org.waymark.command.action.ActionFacts;
import org.waymark.command.plan.PlanBook;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.log.Role;
import org.waymark.contract.plan.PlanDetails;
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
    void the_same_table_again_does_not_undo_what_people_have_agreed_since() {
        Uploads.real("small-lived", bytes(TABLE), COVER);
        ActionFacts first = actions("small-lived").getFirst();
        String id = first.actionId();
        long version = first.version();
        for (String[] change : new String[][] {
            {"slip-timescale", "{\"timescale\": \"June 2019\", \"reason\": \"Room late\"}"},
            {"change-rating", "{\"rating\": \"RED\"}"},
            {"label", "{\"labels\": [\"Equality\", \"Carers\"]}"},
            {
                "reassign-lead",
                "{\"leads\": {\"parties\": [\"%s\"]}, \"reason\": \"Moved\"}"
                        .formatted(first.leads().parties().getLast())
            },
            {"complete", "{\"note\": \"Done\"}"}
        }) {
            Answer answer = Uploads.SERVICE.command(
                    "actions/" + id + "/" + change[0], change[1], "If-Match", "\"" + version + "\"");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            version = answer.json().path("version").asLong();
        }
        JsonNode again = Uploads.real("small-lived", bytes(TABLE), COVER).json();
        assertThat(changes(again)).isEmpty();
        assertThat(again.path("rowsLeftOut")).isEmpty();
        assertThat(actions("small-lived").getFirst().status()).isEqualTo(Status.COMPLETE);
    }

    @Test
    void what_a_table_only_repeats_stays_as_people_made_it_and_is_told_and_what_it_says_anew_is_taken() {
        Uploads.real("small-merged", bytes(TABLE), COVER);
        ActionFacts first = actions("small-merged").getFirst();
        Answer slipped = Uploads.SERVICE.command(
                "actions/" + first.actionId() + "/slip-timescale",
                "{\"timescale\": \"June 2019\", \"reason\": \"Room late\"}",
                "If-Match",
                "\"" + first.version() + "\"");
        assertThat(slipped.status()).isEqualTo(200);
        String changed = TABLE.replace("amber", "green");
        JsonNode report = Uploads.real("small-merged", bytes(changed), COVER).json();
        assertThat(changes(report)).containsExactly("1.1 ChangeRating");
        assertThat(report.path("kept").toString())
                .isEqualTo("[{\"row\":2,\"reference\":\"1.1\",\"field\":\"timescale\",\"table\":\"March 2019\","
                        + "\"here\":\"June 2019\",\"version\":"
                        + slipped.json().path("version").asLong() + "}]");
        assertThat(actions("small-merged").getFirst().timescale().target()).isEqualTo("2019-06-30");
        String moved = changed.replace("March 2019", "September 2019");
        assertThat(changes(Uploads.real("small-merged", bytes(moved), COVER).json()))
                .containsExactly("1.1 SlipTimescale");
    }

    @Test
    void what_a_table_only_repeats_is_taken_where_somebody_decides_for_it_and_nothing_changed_meanwhile() {
        Uploads.real("small-decided", bytes(TABLE), COVER);
        ActionFacts first = actions("small-decided").getFirst();
        Answer slipped = Uploads.SERVICE.command(
                "actions/" + first.actionId() + "/slip-timescale",
                "{\"timescale\": \"June 2019\", \"reason\": \"Room late\"}",
                "If-Match",
                "\"" + first.version() + "\"");
        long version = slipped.json().path("version").asLong();
        String stale = "&take=2:timescale:" + first.version();
        JsonNode unchanged =
                Uploads.real("small-decided", bytes(TABLE), COVER + stale).json();
        assertThat(changes(unchanged)).isEmpty();
        assertThat(unchanged.path("kept")).hasSize(1);

        String take = "&take=2:timescale:" + version;
        JsonNode taken =
                Uploads.real("small-decided", bytes(TABLE), COVER + take).json();

        assertThat(changes(taken)).containsExactly("1.1 BringForward");
        assertThat(taken.path("kept")).isEmpty();
        assertThat(actions("small-decided").getFirst().timescale().target()).isEqualTo("2019-03-31");
        assertThat(changes(Uploads.real("small-decided", bytes(TABLE), COVER + take)
                        .json()))
                .isEmpty();
        assertThat(Uploads.real("small-decided", bytes(TABLE), COVER + "&take=everything")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_table_again_leaves_sections_that_people_renamed() {
        Uploads.real("small-renamed", bytes(TABLE), COVER);
        Answer renamed = Uploads.SERVICE.command("plans/small-renamed/amend-plan", """
                {"outline": {"themes": [{"themeId": "t1", "number": "1", "title": "Being well", "priorities": [],
                  "findings": [], "measures": [], "pointers": [],
                  "objectives": [{"objectiveId": "t1-o1", "reference": "", "statement": "Groups", "priority": false}]}]}}
                """);
        assertThat(renamed.status()).as(renamed.body()).isEqualTo(200);
        JsonNode again = Uploads.real("small-renamed", bytes(TABLE), COVER).json();
        assertThat(changes(again)).isEmpty();
        assertThat(again.path("created").asInt()).isZero();
        assertThat(actions("small-renamed")).hasSize(2);
    }

    @Test
    void a_table_again_leaves_the_partners_who_deliver_the_strategy() {
        Uploads.real("small-strategy", bytes(TABLE), COVER);
        Answer named = Uploads.SERVICE.command("plans/small-strategy/amend-plan", """
                {"details": {"title": "Small plan", "owner": "Council", "nation": "ENGLAND", "strategy": "Ours", "ratings": {},
                  "deliveredBy": [{"owner": "City", "promisedBy": "2019-03-31"}, {"owner": "County"}]}}
                """);
        assertThat(named.status()).as(named.body()).isEqualTo(200);
        Uploads.real("small-strategy", bytes(TABLE), COVER);
        assertThat(Uploads.SERVICE
                        .bean(PlanBook.class)
                        .content("small-strategy")
                        .orElseThrow()
                        .details()
                        .deliveredBy())
                .containsExactly(
                        new PlanDetails.DeliveryPartner("City", LocalDate.of(2019, 3, 31)),
                        new PlanDetails.DeliveryPartner("County", null));
    }

    @Test
    void spreadsheets_may_leave_empty_columns_rows_and_a_byte_order_mark() {
        String excel = "\uFEFF" + "Theme,Reference,Action,,\r\n"
                + "Wellbeing,1.1,\"Start a \"\"group\"\",\r\nsoon\",,\r\n,,,,\r\n\r\nWellbeing,1.2,Find a room\r\n";
        Answer answer = Uploads.real("small-excel", bytes(excel), COVER);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(actions("small-excel").stream()
                        .map(action -> action.details().text()))
                .containsExactly("Start a \"group\",\nsoon", "Find a room");
    }

    @Test
    void a_line_breaks_in_one_way_and_signs_that_nobody_sees_are_left_out() {
        String word =
                "Theme,Reference,Action\n" + "Wellbeing,1.1,\"Start\u000Ba\u2028group\r\n\r\nso\u0007on\u0001\"\n";
        Uploads.real("small-word", bytes(word), COVER);
        assertThat(actions("small-word").stream().map(action -> action.details().text()))
                .containsExactly("Start\na\ngroup\n\nsoon");
        JsonNode again = Uploads.real("small-word", bytes(word), COVER).json();
        assertThat(changes(again)).isEmpty();
        assertThat(again.path("created").asInt()).isZero();
    }

    @Test
    void rows_with_the_same_reference_are_counted() {
        String twice = "Theme,Reference,Action\nWellbeing,1.1,One\nWellbeing,1.1,Other\nHousing,1.1,Third\n";
        Uploads.real("small-twice", bytes(twice), COVER);
        assertThat(actions("small-twice").stream()
                        .map(action -> action.details().displayReference()))
                .containsExactly("1.1 (1)", "1.1 (2)", "1.1");
    }

    @Test
    void a_row_with_an_impossible_cell_is_left_out_and_the_others_come_in() {
        String wrong = HEADER
                + "Wellbeing,1.1,Start a group,Groups,Council,Council; Pathways,,,,,,,,,\n"
                + "Wellbeing,1.2,Find a room,Groups,Council,;,,,,,,,@ July 2018,,\n"
                + "Wellbeing,1.3,Find a key,Groups,Council,;,,,,,,,,,\n";
        Answer answer = Uploads.real("small-cells", bytes(wrong), COVER);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode left = answer.json().path("rowsLeftOut");
        assertThat(left.get(0).path("why").asString()).contains("one accountable lead");
        assertThat(left.get(1).path("why").asString()).contains("milestone");
        assertThat(left).hasSize(2);
        assertThat(actions("small-cells")).hasSize(1);
    }

    @Test
    void a_file_that_no_plan_can_fill_is_refused_with_advice() {
        String many = "Theme,Reference,Action\n" + "Wellbeing,1.1,Text\n".repeat(6_000);
        assertThat(Uploads.dry("no-plan", bytes(many), COVER).text("detail")).contains("5000");
        Answer large = Uploads.dry("no-plan", new byte[10_000_000], COVER);
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.text("detail")).contains("5 MB");
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
        "'Theme,Reference,Action\nWellbeing,1.1,\"open\n', comma-separated",
        "'\n\n', empty",
        "'Theme,Reference,Action,action\nWellbeing,1.1,One,Other\n', twice",
        "'Theme,Reference,Action\nWellbeing,1.1,\0\n', text"
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
