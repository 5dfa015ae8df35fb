package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
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
