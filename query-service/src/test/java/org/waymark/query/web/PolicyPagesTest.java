package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.waymark.contract.plan.Policy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reminder policy and what it would send, over HTTP, with a command-service that answers as the test wants. */
class PolicyPagesTest {

    private static final String POLICY = "/plans/kirklees/policy";
    private static final AtomicReference<String> ANSWER = new AtomicReference<>("");
    private static final AtomicReference<String> RECEIVED = new AtomicReference<>("");
    private static HttpServer commandService;
    private static ConfigurableApplicationContext application;
    private static String base;

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new java.net.CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @BeforeAll
    static void start() throws IOException {
        commandService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        commandService.createContext("/api/commands/", exchange -> {
            RECEIVED.set(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("If-Match") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String[] answer = Objects.requireNonNull(ANSWER.get()).split(" ", 2);
            byte[] body = answer[1].getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        commandService.start();
        application = SpringApplication.run(
                PagesUnderTest.class,
                PagesUnderTest.settings(
                        "--server.port=0",
                        "--waymark.command-service.url=http://localhost:"
                                + commandService.getAddress().getPort()));
        base = "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        application.close();
        commandService.stop(0);
    }

    @BeforeEach
    void freshly() {
        FixtureViews.World world = world();
        world.notifierIsAway = false;
        world.policy = Policy.standard();
        world.planVersion = 3;
        world.now = FixtureViews.NOW;
        RECEIVED.set("");
    }

    private static FixtureViews.World world() {
        return application.getBean(FixtureViews.World.class);
    }

    @Test
    void the_policy_stands_in_sentences_beside_a_calendar_of_what_goes_out() throws Exception {
        Document page = open("u-priya");

        assertThat(page.select("h1").text()).isEqualTo("Reminder policy");
        assertThat(page.select("input[name=before]").eachAttr("value")).startsWith("28", "14", "3");
        assertThat(page.select("#sendAt").attr("value")).isEqualTo("07:30");
        assertThat(page.select("#days2").attr("value")).isEqualTo("28");
        assertThat(page.select("select[name=reason-silent] option[selected]").attr("value"))
                .isEqualTo("1");
        assertThat(page.select("#preview-title").text()).contains("25 June 2018 to 23 October 2018");
        assertThat(page.select(".wm-month caption").eachText())
                .containsExactly("June 2018", "July 2018", "August 2018", "September 2018", "October 2018");
        assertThat(page.select(".wm-month th").eachText()).doesNotContain("Sat", "Sun");
        Element tuesday =
                Objects.requireNonNull(page.select("a[href=#day-2018-06-26]").first());
        assertThat(tuesday.text()).isEqualTo("2Tuesday 26 June 2018: 2 mails");
        assertThat(page.select("#day-2018-06-26").text())
                .contains("Sam Okafor, contact of Carers Count", "M Bell, chair", "Escalation, level 3");
        assertThat(page.select("td:contains(Bank holiday)").hasClass("wm-closed"))
                .isTrue();
        assertThat(page.text()).doesNotContain("@");
        assertThat(page.select(".wm-unsaved")).isEmpty();
    }

    @Test
    void a_change_is_looked_at_before_it_is_saved() throws Exception {
        Document page = send(open("u-priya"), "preview", Map.of("chaseWeeks", "2"));

        assertThat(page.select(".wm-unsaved").text())
                .contains("One change not saved", "While late: every 2 weeks, not every week.")
                .contains("In the next 120 days that is 10 mails instead of 19. No escalation moves.");
        assertThat(page.select("#chaseWeeks").attr("value")).isEqualTo("2");
        assertThat(RECEIVED.get()).isEmpty();
        Document asSaved = send(page, "saved", Map.of());
        assertThat(asSaved.select(".wm-which strong").text()).isEqualTo("Policy as saved, 19 mails");
        assertThat(asSaved.select("#chaseWeeks").attr("value")).isEqualTo("2");
    }

    @Test
    void saving_sends_the_whole_policy_with_the_version_that_was_seen() throws Exception {
        ANSWER.set("200 {\"id\":\"kirklees\",\"position\":4400,\"version\":4,\"replayed\":false}");
        Document page = send(
                open("u-priya"),
                "save",
                Map.of(
                        "chaseWeeks", "2",
                        "hold-0-from", "2019-03-25",
                        "hold-0-until", "2019-05-02",
                        "hold-0-name", "Local elections",
                        "nation", "SCOTLAND",
                        "reason-undated", "0"));

        assertThat(page.text()).contains("The policy is saved, as entry 4,400.");
        String[] received = Objects.requireNonNull(RECEIVED.get()).split(" ", 3);
        assertThat(received[0]).isEqualTo("/api/commands/plans/kirklees/set-policy");
        assertThat(received[1]).isEqualTo("\"3\"");
        JsonNode policy = JsonMapper.builder().build().readTree(received[2]).get("policy");
        Policy sent = JsonMapper.builder().build().treeToValue(policy, Policy.class);
        assertThat(sent.chaseEveryWeeks()).isEqualTo(2);
        assertThat(sent.nation()).isEqualTo(org.waymark.contract.time.Nation.SCOTLAND);
        assertThat(sent.holds()).hasSize(1);
        assertThat(sent.ladder().levelOf(org.waymark.contract.action.EscalationReason.UNDATED))
                .isZero();
        assertThat(sent.ladder().rung(3)).isEqualTo(Policy.standardRungs().get(2));
        assertThat(sent.remindDaysBefore()).containsExactly(28, 14, 3);
    }

    @Test
    void every_fault_stands_at_its_field_and_in_the_summary_and_what_was_typed_stays() throws Exception {
        HttpResponse<String> answer = submit(
                open("u-priya"),
                "save",
                Map.of(
                        "before", "-3",
                        "second", "9",
                        "sendAt", "03:15",
                        "days2", "5",
                        "papers", "soon",
                        "closure-0-from", "2018-12-24"));
        Document page = Jsoup.parse(answer.body());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(RECEIVED.get()).isEmpty();
        List<String> summary = page.select(".govuk-error-summary a").eachText();
        assertThat(summary)
                .containsExactlyInAnyOrder(
                        "Enter days before the date: a reminder on or after the date is no reminder of it",
                        "Enter fewer working days than for the first request",
                        "Enter a whole number from 0 to 60",
                        "Choose a time from 05:00 on: nobody is written to between 00:00 and 05:00",
                        "Enter more days than for level 1, which are 7",
                        "Say what the days are for");
        for (Element link : page.select(".govuk-error-summary a")) {
            assertThat(page.select(link.attr("href"))).as(link.attr("href")).hasSize(1);
        }
        assertThat(page.select("#sendAt-error").text()).startsWith("Choose a time");
        assertThat(page.select("#sendAt").attr("value")).isEqualTo("03:15");
        assertThat(page.select("#papers").attr("value")).isEqualTo("soon");
        assertThat(page.select("#before").attr("value")).isEqualTo("-3");
        assertThat(page.select("#closure").attr("value")).isEqualTo("2018-12-24");
    }

    @Test
    void a_bank_holiday_that_was_moved_is_entered_with_the_day_that_it_was_moved_from() throws Exception {
        ANSWER.set("200 {\"id\":\"kirklees\",\"position\":4400,\"version\":4,\"replayed\":false}");
        Document wrong = send(
                open("u-priya"),
                "save",
                Map.of(
                        "holiday-0-from",
                        "2029-05-11",
                        "holiday-0-until",
                        "2029-05-08",
                        "holiday-0-name",
                        "Moved for once"));
        assertThat(wrong.select("#holiday-error").text())
                .isEqualTo("8 May 2029 is no bank holiday that could be moved");
        Document weekend = send(
                open("u-priya"), "save", Map.of("holiday-0-from", "2029-05-12", "holiday-0-name", "Moved for once"));
        assertThat(weekend.select("#holiday-error").text()).isEqualTo("Enter a bank holiday from Monday to Friday");
        assertThat(RECEIVED.get()).isEmpty();

        send(
                open("u-priya"),
                "save",
                Map.of(
                        "holiday-0-from",
                        "2029-05-11",
                        "holiday-0-until",
                        "2029-05-07",
                        "holiday-0-name",
                        "Moved for once"));

        assertThat(RECEIVED.get())
                .contains(
                        "\"holidays\":[{\"date\":\"2029-05-11\",\"name\":\"Moved for once\",\"insteadOf\":\"2029-05-07\"}]");
    }

    @Test
    void that_the_list_of_bank_holidays_ends_is_said_from_sixty_days_before_on() throws Exception {
        String words = "The list of bank holidays that Waymark came with ends on 31 December 2027.";
        assertThat(open("u-priya").text()).doesNotContain(words);
        world().now = Instant.parse("2027-11-01T09:00:00Z");

        assertThat(open("u-priya").text()).contains(words);
        assertThat(Jsoup.parse(get("/mail").body()).text()).contains(words);
    }

    @Test
    void what_command_service_refuses_stands_at_the_field() throws Exception {
        ANSWER.set("422 {\"field\":\"policy.sendAt\",\"detail\":\"Choose a time from 05:00 on\"}");
        Document page = send(open("u-priya"), "save", Map.of("sendAt", "08:00"));
        assertThat(page.select("#sendAt-error").text()).isEqualTo("Choose a time from 05:00 on");
        assertThat(page.select("#sendAt").attr("value")).isEqualTo("08:00");

        ANSWER.set("409 {\"detail\":\"Carers plan is closed, so nothing can be changed.\"}");
        assertThat(send(open("u-priya"), "save", Map.of("sendAt", "08:00"))
                        .select(".govuk-error-summary")
                        .text())
                .contains("Carers plan is closed");
    }

    @Test
    void a_stale_edit_shows_what_each_of_both_changed() throws Exception {
        Document opened = open("u-priya");
        world().policy =
                Policy.standard().change().sendAt(java.time.LocalTime.of(9, 0)).made();
        world().planVersion = 4;
        ANSWER.set("412 {\"detail\":\"Somebody else changed this\"}");
        HttpResponse<String> answer = submit(opened, "save", Map.of("chaseWeeks", "3"));
        Document page = Jsoup.parse(answer.body());

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(page.select("h1").text()).isEqualTo("Somebody changed this plan while you were writing");
        assertThat(page.select("tr:contains(Send at)").text()).contains("07:30", "09:00");
        assertThat(page.select("tr:contains(While late)").text()).contains("every week", "every 3 weeks");
        assertThat(page.select("input[type=radio][checked]")).isEmpty();

        Document nothing = send(page, "stale", Map.of());
        assertThat(nothing.select(".govuk-error-summary").text()).contains("Choose what to do");
        Document again = send(page, "stale", Map.of("choice", "again"));
        assertThat(again.select("input[name=version]").attr("value")).isEqualTo("4");
        assertThat(again.select("#chaseWeeks").attr("value")).isEqualTo("3");
        Document kept = send(page, "stale", Map.of("choice", "keep"));
        assertThat(kept.select("#chaseWeeks").attr("value")).isEqualTo("1");
        assertThat(kept.select("#sendAt").attr("value")).isEqualTo("09:00");
    }

    @Test
    void while_the_notifier_is_away_the_page_says_so_and_the_policy_can_be_changed() throws Exception {
        world().notifierIsAway = true;
        Document page = send(open("u-priya"), "preview", Map.of("chaseWeeks", "2"));

        assertThat(page.text()).contains("The daily check does not answer just now");
        assertThat(page.select(".wm-unsaved").text()).contains("It can be saved all the same");
        assertThat(page.select(".wm-month")).isEmpty();
        ANSWER.set("200 {\"id\":\"kirklees\",\"position\":4400,\"version\":4,\"replayed\":false}");
        assertThat(send(page, "save", Map.of()).text()).contains("The policy is saved");
        assertThat(get("/actions/a-82/next-mails").body()).contains("The daily check does not answer just now");
    }

    @Test
    void an_empty_preview_says_why() throws Exception {
        world().policy = Policy.standard().change().mail(false).made();
        Document page = open("u-priya");
        assertThat(page.text()).contains("Mail about this plan is off, so nobody is written to.");
        assertThat(page.select("#mail").hasAttr("checked")).isFalse();
    }

    @Test
    void only_governance_reads_and_changes_it() throws Exception {
        Document governance = open("u-priya");
        assertThat(governance.select(".wm-tabs").text()).contains("Reminder policy");
        for (String person : List.of("u-sam", "u-mary")) {
            signIn(person);
            assertThat(get(POLICY).statusCode()).isEqualTo(403);
            assertThat(get("/plans/kirklees").body()).doesNotContain(POLICY);
            assertThat(submit(governance, "save", Map.of("chaseWeeks", "2")).statusCode())
                    .isEqualTo(403);
        }
        assertThat(RECEIVED.get()).isEmpty();
    }

    @Test
    void the_action_page_fetches_the_next_mails_beside_it() throws Exception {
        signIn("u-mary");
        Document action = Jsoup.parse(get("/actions/a-82").body());
        String part = action.select("[data-hx-get]").attr("data-hx-get");
        assertThat(part).isEqualTo("/actions/a-82/next-mails?part=first");
        assertThat(action.select("a[href=/actions/a-82/next-mails]").text()).isEqualTo("Show 120 days");

        Document first = Jsoup.parse(get(part).body());
        assertThat(first.select("li strong").eachText())
                .containsExactly("Tuesday 26 June 2018", "Tuesday 3 July 2018", "Tuesday 10 July 2018");
        assertThat(first.text()).contains("Weekly chase, to the contact of Kirklees Council", "If nothing changes.");
        assertThat(first.select("h1")).isEmpty();
        assertThat(Jsoup.parse(get("/actions/a-82/next-mails").body()).select("tbody tr"))
                .hasSize(5);
    }

    @Test
    void a_lead_sees_the_next_mails_of_their_own_actions_only() throws Exception {
        signIn("u-sam");
        assertThat(get("/actions/a-15/next-mails").statusCode()).isEqualTo(200);
        assertThat(get("/actions/a-21/next-mails").statusCode()).isEqualTo(403);
        assertThat(get("/actions/a-21").body()).doesNotContain("next-mails");
    }

    @Test
    void the_feed_is_one_event_a_day_with_stable_ids_and_without_names() throws Exception {
        String feed = open("u-priya").select("a:contains(Subscribe)").attr("href");
        HttpClient program = HttpClient.newHttpClient();
        HttpResponse<String> first = read(program, feed);
        HttpResponse<String> second = read(program, feed);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type")).hasValue("text/calendar;charset=UTF-8");
        List<VEvent> events = Biweekly.parse(first.body()).first().getEvents();
        assertThat(events).hasSize(18);
        VEvent tuesday = events.getFirst();
        assertThat(tuesday.getUid().getValue()).isEqualTo("mail-kirklees-2018-06-26@waymark.example");
        assertThat(first.body()).contains("DTSTART;VALUE=DATE:20180626", "DTEND;VALUE=DATE:20180627");
        assertThat(tuesday.getSummary().getValue()).endsWith(": 2 mails");
        assertThat(tuesday.getDescription().getValue())
                .contains("Contact of Carers Count", "- 8.1 (2) Weekly chase", "Chair", "Escalation, level 3")
                .doesNotContain("Sam", "Bell");
        assertThat(second.body()).isEqualTo(first.body());

        assertThat(read(program, feed.replace("kirklees", "many")).statusCode()).isEqualTo(404);
        assertThat(read(program, feed.replace("u-priya", "u-sam")).statusCode()).isEqualTo(404);
        world().notifierIsAway = true;
        assertThat(read(program, feed).statusCode()).isEqualTo(503);
    }

    private static HttpResponse<String> read(HttpClient program, String path) throws Exception {
        return program.send(
                HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private Document open(String person) throws Exception {
        signIn(person);
        return Jsoup.parse(get(POLICY).body());
    }

    private void signIn(String person) throws Exception {
        String token =
                Jsoup.parse(get("/sign-in").body()).select("input[name=_csrf]").attr("value");
        post("/sign-in", List.of(Map.entry("_csrf", token), Map.entry("person", person)));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private Document send(Document page, String step, Map<String, String> typed) throws Exception {
        return Jsoup.parse(submit(page, step, typed).body());
    }

    /** As a browser would: every field as it stands, but for what is typed over the first of its name. */
    private HttpResponse<String> submit(Document page, String step, Map<String, String> typed) throws Exception {
        FormElement form =
                (FormElement) Objects.requireNonNull(page.select("main form").first());
        List<Map.Entry<String, String>> values = new java.util.ArrayList<>();
        Map<String, String> open = new java.util.LinkedHashMap<>(typed);
        open.put("step", step);
        for (Connection.KeyVal field : form.formData()) {
            String over = open.remove(field.key());
            values.add(Map.entry(field.key(), over == null ? field.value() : over));
        }
        open.forEach((name, value) -> values.add(Map.entry(name, value)));
        return post(form.attr("action"), values);
    }

    private HttpResponse<String> post(String path, List<Map.Entry<String, String>> values) throws Exception {
        String body = values.stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
