package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A board on paper, and pages without a mouse. */
class PrintAndKeyboardTest extends InBrowser {

    /** What has no use on paper. */
    private static final String ON_SCREEN_ONLY =
            "nav, button, .wm-filter, .wm-footer, .govuk-skip-link, .govuk-button, form, .wm-no-print";

    private static List<Locator> seen(Page page, String selector) {
        return page.locator(selector).all().stream().filter(Locator::isVisible).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_printed_board_has_every_action_and_nothing_to_press(boolean javaScript) {
        Page page = signedIn("u-mary", DESKTOP, javaScript);
        page.navigate(address() + "/plans/kirklees");
        int actions = world().rows.size();
        assertThat(seen(page, "nav")).isNotEmpty();
        assertThat(seen(page, ".wm-board tbody a"))
                .as("one theme is folded on the screen")
                .hasSizeLessThan(actions);

        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(seen(page, ON_SCREEN_ONLY)).isEmpty();
        assertThat(seen(page, ".wm-board tbody a")).hasSize(actions);
        assertThat(page.locator(".wm-board a").first().evaluate("a => getComputedStyle(a).textDecorationLine"))
                .isEqualTo("none");
        assertThat(page.locator(".wm-board thead").first().evaluate("head => getComputedStyle(head).display"))
                .as("the heading row is repeated on each sheet")
                .isEqualTo("table-header-group");
        page.context().close();
    }

    @Test
    void a_board_is_printed_with_the_columns_that_its_address_names() {
        Page page = signedIn("u-mary", DESKTOP, true);
        page.navigate(address() + "/plans/kirklees?columns=action,when");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(page.locator("#theme-t8 thead th").allTextContents()).containsExactly("Ref", "Action", "When");
        page.context().close();
    }

    @Test
    void the_first_key_offers_to_skip_to_what_the_page_is_about() {
        Page page = signedIn(DESKTOP, false);
        page.navigate(address() + "/plans/kirklees");

        page.keyboard().press("Tab");
        Locator skip = page.locator(".govuk-skip-link");
        assertThat(skip.evaluate("link => link === document.activeElement")).isEqualTo(true);
        assertThat(skip.boundingBox().x).as("it is shown once it has the focus").isNotNegative();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(page.evaluate("document.getElementById('main').contains(document.activeElement)"))
                .isEqualTo(true);
        page.context().close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_form_is_filled_in_checked_and_sent_with_keys_alone(boolean javaScript) {
        Page page = signedIn(DESKTOP, javaScript);
        page.navigate(address() + "/actions/a-82/change/slip-timescale");
        page.locator("#main").focus();

        tabTo(page, "id", "timescale");
        page.keyboard().type("Autumn 2018");
        tabTo(page, "id", "reason");
        page.keyboard().type("The contract starts in October.");
        page.keyboard().press("Tab");
        assertThat(page.evaluate("document.activeElement.tagName")).isEqualTo("BUTTON");
        assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'"
                        + " || getComputedStyle(document.activeElement).boxShadow !== 'none'"))
                .as("whoever goes by keys sees where they are")
                .isEqualTo(true);
        page.keyboard().press("Enter");
        page.locator("h1:has-text('Check before the date moves')").waitFor();

        page.locator("#main").focus();
        tabTo(page, "textContent", "Move the date");
        page.keyboard().press("Enter");
        page.waitForURL("**/changed?**");
        assertThat(lastReceived().body()).contains("Autumn 2018", "The contract starts in October.");
        page.context().close();
    }

    /** Presses the key until what has the focus has this property; fails where it never comes. */
    private static void tabTo(Page page, String property, String value) {
        List<Object> passed = new ArrayList<>();
        while (!passed.contains(value) && passed.size() < 20) {
            page.keyboard().press("Tab");
            passed.add(page.evaluate("document.activeElement." + property));
        }
        assertThat(passed).contains(value);
    }
}
