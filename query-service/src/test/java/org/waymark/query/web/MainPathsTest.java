package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.contract.plan.PlanState;

/** What each of the three kinds of people comes for, from the sign-in to the end, on a desktop and a phone, with and without JavaScript. */
class MainPathsTest extends InBrowser {

    private static void press(Page page, String name) {
        page.locator("main")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    private static void follow(Page page, String name) {
        Locator found = page.locator("main").getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
        found.first().click();
    }

    /** By the menu: in a bar on a desktop, at the end of the page on a phone. */
    private static void toSection(Page page, String name) {
        if (page.locator(".wm-menu-link").isVisible()) {
            page.locator(".wm-menu-link").click();
        }
        page.locator("nav.wm-nav a:visible")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first()
                .click();
    }

    private static String heading(Page page) {
        return page.locator("h1").textContent().strip();
    }

    @ParameterizedTest
    @CsvSource({"1280, true", "390, true", "1280, false", "390, false"})
    void a_lead_finds_what_is_wanted_and_answers(int width, boolean javaScript) {
        Page page = signedIn("u-sam", width, javaScript);
        assertThat(heading(page)).isEqualTo("My actions");

        page.locator("details.wm-quick summary").first().click();
        page.locator("details.wm-quick[open] textarea").fill("Four libraries have a stall");
        page.locator("details.wm-quick[open] button").click();

        assertThat(page.locator("main [role=status]").textContent()).contains("is saved: entry 4,331 in the log");
        assertThat(heading(page)).isEqualTo("My actions");
        assertThat(lastReceived().path()).matches("/api/commands/actions/a-\\d+/report-progress");
        assertThat(lastReceived().body()).contains("Four libraries have a stall");
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({"1280, true", "390, true", "1280, false", "390, false"})
    void a_lead_proposes_another_date_with_a_reason(int width, boolean javaScript) {
        Page page = signedIn("u-sam", width, javaScript);
        page.navigate(address() + "/actions/a-15");

        follow(page, "Propose");
        page.locator("#timescale").fill("March 2019");
        page.locator("main form.wm-form button").click();
        assertThat(page.locator(".govuk-error-summary").textContent()).contains("Say why");
        page.locator("#reason").fill("The libraries move first");
        page.locator("main form.wm-form button").click();

        assertThat(page.locator("main").textContent()).contains("Entry 4,331 in the log");
        assertThat(lastReceived().path()).isEqualTo("/api/commands/actions/a-15/propose-date");
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({"1280, true", "390, true", "1280, false", "390, false"})
    void a_board_member_reads_the_board_what_changed_an_action_and_the_paper(int width, boolean javaScript) {
        Page page = signedIn("u-mary", width, javaScript);
        assertThat(heading(page)).isEqualTo("Plans");
        page.locator("main a[href='/plans/kirklees']").first().click();
        assertThat(heading(page)).isEqualTo("Carers Strategy action plan");

        follow(page, "What changed");
        assertThat(page.url()).contains("/changes");
        page.goBack();
        page.locator("a[href='/actions/a-82']").first().click();
        assertThat(page.locator(".wm-history li").count()).isGreaterThan(5);
        page.navigate(address() + "/plans/kirklees?asAt=2016-06-14");
        assertThat(page.locator(".wm-as-at").textContent()).contains("Tuesday 14 June 2016");

        toSection(page, "Meetings");
        follow(page, "Carers Strategy Group");
        follow(page, "Tuesday 20 March 2018, held");
        follow(page, "Read the pack");
        assertThat(heading(page)).isEqualTo("Carers Strategy action plan");
        assertThat(page.locator(".wm-paper-foot").textContent()).contains("entry 3,844");
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({"1280, true", "390, true", "1280, false", "390, false"})
    void the_governance_officer_adopts_a_draft_after_a_look_at_what_follows(int width, boolean javaScript) {
        world().planState = PlanState.DRAFT;
        try {
            Page page = signedIn(width, javaScript);
            page.locator("main a[href='/plans/kirklees']").first().click();
            follow(page, "Adopt this plan");
            assertThat(page.locator("main").textContent()).contains("take-on report");
            page.locator("#note").fill("Agreed on 12 June");
            press(page, "Adopt this plan");

            assertThat(heading(page)).isEqualTo("Plan adopted");
            assertThat(lastReceived().path()).isEqualTo("/api/commands/plans/kirklees/adopt-plan");
            assertThat(lastReceived().body()).contains("Agreed on 12 June");
            page.context().close();
        } finally {
            world().planState = PlanState.ADOPTED;
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, true", "390, true", "1280, false", "390, false"})
    void the_governance_officer_acknowledges_decides_and_issues_the_paper(int width, boolean javaScript) {
        Page page = signedIn(width, javaScript);

        toSection(page, "Escalations");
        page.locator("main form button:visible").first().click();
        assertThat(lastReceived().path()).matches("/api/commands/actions/a-\\w+/acknowledge-escalation");

        toSection(page, "Proposals");
        follow(page, "Accept");
        page.locator("main form.wm-form button").click();
        assertThat(lastReceived().path()).matches("/api/commands/actions/a-\\w+/accept-proposal");

        page.navigate(address() + "/groups/g-csg/meetings/m-july");
        follow(page, "Issue");
        page.locator("main form.wm-form button").click();
        assertThat(lastReceived().path()).isEqualTo("/api/commands/groups/g-csg/issue-pack");
        assertThat(heading(page)).isEqualTo("Meeting of Tuesday 17 July 2018");
        page.context().close();
    }
}
