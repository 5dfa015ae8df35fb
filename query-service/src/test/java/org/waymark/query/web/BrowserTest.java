package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.FilePayload;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.waymark.contract.link.LinkSeal;
import org.waymark.contract.link.PersonalLink;
import org.waymark.query.administration.Administration;

/** Every page in a real browser: WCAG A and AA by axe, desktop and phone, with and without JavaScript. */
class BrowserTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static final LinkSeal SEAL =
            new LinkSeal("a secret of the tests, long enough for HS256".getBytes(StandardCharsets.UTF_8));
    private static final PersonalLink ANSWER = PersonalLink.answer("c-sam", "a-15", LocalDate.of(2018, 6, 25), 0);

    /** What would be imported: the page behind the form. */
    private static final String CHECKED = "/imports/new?checked";

    /** A policy that was typed over, looked at before it is saved, and one with faults. */
    private static final String TYPED_OVER = "/plans/kirklees/policy?typed-over";

    private static final String FAULTY = "/plans/kirklees/policy?faulty";

    /** What a bulk change would do, action by action. */
    private static final String LISTED = "/parties/p-council/reassign?listed";

    /** Readings that would be recorded: the page behind the form. */
    private static final String READINGS = "/plans/kirklees/indicators/import?checked";

    /** A reading to put right, with faults. */
    private static final String BLANK = "/indicators/i-1d/change/correct-reading?area=Rutland&period=2016-17";

    private static final List<String> PAGES = List.of(
            "/plans",
            "/plans/kirklees",
            "/plans/kirklees?asAt=2016-06-14",
            "/plans/kirklees?rating=red",
            "/plans/kirklees/changes",
            "/plans/kirklees/changes?from=2017-11-20&to=2018-03-20",
            "/plans/kirklees/history",
            "/plans/kirklees/about",
            "/plans/kirklees/publish",
            "/plans/kirklees/strategy",
            "/plans/kirklees/partners",
            "/groups/g-csg/milestones",
            "/published/kirklees",
            "/published/kirklees/actions",
            "/published/kirklees/changes",
            "/published/kirklees/data",
            "/published/nothing",
            "/plans/kirklees/indicators",
            "/plans/kirklees/indicators/new",
            "/plans/kirklees/indicators/import",
            READINGS,
            "/indicators/i-1d",
            "/indicators/i-new",
            "/indicators/i-1d/change/record-reading",
            BLANK,
            "/indicators/i-1d/change/link-actions",
            "/plans/kirklees/policy",
            "/plans/kirklees/policy?saved=4331",
            TYPED_OVER,
            FAULTY,
            "/actions/a-82/next-mails",
            "/actions/a-82",
            "/actions/a-81",
            "/actions/a-82/history",
            "/actions/a-82/change/slip-timescale",
            "/actions/a-82/change/reassign-lead",
            "/actions/a-82/change/record-decision",
            "/actions/a-82/change/complete",
            "/actions/a-82/changed?command=end&entry=4331",
            "/escalations",
            "/escalations?view=by-lead",
            "/mail",
            "/mail/ml-2",
            "/groups",
            "/groups/g-csg/meetings/m-march",
            "/groups/g-csg/meetings/m-july",
            "/groups/g-csg/meetings/m-july/new-action",
            "/groups/g-csg/meetings/m-march/pack",
            "/groups/g-csg/meetings/m-july/pack",
            "/groups/g-csg/change/take-decision?meetingId=m-march",
            "/groups/g-csg/change/schedule-meeting",
            "/groups/g-csg/change/set-report-due?reportId=d-late",
            "/parties",
            "/parties/new",
            "/parties/p-space/merge",
            "/parties/p-space/merge?into=p-carers",
            "/parties/p-space/merge?into=",
            "/parties/p-carers/change/add-alias",
            "/parties/p-space/contacts/new",
            "/people",
            "/people/new",
            "/people/c-chair/absence",
            "/groups/g-csg/change/amend-group",
            "/parties/p-carers",
            "/parties/p-carers/reassign",
            LISTED,
            "/proposals",
            "/imports/new",
            CHECKED,
            "/my-actions",
            "/accessibility",
            "/actions/a-nothing",
            SEAL.path(ANSWER),
            SEAL.path(ANSWER) + "/saved?entry=1",
            SEAL.path(ANSWER.toList()),
            SEAL.path(PersonalLink.answer("c-sam", "a-15", LocalDate.of(2018, 1, 25), 0)),
            SEAL.path(PersonalLink.answer("c-sam", "a-15", LocalDate.of(2018, 6, 25), 1)),
            "/a/garbled");

    private static ConfigurableApplicationContext application;
    private static Playwright playwright;
    private static Browser browser;
    private static String base;

    private static HttpServer commandService;

    @BeforeAll
    static void start() throws IOException {
        boolean found = Files.isExecutable(CHROMIUM);
        if (!found) {
            System.out.println("No browser at " + CHROMIUM + ": the pages were NOT looked at by axe");
        }
        Assumptions.assumeTrue(found, "No browser at " + CHROMIUM);
        commandService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        commandService.createContext("/api/imports/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String answer = exchange.getRequestURI().getPath().endsWith("/indicators")
                    ? IndicatorPagesTest.REPORT.split(" ", 2)[1]
                    : PagesTest.REPORT;
            byte[] report = answer.formatted("true").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, report.length);
            exchange.getResponseBody().write(report);
            exchange.close();
        });
        commandService.createContext("/api/commands/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] receipt = "{\"id\":\"a-15\",\"position\":4331,\"version\":8,\"replayed\":false}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, receipt.length);
            exchange.getResponseBody().write(receipt);
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
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    @AfterAll
    static void stop() {
        if (application != null) {
            playwright.close();
            application.close();
            commandService.stop(0);
        }
    }

    private static Page signedIn(int width, boolean javaScript) {
        return signedIn("u-priya", width, javaScript);
    }

    private static Page signedIn(String person, int width, boolean javaScript) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, 900).setJavaScriptEnabled(javaScript));
        Page page = context.newPage();
        page.navigate(base + "/sign-in");
        page.locator("input[value=" + person + "]").check();
        page.locator("main button").click();
        page.waitForURL("**/plans");
        return page;
    }

    /** Within the page itself: a page of its own for each result takes longer than the look, and no page has frames. */
    private static List<Rule> violations(Page page) {
        return new AxeBuilder(page)
                .setLegacyMode(true)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations();
    }

    private static void assertFaultless(Page page, int width) {
        assertThat(violations(page)).isEmpty();
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .isLessThanOrEqualTo(width);
    }

    private static void visit(Page page, String path) {
        page.navigate(base + path);
        if (path.equals(TYPED_OVER)) {
            page.locator("#chaseWeeks").fill("2");
            page.locator(".wm-policy button[value=preview]").first().click();
            page.locator(".wm-unsaved").waitFor();
        }
        if (path.equals(FAULTY)) {
            page.locator("#sendAt").fill("03:00");
            page.locator("#days2").fill("5");
            page.locator(".wm-policy button[value=save]").click();
            page.locator(".govuk-error-summary").waitFor();
        }
        if (path.equals(LISTED)) {
            page.locator("#reason").fill("The officer leaves");
            page.locator("#value").selectOption("p-carers");
            page.locator("main form.wm-form button").click();
            page.locator(".wm-bulk").waitFor();
        }
        if (path.equals(READINGS)) {
            page.locator("#file").setInputFiles(new FilePayload("readings.csv", "text/csv", new byte[] {'x'}));
            page.locator("main form.wm-form button").click();
            page.getByText("Nothing has been saved.").waitFor();
        }
        if (path.equals(BLANK)) {
            page.locator("#value").fill("many");
            page.locator("main form.wm-form button").click();
            page.locator(".govuk-error-summary").waitFor();
        }
        if (path.equals(CHECKED)) {
            page.locator("#planId").fill("new-plan");
            page.locator("#title").fill("A plan");
            page.locator("#owner").fill("A council");
            page.locator("input[value=ENGLAND]").check();
            page.locator("#file").setInputFiles(new FilePayload("plan.csv", "text/csv", new byte[] {'x'}));
            page.locator("main form.wm-form button").click();
            page.getByText("Nothing has been saved.").waitFor();
        }
    }

    @Test
    void every_page_is_free_of_faults_that_axe_finds_at_a_and_aa() {
        List<String> faults = new ArrayList<>();
        for (int width : new int[] {1280, 390}) {
            Page page = signedIn(width, true);
            for (String path : PAGES) {
                visit(page, path);
                violations(page)
                        .forEach(rule -> faults.add(width + " " + path + ": " + rule.getId() + " "
                                + rule.getNodes().getFirst().getHtml()));
            }
            page.context().close();
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void the_page_of_the_administrator_is_free_of_faults_that_axe_finds_and_fits_on_a_phone() {
        for (int width : new int[] {1280, 390}) {
            Page page = signedIn("u-ada", width, true);
            page.navigate(base + "/administration");
            assertFaultless(page, width);
            page.context().close();
        }
    }

    @Test
    void what_an_administrator_has_to_repair_is_free_of_faults_that_axe_finds_and_fits_on_a_phone() {
        FixtureViews.World world = application.getBean(FixtureViews.World.class);
        Administration.State usual = world.administration;
        world.administration = FixtureViews.inNeedOfRepair();
        try {
            for (int width : new int[] {1280, 390}) {
                Page page = signedIn("u-ada", width, true);
                page.navigate(base + "/administration");
                assertFaultless(page, width);
                page.getByText("Leave out on the record").first().click();
                assertFaultless(page, width);
                page.locator("main form.wm-form button").click();
                page.locator(".govuk-error-summary").waitFor();
                assertFaultless(page, width);
                page.context().close();
            }
        } finally {
            world.administration = usual;
        }
    }

    @Test
    void no_page_is_wider_than_a_phone() {
        Page page = signedIn(390, true);
        List<String> wide = new ArrayList<>();
        for (String path : PAGES) {
            visit(page, path);
            Object width = page.evaluate("document.documentElement.scrollWidth");
            if (((Number) width).intValue() > 390) {
                wide.add(path + ": " + width);
            }
        }
        page.context().close();
        assertThat(wide).isEmpty();
    }

    @Test
    void no_page_breaks_its_content_security_policy() {
        Page page = signedIn(1280, true);
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().matches(".*status of (404|410|422).*")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        for (String path : PAGES) {
            visit(page, path);
        }
        page.context().close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_form_can_be_filled_in_without_javascript() {
        Page page = signedIn(1280, false);
        page.navigate(base + "/actions/a-82/change/slip-timescale");
        page.locator("#timescale").fill("Autumn 2018");
        page.locator("main form.wm-form button").click();
        assertThat(page.locator(".govuk-error-summary").textContent()).contains("Say why the date moves");
        page.locator("#reason").fill("The contract starts in October.");
        page.locator("main form.wm-form button").click();
        assertThat(page.locator("h1").textContent()).isEqualTo("Check before the date moves");
        page.context().close();
    }

    private static Page withoutAccount(int width, boolean javaScript) {
        return browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setJavaScriptEnabled(javaScript))
                .newPage();
    }

    @Test
    void a_link_is_answered_in_two_clicks_and_what_a_choice_needs_stands_under_it() {
        Page page = withoutAccount(390, true);
        page.navigate(base + SEAL.path(ANSWER));
        assertThat(page.locator("#timescale").isVisible()).isFalse();
        assertThat(page.locator("#suggestion").isVisible()).isFalse();
        page.getByLabel("Going on, but the date must move").check();
        assertThat(page.locator("#timescale").isVisible()).isTrue();
        page.getByLabel("Not ours").check();
        assertThat(page.locator("#timescale").isVisible()).isFalse();
        assertThat(page.locator("#suggestion").isVisible()).isTrue();
        page.getByLabel("Going on, and the date holds").check();
        page.locator("#note").fill("Stalls in four libraries");
        page.locator("main form button").click();
        page.waitForURL("**/saved?entry=4331");
        assertThat(page.context().cookies()).isEmpty();
        page.context().close();
    }

    @Test
    void without_javascript_everything_that_a_choice_may_need_is_there() {
        Page page = withoutAccount(390, false);
        page.navigate(base + SEAL.path(ANSWER));
        assertThat(page.locator("#timescale").isVisible()).isTrue();
        assertThat(page.locator("#suggestion").isVisible()).isTrue();
        page.locator("main form button").click();
        assertThat(page.locator(".govuk-error-summary").textContent()).contains("Choose where it stands");
        page.context().close();
    }

    @Test
    void an_answer_that_is_not_complete_is_free_of_faults_that_axe_finds() {
        for (int width : new int[] {1280, 390}) {
            Page page = withoutAccount(width, true);
            page.navigate(base + SEAL.path(ANSWER));
            page.getByLabel("Going on, but the date must move").check();
            page.locator("main form button").click();
            page.locator(".govuk-error-summary").waitFor();
            assertThat(page.evaluate("document.activeElement.className")).isEqualTo("govuk-error-summary");
            assertFaultless(page, width);
            page.context().close();
        }
    }

    @Test
    void the_reading_of_a_date_appears_while_somebody_types() {
        Page page = signedIn(1280, true);
        page.navigate(base + "/actions/a-82/change/slip-timescale");
        page.locator("#timescale").pressSequentially("Autumn 2018");
        page.locator("#timescale-reading")
                .getByText("Read as 30 November 2018. That is 214 days later.")
                .waitFor();
        page.context().close();
    }

    @Test
    void the_error_summary_has_the_focus() {
        Page page = signedIn(1280, true);
        page.navigate(base + "/actions/a-82/change/end");
        page.locator("main form.wm-form button").click();
        page.locator(".govuk-error-summary").waitFor();
        assertThat(page.evaluate("document.activeElement.className")).isEqualTo("govuk-error-summary");
        page.context().close();
    }
}
