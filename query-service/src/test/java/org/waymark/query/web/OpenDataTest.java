package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.waymark.contract.action.Rating;
import org.waymark.query.published.Publication;
import org.waymark.query.view.ActionRow;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Open data and feeds, as the programs of others read them. */
class OpenDataTest {

    /** What a person can type and a format can stumble over. */
    private static final String ODD = "=1+1 \"quoted\", <b>bold</b> & ]]>; back\\slash,\nnext line \u0007 Zoë 🎈";

    private static ConfigurableApplicationContext application;
    private static FixtureViews.World world;
    private static String base;

    @BeforeAll
    static void start() {
        application = SpringApplication.run(PagesUnderTest.class, PagesUnderTest.settings("--server.port=0"));
        world = application.getBean(FixtureViews.World.class);
        base = "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
        ActionRow row = world.need("a-81");
        world.rows.put(
                "a-odd",
                new ActionRow(
                        "a-odd",
                        row.planId(),
                        row.planTitle(),
                        "8.99",
                        row.themeId(),
                        row.themeNumber(),
                        row.themeTitle(),
                        null,
                        null,
                        ODD,
                        null,
                        false,
                        row.leads(),
                        row.partners(),
                        row.when(),
                        Rating.AMBER,
                        row.ratedSince(),
                        row.status(),
                        null,
                        0,
                        null,
                        "a note that nobody else reads",
                        null,
                        List.of(),
                        false,
                        java.util.Set.of(),
                        null,
                        1,
                        0,
                        0));
        world.changed = "a-odd";
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @AfterEach
    void asBefore() {
        world.withdrawn = null;
        world.awaited = null;
    }

    @Test
    void the_table_has_a_row_for_each_action_and_holds_odd_words_as_they_are() throws Exception {
        HttpResponse<String> answer = get("/published/kirklees/actions.csv");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        List<CSVRecord> rows = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(answer.body().substring(1)))
                .getRecords();
        assertThat(rows).hasSize(world.rows.size());
        CSVRecord odd = row(rows, "a-odd");
        assertThat(odd.get("action")).isEqualTo("'" + ODD);
        assertThat(odd.get("objective")).isEmpty();
        CSVRecord late = row(rows, "a-82");
        assertThat(late.get("reference")).isEqualTo("8.1 (2)");
        assertThat(late.get("target_date")).isEqualTo("2018-04-30");
        assertThat(late.get("first_target_date")).isEqualTo("2017-09-30");
        assertThat(late.get("times_slipped")).isEqualTo("2");
        assertThat(late.get("rating")).isEqualTo("amber");
        assertThat(late.get("leads")).isEqualTo("Kirklees Council");
        assertThat(answer.body()).doesNotContain("a note that nobody else reads", "waits for the new respite contract");
    }

    private static CSVRecord row(List<CSVRecord> rows, String actionId) {
        return rows.stream()
                .filter(row -> row.get("action_id").equals(actionId))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_document_keeps_to_the_schema_that_it_names() throws Exception {
        JsonNode plan = json("/published/kirklees/plan.json");
        JsonNode schema = json(plan.get("$schema").asString());

        assertThat(schema.get("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(new Schema(schema).faults(plan)).isEmpty();
        assertThat(plan.get("actions")).hasSize(world.rows.size());
        assertThat(plan.get("counts").get("actions").asInt()).isEqualTo(world.rows.size());
        assertThat(plan.get("actions")
                        .valueStream()
                        .filter(action -> action.get("action_id").asString().equals("a-odd"))
                        .findFirst()
                        .orElseThrow()
                        .get("action")
                        .asString())
                .isEqualTo(ODD);
        assertThat(plan.toString()).doesNotContain("a note that nobody else reads", "Priya", "Mary");
    }

    @Test
    void the_schema_does_not_let_everything_pass() throws Exception {
        Schema schema = new Schema(json("/published/schemas/plan-1.json"));
        String plan = get("/published/kirklees/plan.json").body();
        JsonMapper mapper = new JsonMapper();

        assertThat(schema.faults(
                        mapper.readTree(plan.replaceFirst("\"rating\" : \"[a-z]+\"", "\"rating\" : \"pink\""))))
                .hasSize(1);
        assertThat(schema.faults(mapper.readTree(plan.replaceFirst("\"days_late\" : \\d+", "\"days_late\" : -1"))))
                .hasSize(1);
        assertThat(schema.faults(mapper.readTree(plan.replaceFirst("\"title\" :", "\"name\" :"))))
                .hasSize(2);
        assertThat(schema.faults(mapper.readTree(plan.replaceFirst("2018-03-12", "12 March"))))
                .hasSize(1);
    }

    @Test
    void the_feed_is_well_formed_whatever_words_are_in_it_and_keeps_its_ids() throws Exception {
        HttpResponse<String> answer = get("/published/kirklees/changes.atom");
        Document feed = xml(answer.body());
        Element root = feed.getDocumentElement();

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/atom+xml;charset=UTF-8");
        assertThat(root.getLocalName()).isEqualTo("feed");
        assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
        assertThat(texts(root, "name")).containsExactly("Kirklees Council");
        assertThat(texts(root, "title"))
                .containsExactly(
                        "What changed: Carers Strategy action plan",
                        "Carers Strategy Group, meeting of 20 March 2018",
                        "Carers Strategy Group, meeting of 10 March 2018");
        assertThat(texts(root, "li"))
                .contains("Added: 8.99 " + ODD.replace("\u0007", ""))
                .anyMatch(line -> line.startsWith("Turned red: 8.1 (1)") && line.endsWith("(from Amber to Red)"));
        assertThat(texts(root, "id")).hasSize(3).doesNotHaveDuplicates().allMatch(id -> id.startsWith("urn:uuid:"));
        assertThat(texts(root, "updated")).allSatisfy(java.time.Instant::parse);
        List<String> before = texts(root, "id");
        world.version++;
        assertThat(texts(xml(get("/published/kirklees/changes.atom").body()).getDocumentElement(), "id"))
                .isEqualTo(before);
    }

    @Test
    void the_calendar_holds_meetings_and_the_dates_of_open_actions() throws Exception {
        HttpResponse<String> answer = get("/published/kirklees/calendar.ics");
        ICalendar calendar = Biweekly.parse(answer.body()).first();

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/calendar;charset=UTF-8");
        assertThat(calendar.getEvents())
                .extracting(event -> event.getUid().getValue())
                .doesNotHaveDuplicates()
                .contains(
                        "kirklees-meeting-g-csg-m-july@waymark.example",
                        "kirklees-action-a-82@waymark.example",
                        "kirklees-action-a-odd@waymark.example")
                .doesNotContain("kirklees-action-a-12@waymark.example");
        assertThat(answer.body())
                .contains("DTSTART;VALUE=DATE:20180717", "DTSTART;VALUE=DATE:20180430")
                .contains("SUMMARY:Due: 8.1 (2) Carers can plan respite ahead");
        assertThat(calendar.getEvents().stream()
                        .filter(event -> event.getUid().getValue().contains("a-odd"))
                        .findFirst()
                        .orElseThrow()
                        .getSummary()
                        .getValue())
                .contains("<b>bold</b>", "back\\slash,\nnext line");
        assertThat(answer.body()).doesNotContain("a note that nobody else reads");
    }

    @Test
    void nothing_is_there_of_a_plan_that_is_not_published() throws Exception {
        world.withdrawn = new Publication.Withdrawn(LocalDate.of(2018, 6, 1));
        for (String file : List.of("actions.csv", "plan.json", "changes.atom", "calendar.ics")) {
            assertThat(get("/published/kirklees/" + file).statusCode()).as(file).isEqualTo(410);
            assertThat(get("/published/nothing/" + file).statusCode()).as(file).isEqualTo(404);
        }
        world.withdrawn = null;
        world.awaited = new Publication.Awaited("A plan", null, null);
        assertThat(get("/published/kirklees/plan.json").statusCode()).isEqualTo(404);
    }

    private static JsonNode json(String path) throws Exception {
        return new JsonMapper().readTree(get(path).body());
    }

    private static Document xml(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static List<String> texts(Element root, String name) {
        List<String> found = new ArrayList<>();
        var elements = root.getElementsByTagNameNS("*", name);
        for (int i = 0; i < elements.getLength(); i++) {
            found.add(elements.item(i).getTextContent());
        }
        return found;
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As much of JSON Schema as ours uses; another word in it is a fault of the test. */
    private record Schema(JsonNode root) {

        List<String> faults(JsonNode value) {
            List<String> faults = new ArrayList<>();
            check(root, value, "$", faults);
            return faults;
        }

        private void check(JsonNode schema, JsonNode value, String at, List<String> faults) {
            for (Map.Entry<String, JsonNode> rule : schema.properties()) {
                JsonNode with = rule.getValue();
                boolean holds = switch (rule.getKey()) {
                    case "$schema", "$id", "$defs", "title", "description" -> true;
                    case "type" -> isA(with, value);
                    case "const" -> with.equals(value);
                    case "enum" -> with.valueStream().anyMatch(value::equals);
                    case "minimum" -> !value.isNumber() || value.asLong() >= with.asLong();
                    case "pattern" -> !value.isString() || value.asString().matches(with.asString());
                    case "format" -> !value.isString() || isDate(value.asString());
                    case "required" -> with.valueStream().allMatch(name -> value.has(name.asString()));
                    case "$ref" -> {
                        check(root.at(with.asString().substring(1)), value, at, faults);
                        yield true;
                    }
                    case "properties" -> {
                        with.properties().stream()
                                .filter(each -> value.has(each.getKey()))
                                .forEach(each -> check(
                                        each.getValue(), value.get(each.getKey()), at + "." + each.getKey(), faults));
                        yield true;
                    }
                    case "additionalProperties" -> {
                        List<String> others = value.propertyNames().stream()
                                .filter(name -> !schema.path("properties").has(name))
                                .toList();
                        if (with.isObject()) {
                            others.forEach(name -> check(with, value.get(name), at + "." + name, faults));
                        }
                        yield with.isObject() || others.isEmpty();
                    }
                    case "propertyNames" ->
                        value.propertyNames().stream()
                                .allMatch(name -> with.get("enum")
                                        .valueStream()
                                        .anyMatch(word -> word.asString().equals(name)));
                    case "items" -> {
                        value.valueStream().forEach(each -> check(with, each, at + "[]", faults));
                        yield true;
                    }
                    default -> throw new AssertionError("Not looked at: " + rule.getKey());
                };
                if (!holds) {
                    faults.add(at + " " + rule.getKey() + ": " + value);
                }
            }
        }

        private static boolean isA(JsonNode types, JsonNode value) {
            return types.isArray()
                    ? types.valueStream().anyMatch(each -> isA(each, value))
                    : switch (types.asString()) {
                        case "string" -> value.isString();
                        case "integer" -> value.isIntegralNumber();
                        case "object" -> value.isObject();
                        case "array" -> value.isArray();
                        case "null" -> value.isNull();
                        default -> throw new AssertionError("Not looked at: " + types);
                    };
        }

        private static boolean isDate(String text) {
            try {
                return LocalDate.parse(text).toString().equals(text);
            } catch (DateTimeParseException e) {
                return false;
            }
        }
    }
}
