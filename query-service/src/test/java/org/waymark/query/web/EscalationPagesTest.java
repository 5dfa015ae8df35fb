package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EscalationPagesTest extends PagesOverHttp {

    @BeforeEach
    void threeActionsOfOneLeadAreLateSinceOneDay() {
        world().alike = true;
    }

    @AfterEach
    void asUsual() {
        world().alike = false;
    }

    @Test
    void those_of_one_cause_are_one_line_that_opens() throws Exception {
        Document page = Visitor.as("u-priya").open("/escalations");

        List<Element> opened = page.select(".wm-alike");
        assertThat(opened).hasSize(1);
        Element alike = opened.getFirst();
        assertThat(alike.select("summary").text()).isEqualTo("3 actions led by Kirklees Council");
        assertThat(alike.select("li a").eachText()).containsExactly("1.0", "1.12", "1.24");
        Element row = Objects.requireNonNull(alike.closest("tr"));
        assertThat(row.text()).contains("Open the line to acknowledge each");
        assertThat(page.select("tbody tr:has(td)")).hasSize(6);
    }

    @Test
    void each_of_them_is_acknowledged_by_itself() throws Exception {
        Document page = Visitor.as("u-priya").open("/escalations");

        assertThat(page.select(".wm-alike form").eachAttr("action"))
                .containsExactly(
                        "/actions/a-m0/change/acknowledge-escalation",
                        "/actions/a-m12/change/acknowledge-escalation",
                        "/actions/a-m24/change/acknowledge-escalation");
        assertThat(page.select(".wm-alike button").eachText())
                .containsExactly("Acknowledge: 1.0", "Acknowledge: 1.12", "Acknowledge: 1.24");
        assertThat(page.select("input[name=escalationId]").eachAttr("value")).doesNotHaveDuplicates();
    }

    @Test
    void a_view_or_a_level_that_there_is_not_is_said_and_not_taken_for_nothing_to_see() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        for (String wrong : List.of("view=foo", "level=4", "level=0", "level=high", "page=0&view=resolved")) {
            HttpResponse<String> answer = priya.get("/escalations?" + wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(Jsoup.parse(answer.body()).select("h1").text()).isEqualTo("This address cannot be read");
        }
        assertThat(priya.get("/escalations?plan=nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void none_at_one_level_is_not_none_at_all_and_the_other_views_keep_the_level() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        world().alike = false;
        Document none = priya.open("/escalations?plan=kirklees&level=1");
        assertThat(none.select("main .wm-lead").text()).isEqualTo("None is open at level 1. Show every level");
        assertThat(none.select("main .wm-lead a").attr("href")).isEqualTo("/escalations?plan=kirklees");
        assertThat(none.select(".wm-tabs a").eachAttr("href"))
                .containsExactly(
                        "/escalations?plan=kirklees&level=1&view=resolved",
                        "/escalations?plan=kirklees&level=1&view=by-lead");
        Document resolved = priya.open("/escalations?level=1&view=resolved");
        assertThat(resolved.select("main").text()).contains("None has been resolved yet.");
        assertThat(resolved.select(".wm-tabs a").eachAttr("href").getFirst()).isEqualTo("/escalations?level=1");
    }

    @Test
    void each_says_to_which_meeting_it_goes_until_it_is_resolved() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document all = priya.open("/escalations");
        assertThat(all.select(".wm-lead a[href='/groups/g-csg/meetings/m-july']")
                        .text())
                .isEqualTo("All go to the meeting of Tuesday 17 July 2018, Carers Strategy Group");
        assertThat(all.select("tbody a[href*='/meetings/']"))
                .as("once is enough")
                .isEmpty();
        world().goesTo = "m-march";
        try {
            Document differ = priya.open("/escalations");
            assertThat(differ.select(".wm-lead a")).isEmpty();
            assertThat(differ.select("tbody a[href*='/meetings/']").eachText())
                    .contains(
                            "Goes to the meeting of Tuesday 17 July 2018, Carers Strategy Group",
                            "Goes to the meeting of Tuesday 20 March 2018, Carers Strategy Group");
        } finally {
            world().goesTo = "m-july";
        }
        assertThat(priya.open("/escalations?view=resolved").select("tbody a[href*='/meetings/']"))
                .isEmpty();
        assertThat(priya.open("/actions/a-82")
                        .select(".wm-escalation a[href*='/meetings/']")
                        .text())
                .isEqualTo("Goes to the meeting of Tuesday 17 July 2018, Carers Strategy Group");
    }

    @Test
    void two_alike_and_those_of_other_causes_stay_lines_of_their_own() throws Exception {
        world().alike = false;
        Document page = Visitor.as("u-priya").open("/escalations");

        assertThat(page.select(".wm-alike")).isEmpty();
        assertThat(page.select("tbody tr:has(td)")).hasSize(5);
        assertThat(Visitor.as("u-priya").open("/escalations?view=by-lead").select("tbody tr:has(td)"))
                .hasSize(5);
        assertThat(Visitor.as("u-priya").open("/escalations?view=resolved").select("tbody tr:has(td) form"))
                .isEmpty();
    }
}
