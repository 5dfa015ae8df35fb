package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages over HTTP, with a command-service that answers as the test wants. */
class PagesTest {

    private static final AtomicReference<String> ANSWER = new AtomicReference<>("");
    private static final AtomicReference<String> RECEIVED = new AtomicReference<>("");
    private static HttpServer commandService;
    private static ConfigurableApplicationContext application;
    private static String base;

    @BeforeAll
    static void start() throws IOException {
        commandService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        commandService.createContext("/api/commands/", exchange -> {
            RECEIVED.set(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("If-Match") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String[] answer = Objects.requireNonNull(ANSWER.get()).split(" ", 2);
            byte[] body = answer[1].getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", answer[0].equals("200") ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        commandService.createContext("/api/directory/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            RECEIVED.set(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(
                    Integer.parseInt(Objects.requireNonNull(ANSWER.get()).split(" ", 2)[0]), -1);
            exchange.close();
        });
        commandService.createContext("/api/imports/", exchange -> {
            RECEIVED.set(exchange.getRequestURI().getPath() + "?"
                    + exchange.getRequestURI().getQuery() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("Idempotency-Key") + "\n"
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String[] answer = Objects.requireNonNull(ANSWER.get()).split(" ", 2);
            byte[] body = answer[1].getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", answer[0].equals("200") ? "application/json" : "application/problem+json");
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

    private static final class Browser {
        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new java.net.CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        static Browser as(String person) throws IOException, InterruptedException {
            Browser browser = new Browser();
            Document page = Jsoup.parse(browser.get("/sign-in").body());
            browser.post("/sign-in", Map.of("_csrf", token(page), "person", person));
            return browser;
        }

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return http.send(
                    HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
            String body = form.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return http.send(
                    HttpRequest.newBuilder(URI.create(base + path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        /** Sends a form with a file. */
        HttpResponse<String> upload(String path, Map<String, String> form, @Nullable String file)
                throws IOException, InterruptedException {
            StringBuilder body = new StringBuilder();
            form.forEach((name, value) -> body.append("--cut\r\nContent-Disposition: form-data; name=\"")
                    .append(name)
                    .append("\"\r\n\r\n")
                    .append(value)
                    .append("\r\n"));
            if (file != null) {
                body.append("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"plan.csv\"\r\n")
                        .append("Content-Type: text/csv\r\n\r\n")
                        .append(file)
                        .append("\r\n");
            }
            return http.send(
                    HttpRequest.newBuilder(URI.create(base + path))
                            .header("Content-Type", "multipart/form-data; boundary=cut")
                            .header("Accept", "text/html")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    body.append("--cut--\r\n").toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        /** Opens a form, fills it in on top of what it holds, and presses its button. */
        HttpResponse<String> fill(String path, Map<String, String> typed) throws IOException, InterruptedException {
            return submit(Jsoup.parse(get(path).body()), typed);
        }

        HttpResponse<String> submit(Document page, Map<String, String> typed) throws IOException, InterruptedException {
            Element form = page.select("main form").last();
            assertThat(form).isNotNull();
            Map<String, String> values = new java.util.LinkedHashMap<>();
            for (Element field : form.select("input[type=hidden], textarea, input:not([type])")) {
                values.put(field.attr("name"), field.nameIs("textarea") ? field.text() : field.attr("value"));
            }
            values.putAll(typed);
            return post(form.attr("action"), values);
        }

        private static String token(Document page) {
            return page.select("input[name=_csrf]").attr("value");
        }
    }

    @Test
    void governance_enters_an_absence_and_who_takes_over_from_whoever_leaves() throws Exception {
        ANSWER.set("200 ");
        Browser priya = Browser.as("u-priya");
        Document party = Jsoup.parse(priya.get("/parties/p-carers").body());
        assertThat(party.text()).contains("Sam Okafor (away 9 July 2018 to 20 July 2018, deputy Rani Gill)");
        Document away =
                Jsoup.parse(priya.get("/parties/p-carers/contacts/c-1/absence").body());
        String csrf = Browser.token(away);
        assertThat(away.select("input[name=from-day]").attr("value")).isEqualTo("9");
        assertThat(away.select("select[name=deputy] option").eachText())
                .contains("Rani Gill")
                .doesNotContain("Sam Okafor");
        priya.post(
                "/parties/p-carers/contacts/c-1/absence",
                Map.of(
                        "_csrf",
                        csrf,
                        "from-day",
                        "9",
                        "from-month",
                        "7",
                        "from-year",
                        "2018",
                        "until-day",
                        "27",
                        "until-month",
                        "7",
                        "until-year",
                        "2018",
                        "deputy",
                        "c-2"));
        assertThat(RECEIVED.get()).startsWith("PUT /api/directory/contacts/c-1/absence");

        RECEIVED.set("");
        assertThat(priya.post("/parties/p-carers/contacts/c-1/absence", Map.of("_csrf", csrf))
                        .statusCode())
                .isEqualTo(422);
        assertThat(RECEIVED.get()).isEmpty();
        priya.post("/parties/p-carers/contacts/c-1/back", Map.of("_csrf", csrf));
        assertThat(RECEIVED.get()).startsWith("DELETE /api/directory/contacts/c-1/absence");
        priya.post("/parties/p-carers/contacts/c-1/leave", Map.of("_csrf", csrf, "successor", "c-2"));
        assertThat(RECEIVED.get()).startsWith("POST /api/directory/contacts/c-1/leave");

        RECEIVED.set("");
        Browser sam = Browser.as("u-sam");
        String own = Browser.token(Jsoup.parse(sam.get("/parties/p-carers").body()));
        assertThat(sam.get("/parties/p-carers/contacts/c-1/absence").statusCode())
                .isEqualTo(403);
        assertThat(sam.post("/parties/p-carers/contacts/c-1/leave", Map.of("_csrf", own))
                        .statusCode())
                .isEqualTo(403);
        assertThat(RECEIVED.get()).isEmpty();
    }

    @Test
    void governance_stops_all_mail_with_a_reason_and_nobody_else_does() throws Exception {
        ANSWER.set("200 {\"id\":\"installation\",\"position\":4331,\"version\":1,\"replayed\":false}");
        RECEIVED.set("");
        Browser priya = Browser.as("u-priya");
        String csrf = Browser.token(Jsoup.parse(priya.get("/mail/switch").body()));
        HttpResponse<String> refused =
                priya.post("/mail/switch/stop", Map.of("_csrf", csrf, "key", "k-1", "reason", " "));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(RECEIVED.get()).isEmpty();
        priya.post("/mail/switch/stop", Map.of("_csrf", csrf, "key", "k-1", "reason", "Wrong addresses"));
        assertThat(RECEIVED.get()).startsWith("/api/commands/installations/installation/stop-mail");

        RECEIVED.set("");
        Browser sam = Browser.as("u-sam");
        String own = Browser.token(Jsoup.parse(sam.get("/plans").body()));
        assertThat(sam.post("/mail/switch/stop", Map.of("_csrf", own, "key", "k-2", "reason", "Quiet"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(RECEIVED.get()).isEmpty();
    }

    @Test
    void governance_publishes_a_plan_and_withdraws_it_with_a_reason_and_nobody_else_does() throws Exception {
        FixtureViews.World world = application.getBean(FixtureViews.World.class);
        ANSWER.set("200 {\"id\":\"kirklees\",\"position\":4331,\"version\":4,\"replayed\":false}");
        RECEIVED.set("");
        Browser priya = Browser.as("u-priya");
        Document form = Jsoup.parse(priya.get("/plans/kirklees/publish").body());
        assertThat(form.select("h1").text()).isEqualTo("Publish Carers Strategy action plan");
        String csrf = Browser.token(form);
        priya.post("/plans/kirklees/publish", Map.of("_csrf", csrf, "key", "k-1"));
        assertThat(RECEIVED.get()).startsWith("/api/commands/plans/kirklees/publish-plan");

        world.published = true;
        try {
            RECEIVED.set("");
            assertThat(priya.get("/plans/kirklees/about").body()).contains("href=\"/published/kirklees\"");
            HttpResponse<String> refused =
                    priya.post("/plans/kirklees/withdraw", Map.of("_csrf", csrf, "key", "k-2", "reason", " "));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(Jsoup.parse(refused.body())
                            .select(".govuk-error-summary")
                            .text())
                    .contains("Say why the plan is no longer shown");
            assertThat(RECEIVED.get()).isEmpty();
            priya.post("/plans/kirklees/withdraw", Map.of("_csrf", csrf, "key", "k-2", "reason", "Wrong names"));
            assertThat(RECEIVED.get())
                    .startsWith("/api/commands/plans/kirklees/withdraw-plan")
                    .contains("Wrong names");

            RECEIVED.set("");
            Browser mary = Browser.as("u-mary");
            String own = Browser.token(Jsoup.parse(mary.get("/plans").body()));
            assertThat(mary.get("/plans/kirklees/publish").statusCode()).isEqualTo(403);
            assertThat(mary.post("/plans/kirklees/withdraw", Map.of("_csrf", own, "key", "k-3", "reason", "No"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(RECEIVED.get()).isEmpty();
        } finally {
            world.published = false;
        }
    }

    @Test
    void a_strategy_says_first_who_has_made_no_plan_and_counts_no_draft() throws Exception {
        Document page =
                Jsoup.parse(Browser.as("u-mary").get("/plans/kirklees/strategy").body());

        assertThat(page.select("main .wm-lead").text())
                .isEqualTo("1 of 3 partners have a delivery plan. 11 actions: 3 red, 4 amber, 3 green, 1 unrated. 3 are"
                        + " late.");
        assertThat(page.select("main table:has(th:contains(Promised)) tbody tr").eachText())
                .containsExactly(
                        "East Leics & Rutland <CCG> Draft: 4 actions, 1 with a gap",
                        "Leicester City CCG No plan yet Promised for 9 June 2018 Late 16 days");
        Element priority = page.select(".wm-scroll tbody tr").get(1);
        assertThat(priority.text()).startsWith("8 Life outside caring 3 promises 5 1 late 2 0 5 actions");
        assertThat(priority.select("a").eachAttr("href"))
                .containsExactly("/plans/kirklees?theme=t8", "/plans/many?theme=t8");
    }

    @Test
    void a_strategy_is_found_from_the_plans_and_from_the_board_of_each() throws Exception {
        Browser mary = Browser.as("u-mary");
        Element listed = Jsoup.parse(mary.get("/plans").body())
                .select("section[aria-labelledby=strategies] li")
                .first();
        assertThat(listed).isNotNull();
        assertThat(listed.text()).isEqualTo("Carers <Strategy> 1 of 3 partners has a plan.");
        assertThat(listed.select("a").attr("href")).isEqualTo("/plans/kirklees/strategy");
        assertThat(Jsoup.parse(mary.get("/plans/kirklees").body())
                        .select(".wm-over a")
                        .attr("href"))
                .isEqualTo("/plans/kirklees/strategy");
    }

    @Test
    void governance_says_who_delivers_a_strategy_and_keeps_everything_else_that_the_plan_says() throws Exception {
        ANSWER.set("200 {\"id\":\"kirklees\",\"position\":4331,\"version\":4,\"replayed\":false}");
        RECEIVED.set("");
        Browser priya = Browser.as("u-priya");
        Document form = Jsoup.parse(priya.get("/plans/kirklees/partners").body());
        assertThat(form.select("#deliveredBy").val()).isEqualTo("Leicestershire\nLeicester City CCG; 9 June 2018");
        String csrf = Browser.token(form);

        HttpResponse<String> unread = priya.post(
                "/plans/kirklees/partners",
                Map.of("_csrf", csrf, "key", "k", "strategy", "S", "deliveredBy", "City; as soon as it can"));
        assertThat(unread.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(unread.body()).select(".govuk-error-summary").text())
                .contains("Enter a partner, a semicolon and a date for ‘City; as soon as it can’");
        HttpResponse<String> untitled = priya.post(
                "/plans/kirklees/partners", Map.of("_csrf", csrf, "key", "k", "strategy", "", "deliveredBy", "City"));
        assertThat(untitled.body()).contains("Enter the title of the strategy");
        HttpResponse<String> twice = priya.post(
                "/plans/kirklees/partners",
                Map.of("_csrf", csrf, "key", "k", "strategy", "S", "deliveredBy", "City\nCity"));
        assertThat(twice.body()).contains("Name each partner once");
        assertThat(RECEIVED.get()).isEmpty();

        priya.post(
                "/plans/kirklees/partners",
                Map.of(
                        "_csrf",
                        csrf,
                        "key",
                        "k",
                        "version",
                        "3",
                        "strategy",
                        "Our strategy",
                        "deliveredBy",
                        "Leicester, City; March 2019\r\nRutland"));
        assertThat(RECEIVED.get())
                .startsWith("/api/commands/plans/kirklees/amend-plan \"3\"")
                .contains("\"title\":\"Carers Strategy action plan\"", "\"from\":\"2016-03-01\"", "Not on track")
                .contains("\"strategy\":\"Our strategy\"")
                .contains("{\"owner\":\"Leicester, City\",\"promisedBy\":\"2019-03-31\"}")
                .contains("{\"owner\":\"Rutland\"}");
    }

    @Test
    void a_reference_group_reads_milestones_in_sentences_late_ones_first_and_no_rating() throws Exception {
        Document page =
                Jsoup.parse(Browser.as("u-mary").get("/groups/g-csg/milestones").body());

        assertThat(page.select("main .wm-lead").text())
                .isEqualTo("4 milestones in 2 adopted plans. Since the group met on 20 March 2018, 0 were reached and"
                        + " 1 became late; 1 comes before it meets again on Tuesday 17 July 2018.");
        assertThat(page.select("main h2").eachText())
                .containsExactly("Late 1", "Before the group meets again 1", "Later 2");
        assertThat(page.select("#late td:not(.wm-lined), #late td > span:last-child:not(.wm-second)")
                        .eachText())
                .containsExactly(
                        "15 May 2018 Late 47 days",
                        "Parent carers helped to write a <guide> 7.5 Last word, 9 June 2018: text is written, pictures to"
                                + " come",
                        "Kirklees Council",
                        "8 Life outside caring Carers Strategy action plan");
        assertThat(page.select("main .wm-tag")).isEmpty();
        assertThat(page.select("#later details")).hasSize(1);
        assertThat(page.select("#late details")).isEmpty();
    }

    @Test
    void governance_ends_all_links_of_a_contact_where_contacts_are_shown_and_nobody_else_does() throws Exception {
        ANSWER.set("200 ");
        Browser priya = Browser.as("u-priya");
        Document party = Jsoup.parse(priya.get("/parties/p-carers").body());
        Element form = party.selectFirst("form[action$=/end-links]");
        assertThat(form).isNotNull();
        assertThat(form.text()).isEqualTo("End all links of Sam Okafor");
        HttpResponse<String> ended = priya.post(form.attr("action"), Map.of("_csrf", Browser.token(party)));
        assertThat(RECEIVED.get()).isEqualTo("POST /api/directory/contacts/c-1/end-links");
        assertThat(Jsoup.parse(ended.body()).select("[role=status]").text())
                .isEqualTo("All links that Sam Okafor got until now have ended.");

        ANSWER.set("503 ");
        HttpResponse<String> failed = priya.post(form.attr("action"), Map.of("_csrf", Browser.token(party)));
        assertThat(Jsoup.parse(failed.body()).select("[role=alert]").text())
                .isEqualTo("The links could not be ended just now. Try again in a minute.");

        RECEIVED.set("");
        Browser sam = Browser.as("u-sam");
        Document seen = Jsoup.parse(sam.get("/parties/p-carers").body());
        assertThat(seen.select("form[action$=/end-links]")).isEmpty();
        assertThat(sam.post(form.attr("action"), Map.of("_csrf", Browser.token(seen)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(RECEIVED.get()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/plans",
                "/plans/kirklees",
                "/plans/kirklees?asAt=2016-06-14",
                "/plans/kirklees?needs=late",
                "/plans/kirklees/changes",
                "/plans/kirklees/changes?from=2017-11-20&to=2018-03-20",
                "/plans/kirklees/history",
                "/plans/kirklees/about",
                "/plans/kirklees/policy",
                "/actions/a-82/next-mails",
                "/actions/a-82",
                "/actions/a-81",
                "/actions/a-83",
                "/actions/a-82/history?kind=agreed",
                "/escalations",
                "/escalations?view=by-lead",
                "/escalations?view=resolved",
                "/mail",
                "/mail/ml-2",
                "/mail/switch",
                "/plans/kirklees/publish",
                "/plans/kirklees/strategy",
                "/plans/kirklees/partners",
                "/groups/g-csg/milestones",
                "/parties/p-carers/contacts/c-1/digest-day",
                "/groups",
                "/groups/g-csg/meetings/m-march",
                "/groups/g-csg/meetings/m-july",
                "/groups/g-csg/meetings/m-july/new-action",
                "/groups/g-csg/meetings/m-march/pack",
                "/groups/g-csg/meetings/m-march/pack?edition=public",
                "/groups/g-csg/meetings/m-july/pack",
                "/parties",
                "/parties/p-carers",
                "/parties/p-carers/contacts/c-1/absence",
                "/parties/p-carers/contacts/c-1/leave",
                "/parties/p-carers/reassign",
                "/plans/kirklees/slip",
                "/plans/kirklees/settle",
                "/proposals",
                "/imports/new",
                "/my-actions",
                "/accessibility",
                "/privacy",
                "/ratings",
                "/groups/g-csg/change/schedule-meeting",
                "/groups/g-csg/change/set-report-due",
                "/groups/g-csg/change/set-report-due?reportId=d-late",
                "/groups/g-csg/change/receive-report?reportId=d-late",
                "/groups/g-csg/change/call-off-report?reportId=d-late",
                "/groups/g-csg/change/take-decision?meetingId=m-july",
                "/actions/a-82/changed?command=slip-timescale&entry=4331"
            })
    void every_page_is_there_for_governance(String path) throws Exception {
        HttpResponse<String> response = Browser.as("u-priya").get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        Document page = Jsoup.parse(response.body());
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("[style], script:not([src])")).isEmpty();
        assertThat(response.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'self'"));
    }

    @Test
    void a_meeting_says_who_was_asked_and_who_is_silent_and_leads_to_its_pack() throws Exception {
        Document july = Jsoup.parse(
                Browser.as("u-priya").get("/groups/g-csg/meetings/m-july").body());

        assertThat(july.select("h1").text()).isEqualTo("Meeting of Tuesday 17 July 2018");
        assertThat(july.select(".wm-way li").eachText())
                .containsExactly(
                        "Monday 25 June Update requests Sent at 07:30 to 1 person, 1 action",
                        "Next Thursday 28 June Second requests In 3 working days",
                        "Monday 2 July Papers deadline 5 working days before the pack. In 5 working days",
                        "Monday 9 July Pack issued 5 clear working days before. In 10 working days",
                        "Tuesday 17 July Meeting Decisions can be recorded from that day");
        assertThat(july.select(".wm-answers tbody tr").eachText().getFirst())
                .isEqualTo(
                        "Carers Count Asked1 Answered0 Silent1 1.1 (1): Take information and advice further out into communities and daily life");
        assertThat(july.select(".wm-holds dd").eachText().getFirst()).isEqualTo("4 decisions");
        assertThat(july.select("main a.govuk-button").eachText()).contains("Preview the pack", "Issue it early");

        Document march = Jsoup.parse(
                Browser.as("u-sam").get("/groups/g-csg/meetings/m-march").body());
        assertThat(march.select(".wm-decisions li").text())
                .isEqualTo("Decided Name a firm date before Easter. About 8.1 (2): Carers can plan respite ahead");
        assertThat(march.select("main a.govuk-button").eachText()).containsOnly("Read the pack");
        assertThat(march.select("a[href$=pack.pdf], a[href$=pack.xlsx]")).hasSize(2);
        assertThat(Browser.as("u-sam").get("/groups/g-csg/meetings/m-never").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_pack_says_whether_it_is_issued_and_where_it_is_frozen() throws Exception {
        Browser mary = Browser.as("u-mary");
        Document preview =
                Jsoup.parse(mary.get("/groups/g-csg/meetings/m-july/pack").body());
        Document issued =
                Jsoup.parse(mary.get("/groups/g-csg/meetings/m-march/pack").body());

        assertThat(preview.select("main").text()).contains("Preview: not issued", "As at entry 4,331 of the log");
        assertThat(issued.select("main").text())
                .contains("Frozen at entry 3,844 of the log, 12 March 2018, 09:00.", "SHA-256 abababab abababab")
                .contains("2 texts that stood in the log then have been removed since")
                .doesNotContain("not issued");
        assertThat(issued.select("section h2").eachText())
                .startsWith("The group is asked to", "In numbers")
                .endsWith("The full board 11 actions: 8 open, 2 complete, 1 ended");
        assertThat(Jsoup.parse(mary.get("/groups/g-csg/meetings/m-march/pack?edition=public")
                                .body())
                        .select("main")
                        .text())
                .contains("For the public. 1 exempt action is left out.");
        assertThat(mary.get("/groups/g-csg/meetings/m-march/pack?edition=secret")
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> pdf = mary.get("/groups/g-csg/meetings/m-march/pack.pdf");
        assertThat(pdf.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).contains("pack-g-csg-2018-03-20.pdf"));
        assertThat(pdf.body()).startsWith("%PDF-");
        assertThat(mary.get("/groups/g-csg/meetings/m-july/pack.xlsx").body()).startsWith("PK");
    }

    @Test
    void a_decision_names_the_actions_that_it_is_about_by_what_the_board_shows() throws Exception {
        Browser priya = Browser.as("u-priya");
        String form = "/groups/g-csg/change/take-decision?meetingId=m-march";
        ANSWER.set("200 {\"id\":\"g-csg\",\"position\":4332,\"version\":5,\"replayed\":false}");

        HttpResponse<String> done =
                priya.fill(form, Map.of("kind", "noted", "text", "Heard", "decided", "8.1 (2)\n1.2 (1) in theme 2"));

        assertThat(RECEIVED.get()).contains("/groups/g-csg/take-decision", "\"actionIds\":[\"a-82\",\"a-21\"]");
        assertThat(done.uri().getPath()).isEqualTo("/groups/g-csg/meetings/m-march");

        RECEIVED.set("");
        Document unknown = Jsoup.parse(priya.fill(form, Map.of("kind", "noted", "text", "Heard", "decided", "99.9"))
                .body());
        assertThat(unknown.select(".govuk-error-summary").text()).contains("The plan has no action 99.9");
        assertThat(unknown.select("textarea[name=text]").text()).isEqualTo("Heard");
        assertThat(RECEIVED.get()).isEmpty();
    }

    @Test
    void an_action_that_arises_at_a_meeting_is_added_and_recorded_as_its_decision() throws Exception {
        Browser priya = Browser.as("u-priya");
        String form = "/groups/g-csg/meetings/m-march/new-action";
        ANSWER.set("200 {\"id\":\"a-new\",\"position\":4332,\"version\":5,\"replayed\":false}");

        Document problems =
                Jsoup.parse(priya.fill(form, Map.of("reference", "8.12")).body());
        assertThat(problems.select(".govuk-error-summary li").eachText())
                .containsExactly("Choose a theme", "Enter what is promised");

        HttpResponse<String> done = priya.submit(
                problems,
                Map.of(
                        "theme",
                        "kirklees/t8",
                        "promise",
                        "Ask carers",
                        "actionId",
                        "a-new",
                        "timescale",
                        "March 2019"));
        assertThat(RECEIVED.get())
                .contains("/groups/g-csg/take-decision", "\"actionIds\":[\"a-new\"]", "New action 8.12: Ask carers");
        assertThat(done.uri().getPath()).isEqualTo("/groups/g-csg/meetings/m-march");

        ANSWER.set("422 {\"field\":\"details.reference\",\"detail\":\"8.12 is taken\"}");
        Document refused = Jsoup.parse(
                priya.fill(form, Map.of("theme", "kirklees/t8", "reference", "8.12", "promise", "Ask carers"))
                        .body());
        assertThat(refused.select(".govuk-error-summary").text()).contains("8.12 is taken");
        assertThat(RECEIVED.get()).contains("/add-action").contains("\"themeId\":\"t8\"");
        assertThat(Browser.as("u-sam").get(form).statusCode()).isEqualTo(403);
    }

    @Test
    void many_actions_change_hands_at_once_after_a_look_and_what_changed_meanwhile_is_left_out() throws Exception {
        Browser priya = Browser.as("u-priya");
        String path = "/parties/p-council/reassign";
        Document missing = Jsoup.parse(priya.fill(path, Map.of("step", "list")).body());
        assertThat(missing.select(".govuk-error-summary").text()).contains("Say why the actions change hands");

        RECEIVED.set("");
        Document list = Jsoup.parse(
                priya.submit(missing, Map.of("step", "list", "reason", "The officer leaves", "value", "p-carers"))
                        .body());
        assertThat(RECEIVED.get()).as("nothing changes before it is confirmed").isEmpty();
        assertThat(list.select("h1").text()).isEqualTo("Reassign 3 open actions of Kirklees Council");
        assertThat(list.select("input[name=tick][checked]")).hasSize(3);
        assertThat(list.select("#value-a-82 option[selected]").attr("value")).isEqualTo("p-carers");

        ANSWER.set("200 {\"id\":\"a-82\",\"position\":4332,\"version\":8,\"replayed\":false}");
        Document done =
                Jsoup.parse(priya.submit(list, Map.of("step", "confirm", "tick", "a-82", "value-a-82", "p-carers"))
                        .body());
        assertThat(RECEIVED.get())
                .startsWith("/api/commands/actions/a-82/reassign-lead \"7\" ")
                .contains("\"parties\":[\"p-carers\"]", "The officer leaves");
        assertThat(done.select("h1").text()).isEqualTo("1 action changed");

        ANSWER.set("412 {}");
        Document stale =
                Jsoup.parse(priya.submit(list, Map.of("step", "confirm", "tick", "a-82", "value-a-82", "p-carers"))
                        .body());
        assertThat(stale.select("main").text())
                .contains("0 actions changed", "Left out: 1", "8.1 (2)", "Somebody changed it meanwhile");

        RECEIVED.set("");
        Document none =
                Jsoup.parse(priya.submit(list, Map.of("step", "confirm")).body());
        assertThat(none.select(".govuk-error-summary").text()).contains("Tick at least one action");
        assertThat(RECEIVED.get()).isEmpty();
        assertThat(Browser.as("u-sam").get(path).statusCode()).isEqualTo(403);
    }

    @Test
    void every_form_can_be_opened_by_somebody() throws Exception {
        Browser priya = Browser.as("u-priya");
        Document action = Jsoup.parse(priya.get("/actions/a-82").body());
        List<String> offered = action.select("#changes a").eachAttr("href");
        assertThat(offered).hasSizeGreaterThan(15);
        for (String form : offered) {
            assertThat(priya.get(form).statusCode()).as(form).isEqualTo(200);
        }
        Browser sam = Browser.as("u-sam");
        for (String form : Jsoup.parse(sam.get("/actions/a-15").body())
                .select("#changes a")
                .eachAttr("href")) {
            assertThat(sam.get(form).statusCode()).as(form).isEqualTo(200);
        }
    }

    @Test
    void a_text_from_the_plan_is_never_taken_for_markup() throws Exception {
        String board = Browser.as("u-priya").get("/plans/kirklees").body();
        assertThat(board).contains("communities &amp; &lt;daily&gt; life").doesNotContain("<daily>");
    }

    @Test
    void each_number_of_the_band_leads_to_the_filter_that_lists_those_actions() throws Exception {
        Document board =
                Jsoup.parse(Browser.as("u-priya").get("/plans/kirklees").body());
        assertThat(board.select(".wm-band a").eachAttr("href"))
                .contains("/plans/kirklees?rating=red", "/plans/kirklees?needs=late", "/plans/kirklees?needs=no-lead");
    }

    @Test
    void the_band_says_what_changed_since_the_last_meeting_and_leads_to_it() throws Exception {
        Browser browser = Browser.as("u-priya");
        Document board = Jsoup.parse(browser.get("/plans/kirklees").body());

        assertThat(board.select("#band-actions ~ .wm-since").text())
                .isEqualTo("With the change since the meeting of 20 March 2018. See what changed");
        assertThat(board.select(".wm-band .wm-figures li").eachText()).startsWith("3Redno change");
        assertThat(Jsoup.parse(browser.get("/plans/kirklees?rating=red").body()).select(".wm-since"))
                .isEmpty();
        assertThat(Jsoup.parse(browser.get("/plans/kirklees?asAt=2018-04-01").body())
                        .select(".wm-since"))
                .isEmpty();
        Document changes = Jsoup.parse(
                browser.get(board.select(".wm-since a").attr("href")).body());
        assertThat(changes.select("h1").text()).isEqualTo("What changed since the last meeting");
        assertThat(changes.select(".wm-changes h2").eachText())
                .startsWith("Turned red 1 action", "Slipped 1 action", "Changed lead 1 action")
                .endsWith("Silent 1 of 8 open actions");
        assertThat(changes.select(".wm-changes").get(1).select("td").eachText())
                .contains("From31 December 2017", "WhoPriya Nair, governance officer");
        assertThat(changes.select(".wm-changes").get(1).text()).contains("Waits for the <new> contract");
    }

    @Test
    void days_that_cannot_be_compared_are_said_at_the_field_and_nothing_to_compare_in_a_sentence() throws Exception {
        Browser browser = Browser.as("u-mary");
        HttpResponse<String> turned = browser.get("/plans/kirklees/changes?from=2018-06-01&to=2018-05-01");
        assertThat(turned.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(turned.body()).select("#from-error").text())
                .isEqualTo("Choose a first day that lies before the second");
        assertThat(Jsoup.parse(turned.body()).select("#from").attr("value")).isEqualTo("2018-06-01");
        FixtureViews.World world = application.getBean(FixtureViews.World.class);
        world.empty = true;
        try {
            assertThat(Jsoup.parse(browser.get("/plans/kirklees/changes").body())
                            .select(".wm-lead")
                            .text())
                    .startsWith("Nothing changed.");
        } finally {
            world.empty = false;
        }
    }

    @Test
    void a_past_day_is_shown_as_recorded_and_on_request_as_it_happened() throws Exception {
        Browser mary = Browser.as("u-mary");
        Document recorded =
                Jsoup.parse(mary.get("/plans/kirklees?asAt=2016-06-14").body());
        assertThat(recorded.select(".wm-as-at").text())
                .contains("As at the end of Tuesday 14 June 2016", "Show what had happened by then");
        String other = recorded.select(".wm-as-at a").getFirst().attr("href");
        assertThat(other).isEqualTo("/plans/kirklees?asAt=2016-06-14&by=happened");

        Document happened = Jsoup.parse(mary.get(other).body());
        assertThat(happened.select(".wm-as-at").text())
                .contains("What had happened by the end of Tuesday 14 June 2016");
        assertThat(happened.select(".wm-as-at a").getFirst().attr("href")).isEqualTo("/plans/kirklees?asAt=2016-06-14");
        assertThat(happened.select("input[name=by]").attr("value")).isEqualTo("happened");
        assertThat(happened.select("td a[href^='/actions/']").eachAttr("href"))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link).endsWith("?asAt=2016-06-14&by=happened"));
        assertThat(happened.select(".wm-figures a").eachAttr("href"))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link).endsWith("&asAt=2016-06-14&by=happened"));
        assertThat(mary.get("/actions/a-82?asAt=2016-06-14&by=happened").body())
                .contains("What had happened by the end of");
        assertThat(mary.get("/plans/kirklees?asAt=2016-06-14&by=hearsay").statusCode())
                .isEqualTo(400);
    }

    @Test
    void the_history_of_an_action_is_a_file_for_a_spreadsheet() throws Exception {
        Browser browser = Browser.as("u-mary");
        Document history =
                Jsoup.parse(browser.get("/actions/a-82/history?kind=agreed").body());
        String link = history.select("a[download]").getFirst().attr("href");
        HttpResponse<String> file = browser.get(link);

        assertThat(link).isEqualTo("/actions/a-82/history.csv?kind=agreed");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"history-kirklees-8.1-2.csv\"");
        assertThat(file.body().lines()).hasSizeGreaterThan(1);
        assertThat(browser.get("/actions/a-nothing/history.csv").statusCode()).isEqualTo(404);
    }

    @Test
    void the_history_of_a_whole_plan_is_a_file_too_and_either_is_json_for_programs() throws Exception {
        Browser browser = Browser.as("u-mary");
        for (String path : List.of("/plans/kirklees/history", "/actions/a-82/history")) {
            Document history = Jsoup.parse(browser.get(path + "?kind=word").body());
            assertThat(history.select("a[download]").eachAttr("href"))
                    .containsExactly(path + ".csv?kind=word", path + ".json?kind=word");
            JsonNode entries = JsonMapper.shared()
                    .readTree(browser.get(path + ".json?kind=word").body());
            assertThat(entries).hasSizeGreaterThan(1).allSatisfy(entry -> {
                assertThat(entry.path("kind").asString()).isEqualTo("WORD");
                assertThat(Instant.parse(entry.path("recordedAt").asString())).isNotNull();
                assertThat(entry.path("hash").asString()).hasSize(64);
            });
            assertThat(browser.get(path + ".csv?kind=word").body().lines()).hasSize(entries.size() + 1);
        }
        assertThat(browser.get("/plans/kirklees/history.csv").headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"history-kirklees.csv\"");
        assertThat(browser.get("/plans/kirklees/history.json?kind=gossip").statusCode())
                .isEqualTo(400);
    }

    private static final String TABLE = "Ref,Action\r\n1.1,\"Ask carers – all of them\"\r\n";

    static final String REPORT = """
            {"planId":"new-plan","dryRun":%s,"rows":1,"actions":1,"created":1,"position":7,
            "unknownParties":["Carers <Count>"],"unreadable":[{"row":2,"reference":"1.1","written":"April 20010",
            "suggestion":"2010-04-30"}],"timescales":[{"kind":"DATE_THEN_ONGOING","actions":1,"written":["May on"]}],
            "kept":[{"row":3,"reference":"1.2","field":"rating","table":"RED","here":"AMBER","version":8},
            {"row":3,"reference":"1.2","field":"timescale","table":"June 2018","here":"March 2019","version":8},
            {"row":0,"reference":"","field":"the plan's sections","table":"","here":"","version":0}],
            "rowsLeftOut":[],"vanished":[]}""";

    @Test
    void a_plan_is_uploaded_checked_and_then_imported_as_it_was_checked() throws Exception {
        Browser browser = Browser.as("u-priya");
        Document form = Jsoup.parse(browser.get("/imports/new").body());
        ANSWER.set("200 " + REPORT.formatted("true"));
        Document report =
                Jsoup.parse(browser.upload("/imports/new", typed(form), TABLE).body());

        assertThat(RECEIVED.get())
                .startsWith("/api/imports/new-plan?dryRun=true&")
                .contains("title=A plan", "owner=A council", "nation=ENGLAND", "file=plan.csv", "text/csv")
                .endsWith("\n" + TABLE);
        assertThat(report.select("h1").text()).isEqualTo("What would be imported");
        assertThat(report.select(".wm-over").text()).isEqualTo("A plan");
        assertThat(report.select("main").text()).contains("Nothing has been saved.");
        assertThat(report.select(".wm-boxes div").eachText()).contains("1rows read", "1new actions");
        assertThat(report.select("section h2").eachText())
                .containsExactly(
                        "Times that could not be read: 1",
                        "Parties that are new: 1",
                        "How the time column was read",
                        "Changed by people since the last table: 3");
        assertThat(report.select("section th").eachText())
                .contains("Row", "Reference", "What", "The table says", "People made it", "Decide");
        assertThat(report.select("form tbody tr").eachText())
                .containsExactly(
                        "Take the file’s: 1.2, Rating 3 1.2 Rating The table saysRed People made itAmber",
                        "Take the file’s: 1.2, Timescale 3 1.2 Timescale The table saysJune 2018 People made itMarch 2019",
                        "It stays The plan’s sections The table saysNot shown here People made itNot shown here");
        assertThat(report.select("form input[type=checkbox]").eachAttr("value"))
                .containsExactly("3:rating:8", "3:timescale:8");
        assertThat(report.select("form input[checked]")).isEmpty();
        assertThat(report.select("main > div > section td").eachText())
                .containsExactly(
                        "2",
                        "1.1",
                        "April 20010",
                        "30 April 2010",
                        "Carers <Count>",
                        "A date, then ongoing",
                        "1",
                        "May on");

        ANSWER.set("200 " + REPORT.formatted("false"));
        HttpResponse<String> done = browser.submit(report, Map.of());

        assertThat(RECEIVED.get())
                .startsWith("/api/imports/new-plan?dryRun=false&")
                .contains("title=A plan")
                .doesNotContain(" null\n")
                .endsWith("\n" + TABLE);
        assertThat(done.uri().getPath()).isEqualTo("/plans/new-plan");
        RECEIVED.set("");
        HttpResponse<String> again = browser.submit(report, Map.of());
        assertThat(RECEIVED.get()).as("it is not imported twice").isEmpty();
        assertThat(again.uri().toString()).endsWith("/plans/new-plan/changed?what=import&again=yes&entry=7");
        Document other = Jsoup.parse(
                browser.submit(report, Map.of("key", "of another form")).body());
        assertThat(other.select(".govuk-error-summary").text())
                .contains("The file is no longer here. Choose it again.");
    }

    @Test
    void what_people_changed_gives_way_to_the_file_where_somebody_says_so_and_nothing_changed_meanwhile()
            throws Exception {
        Browser browser = Browser.as("u-priya");
        ANSWER.set("200 " + REPORT.formatted("true"));
        Document report = Jsoup.parse(browser.upload(
                        "/imports/new",
                        typed(Jsoup.parse(browser.get("/imports/new").body())),
                        TABLE)
                .body());
        ANSWER.set("200 " + REPORT.formatted("false").replace("\"version\":8", "\"version\":9"));

        HttpResponse<String> done = browser.submit(report, Map.of("take", "3:rating:8"));

        assertThat(RECEIVED.get())
                .startsWith("/api/imports/new-plan?dryRun=false&")
                .contains("take=3:rating:8");
        Document left = Jsoup.parse(done.body());
        assertThat(left.select("h1").text()).isEqualTo("Imported, but for what changed meanwhile");
        assertThat(left.select("main li").eachText()).containsExactly("1.2, Rating: the file says Red, it stays Amber");
        assertThat(left.select("main [role=status]")).isEmpty();
        Document again =
                Jsoup.parse(browser.submit(report, Map.of("take", "3:rating:8")).body());
        assertThat(again.select("main [role=status]").text()).startsWith("This was saved already");
        assertThat(again.select("main li").eachText()).hasSize(1);
    }

    @Test
    void a_file_that_is_missing_or_not_understood_is_said_and_nothing_typed_is_lost() throws Exception {
        Browser browser = Browser.as("u-priya");
        Map<String, String> typed =
                typed(Jsoup.parse(browser.get("/imports/new").body()));
        HttpResponse<String> missing = browser.upload("/imports/new", typed, null);
        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(missing.body()).select("#file-error").text()).isEqualTo("Choose a file");
        assertThat(Jsoup.parse(missing.body()).select("#title").attr("value")).isEqualTo("A plan");

        ANSWER.set("422 {\"detail\":\"The first row names no column that is known.\"}");
        Document refused =
                Jsoup.parse(browser.upload("/imports/new", typed, "x").body());
        assertThat(refused.select(".govuk-error-summary").text())
                .contains("The first row names no column that is known.");
        assertThat(refused.select("#owner").attr("value")).isEqualTo("A council");

        assertThat(Browser.as("u-sam").get("/imports/new").statusCode()).isEqualTo(403);
    }

    @Test
    void a_file_that_is_too_large_is_said_in_words() throws Exception {
        Browser browser = Browser.as("u-priya");
        Map<String, String> typed =
                typed(Jsoup.parse(browser.get("/imports/new").body()));

        HttpResponse<String> answer = browser.upload("/imports/new", typed, "x".repeat(6_500_000));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(Jsoup.parse(answer.body()).select("h1").text()).isEqualTo("This file is too large");
    }

    private static Map<String, String> typed(Document form) {
        return Map.of(
                "_csrf",
                form.select("main input[name=_csrf]").attr("value"),
                "planId",
                "new-plan",
                "title",
                "A plan",
                "owner",
                "A council",
                "nation",
                "ENGLAND");
    }

    @Test
    void whoever_is_not_signed_in_comes_back_to_the_page_after_signing_in() throws Exception {
        Browser browser = new Browser();
        HttpResponse<String> asked = browser.get("/actions/a-82");
        assertThat(asked.uri().toString()).endsWith("/sign-in?then=%2Factions%2Fa-82");
        HttpResponse<String> landed = browser.submit(Jsoup.parse(asked.body()), Map.of("person", "u-mary"));
        assertThat(landed.uri().getPath()).isEqualTo("/actions/a-82");
    }

    @Test
    void a_sign_in_never_leads_to_another_site() throws Exception {
        Browser browser = new Browser();
        Document page = Jsoup.parse(browser.get("/sign-in?then=//evil.example/").body());
        assertThat(page.select("input[name=then]").attr("value")).isEmpty();
    }

    @Test
    void a_board_member_is_not_offered_what_is_governances() throws Exception {
        Browser mary = Browser.as("u-mary");
        assertThat(mary.get("/actions/a-82/change/end").statusCode()).isEqualTo(403);
        assertThat(mary.get("/mail").statusCode()).isEqualTo(403);
        assertThat(mary.get("/actions/a-82").body()).doesNotContain("/change/slip-timescale");
    }

    @Test
    void a_form_without_its_token_is_refused_in_words() throws Exception {
        HttpResponse<String> response =
                Browser.as("u-priya").post("/actions/a-82/change/end", Map.of("reason", "no token"));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("This form was open for too long");
    }

    @Test
    void a_missing_reason_is_said_at_the_top_and_at_the_field_and_nothing_typed_is_lost() throws Exception {
        HttpResponse<String> response = Browser.as("u-priya")
                .fill("/actions/a-82/change/slip-timescale", Map.of("timescale", "Autumn 2018", "reason", ""));
        assertThat(response.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(response.body());
        assertThat(page.select(".govuk-error-summary a").text()).isEqualTo("Say why the date moves");
        assertThat(page.select(".govuk-error-summary a").attr("href")).isEqualTo("#reason");
        assertThat(page.select("#reason-error").text()).isEqualTo("Say why the date moves");
        assertThat(page.select("#timescale").attr("value")).isEqualTo("Autumn 2018");
        assertThat(page.select("#timescale-reading").text())
                .isEqualTo("Read as 30 November 2018. That is 214 days later.");
    }

    @Test
    void what_comes_back_is_read_as_counting_from_the_adoption_of_the_plan() throws Exception {
        assertThat(Browser.as("u-priya")
                        .get("/actions/a-82/reading?timescale=Six+monthly")
                        .body())
                .startsWith("Read as 14 September 2018.");
    }

    @Test
    void a_slip_is_checked_before_it_is_sent_and_then_told() throws Exception {
        ANSWER.set("200 {\"id\":\"a-82\",\"position\":4331,\"version\":8,\"replayed\":false}");
        RECEIVED.set("");
        Browser priya = Browser.as("u-priya");
        Document check = Jsoup.parse(priya.fill(
                        "/actions/a-82/change/slip-timescale",
                        Map.of("timescale", "Autumn 2018", "reason", "The contract starts in October."))
                .body());
        assertThat(RECEIVED.get()).isEmpty();
        assertThat(check.select("h1").text()).isEqualTo("Check before the date moves");
        assertThat(check.select(".wm-facts").text()).contains("214 days, the third", "426 days");
        HttpResponse<String> done = priya.submit(check, Map.of());
        assertThat(RECEIVED.get())
                .startsWith("/api/commands/actions/a-82/slip-timescale \"7\" ")
                .contains("\"timescale\":\"Autumn 2018\"")
                .contains("\"reason\":\"The contract starts in October.\"");
        assertThat(done.body()).contains("Target date moved", "Entry 4,331 in the log");
    }

    @Test
    void a_form_that_was_sent_twice_shows_the_first_result() throws Exception {
        ANSWER.set("200 {\"id\":\"a-82\",\"position\":4331,\"version\":8,\"replayed\":true}");
        HttpResponse<String> done =
                Browser.as("u-priya").fill("/actions/a-82/change/end", Map.of("reason", "No money"));
        assertThat(done.body()).contains("Already saved at 10:42");
    }

    @Test
    void a_stale_edit_shows_three_columns_and_loses_nothing() throws Exception {
        ANSWER.set("412 {\"status\":412,\"detail\":\"Somebody else changed this\"}");
        Browser priya = Browser.as("u-priya");
        HttpResponse<String> response =
                priya.fill("/actions/a-82/change/report-progress", Map.of("note", "Rules agreed"));
        assertThat(response.statusCode()).isEqualTo(409);
        Document page = Jsoup.parse(response.body());
        assertThat(page.select("h1").text()).isEqualTo("Somebody changed this action while you were writing");
        assertThat(page.select("table").text()).contains("Rules agreed");
        assertThat(page.select("input[type=radio][checked]")).isEmpty();
        Document again =
                Jsoup.parse(priya.submit(page, Map.of("choice", "again")).body());
        assertThat(again.select("textarea[name=note]").text()).isEqualTo("Rules agreed");
    }

    @Test
    void what_command_service_says_about_a_field_stands_at_that_field() throws Exception {
        ANSWER.set("422 {\"status\":422,\"field\":\"link\",\"detail\":\"Enter an address that starts with https://\"}");
        Document page = Jsoup.parse(Browser.as("u-priya")
                .fill("/actions/a-82/change/attach-evidence", Map.of("title", "Minutes", "link", "ftp://x"))
                .body());
        assertThat(page.select("#link-error").text()).isEqualTo("Enter an address that starts with https://");
        assertThat(page.select("#title").attr("value")).isEqualTo("Minutes");
    }

    @Test
    void when_command_service_is_down_the_form_comes_back_filled_in() throws Exception {
        ANSWER.set("503 {}");
        Document page = Jsoup.parse(Browser.as("u-priya")
                .fill("/actions/a-82/change/end", Map.of("reason", "The scheme closed"))
                .body());
        assertThat(page.select(".govuk-error-summary").text()).contains("What you typed is still here");
        assertThat(page.select("textarea[name=reason]").text()).isEqualTo("The scheme closed");
    }

    @Test
    void a_closed_action_says_what_to_do_first() throws Exception {
        HttpResponse<String> response = Browser.as("u-priya").get("/actions/a-83/change/report-progress");
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).contains("8.4 is ended, so this cannot be changed", "Reopen 8.4");
    }

    @Test
    void what_is_not_there_is_said_in_words() throws Exception {
        HttpResponse<String> response = Browser.as("u-priya").get("/actions/a-nothing");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("There is no such page");
    }

    @Test
    void an_address_that_makes_no_sense_is_said_with_what_it_has_and_a_way_on() throws Exception {
        Browser priya = Browser.as("u-priya");
        HttpResponse<String> filter = priya.get("/plans/kirklees?rating=%3Cpurple%3E");
        assertThat(filter.statusCode()).isEqualTo(400);
        Document page = Jsoup.parse(filter.body());
        assertThat(page.select(".wm-lead").eachText().getFirst())
                .isEqualTo("Choose one of the values offered for ‘rating’. The address has ‘<purple>’.");
        assertThat(page.select("main a").eachAttr("href")).contains("/plans/kirklees");
        assertThat(priya.get("/plans/kirklees?asAt=2030-01-01").body())
                .contains("Enter a day that has passed", "‘2030-01-01’");
        assertThat(priya.get("/plans/kirklees/history?page=0").body()).contains("Enter a page from 1 on");
        HttpResponse<String> many = priya.get("/plans/kirklees/history?page=many");
        assertThat(many.statusCode()).isEqualTo(400);
        assertThat(many.body()).contains("Enter a page from 1 on", "‘many’");
    }
}
