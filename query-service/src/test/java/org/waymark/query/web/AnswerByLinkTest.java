package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
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
import java.text.ParseException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.waymark.contract.link.LinkSeal;
import org.waymark.contract.link.PersonalLink;
import org.waymark.query.history.HistoryEntry;
import org.waymark.query.people.Absence;
import org.waymark.query.people.LinkOwners;
import org.waymark.query.people.LinkOwners.LinkOwner;

/** The pages behind the links of a mail over HTTP, with a command-service that answers as the test wants. */
class AnswerByLinkTest {

    private static final String ACTION = "a-15";
    private static final LocalDate ISSUED = LocalDate.of(2018, 6, 25);
    private static final LinkSeal SEAL =
            new LinkSeal("a secret of the tests, long enough for HS256".getBytes(StandardCharsets.UTF_8));
    private static final String DONE = "200 {\"id\":\"a-15\",\"position\":4331,\"version\":8,\"replayed\":false}";

    /** One request that command-service got. */
    private record Received(String path, Map<String, String> headers, String body) {}

    private static final List<Received> RECEIVED = new ArrayList<>();
    private static volatile String answer = DONE;
    private static HttpServer commandService;
    private static ConfigurableApplicationContext application;
    private static FixtureViews.World world;
    private static String base;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        commandService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        commandService.createContext("/", exchange -> {
            Map<String, String> headers = new LinkedHashMap<>();
            for (String name : List.of("Authorization", "Idempotency-Key", "If-Match")) {
                headers.put(
                        name,
                        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), ""));
            }
            RECEIVED.add(new Received(
                    exchange.getRequestURI().getPath(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            String[] parts = answer.split(" ", 2);
            byte[] body = parts[1].getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", parts[0].equals("200") ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(Integer.parseInt(parts[0]), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        commandService.start();
        application = SpringApplication.run(
                PagesUnderTest.class,
                PagesUnderTest.settings(
                        "--server.port=0",
                        "--waymark.installation.contact=officer@kirklees.example",
                        "--waymark.command-service.url=http://localhost:"
                                + commandService.getAddress().getPort()));
        base = "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
        world = application.getBean(FixtureViews.World.class);
    }

    @AfterAll
    static void stop() {
        application.close();
        commandService.stop(0);
    }

    @BeforeEach
    void the_world_is_as_it_was() {
        RECEIVED.clear();
        answer = DONE;
        world.version = 7;
        world.now = FixtureViews.NOW;
        world.proposalsOn = true;
        world.directoryAnswers = true;
        world.entries.clear();
        sam("p-carers", 0);
    }

    private static void sam(String party, int series) {
        world.owners.put("c-sam", new LinkOwner("c-sam", "Sam Okafor", List.of(party), series));
    }

    private static String link(String actionId) {
        return SEAL.path(PersonalLink.answer("c-sam", actionId, ISSUED, 0));
    }

    private static String mine() {
        return SEAL.path(PersonalLink.mine("c-sam", ISSUED, 0));
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path) throws Exception {
        return http.send(request.uri(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(), path);
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                path);
    }

    /** The form of a page as it would be sent untouched, with these fields filled in. */
    private static Map<String, String> filled(String page, String... fields) {
        Map<String, String> form = new LinkedHashMap<>();
        for (Element hidden : Jsoup.parse(page).select("main form input[type=hidden]")) {
            form.put(hidden.attr("name"), hidden.attr("value"));
        }
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return form;
    }

    private HttpResponse<String> answered(String path, String... fields) throws Exception {
        return post(path, filled(get(path).body(), fields));
    }

    private static HistoryEntry byLink(long position, String hash, String sentence, String quote, Instant at) {
        return new HistoryEntry(
                position,
                hash.repeat(64),
                "action.progress-reported",
                HistoryEntry.Kind.WORD,
                ACTION,
                "1.5 (1)",
                sentence,
                quote,
                false,
                "d" + position,
                List.of(),
                new HistoryEntry.Who(
                        "c-sam",
                        "lead",
                        "Sam Okafor",
                        "by the link in the e-mail",
                        true,
                        "Sam Okafor, lead, by the link in the e-mail"),
                at,
                at,
                false,
                null,
                null,
                null,
                0);
    }

    @Test
    void a_link_shows_its_one_action_and_the_last_word_to_somebody_without_an_account() throws Exception {
        HttpResponse<String> response = get(link("a-84"));
        assertThat(response.statusCode()).isEqualTo(200);
        Document page = Jsoup.parse(response.body());
        assertThat(page.select("h1").text()).isEqualTo("Two awareness sessions a year with health and care partners");
        assertThat(page.select("main").text())
                .contains("You answer for Carers Count. Opening this page has changed nothing.")
                .contains("Last word, 12 June 2018: “spring session held”")
                .contains("The board reads this on Tuesday 17 July 2018")
                .contains("This link is for 8.10 (1) and Carers Count only, and ends on 24 August 2018.");
        assertThat(page.select("nav, .wm-who, header a")).isEmpty();
        assertThat(page.select("input[checked]")).isEmpty();
    }

    @Test
    void a_link_tells_the_history_of_its_action_without_names_and_without_mails() throws Exception {
        world.entries.add(
                byLink(4332, "b", "Progress reported.", "Half of it is done", Instant.parse("2018-06-25T09:00:00Z")));
        Document page = Jsoup.parse(get(link("a-84")).body());

        Element past = Objects.requireNonNull(page.selectFirst("details:has(.wm-history)"));
        assertThat(past.select("summary").text()).startsWith("What happened so far: ");
        assertThat(past.select("li").text())
                .contains("Target date slipped from 31 December 2017 to 30 April 2018")
                .contains("Booking rules wait for the <new> respite contract.")
                .contains("Escalated to level 3: 56 days late.", "The daily check")
                .contains("lead, by the link in the e-mail")
                .doesNotContain("Priya Nair", "Sam Okafor", "mailed");
        assertThat(past.select("a")).isEmpty();
    }

    @Test
    void whoever_is_signed_in_meets_the_same_page() throws Exception {
        HttpClient signedIn = HttpClient.newBuilder()
                .cookieHandler(new java.net.CookieManager())
                .build();
        Document entrance = Jsoup.parse(signedIn.send(
                        HttpRequest.newBuilder(URI.create(base + "/sign-in")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
        signedIn.send(
                HttpRequest.newBuilder(URI.create(base + "/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("person=u-priya&_csrf="
                                + entrance.select("input[name=_csrf]").attr("value")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> page = signedIn.send(
                HttpRequest.newBuilder(URI.create(base + link(ACTION))).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.body()).doesNotContain("Priya").doesNotContain("/sign-out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void what_a_mail_scanner_does_with_a_link_changes_nothing(String method) throws Exception {
        for (String path : List.of(link(ACTION), mine())) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> response = send(
                        HttpRequest.newBuilder()
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .header("Purpose", "prefetch"),
                        path);
                assertThat(response.statusCode()).isEqualTo(200);
            }
        }
        assertThat(RECEIVED).isEmpty();
    }

    @Test
    void nothing_of_a_link_leaks_or_is_kept_by_those_who_pass_it_on() throws Exception {
        for (String path : List.of(link(ACTION), mine(), "/a/garbled")) {
            HttpResponse<String> response = get(path);
            assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(response.headers().firstValue("X-Robots-Tag")).contains("noindex, nofollow");
            assertThat(response.headers().firstValue("Cache-Control").orElse(""))
                    .contains("no-store");
            assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        }
        HttpResponse<String> sent = answered(link(ACTION), "note", "Stalls", "stand", "going-on");
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(sent.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void an_answer_is_sent_on_as_the_contact_a_lead_of_their_own_parties_by_link() throws Exception {
        HttpResponse<String> saved =
                answered(link(ACTION), "note", "Stalls in four libraries", "stand", "going-on", "rating", "amber");
        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(saved.headers().firstValue("Location")).contains(link(ACTION) + "/saved?entry=4331");
        Received received = RECEIVED.getFirst();
        assertThat(received.path()).isEqualTo("/api/commands/actions/a-15/answer");
        assertThat(received.headers().get("If-Match")).isEqualTo("\"7\"");
        assertThat(received.headers().get("Idempotency-Key")).isNotBlank();
        assertThat(received.body())
                .isEqualTo("{\"stand\":\"GOING_ON\",\"note\":\"Stalls in four libraries\",\"rating\":\"AMBER\"}");
        JWTClaimsSet claims = claims(received);
        assertThat(claims.getSubject()).isEqualTo("c-sam");
        assertThat(claims.getStringClaim("role")).isEqualTo("LEAD");
        assertThat(claims.getStringListClaim("parties")).containsExactly("p-carers");
        assertThat(claims.getStringClaim("via")).isEqualTo("link");
        assertThat(claims.getExpirationTime().toInstant())
                .isBeforeOrEqualTo(FixtureViews.NOW.plus(Duration.ofMinutes(5)));
    }

    private static JWTClaimsSet claims(Received received) throws ParseException {
        return SignedJWT.parse(
                        received.headers().getOrDefault("Authorization", "").substring("Bearer ".length()))
                .getJWTClaimsSet();
    }

    @Test
    void a_new_date_goes_with_its_reason_and_fields_of_other_choices_stay_behind() throws Exception {
        answered(
                link(ACTION),
                "note",
                "Stalls",
                "stand",
                "date-moves",
                "timescale",
                "October 2018",
                "reason",
                "The hospital stall opens in October.",
                "suggestion",
                "nobody");
        assertThat(RECEIVED.getFirst().body())
                .isEqualTo(
                        "{\"stand\":\"DATE_MOVES\",\"note\":\"Stalls\",\"timescale\":\"October 2018\",\"reason\":\"The hospital stall opens in October.\"}");
        RECEIVED.clear();
        answered(link(ACTION), "note", "All done", "stand", "done", "timescale", "October 2018");
        assertThat(RECEIVED.getFirst().body()).isEqualTo("{\"stand\":\"DONE\",\"note\":\"All done\"}");
    }

    @Test
    void not_ours_goes_with_a_suggestion_and_with_nothing_that_is_for_whoever_answers_for_it() throws Exception {
        Document page = Jsoup.parse(get(link(ACTION)).body());
        assertThat(page.select("label[for^=stand-]:contains(Not ours) + .govuk-hint")
                        .text())
                .contains("Steps that you tick and your rating are not sent with it");
        String step = page.select("input[name^=milestone-]").attr("name");

        answered(link(ACTION), "stand", "not-ours", "suggestion", "Pathways, since May", step, "yes", "rating", "red");

        assertThat(RECEIVED.getFirst().body()).isEqualTo("{\"stand\":\"NOT_OURS\",\"reason\":\"Pathways, since May\"}");
    }

    @Test
    void what_waits_for_governance_is_said_where_the_plan_has_proposals_on_and_not_where_it_has_them_off()
            throws Exception {
        assertThat(Jsoup.parse(get(link(ACTION)).body()).select("main").text())
                .contains("The governance officer agrees or declines; until then nothing moves")
                .contains("The governance officer confirms it; until then it stays open");
        world.proposalsOn = false;
        assertThat(Jsoup.parse(get(link(ACTION)).body()).select("main").text())
                .doesNotContain("The governance officer agrees or declines")
                .doesNotContain("The governance officer confirms it");
    }

    @Test
    void what_is_missing_is_said_at_the_field_and_nothing_that_was_typed_is_lost() throws Exception {
        HttpResponse<String> response =
                answered(link(ACTION), "note", "Stalls", "stand", "date-moves", "timescale", "some day");
        assertThat(response.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(response.body());
        assertThat(page.select(".govuk-error-summary a").eachText())
                .containsExactly(
                        "Enter a time with a date, for example 30/09/2018, September 2018 or Q3 2018-19",
                        "Say why the date moves");
        assertThat(page.select("#note").text()).isEqualTo("Stalls");
        assertThat(page.select("#timescale").attr("value")).isEqualTo("some day");
        assertThat(page.select("input[value=date-moves]").hasAttr("checked")).isTrue();
        assertThat(RECEIVED).isEmpty();

        Document empty = Jsoup.parse(answered(link(ACTION)).body());
        assertThat(empty.select(".govuk-error-summary a").eachText())
                .containsExactly("Say what has happened", "Choose where it stands");
        for (Element target : empty.select(".govuk-error-summary a")) {
            assertThat(empty.select(target.attr("href"))).hasSize(1);
        }
    }

    @Test
    void a_rule_that_stands_against_it_is_said_in_its_own_words() throws Exception {
        answer = "409 {\"detail\":\"A proposal about 1.5 (1) waits for governance already.\"}";
        HttpResponse<String> response = answered(link(ACTION), "note", "All done", "stand", "done");
        assertThat(response.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(response.body());
        assertThat(page.select(".govuk-error-summary li").text())
                .isEqualTo("A proposal about 1.5 (1) waits for governance already.");
        assertThat(page.select("#note").text()).isEqualTo("All done");
    }

    @Test
    void a_field_that_the_command_blames_is_marked() throws Exception {
        answer = "422 {\"field\":\"reason\",\"detail\":\"Say who it may belong to\"}";
        Document page = Jsoup.parse(
                answered(link(ACTION), "stand", "not-ours", "suggestion", "x").body());
        assertThat(page.select("#suggestion-error").text()).isEqualTo("Say who it may belong to");
    }

    @Test
    void sent_twice_it_is_one_answer_and_says_when_it_was_saved() throws Exception {
        world.entries.add(byLink(4338, "a", "Progress reported.", "In every first talk since May", FixtureViews.NOW));
        Map<String, String> form = filled(get(link(ACTION)).body(), "note", "Stalls", "stand", "going-on");
        post(link(ACTION), form);
        world.version = 8;
        answer = "200 {\"id\":\"a-15\",\"position\":4338,\"version\":8,\"replayed\":true}";
        HttpResponse<String> second = post(link(ACTION), form);
        assertThat(RECEIVED.get(1).headers().get("Idempotency-Key"))
                .isEqualTo(RECEIVED.get(0).headers().get("Idempotency-Key"));
        Document page = Jsoup.parse(
                get(second.headers().firstValue("Location").orElseThrow()).body());
        assertThat(page.select("h1").text()).isEqualTo("Already saved at 10:42");
        assertThat(page.select("main").text())
                .contains("You answered for 1.5 (1) with this link on Monday 25 June 2018.")
                .contains("Sending it twice changed nothing.")
                .contains("In every first talk since May")
                .contains("Entry 4,338 of the log");
        assertThat(page.select(".govuk-button-group a").eachText())
                .containsExactly("Correct what I said about 1.5 (1)", "All your actions on one page");
        assertThat(page.select(".govuk-button-group a").eachAttr("href")).containsExactly(link(ACTION), mine());
    }

    @Test
    void an_answer_that_closed_the_action_is_recognised_when_it_is_sent_again() throws Exception {
        answer = "200 {\"id\":\"a-12\",\"position\":4331,\"version\":8,\"replayed\":true}";
        sam("p-council", 0);
        HttpResponse<String> again =
                post(link("a-12"), Map.of("stand", "done", "note", "All done", "key", "k-1", "version", "7"));
        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(again.headers().firstValue("Location").orElse("")).endsWith("entry=4331&again=yes");
    }

    @Test
    void an_answer_over_somebody_elses_change_is_not_saved_and_shows_what_changed() throws Exception {
        Map<String, String> form = filled(get(link(ACTION)).body(), "note", "Stalls", "stand", "going-on");
        form.put("opened", "4318");
        world.version = 8;
        answer = "412 {\"detail\":\"Somebody else changed it\"}";
        HttpResponse<String> response = post(link(ACTION), form);
        assertThat(response.statusCode()).isEqualTo(409);
        Document page = Jsoup.parse(response.body());
        assertThat(page.select(".govuk-error-summary").text())
                .contains("Somebody changed this action while you were writing")
                .contains("Target date slipped from 31 December 2017 to 30 April 2018")
                .contains("governance officer, 25 June 2018, 10:42")
                .doesNotContain("Priya");
        assertThat(page.select("#note").text()).isEqualTo("Stalls");
        assertThat(page.select("input[value=going-on]").hasAttr("checked")).isTrue();
        assertThat(page.select("input[name=version]").attr("value")).isEqualTo("8");
        assertThat(page.select("input[name=key]").attr("value")).isNotEqualTo(form.get("key"));
    }

    @Test
    void no_answer_from_command_service_keeps_form_and_key() throws Exception {
        answer = "503 {\"detail\":\"try again\"}";
        Map<String, String> form = filled(get(link(ACTION)).body(), "note", "Stalls", "stand", "going-on");
        HttpResponse<String> response = post(link(ACTION), form);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(filled(response.body()).get("key")).isEqualTo(form.get("key"));
        assertThat(Jsoup.parse(response.body()).select("#note").text()).isEqualTo("Stalls");
    }

    @Test
    void a_used_link_says_what_was_answered_and_takes_more() throws Exception {
        world.entries.add(byLink(4340, "b", "Rating changed from Red to Amber.", "", FixtureViews.NOW));
        world.entries.add(byLink(4339, "b", "Progress reported.", "Stalls in four libraries", FixtureViews.NOW));
        world.entries.add(byLink(
                4001, "c", "Progress reported.", "said before this link", FixtureViews.NOW.minus(Duration.ofDays(9))));
        Document page = Jsoup.parse(get(link(ACTION)).body());
        assertThat(page.select("main section.wm-inset").text())
                .startsWith("You have answered with this link 25 June 2018, 10:42:")
                .contains("Progress reported. Rating changed from Red to Amber.")
                .contains("Stalls in four libraries")
                .contains("A correction is a new entry; the first stays in the history.")
                .doesNotContain("said before this link");
        assertThat(page.select("main form button").text()).isEqualTo("Send to the board");
    }

    @Test
    void the_used_link_of_somebody_else_is_not_used() throws Exception {
        world.entries.add(byLink(4339, "b", "Progress reported.", "Stalls", FixtureViews.NOW));
        world.owners.put("c-rani", new LinkOwner("c-rani", "Rani Gill", List.of("p-carers"), 0));
        String other = SEAL.path(PersonalLink.answer("c-rani", ACTION, ISSUED, 0));
        assertThat(get(other).body()).doesNotContain("You have answered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbled", "", "%20", "AAAA", "eyJhbGciOiJIUzI1NiJ9.e30.x"})
    void what_is_no_link_is_one_and_the_same_page(String token) throws Exception {
        HttpResponse<String> response = get("/a/" + token);
        assertThat(response.statusCode()).isEqualTo(404);
        if (!token.isEmpty()) {
            assertThat(response.body()).isEqualTo(get("/m/other").body()).contains("This link opens nothing");
        }
    }

    @Test
    void a_changed_link_and_one_for_another_page_are_no_links() throws Exception {
        String good = link(ACTION);
        String tampered = good.substring(0, good.length() - 3) + "AAA";
        assertThat(get(tampered).statusCode()).isEqualTo(404);
        assertThat(post(tampered, Map.of("stand", "going-on", "note", "x")).statusCode())
                .isEqualTo(404);
        assertThat(get(mine().replaceFirst("/m/", "/a/")).statusCode()).isEqualTo(404);
        assertThat(get(good.replaceFirst("/a/", "/m/")).statusCode()).isEqualTo(404);
        assertThat(RECEIVED).isEmpty();
    }

    private void assertEnded(String path) throws Exception {
        for (HttpResponse<String> response :
                List.of(get(path), post(path, Map.of("stand", "going-on", "note", "x", "key", "k", "version", "7")))) {
            assertThat(response.statusCode()).isEqualTo(410);
            Document page = Jsoup.parse(response.body());
            assertThat(page.select("h1").text()).isEqualTo("This link has ended");
            assertThat(page.select("main").text())
                    .contains("Nothing was changed.")
                    .doesNotContain("Take information");
        }
        assertThat(RECEIVED).isEmpty();
    }

    @Test
    void a_revoked_link_opens_nothing() throws Exception {
        sam("p-carers", 1);
        assertEnded(link(ACTION));
        assertThat(get(mine()).statusCode()).isEqualTo(410);
        assertThat(get(SEAL.path(PersonalLink.answer("c-sam", ACTION, ISSUED, 1)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_link_of_a_contact_who_left_opens_nothing() throws Exception {
        world.owners.remove("c-sam");
        assertEnded(link(ACTION));
    }

    @Test
    void the_link_of_a_contact_whose_parties_do_not_lead_it_any_more_opens_nothing() throws Exception {
        sam("p-council", 0);
        assertEnded(link(ACTION));
        sam("p-carers", 0);
        assertEnded(link("a-81"));
        assertEnded(link("a-nowhere"));
    }

    @Test
    void an_expired_link_says_since_when_and_how_to_go_on() throws Exception {
        world.now = Instant.parse("2018-08-24T22:30:00Z");
        assertThat(get(link(ACTION)).statusCode()).isEqualTo(200);
        world.now = Instant.parse("2018-08-24T23:30:00Z");
        HttpResponse<String> response = get(link(ACTION));
        assertThat(response.statusCode()).isEqualTo(410);
        Document page = Jsoup.parse(response.body());
        assertThat(page.select("h1").text()).isEqualTo("This link ended on Friday 24 August 2018");
        assertThat(page.select("main").text())
                .contains("Nothing was changed.")
                .contains("1.5 (1) Take information and advice further out")
                .contains("The next mail brings a new link");
        assertThat(page.select("main a").attr("href")).isEqualTo("mailto:officer@kirklees.example");
        assertThat(answered(link(ACTION), "stand", "going-on", "note", "x").statusCode())
                .isEqualTo(410);
        assertThat(get(mine()).statusCode()).isEqualTo(410);
        assertThat(RECEIVED).isEmpty();
    }

    @Test
    void a_closed_action_says_what_is_true() throws Exception {
        sam("p-council", 0);
        HttpResponse<String> response = get(link("a-83"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(response.body()).select("h1").text()).isEqualTo("8.4 ended on 1 March 2018");
        assertThat(post(link("a-83"), Map.of("stand", "going-on", "note", "x")).statusCode())
                .isEqualTo(200);
        assertThat(RECEIVED).isEmpty();
    }

    @Test
    void words_for_a_link_that_ended_or_an_action_that_closed_meanwhile_are_shown_and_not_lost() throws Exception {
        Map<String, String> form = filled(
                get(link(ACTION)).body(),
                "note",
                "Stalls in <four> libraries",
                "stand",
                "date-moves",
                "timescale",
                "March 2019",
                "reason",
                "They move first",
                "rating",
                "amber");
        sam("p-carers", 1);
        HttpResponse<String> ended = post(link(ACTION), form);
        assertThat(ended.statusCode()).isEqualTo(410);
        assertThat(Jsoup.parse(ended.body()).select(".wm-facts > div").eachText())
                .containsExactly(
                        "What has happened? Stalls in <four> libraries",
                        "Where does it stand? Going on, but the date must move",
                        "New timescale March 2019",
                        "Why does it move? They move first",
                        "Your rating Amber");
        assertThat(ended.body()).contains("It was not saved.");
        assertThat(RECEIVED).isEmpty();

        sam("p-council", 0);
        answer = "409 {\"detail\":\"8.4 has ended.\"}";
        HttpResponse<String> closed = post(link("a-83"), form);
        assertThat(closed.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(closed.body()).select("main").text())
                .contains("8.4 ended on 1 March 2018", "Stalls in <four> libraries", "It was not saved.");

        assertThat(post("/a/garbled", form).body()).doesNotContain("Stalls in");
    }

    @Test
    void while_the_directory_does_not_answer_no_link_opens_anything() throws Exception {
        world.directoryAnswers = false;
        HttpResponse<String> response = get(link(ACTION));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("Nothing was changed").doesNotContain("Take information");
        assertThat(post(link(ACTION), Map.of("stand", "going-on", "note", "x")).statusCode())
                .isEqualTo(503);
    }

    @Test
    void a_link_is_no_bearer_token_and_opens_no_other_page() throws Exception {
        String token = link(ACTION).substring("/a/".length());
        HttpResponse<String> other =
                send(HttpRequest.newBuilder().header("Authorization", "Bearer " + token), "/actions/a-15");
        assertThat(other.statusCode()).isEqualTo(302);
        assertThat(other.headers().firstValue("Location").orElse("")).contains("/sign-in");
    }

    @Test
    void the_list_leads_to_each_open_action_and_all_of_its_links_open() throws Exception {
        HttpResponse<String> response = get(mine());
        assertThat(response.statusCode()).isEqualTo(200);
        Document page = Jsoup.parse(response.body());
        assertThat(page.select("h2").eachText()).containsExactly("An answer is wanted: 1", "Nothing wanted now: 2");
        assertThat(page.select("main").text()).contains("1 answer is wanted, of 3 open actions");
        assertThat(page.select("nav, header a")).isEmpty();
        List<String> answers = page.select("main .wm-mine a").eachAttr("href");
        assertThat(answers).hasSize(3).doesNotHaveDuplicates().contains(link(ACTION));
        for (String path : answers) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void a_link_that_was_forwarded_carries_no_name_or_address() throws Exception {
        String path = link(ACTION);
        byte[] content = java.util.Base64.getUrlDecoder().decode(path.substring(3));
        assertThat(new String(content, StandardCharsets.ISO_8859_1))
                .doesNotContain("Sam")
                .doesNotContain("@");
        assertThat(get(path).body()).doesNotContain("Sam Okafor");
    }

    @Test
    void opening_the_page_about_ones_mail_changes_nothing_and_shows_how_it_is_set() throws Exception {
        world.mailSettings = new LinkOwners.MailSettings(
                DayOfWeek.TUESDAY,
                new Absence(LocalDate.of(2018, 7, 9), LocalDate.of(2018, 7, 20), "c-2"),
                List.of(new LinkOwners.Colleague("c-2", "Rani Gill")));
        Document page = Jsoup.parse(get(mine() + "/mail").body());

        assertThat(page.select("h1").text()).isEqualTo("Your mail");
        assertThat(page.select("input[name=weekday][checked]").attr("value")).isEqualTo("TUESDAY");
        assertThat(page.select("input[name=from-day]").attr("value")).isEqualTo("9");
        assertThat(page.select("select[name=deputy] option[selected]").text()).isEqualTo("Rani Gill");
        assertThat(page.select("form[action$=/back]")).hasSize(1);
        assertThat(RECEIVED).isEmpty();
        assertThat(Jsoup.parse(get(mine()).body()).select("a[href$=/mail]")).hasSize(1);
    }

    @Test
    void by_link_somebody_chooses_a_weekday_says_that_they_are_away_and_comes_back() throws Exception {
        answer = "200 {}";
        HttpResponse<String> saved = post(mine() + "/mail/day", Map.of("weekday", "THURSDAY"));
        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(saved.headers().firstValue("Location").orElseThrow()).endsWith("/mail?saved=yes");
        post(
                mine() + "/mail/away",
                Map.of(
                        "from-day",
                        "9",
                        "from-month",
                        "7",
                        "from-year",
                        "2018",
                        "until-day",
                        "20",
                        "until-month",
                        "7",
                        "until-year",
                        "2018",
                        "deputy",
                        "c-2"));
        post(mine() + "/mail/back", Map.of());

        assertThat(RECEIVED)
                .extracting(Received::path)
                .containsExactly(
                        "/api/directory/contacts/c-sam/digest-day",
                        "/api/directory/contacts/c-sam/absence",
                        "/api/directory/contacts/c-sam/absence");
        assertThat(RECEIVED.get(0).body()).isEqualTo("{\"day\":\"THURSDAY\"}");
        assertThat(RECEIVED.get(1).body())
                .isEqualTo("{\"from\":\"2018-07-09\",\"until\":\"2018-07-20\",\"deputy\":\"c-2\"}");
        JWTClaimsSet claims = claims(RECEIVED.getFirst());
        assertThat(claims.getSubject()).isEqualTo("c-sam");
        assertThat(claims.getStringClaim("via")).isEqualTo("link");
    }

    @Test
    void who_goes_away_names_a_colleague_and_two_days_and_keeps_what_they_typed() throws Exception {
        HttpResponse<String> refused =
                post(mine() + "/mail/away", Map.of("from-day", "9", "from-month", "7", "from-year", "2018"));

        assertThat(refused.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(refused.body());
        assertThat(page.select(".govuk-error-summary li").eachText())
                .containsExactly("Enter the last day away", "Choose a colleague who gets your mail on those days");
        assertThat(page.select("input[name=from-day]").attr("value")).isEqualTo("9");
        assertThat(RECEIVED).isEmpty();

        world.mailSettings = new LinkOwners.MailSettings(null, null, List.of());
        assertThat(Jsoup.parse(get(mine() + "/mail").body()).select("select[name=deputy]"))
                .isEmpty();
    }

    @Test
    void what_was_typed_about_ones_mail_can_be_copied_where_the_link_has_ended_or_the_directory_does_not_answer()
            throws Exception {
        Map<String, String> days =
                Map.of("from-day", "9", "from-month", "July", "from-year", "2018", "until-day", "20", "deputy", "c-2");
        world.directoryAnswers = false;
        HttpResponse<String> unavailable = post(mine() + "/mail/away", days);
        assertThat(unavailable.statusCode()).isEqualTo(503);
        assertThat(Jsoup.parse(unavailable.body()).select("#kept ~ dl dd").eachText())
                .containsExactly("9 July 2018", "20");
        world.directoryAnswers = true;
        world.now = FixtureViews.NOW.plus(Duration.ofDays(61));
        assertThat(Jsoup.parse(post(mine() + "/mail/away", days).body())
                        .select("#kept ~ dl dd")
                        .eachText())
                .containsExactly("9 July 2018", "20");
        assertThat(Jsoup.parse(post(mine() + "/mail/day", Map.of("weekday", "THURSDAY"))
                                .body())
                        .select("#kept ~ dl dd")
                        .text())
                .contains("Thursday");
        assertThat(post("/m/garbled/mail/away", days).body()).doesNotContain("July");
        assertThat(RECEIVED).isEmpty();
    }

    @Test
    void a_link_that_opens_nothing_sets_nothing() throws Exception {
        sam("p-carers", 1);
        assertThat(get(mine() + "/mail").statusCode()).isEqualTo(410);
        assertThat(post(mine() + "/mail/day", Map.of("weekday", "THURSDAY")).statusCode())
                .isEqualTo(410);
        assertThat(post(mine() + "x/mail/back", Map.of()).statusCode()).isEqualTo(404);
        assertThat(RECEIVED).isEmpty();
    }

    @Test
    void a_step_that_was_reached_is_ticked_and_needs_no_more_words() throws Exception {
        Document page = Jsoup.parse(get(link(ACTION)).body());
        assertThat(page.select("input[name^=milestone-]")).hasSize(1);
        String step = page.select("input[name^=milestone-]").attr("name");

        HttpResponse<String> saved = answered(link(ACTION), step, "yes", "stand", "going-on");

        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(RECEIVED.getFirst().body())
                .isEqualTo(
                        "{\"stand\":\"GOING_ON\",\"milestones\":[\"" + step.substring("milestone-".length()) + "\"]}");
    }

    @Test
    void the_owner_of_a_link_that_is_too_old_gets_a_new_one_by_mail_and_never_on_the_page() throws Exception {
        world.newLinks.clear();
        world.now = FixtureViews.NOW.plus(Duration.ofDays(61));
        for (String old : List.of(link(ACTION), mine())) {
            Document page = Jsoup.parse(get(old).body());
            assertThat(page.select("main form").attr("action")).isEqualTo(old + "/new");
            HttpResponse<String> asked = post(old + "/new", Map.of());
            assertThat(asked.statusCode()).isEqualTo(303);
            assertThat(asked.headers().firstValue("Location").orElseThrow()).isEqualTo(old + "/asked");
            assertThat(Jsoup.parse(get(old + "/asked").body()).select("main form, main a:not([href^=mailto])"))
                    .isEmpty();
        }
        assertThat(world.newLinks).hasSize(2).allMatch(sent -> sent.contactId().equals("c-sam"));
        assertThat(world.newLinks.getFirst().actionId()).isEqualTo(ACTION);
        assertThat(RECEIVED).isEmpty();
    }

    @Test
    void who_asks_for_a_new_link_is_answered_the_same_whether_or_not_one_is_sent() throws Exception {
        world.newLinks.clear();
        world.now = FixtureViews.NOW.plus(Duration.ofDays(61));
        HttpResponse<String> good = post(link(ACTION) + "/new", Map.of());
        String shown = get(link(ACTION) + "/asked").body();
        assertThat(world.newLinks).hasSize(1);

        sam("p-carers", 1);
        HttpResponse<String> revoked = post(link(ACTION) + "/new", Map.of());
        HttpResponse<String> garbled = post("/a/garbled/new", Map.of());

        assertThat(world.newLinks).as("nothing was sent for these").hasSize(1);
        assertThat(List.of(revoked.statusCode(), garbled.statusCode())).containsOnly(good.statusCode());
        assertThat(get("/a/garbled/asked").body()).isEqualTo(shown);
    }
}
