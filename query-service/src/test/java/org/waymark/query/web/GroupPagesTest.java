package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class GroupPagesTest extends PagesOverHttp {

    @Test
    void each_group_stands_under_the_one_that_it_reports_to() throws Exception {
        Document page = Visitor.as("u-mary").open("/groups");

        Element top = Objects.requireNonNull(page.selectFirst("section > .wm-tree > li"));
        assertThat(page.select("section > .wm-tree > li")).hasSize(1);
        assertThat(top.select("> .wm-tree-group h3").text()).isEqualTo("Health and Wellbeing Board");
        Element middle = Objects.requireNonNull(top.selectFirst("> .wm-tree > li"));
        assertThat(middle.select("> .wm-tree-group h3").text()).isEqualTo("Carers Strategy Group");
        assertThat(middle.select("> .wm-tree-group p").text())
                .contains("Next: Tuesday 17 July 2018", "Reports to the Health and Wellbeing Board");
        assertThat(middle.select("> .wm-tree > li h3").text()).isEqualTo("Carers’ <reference> group");
        assertThat(page.select("section[id] h2").eachText())
                .containsExactly("Health and Wellbeing Board", "Carers Strategy Group", "Carers’ <reference> group");
    }

    @Test
    void it_says_what_each_sees_of_a_plan_and_whether_it_decides() throws Exception {
        Document page = Visitor.as("u-mary").open("/groups");

        assertThat(page.select(".wm-tree tbody tr").eachText())
                .containsExactly(
                        "Carers Strategy action plan Level 3 only, 3 now No",
                        "Carers Strategy action plan Everything, 11 Yes",
                        "Carers Strategy action plan Milestones No");
    }

    @Test
    void the_days_that_a_meeting_needs_stand_beside_it() throws Exception {
        Element calendar = Objects.requireNonNull(
                Visitor.as("u-mary").open("/groups").selectFirst("section[aria-labelledby=to-come]"));

        assertThat(calendar.select("tbody tr")).hasSize(1);
        assertThat(calendar.select("td a").attr("href")).isEqualTo("/groups/g-csg/meetings/m-july");
        assertThat(calendar.select("tbody").text())
                .contains("Tuesday 17 July 2018", "Monday 2 July 2018", "Monday 9 July 2018");
    }

    @Test
    void reports_are_due_on_days_and_those_without_an_interval_are_gaps() throws Exception {
        Document page = Visitor.as("u-priya").open("/groups");

        assertThat(page.select("main .wm-lead").text())
                .isEqualTo(
                        "3 groups, 1 plan. 2 reports are promised at an interval or for a day. 1 promise names neither."
                                + " 1 report is late.");
        Element promises = Objects.requireNonNull(
                Objects.requireNonNull(page.selectFirst("th:containsOwn(Promised without an interval)"))
                        .closest("tbody"));
        assertThat(promises.select("tr:has(td)")).hasSize(1);
        assertThat(promises.select(".wm-gap").eachText()).containsExactly("No interval", "No date");
        assertThat(promises.select("a").eachAttr("href"))
                .contains("/groups/g-csg/change/set-report-due?reportId=d-gap");
    }
}
