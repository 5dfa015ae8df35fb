package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.waymark.contract.plan.Policy;
import org.waymark.query.published.Publication;

/** What somebody reads who has never signed in. */
class PublishedPagesTest {

    private static ConfigurableApplicationContext application;
    private static FixtureViews.World world;
    private static String base;

    @BeforeAll
    static void start() {
        application = SpringApplication.run(PagesUnderTest.class, PagesUnderTest.settings("--server.port=0"));
        world = application.getBean(FixtureViews.World.class);
        base = "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @AfterEach
    void asBefore() {
        world.awaited = null;
        world.withdrawn = null;
        world.hold = null;
    }

    @Test
    void the_page_says_what_paper_it_is_and_counts_by_theme() throws Exception {
        HttpResponse<String> answer = get("/published/kirklees");
        Document page = Jsoup.parse(answer.body());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(page.select("h1").text()).isEqualTo("Carers Strategy action plan");
        assertThat(page.select("main .wm-lead").text())
                .isEqualTo(
                        "What was promised, who leads it and how far it is: as the Carers Strategy Group read it for its"
                                + " meeting of 20 March 2018, in the paper issued on 12 March 2018. This page changes when"
                                + " the next paper is issued, on Monday 9 July 2018.");
        assertThat(page.select("tr.wm-sum").text()).startsWith("All 5 themes 11 3 4 3 1");
        assertThat(page.select("tbody tr th[scope=row]").eachText())
                .contains("8 Life outside caring", "9 Recognised and valued");
        assertThat(page.select(".wm-side").text())
                .contains("Tuesday 17 July 2018", "Names of people", "1 action that the public may not read");
        assertThat(page.text()).contains("Asked for a firm date <b>before</b> Easter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/published/kirklees",
                "/published/kirklees/actions",
                "/published/kirklees/changes",
                "/published/kirklees/data",
                "/published/kirklees/actions.csv",
                "/published/kirklees/plan.json",
                "/published/kirklees/changes.atom",
                "/published/kirklees/calendar.ics"
            })
    void every_page_is_the_same_for_everybody_and_may_be_kept(String path) throws Exception {
        HttpResponse<String> nobody = get(path);
        HttpResponse<String> somebody = signedIn().get(path);

        assertThat(somebody.body()).isEqualTo(nobody.body()).doesNotContain("Priya", "_csrf", "Sign out");
        assertThat(nobody.headers().firstValue("Cache-Control")).hasValue("max-age=60, public");
        assertThat(nobody.headers().allValues("Set-Cookie")).isEmpty();
        String etag = nobody.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = new Reader(HttpClient.newHttpClient())
                .send(HttpRequest.newBuilder(URI.create(base + path)).header("If-None-Match", etag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void a_page_is_written_once_for_as_long_as_it_says_the_same() throws Exception {
        get("/published/kirklees/changes");
        int before = world.publishedPagesWritten.get();

        get("/published/kirklees/changes");
        get("/published/kirklees/changes");
        assertThat(world.publishedPagesWritten.get()).isEqualTo(before);

        world.version++;
        get("/published/kirklees/changes");
        assertThat(world.publishedPagesWritten.get()).isEqualTo(before + 1);
    }

    @Test
    void no_note_person_escalation_or_gap_is_on_any_page() throws Exception {
        for (String path :
                List.of("/published/kirklees", "/published/kirklees/actions", "/published/kirklees/changes")) {
            assertThat(Jsoup.parse(get(path).body()).text())
                    .doesNotContain("waits for the new respite contract", "four new outreach places")
                    .doesNotContain("Level 3", "Nobody to write to", "Mary Boothroyd", "No update since");
        }
    }

    @Test
    void words_are_shown_and_never_run() throws Exception {
        Document page = Jsoup.parse(get("/published/kirklees/actions").body());

        assertThat(page.select("#a-15").text()).contains("communities & <daily> life");
        assertThat(page.select("daily")).isEmpty();
        assertThat(Jsoup.parse(get("/published/kirklees").body()).select("main b"))
                .isEmpty();
        assertThat(get("/published/%3Cscript%3Ealert(1)%3C%2Fscript%3E").body()).doesNotContain("<script>alert");
    }

    @Test
    void what_was_never_published_what_was_withdrawn_and_what_is_to_come_each_say_so() throws Exception {
        HttpResponse<String> unknown = get("/published/nothing");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(Jsoup.parse(unknown.body()).select("h1").text()).isEqualTo("No plan is published here");

        world.withdrawn = new Publication.Withdrawn(LocalDate.of(2018, 6, 1));
        HttpResponse<String> withdrawn = get("/published/kirklees");
        assertThat(withdrawn.statusCode()).isEqualTo(410);
        assertThat(Jsoup.parse(withdrawn.body()).text()).contains("It was withdrawn on 1 June 2018.");
        assertThat(withdrawn.headers().firstValue("Cache-Control")).hasValue("no-store");
        world.withdrawn = null;

        world.awaited = new Publication.Awaited("A new plan", null, LocalDate.of(2018, 7, 9));
        HttpResponse<String> awaited = get("/published/kirklees");
        assertThat(awaited.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(awaited.body()).text())
                .contains("No paper has been issued yet", "A new plan", "Monday 9 July 2018");

        world.awaited = new Publication.Awaited(
                null, new Policy.Hold(LocalDate.of(2018, 6, 1), LocalDate.of(2018, 7, 1), "Elections"), null);
        assertThat(Jsoup.parse(get("/published/kirklees").body()).text())
                .contains("held until 1 July 2018")
                .doesNotContain("A new plan");
    }

    @Test
    void a_hold_is_said_above_everything() throws Exception {
        world.hold = new Policy.Hold(LocalDate.of(2018, 6, 1), LocalDate.of(2018, 7, 1), "Local elections");

        Document page = Jsoup.parse(get("/published/kirklees").body());

        assertThat(page.select(".wm-notice span").text())
                .isEqualTo("From 1 June 2018 to 1 July 2018 (Local elections) nothing newer is"
                        + " published. What you read is what was public before.");
        assertThat(page.select("main .wm-lead").text()).doesNotContain("This page changes");
    }

    @Test
    void nothing_can_be_sent_there() throws Exception {
        HttpResponse<String> answer = new Reader(HttpClient.newHttpClient())
                .send(HttpRequest.newBuilder(URI.create(base + "/published/kirklees"))
                        .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    /** Whoever makes another page public has to say so here. */
    @Test
    void nothing_else_can_be_read_without_signing_in() throws Exception {
        Set<String> open = new TreeSet<>();
        for (var mapping : application
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()) {
            Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
            if (!methods.isEmpty() && !methods.contains(RequestMethod.GET)) {
                continue;
            }
            for (String pattern : mapping.getPatternValues()) {
                HttpResponse<String> answer =
                        get(pattern.replaceAll("\\{entry}|\\{position}", "1").replaceAll("\\{\\*?[^}]*}", "x"));
                boolean toSignIn = answer.statusCode() == 302
                        && answer.headers().firstValue("Location").orElse("").contains("/sign-in");
                if (!toSignIn) {
                    open.add(pattern);
                }
            }
        }
        assertThat(open)
                .containsExactlyInAnyOrder(
                        "/sign-in",
                        "/accessibility",
                        "/privacy",
                        "/ratings",
                        "/error",
                        // Each address is its own key
                        "/feeds/plans/{planId}/{userId}/{mark}/mail.ics",
                        "/a/{token}",
                        "/a/{token}/asked",
                        "/a/{token}/saved",
                        "/m/{token}",
                        "/m/{token}/asked",
                        "/m/{token}/mail",
                        // Published plans
                        "/published/{planId}",
                        "/published/{planId}/actions",
                        "/published/{planId}/changes",
                        "/published/{planId}/data",
                        "/published/{planId}/actions.csv",
                        "/published/{planId}/plan.json",
                        "/published/{planId}/changes.atom",
                        "/published/{planId}/calendar.ics",
                        "/published/schemas/plan-1.json");
    }

    private record Reader(HttpClient http) {

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(URI.create(base + path)));
        }

        HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return new Reader(HttpClient.newHttpClient()).get(path);
    }

    private static Reader signedIn() throws IOException, InterruptedException {
        Reader reader = new Reader(HttpClient.newBuilder()
                .cookieHandler(new java.net.CookieManager())
                .build());
        String token = Jsoup.parse(reader.get("/sign-in").body())
                .select("input[name=_csrf]")
                .attr("value");
        HttpResponse<String> in = reader.send(HttpRequest.newBuilder(URI.create(base + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("person=u-priya&_csrf="
                        + java.net.URLEncoder.encode(token, java.nio.charset.StandardCharsets.UTF_8))));
        assertThat(in.statusCode()).isEqualTo(303);
        return reader;
    }
}
