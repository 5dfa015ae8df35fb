package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Every page in every state in a real browser, on a desktop and a phone: WCAG A and AA by axe, width, content security
 * policy, and whether it is HTML as the standard has it. Each state is looked at once for all of these.
 */
class BrowserTest extends InBrowser {

    /** What is no page: files, feeds, parts of a page, and the address that leads to one. */
    private static final String NO_PAGE = ".*\\.(csv|json|pdf|xlsx|atom|ics)|.*/reading|.*/schema.*|/";

    private static final double PATIENCE_MILLIS = 15_000;

    /**
     * What axe finds, a line each. Only violations are put into words, and the contrast of colours, which are the same at every
     * width, is looked at once: together these are three quarters of the time.
     */
    private static final String AXE = """
            async contrast => {
              const found = await axe.run(document, {
                runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
                rules: { "color-contrast": { enabled: contrast } },
                resultTypes: ["violations"],
              });
              return found.violations.map(rule => rule.id + " " + rule.nodes[0].html);
            }""";

    private static final List<String> NOT_REACHED = new ArrayList<>();
    private static final List<String> VIOLATIONS = new ArrayList<>();
    private static final List<String> WIDE = new ArrayList<>();
    private static final List<String> COMPLAINTS = new ArrayList<>();
    private static final List<String> INVALID = new ArrayList<>();

    /** The addresses that were looked at, without what follows a question mark. */
    private static final Set<String> LOOKED_AT = new HashSet<>();

    @BeforeAll
    static void look() {
        Map<PageState.Who, Page> windows = new EnumMap<>(PageState.Who.class);
        List<Future<List<String>>> checks = new ArrayList<>();
        try (ExecutorService checker = Executors.newSingleThreadExecutor()) {
            for (PageState state : PageState.all()) {
                Page window = windows.computeIfAbsent(state.who(), BrowserTest::windowOf);
                look(
                        window,
                        state,
                        html -> checks.add(checker.submit(() -> HtmlChecker.faults(html).stream()
                                .map(fault -> state + ": " + fault)
                                .toList())));
            }
        }
        checks.forEach(check -> INVALID.addAll(check.resultNow()));
        windows.values().forEach(window -> window.context().close());
    }

    private static Page windowOf(PageState.Who who) {
        return who == PageState.Who.NOBODY ? window(DESKTOP, true) : signedIn(who.userId, DESKTOP, true);
    }

    /** @param html takes what the page was sent as */
    private static void look(Page page, PageState state, Consumer<String> html) {
        AtomicReference<Response> document = new AtomicReference<>();
        Consumer<Response> arrived = response -> {
            if (response.request().isNavigationRequest()) {
                document.set(response);
            }
        };
        Consumer<ConsoleMessage> complaint = message -> {
            if (message.type().equals("error") && !ofTheDocument(message, document.get())) {
                COMPLAINTS.add(state + ": " + message.text() + " " + message.location());
            }
        };
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onResponse(arrived);
        page.onConsoleMessage(complaint);
        FixtureViews.World world = world();
        state.change().accept(world);
        commandServiceSays(state.says());
        try {
            if (state.who() == PageState.Who.NOBODY) {
                page.context().clearCookies();
            }
            page.navigate(address() + state.path());
            state.does().accept(page);
            page.waitForLoadState();
            Response shown = Objects.requireNonNull(document.get());
            if (shown.status() == 500 || (state.name().isEmpty() && shown.status() != 200)) {
                NOT_REACHED.add(state + ": answered with " + shown.status());
            }
            html.accept(shown.text());
            page.evaluate(AxeBuilder.getAxeScript());
            for (int width : new int[] {PHONE, DESKTOP}) {
                page.setViewportSize(width, HEIGHT);
                measure(page, width, state);
            }
            LOOKED_AT.add(URI.create(shown.url()).getPath());
        } catch (PlaywrightException stuck) {
            NOT_REACHED.add(state + ": " + stuck.getMessage());
        } finally {
            state.undo().accept(world);
            commandServiceSays(DONE);
            page.offResponse(arrived);
            page.offConsoleMessage(complaint);
        }
    }

    /** The browser says of a page that is not found, or refused, that it failed to load; that is what was asked for. */
    private static boolean ofTheDocument(ConsoleMessage message, @Nullable Response document) {
        return document != null
                && message.text().startsWith("Failed to load resource")
                && message.location().startsWith(document.url());
    }

    private static void measure(Page page, int width, PageState state) {
        for (Object violation : (List<?>) page.evaluate(AXE, width == DESKTOP)) {
            VIOLATIONS.add(width + " " + state + ": " + violation);
        }
        int needed = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
        if (needed > width) {
            WIDE.add(width + " " + state + ": " + needed);
        }
    }

    /** What the looks go by can find something. */
    @Test
    void axe_finds_a_picture_without_words_and_pale_text() {
        Page page = window(DESKTOP, true);
        page.setContent("<html lang='en'><title>T</title><img src='x'><p style='color: #ccc'>Pale</p>");
        page.evaluate(AxeBuilder.getAxeScript());
        assertThat((List<?>) page.evaluate(AXE, true))
                .extracting(violation -> violation.toString().split(" ", 2)[0])
                .contains("image-alt", "color-contrast");
        page.context().close();
    }

    @Test
    void every_state_is_reached() {
        assertThat(NOT_REACHED).isEmpty();
    }

    @Test
    void every_page_is_free_of_faults_that_axe_finds_at_a_and_aa() {
        assertThat(VIOLATIONS).isEmpty();
    }

    @Test
    void no_page_is_wider_than_its_window() {
        assertThat(WIDE).isEmpty();
    }

    @Test
    void no_page_breaks_its_content_security_policy() {
        assertThat(COMPLAINTS).isEmpty();
    }

    @Test
    void every_page_is_valid_html() {
        assertThat(INVALID).isEmpty();
    }

    @Test
    void no_page_is_left_out() {
        List<String> leftOut = new ArrayList<>();
        application()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> {
                    List<PathPattern> pages = pages(mapping);
                    if (!pages.isEmpty() && pages.stream().noneMatch(BrowserTest::lookedAt)) {
                        leftOut.add(method.getShortLogMessage() + " " + pages);
                    }
                });
        assertThat(leftOut).isEmpty();
    }

    private static List<PathPattern> pages(RequestMappingInfo mapping) {
        if (!mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET)
                || mapping.getPathPatternsCondition() == null) {
            return List.of();
        }
        return mapping.getPathPatternsCondition().getPatterns().stream()
                .filter(pattern -> !pattern.getPatternString().matches(NO_PAGE))
                .toList();
    }

    private static boolean lookedAt(PathPattern page) {
        return LOOKED_AT.stream().anyMatch(path -> page.matches(PathContainer.parsePath(path)));
    }

    @Test
    void a_form_can_be_filled_in_without_javascript() {
        Page page = signedIn(DESKTOP, false);
        page.navigate(address() + "/actions/a-82/change/slip-timescale");
        page.locator("#timescale").fill("Autumn 2018");
        page.locator("main form.wm-form button").click();
        assertThat(page.locator(".govuk-error-summary").textContent()).contains("Say why the date moves");
        page.locator("#reason").fill("The contract starts in October.");
        page.locator("main form.wm-form button").click();
        assertThat(page.locator("h1").textContent()).isEqualTo("Check before the date moves");
        page.context().close();
    }

    @Test
    void a_link_is_answered_in_two_clicks_and_what_a_choice_needs_stands_under_it() {
        Page page = window(PHONE, true);
        page.navigate(address() + PageState.path(PageState.ANSWER));
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
        Page page = window(PHONE, false);
        page.navigate(address() + PageState.path(PageState.ANSWER));
        assertThat(page.locator("#timescale").isVisible()).isTrue();
        assertThat(page.locator("#suggestion").isVisible()).isTrue();
        page.locator("main form button").click();
        assertThat(page.locator(".govuk-error-summary").textContent()).contains("Choose where it stands");
        page.context().close();
    }

    @Test
    void the_reading_of_a_date_appears_while_somebody_types() {
        Page page = signedIn(DESKTOP, true);
        page.navigate(address() + "/actions/a-82/change/slip-timescale");
        page.locator("#timescale").pressSequentially("Autumn 2018");
        page.locator("#timescale-reading")
                .getByText("Read as 30 November 2018. That is 214 days later.")
                .waitFor();
        page.context().close();
    }

    @Test
    void the_error_summary_has_the_focus() {
        Page page = signedIn(DESKTOP, true);
        page.navigate(address() + "/actions/a-82/change/end");
        page.locator("main form.wm-form button").click();
        page.locator(".govuk-error-summary").waitFor();
        assertThat(page.evaluate("document.activeElement.className")).isEqualTo("govuk-error-summary");
        page.context().close();
    }
}
