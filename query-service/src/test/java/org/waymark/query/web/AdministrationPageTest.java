package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.waymark.eventstore.SetAside;
import org.waymark.eventstore.Verification;
import org.waymark.query.administration.Administration;

class AdministrationPageTest {

    private static final List<String> ASKED = new CopyOnWriteArrayList<>();

    private static HttpServer commandService;
    private static ConfigurableApplicationContext application;
    private static FixtureViews.World world;
    private static String base;

    @BeforeAll
    static void start() throws IOException {
        commandService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        commandService.createContext("/api/commands/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            ASKED.add(exchange.getRequestURI().getPath() + " " + body);
            byte[] answer = "{\"id\":\"query-views\",\"position\":4345,\"version\":1,\"replayed\":false}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        commandService.start();
        application = SpringApplication.run(
                PagesUnderTest.class,
                PagesUnderTest.settings(
                        "--server.port=0",
                        "--waymark.command-service.url=http://localhost:"
                                + commandService.getAddress().getPort()));
        world = application.getBean(FixtureViews.World.class);
        base = "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        application.close();
        commandService.stop(0);
    }

    @BeforeEach
    void asItUsuallyIs() {
        world.administration = FixtureViews.administration(null, null);
        world.administered.clear();
        world.notifierIsAway = false;
        ASKED.clear();
    }

    private static HttpClient as(String person) throws Exception {
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        Document signIn = Jsoup.parse(get(browser, "/sign-in").body());
        post(browser, "/sign-in", "person=" + person, signIn);
        return browser;
    }

    private static HttpResponse<String> get(HttpClient browser, String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(HttpClient browser, String path, String form, Document from)
            throws Exception {
        String token = first(from, "input[name=_csrf]").attr("value");
        return browser.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                form + "&_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Element first(Document page, String selector) {
        return Objects.requireNonNull(page.selectFirst(selector), selector);
    }

    private static Document page() throws Exception {
        return Jsoup.parse(get(as("u-ada"), "/administration").body());
    }

    @Test
    void the_check_of_the_log_comes_first_in_a_sentence() throws Exception {
        Document page = page();

        assertThat(first(page, ".wm-lead").text()).isEqualTo("The log holds 4,344 entries and is whole.");
        assertThat(first(page, ".wm-check-card").text())
                .contains("All 4,333 entries of 25 June 2018, 04:42 were read, in 2 seconds; 11 have been added since")
                .contains("2 texts were removed on the record")
                .contains("4333:" + "ab".repeat(32));
        assertThat(first(page, ".wm-view-up").text()).isEqualTo("Up to date");
        assertThat(page.select("[data-hx-get]")).as("nothing goes on").isEmpty();
        assertThat(page.text()).contains("Every entry of the log could be read");
    }

    @Test
    void a_log_that_does_not_match_is_the_one_alarm() throws Exception {
        world.administration = FixtureViews.administration(
                new Verification.Fault(3_844, Verification.Kind.CHANGED, "The commit at position 3844 was changed"),
                null);

        Document page = page();

        assertThat(first(page, ".wm-lead").text()).contains("is not what was recorded");
        assertThat(first(page, ".wm-check-broken").text())
                .contains("Entry 3,844", "was changed", "Stop the services, keep a copy");
    }

    @Test
    void a_rebuild_is_watched_and_can_be_stopped() throws Exception {
        world.administration = FixtureViews.administration(
                null, new Administration.Rebuilding(3_104, 4_344, FixtureViews.NOW, 40, Duration.ofSeconds(31)));
        HttpClient ada = as("u-ada");
        Document page = Jsoup.parse(get(ada, "/administration").body());

        assertThat(first(page, "progress").attr("value")).isEqualTo("71");
        assertThat(page.text()).contains("3,104 of 4,344 entries. 40 a second, about 31 seconds left.");
        assertThat(first(page, "#administration-state").attr("data-hx-trigger")).isEqualTo("every 2s");
        assertThat(get(ada, "/administration?part=state").body())
                .startsWith("<div id=\"administration-state\"")
                .contains("progress");

        assertThat(post(ada, "/administration/rebuild/stop", "", page).statusCode())
                .isEqualTo(200);
        assertThat(world.administered).containsExactly("stop");
    }

    @Test
    void what_could_not_be_read_says_why_and_what_it_hides_and_can_be_tried_again() throws Exception {
        world.administration = FixtureViews.administration(
                null,
                null,
                new SetAside.Waiting(
                        4_340, "a-82", "action.progress-reported", "The action is not known", FixtureViews.NOW, 4));
        HttpClient ada = as("u-ada");
        Document page = Jsoup.parse(get(ada, "/administration").body());

        assertThat(first(page, ".wm-lead").text()).endsWith("One entry waits for you.");
        assertThat(first(page, ".wm-card").text())
                .contains("Entry 4,340", "action.progress-reported of a-82", "The action is not known")
                .contains("4 later entries of the same history wait behind it");
        assertThat(post(ada, "/administration/retry", "", page).body())
                .contains("2 entries no longer wait; 1 could still not be read.");
        assertThat(world.administered).containsExactly("retry");
    }

    private static final SetAside.Waiting UNREAD = new SetAside.Waiting(
            4_340, "a-82", "action.progress-reported", "The action is not known", FixtureViews.NOW, 0);

    @Test
    void what_could_not_be_read_is_left_out_with_a_reason_in_the_name_of_the_administrator() throws Exception {
        world.administration = FixtureViews.administration(null, null, UNREAD);
        HttpClient ada = as("u-ada");
        Document page = Jsoup.parse(get(ada, "/administration").body());
        String address = first(page, ".wm-card a").attr("href");
        assertThat(address).isEqualTo("/administration/discard/query-views/4340");
        Document form = Jsoup.parse(get(ada, address).body());
        assertThat(form.text()).contains("Entry 4,340", "action.progress-reported of a-82", "Do not name people");
        String key = first(form, "input[name=key]").attr("value");

        HttpResponse<String> without = post(ada, address, "reason=+&key=" + key, form);
        assertThat(without.statusCode()).isEqualTo(422);
        assertThat(without.body()).contains("Say why the entry is left out");
        assertThat(ASKED).isEmpty();

        assertThat(post(ada, address, "reason=The+row+was+damaged&key=" + key, form)
                        .body())
                .contains("Entry 4,340 is left out. That is on the record.");
        assertThat(ASKED)
                .singleElement()
                .asString()
                .startsWith("/api/commands/projections/query-views/discard-entry ")
                .contains("\"position\":4340", "\"reason\":\"The row was damaged\"");
        assertThat(world.administered).containsExactly("discarded query-views 4340 at 4345");
        assertThat(get(ada, "/administration/discard/query-views/17").statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_was_left_out_is_listed_with_who_and_why() throws Exception {
        world.administration = FixtureViews.inNeedOfRepair();

        assertThat(page().text())
                .contains("Entries left out on the record")
                .contains("action.progress-reported of a-81, left out of what people read")
                .contains("The row was damaged")
                .contains("on 25 June 2018, 10:42, entry 4,345")
                .contains("left out of what reminders go by")
                .contains("The reason was removed on the record");
    }

    @Test
    void stored_rows_that_are_not_what_the_log_says_are_named_with_what_to_do() throws Exception {
        world.administration = FixtureViews.inNeedOfRepair();

        assertThat(page().text())
                .contains("One of 230 stored rows that were compared on")
                .contains("Action a-82: rating")
                .contains("The log is right. Rebuild the views");
    }

    @Test
    void the_agenda_has_its_row_and_buttons_and_a_notifier_that_is_away_is_said() throws Exception {
        world.administration = FixtureViews.inNeedOfRepair();
        HttpClient ada = as("u-ada");
        Document page = Jsoup.parse(get(ada, "/administration").body());

        assertThat(page.text()).contains("What reminders go by").contains("No mail goes out. Look at the log");
        assertThat(page.select(".wm-card a").eachAttr("href"))
                .containsExactly(
                        "/administration/discard/query-views/4340", "/administration/discard/notifier-agenda/4338");
        assertThat(post(ada, "/administration/agenda/retry", "", page).body())
                .contains("One entry no longer waits. None waits any more.");
        post(ada, "/administration/agenda/rebuild", "", page);
        world.notifierIsAway = true;
        assertThat(post(ada, "/administration/agenda/rebuild", "", page).body())
                .contains("The notifier does not answer. See whether it runs.");
        assertThat(world.administered)
                .containsExactly("retry agenda for u-ada", "rebuild agenda for u-ada", "rebuild agenda for u-ada");
    }

    @Test
    void check_comparison_and_rebuild_are_begun_by_a_button() throws Exception {
        HttpClient ada = as("u-ada");
        Document page = Jsoup.parse(get(ada, "/administration").body());

        post(ada, "/administration/check", "", page);
        post(ada, "/administration/rebuild", "", page);
        post(ada, "/administration/compare", "", page);

        assertThat(world.administered).containsExactly("check", "rebuild", "compare");
    }

    @Test
    void nobody_else_gets_there() throws Exception {
        for (String person : new String[] {"u-priya", "u-mary", "u-sam"}) {
            HttpClient browser = as(person);
            assertThat(get(browser, "/administration").statusCode()).as(person).isEqualTo(403);
            assertThat(get(browser, "/plans").body()).as(person).doesNotContain("/administration");
        }
        assertThat(get(as("u-ada"), "/plans").body()).contains("href=\"/administration\"");
    }
}
