package org.waymark.command.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.command.RunningService.Answer;
import org.waymark.command.action.ActionBook;
import org.waymark.command.action.ActionFacts;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.plan.PlanEvent.PlanCreated;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.PlanOutline.Objective;
import org.waymark.contract.time.Timescale.Kind;
import org.waymark.eventstore.EventLog;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The five plans as their councils published them; skipped where they are not at hand. */
class RealPlansTest {

    private static final Path PLANS = Path.of(System.getProperty("waymark.plans", "nowhere"));

    @BeforeAll
    static void the_plans_are_at_hand() {
        assumeTrue(Files.isDirectory(PLANS), "no folder with the real plans");
    }

    private static byte[] table(String plan) {
        try {
            return Files.readAllBytes(PLANS.resolve(plan).resolve("table.csv"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode truth(String plan) throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(Files.readString(PLANS.resolve(plan).resolve("truth.json")));
    }

    private static String cover(String plan, String id) {
        return "title=Carers plan&owner=Council of %s&file=%s.csv".formatted(id, plan);
    }

    private static Map<String, ActionFacts> actions(String planId) {
        LogIndex index = Uploads.SERVICE.bean(LogIndex.class);
        Map<String, ActionFacts> byReference = new TreeMap<>();
        Uploads.SERVICE
                .bean(ActionBook.class)
                .read(index.actionsOf(planId))
                .values()
                .forEach(facts -> byReference.put(
                        facts.details().themeId() + " " + facts.details().displayReference(), facts));
        return byReference;
    }

    private static ActionFacts at(Map<String, ActionFacts> actions, String place) {
        return Objects.requireNonNull(actions.get(place), place);
    }

    private static PlanOutline outline(String planId) {
        return Uploads.SERVICE.bean(EventLog.class).readStream(planId).stream()
                .filter(stored -> stored.payload() instanceof PlanCreated)
                .map(stored -> ((PlanCreated) stored.payload()).outline())
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Long> kinds(JsonNode report) {
        Map<String, Long> kinds = new HashMap<>();
        report.path("timescales")
                .forEach(kind -> kinds.put(
                        kind.path("kind").asString(), kind.path("actions").asLong()));
        return kinds;
    }

    @ParameterizedTest
    @CsvSource({
        "kirklees, 144, 122, 9",
        "south-gloucestershire, 56, 56, 4",
        "cumbria, 33, 33, 9",
        "staffordshire, 58, 58, 7",
        "llr, 25, 25, 8"
    })
    void every_row_is_accounted_for(String plan, int rows, int actions, int themes) {
        String id = plan + "-counts";
        byte[] table = table(plan);
        JsonNode dry = Uploads.dry(id, table, cover(plan, id)).json();
        assertThat(dry.path("rows").asInt()).isEqualTo(rows);
        assertThat(dry.path("actions").asInt()).isEqualTo(actions);
        assertThat(dry.path("themes").asInt()).isEqualTo(themes);
        assertThat(dry.path("rowsLeftOut")).isEmpty();
        assertThat(dry.path("created").asInt()).isEqualTo(actions);
        assertThat(Uploads.SERVICE.bean(EventLog.class).readStream(id)).isEmpty();

        Answer answer = Uploads.real(id, table, cover(plan, id));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("rowsLeftOut")).isEmpty();
        assertThat(actions(id)).hasSize(actions);
        assertThat(outline(id).themes()).hasSize(themes);

        long head = Uploads.SERVICE.bean(EventLog.class).head().position();
        JsonNode again = Uploads.real(id, table, cover(plan, id)).json();
        assertThat(again.path("changes")).isEmpty();
        assertThat(again.path("unchanged").asInt()).isEqualTo(actions);
        assertThat(again.path("vanished")).isEmpty();
        assertThat(Uploads.SERVICE.bean(EventLog.class).head().position()).isEqualTo(head);
    }

    @Test
    void kirklees_is_read_as_it_is_meant() {
        String id = "kirklees-meaning";
        JsonNode dry = Uploads.dry(id, table("kirklees"), cover("kirklees", id)).json();
        assertThat(dry.path("pointers").asInt()).isEqualTo(18);
        assertThat(dry.path("statements").asInt()).isEqualTo(4);
        assertThat(dry.path("ratings").path("GREEN").asInt()).isEqualTo(82);
        assertThat(dry.path("ratings").path("AMBER").asInt()).isEqualTo(30);
        assertThat(dry.path("ratings").path("RED").asInt()).isEqualTo(8);
        assertThat(dry.path("ratings").path("NONE").asInt()).isEqualTo(2);
        assertThat(kinds(dry))
                .containsEntry("SETTLED_COMPLETE", 48L)
                .containsEntry("SETTLED_ENDED", 3L)
                .containsEntry("ONGOING", 27L)
                .containsEntry("REMARK", 19L)
                .containsEntry("DATE", 15L)
                .containsEntry("NONE", 5L)
                .containsEntry("CONDITIONAL", 3L)
                .containsEntry("WINDOW", 1L)
                .containsEntry("RECURRING", 1L)
                .hasSize(9);
        assertThat(dry.path("gaps").path("noDate")).hasSize(24);
        List<String> green = new ArrayList<>();
        dry.path("greenInPast").forEach(reference -> green.add(reference.asString()));
        assertThat(green).containsExactly("1.1 (2)", "1.3", "1.4 (2)", "1.5 (2)", "1.6", "1.7", "7.9 (2)");
        assertThat(dry.path("lookAlikes").toString())
                .contains("Carers Strategy Group", "CSG")
                .contains("Cloverleaf Advocacy", "Cloverleaf Avocacy");
    }

    @Test
    void kirklees_becomes_what_it_says() {
        String id = "kirklees-real";
        Answer answer = Uploads.real(
                id, table("kirklees"), cover("kirklees", id) + "&doneInPast=done&alias=Carers Strategy Group=CSG");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Map<String, ActionFacts> actions = actions(id);
        assertThat(actions.values().stream().collect(Collectors.groupingBy(ActionFacts::status, Collectors.counting())))
                .containsEntry(Status.COMPLETE, 55L)
                .containsEntry(Status.ENDED, 3L);
        assertThat(actions.values().stream().filter(facts -> facts.status().open()))
                .hasSize(64);
        assertThat(actions.values().stream().filter(facts -> facts.rating() == Rating.GREEN))
                .hasSize(82);
        ActionFacts remark = at(actions, "t4 4.3");
        assertThat(remark.timescale().kind()).isEqualTo(Kind.NONE);
        assertThat(remark.notes()).containsExactly("Key providers signed up, requires expansion");
        ActionFacts several = at(actions, "t1 1.1 (2)");
        assertThat(several.leads().parties()).hasSize(1);
        assertThat(several.partners()).hasSize(1);
        long flagged = outline(id).themes().stream()
                .flatMap(theme -> theme.objectives().stream()
                        .filter(Objective::priority)
                        .map(objective -> theme.themeId() + objective.reference()))
                .distinct()
                .count();
        assertThat(flagged).isEqualTo(25);
        assertThat(outline(id).themes().stream()
                        .flatMap(theme -> theme.pointers().stream())
                        .filter(pointer -> !pointer.text().isEmpty()))
                .hasSize(6);
    }

    @Test
    void south_gloucestershire_has_leads_labels_and_milestones() {
        String id = "sg-real";
        Answer answer = Uploads.real(
                id,
                table("south-gloucestershire"),
                cover("south-gloucestershire", id)
                        + "&alias=Clinical Commissioning Group=CCG&alias=GP practices=Practices"
                        + "&collective=Health and Social Care providers");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Map<String, ActionFacts> actions = actions(id);
        assertThat(actions.values().stream()
                        .filter(facts -> facts.leads().parties().size() > 1))
                .hasSize(42);
        assertThat(actions.values().stream()
                        .filter(facts -> facts.leads().parties().isEmpty()))
                .isEmpty();
        assertThat(at(actions, "t1 1.1 b)").labels())
                .containsExactly(
                        "Equality assessment action 2",
                        "Equality assessment action 3",
                        "Equality assessment action 4",
                        "Equality assessment action 6");
        assertThat(at(actions, "t3 3.2 h)").milestones()).hasSize(2);
        assertThat(at(actions, "t1 1.1 c)").leads().parties()).hasSize(3);
        assertThat(at(actions, "t1 1.1 a)").leads().parties().subList(1, 2))
                .isEqualTo(at(actions, "t1 1.1 c)").leads().parties().subList(0, 1));
    }

    @Test
    void cumbria_has_the_leads_that_its_truth_names() throws IOException {
        String id = "cumbria-real";
        JsonNode truth = truth("cumbria");
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode settings = json.createObjectNode();
        settings.put("title", "Cumbria").put("owner", "Cumbria").put("file", "cumbria.csv");
        settings.set("aliases", truth.path("leadAliases"));
        ObjectNode upload = json.createObjectNode();
        upload.put("csv", new String(table("cumbria"), java.nio.charset.StandardCharsets.UTF_8));
        upload.set("settings", settings);
        Answer answer = Uploads.SERVICE.send(Uploads.SERVICE
                .request("/api/imports/" + id + "?dryRun=false")
                .header(
                        "Authorization",
                        "Bearer "
                                + org.waymark.command.RunningService.token(
                                        "u-officer", org.waymark.contract.log.Role.GOVERNANCE))
                .header("Idempotency-Key", "cumbria-real")
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(upload.toString())));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Map<String, String> nameOf = new HashMap<>();
        Uploads.SERVICE
                .bean(LogIndex.class)
                .partiesOf("Cumbria")
                .forEach(party -> nameOf.put(party.partyId(), party.name()));
        actions(id).values().forEach(facts -> {
            List<String> expected = new ArrayList<>();
            truth.path("leadsByRef").path(facts.details().reference()).forEach(name -> expected.add(name.asString()));
            assertThat(facts.leads().parties().stream().map(nameOf::get))
                    .as(facts.details().reference())
                    .containsExactlyElementsOf(expected);
        });
        assertThat(answer.json().path("unreadable").get(0).path("written").asString())
                .isEqualTo("April 20010");
        assertThat(answer.json().path("unreadable").get(0).path("suggestion").asString())
                .isEqualTo("2010-04-30");
        assertThat(outline(id).themes().getFirst().title()).isEqualTo("Theme 1");
    }

    @ParameterizedTest
    @CsvSource({"llr", "staffordshire"})
    void promises_are_counted_within_their_priority(String plan) throws IOException {
        String id = plan + "-real";
        assertThat(Uploads.real(id, table(plan), cover(plan, id)).status()).isEqualTo(200);
        List<String> expected = new ArrayList<>();
        truth(plan).path("rowRefs").forEach(reference -> expected.add(reference.asString()));
        assertThat(actions(id).values().stream().map(facts -> facts.details().displayReference()))
                .containsExactlyInAnyOrderElementsOf(expected);
        if (plan.equals("llr")) {
            assertThat(outline(id).themes().stream()
                            .mapToInt(theme -> theme.measures().size())
                            .sum())
                    .isEqualTo(16);
            assertThat(outline(id).themes())
                    .allSatisfy(theme -> assertThat(theme.findings()).isNotEmpty());
        }
    }
}
