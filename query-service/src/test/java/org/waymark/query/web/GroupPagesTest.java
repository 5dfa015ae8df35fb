package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class GroupPagesTest extends PagesOverHttp {

    private static final String AMEND = "/groups/g-csg/change/amend-group";

    @Test
    void each_group_stands_under_the_one_that_it_reports_to_and_leads_to_its_own_page() throws Exception {
        Document page = Visitor.as("u-mary").open("/groups");

        Element top = Objects.requireNonNull(page.selectFirst("section > .wm-tree > li"));
        assertThat(page.select("section > .wm-tree > li")).hasSize(1);
        assertThat(top.select("> .wm-tree-group h3").text()).isEqualTo("Health and Wellbeing Board");
        Element middle = Objects.requireNonNull(top.selectFirst("> .wm-tree > li"));
        assertThat(middle.select("> .wm-tree-group h3 a").attr("href")).isEqualTo("/groups/g-csg");
        assertThat(middle.select("> .wm-tree-group p").text())
                .contains("Next: Tuesday 17 July 2018", "Reports to the Health and Wellbeing Board");
        assertThat(middle.select("> .wm-tree > li h3").text()).isEqualTo("Carers’ <reference> group");
        assertThat(page.select("h3")).as("each group once").hasSize(3);
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
    void what_needs_attention_comes_first_what_is_late_before_what_is_missing() throws Exception {
        Document page = Visitor.as("u-priya").open("/groups");

        assertThat(page.select("main .wm-lead").text())
                .isEqualTo(
                        "3 groups, 1 plan. 2 reports are promised at an interval or for a day. 1 promise names neither.");
        assertThat(page.select("main section").getFirst().id()
                        + page.select("main h2").getFirst().text())
                .isEqualTo("What needs attention");
        assertThat(page.select(".wm-attention li").eachText())
                .containsExactly(
                        "1 report is late: Six monthly report on <young> carers, Carers Strategy Group",
                        "2 groups have no meeting to come, so nobody is asked for updates for them:"
                                + " Carers’ <reference> group Health and Wellbeing Board",
                        "2 groups have no chair to whom concerns could go:"
                                + " Carers’ <reference> group Health and Wellbeing Board",
                        "2 groups have no governance officer: Carers’ <reference> group Health and Wellbeing Board",
                        "1 report is promised without an interval or a day, so nobody is reminded of it:"
                                + " Reports to the group, Carers Strategy Group");
        assertThat(page.select(".wm-attention a").eachAttr("href"))
                .startsWith("/groups/g-csg#reports", "/groups/g-ref", "/groups/g-hwb");
    }

    @Test
    void a_meeting_that_has_passed_is_recorded_and_a_pack_that_should_be_out_is_issued() throws Exception {
        world().now = java.time.Instant.parse("2018-07-10T08:00:00Z");
        try {
            assertThat(Visitor.as("u-priya")
                            .open("/groups")
                            .select(".wm-attention li")
                            .eachText())
                    .contains("1 pack should have been issued, for the meeting of"
                            + " Tuesday 17 July 2018, Carers Strategy Group");
            world().now = java.time.Instant.parse("2018-07-18T08:00:00Z");
            Document after = Visitor.as("u-priya").open("/groups");
            assertThat(after.select(".wm-attention li").eachText())
                    .contains("1 meeting has passed and is not recorded as held:"
                            + " Tuesday 17 July 2018, Carers Strategy Group");
            assertThat(after.select(".wm-attention").text()).doesNotContain("pack should have been");
        } finally {
            world().now = FixtureViews.NOW;
        }
    }

    @Test
    void without_a_group_the_page_says_what_to_do_next_and_who_does_it() throws Exception {
        world().empty = true;
        try {
            Document officer = Visitor.as("u-priya").open("/groups");
            assertThat(officer.select("main").text()).contains("Form the board that answers for a plan first");
            assertThat(officer.select("main a.govuk-button").attr("href")).isEqualTo("/groups/new");
            Document member = Visitor.as("u-mary").open("/groups");
            assertThat(member.select("main").text()).contains("The governance officer forms the groups.");
            assertThat(member.select("main a")).isEmpty();
        } finally {
            world().empty = false;
        }
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
    void the_page_of_a_group_has_its_calendar_what_it_sees_and_who_stands_around_it() throws Exception {
        Document page = Visitor.as("u-priya").open("/groups/g-csg");

        assertThat(page.select("h1").text()).isEqualTo("Carers Strategy Group");
        assertThat(page.select(".wm-facts a").eachAttr("href")).containsExactly("/groups/g-hwb", "/groups/g-ref");
        assertThat(page.select(".wm-facts").text()).contains("Chair Mary Boothroyd");
        assertThat(page.select(".wm-five li")).hasSize(5);
        assertThat(page.select("section[aria-labelledby=past]").text())
                .contains(
                        "Tuesday 20 March 2018, held", "Pack frozen at entry 3,844", "Name a firm date before Easter.");
        assertThat(Visitor.as("u-mary").open("/groups/g-csg").select("main a[href*=change]"))
                .isEmpty();
    }

    @Test
    void a_group_without_anything_says_what_to_do_next() throws Exception {
        Document page = Visitor.as("u-priya").open("/groups/g-ref");

        assertThat(page.select("main").text())
                .contains(
                        "No meeting is arranged, so nobody is asked for updates and no pack is made. Arrange the next one.",
                        "No report is promised to this group. Where a measure promises one",
                        "Nobody yet");
        assertThat(Visitor.as("u-mary").open("/groups/g-ref").select("main").text())
                .contains("No meeting is arranged. Reports due No report is promised to this group.");
        assertThat(Visitor.as("u-mary").get("/groups/g-nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void reports_are_due_on_days_and_those_without_an_interval_are_gaps() throws Exception {
        Document page = Visitor.as("u-priya").open("/groups/g-csg");

        Element promises = Objects.requireNonNull(
                Objects.requireNonNull(page.selectFirst("th:containsOwn(Promised without an interval)"))
                        .closest("tbody"));
        assertThat(promises.select("tr:has(td)")).hasSize(1);
        assertThat(promises.select(".wm-gap").eachText()).containsExactly("No interval", "No date");
        assertThat(promises.select("a").eachAttr("href"))
                .contains("/groups/g-csg/change/set-report-due?reportId=d-gap");
    }

    @Test
    void a_group_is_formed_after_a_look_at_what_that_means() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document form = priya.open("/groups/new");
        Document refused = Jsoup.parse(priya.submit(form, Map.of("name", "Carers Panel", "decides", "kirklees"))
                .body());
        assertThat(refused.select("#kind-error").text()).isEqualTo("Choose what sort of group it is");
        assertThat(refused.select("#nation-error").text()).isEqualTo("Choose a nation");
        assertThat(refused.select("#sees-kirklees-error").text()).startsWith("Choose what the group sees of");
        assertThat(refused.select("#name").attr("value")).isEqualTo("Carers Panel");

        Document check = Jsoup.parse(priya.submit(
                        refused,
                        Map.of(
                                "kind",
                                "board",
                                "nation",
                                "england",
                                "reportsTo",
                                "g-hwb",
                                "chair",
                                "c-chair",
                                "sees-kirklees",
                                "everything",
                                "decides",
                                "kirklees"))
                .body());

        assertThat(received()).isEmpty();
        assertThat(check.select("main").text())
                .contains(
                        "Nothing has been saved yet.",
                        "Carers Strategy action plan: Everything, and decides",
                        "It stands under the Health and Wellbeing Board.",
                        "What the policies of its plans send to the chair goes to Mary Boothroyd from now on.",
                        "Nobody services it");
        Document again = Jsoup.parse(priya.submit(Objects.requireNonNull(check.selectFirst("form#edit")), Map.of())
                .body());
        assertThat(again.select("#name").attr("value")).isEqualTo("Carers Panel");
        assertThat(again.select("#decides-0").hasAttr("checked")).isTrue();

        HttpResponse<String> done = priya.submit(check, Map.of());
        priya.submit(check, Map.of());

        assertThat(received()).hasSize(2);
        assertThat(received().getFirst().key()).isEqualTo(lastReceived().key());
        assertThat(received().getFirst().path()).isEqualTo(lastReceived().path());
        assertThat(lastReceived().path()).matches("/api/commands/groups/g-[a-z0-9]+/form-group");
        assertThat(lastReceived().version()).isNull();
        assertThat(lastReceived().body())
                .isEqualTo("{\"details\":{\"name\":\"Carers Panel\",\"kind\":\"BOARD\",\"nation\":\"ENGLAND\","
                        + "\"reportsTo\":\"g-hwb\",\"chair\":\"c-chair\",\"members\":[],"
                        + "\"plans\":[{\"planId\":\"kirklees\",\"sees\":\"EVERYTHING\",\"decides\":true}]}}");
        assertThat(done.uri().getPath()).startsWith("/groups/g-");
    }

    @Test
    void a_change_of_its_details_shows_only_what_differs_and_keeps_the_rest() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document form = priya.open(AMEND);
        assertThat(form.select("select[name=officer] option[selected]").text()).isEqualTo("Priya Nair");
        assertThat(form.select("select[name=officer] option").eachText()).doesNotContain("Rani Gill");
        assertThat(Jsoup.parse(priya.submit(form, Map.of()).body())
                        .select(".govuk-error-summary")
                        .text())
                .contains("Nothing here differs from what stands now");

        Document check =
                Jsoup.parse(priya.submit(form, Map.of("officer", "c-chair")).body());
        assertThat(check.select(".wm-facts > div").eachText())
                .containsExactly("Governance officer Mary BoothroydNow: Priya Nair");
        assertThat(received()).isEmpty();
        HttpResponse<String> done = priya.submit(check, Map.of());

        assertThat(lastReceived().path()).isEqualTo("/api/commands/groups/g-csg/amend-group");
        assertThat(lastReceived().version()).isEqualTo("\"4\"");
        assertThat(lastReceived().body())
                .isEqualTo("{\"details\":{\"name\":\"Carers Strategy Group\",\"kind\":\"BOARD\",\"nation\":\"ENGLAND\","
                        + "\"reportsTo\":\"g-hwb\",\"chair\":\"c-chair\",\"officer\":\"c-chair\",\"members\":[],"
                        + "\"plans\":[{\"planId\":\"kirklees\",\"sees\":\"EVERYTHING\",\"decides\":true}]}}");
        assertThat(done.uri().getPath()).isEqualTo("/groups/g-csg");
    }

    @Test
    void what_command_service_refuses_stands_at_its_field_and_a_stale_form_says_so() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document check =
                Jsoup.parse(priya.fill(AMEND, Map.of("reportsTo", "g-ref")).body());
        commandServiceSays(
                "422 {\"field\":\"details.reportsTo\",\"detail\":\"Choose a group that does not report to this one\"}");
        Document refused = Jsoup.parse(priya.submit(check, Map.of()).body());
        assertThat(refused.select("#reportsTo-error").text())
                .isEqualTo("Choose a group that does not report to this one");
        commandServiceSays("412 {}");
        Document stale = Jsoup.parse(priya.submit(check, Map.of()).body());
        assertThat(stale.select(".govuk-error-summary").text()).contains("Somebody changed this group");
        assertThat(stale.select(".wm-compare tbody tr").eachText())
                .as("what stands now beside what was typed")
                .containsExactly(
                        "To which group does it report? (optional) Health and Wellbeing Board Carers’ <reference> group");
    }

    @Test
    void a_meeting_that_somebody_else_moved_has_its_day_beside_the_one_that_was_typed() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document form = priya.open("/groups/g-csg/change/move-meeting?meetingId=m-july");
        Map<String, String> typed = Map.of(
                "version",
                "3",
                "date-day",
                "24",
                "date-month",
                "7",
                "date-year",
                "2018",
                "reason",
                "The hall is taken");
        commandServiceSays("412 {}");

        HttpResponse<String> stale = priya.submit(form, typed);

        assertThat(stale.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(stale.body());
        assertThat(page.select(".govuk-error-summary").text()).contains("Somebody changed this group");
        assertThat(page.select(".wm-compare tbody tr").eachText())
                .containsExactly("On which day? 17 July 2018 24 July 2018");
        assertThat(page.select("#date-day").val()).isEqualTo("24");
        assertThat(lastReceived().version()).isEqualTo("\"3\"");
        commandServiceSays(DONE);
        priya.submit(page, Map.of());
        assertThat(lastReceived().version()).as("what was seen beside it").isEqualTo("\"4\"");
    }

    @Test
    void a_report_that_somebody_else_changed_stands_as_it_is_beside_what_was_typed() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        commandServiceSays("412 {}");

        Document page = Jsoup.parse(priya.fill(
                        "/groups/g-csg/change/set-report-due?reportId=d-late",
                        Map.of("title", "Half-yearly report", "actions", "8.1 (2)\r\n9.2", "next-month", "6"))
                .body());

        assertThat(page.select(".wm-compare tbody tr").eachText())
                .containsExactly(
                        "What is the report called? Six monthly report on <young> carers Half-yearly report",
                        "Which actions promise it? (optional) 8.2 8.1 (2) 9.2",
                        "When is it due next? (optional) 10 May 2018 10 June 2018");
        assertThat(Objects.requireNonNull(
                                page.select(".wm-compare tbody tr:eq(1) td").last())
                        .wholeText())
                .isEqualTo("8.1 (2)\n9.2");
        assertThat(page.select("#title").val()).isEqualTo("Half-yearly report");
    }

    @Test
    void what_is_only_being_added_has_nothing_beside_it_when_somebody_was_faster() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        commandServiceSays("412 {}");
        for (Map.Entry<String, Map<String, String>> form : Map.of(
                        "schedule-meeting",
                        Map.of("date-day", "24", "date-month", "7", "date-year", "2018"),
                        "take-decision?meetingId=m-march",
                        Map.of("kind", "noted", "text", "The paper was noted"),
                        "set-report-due",
                        Map.of("title", "Annual report"))
                .entrySet()) {
            Document page = Jsoup.parse(priya.fill("/groups/g-csg/change/" + form.getKey(), form.getValue())
                    .body());
            assertThat(page.select(".govuk-error-summary").text())
                    .as(form.getKey())
                    .contains("Somebody changed this group");
            assertThat(page.select(".wm-compare")).as(form.getKey()).isEmpty();
        }
    }

    @Test
    void details_that_were_sent_twice_are_recognised_though_nothing_differs_any_more() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document check =
                Jsoup.parse(priya.fill(AMEND, Map.of("officer", "c-chair")).body());
        // As if the first had been saved: what is sent is what stands now
        HttpResponse<String> again = priya.submit(check, Map.of("officer", "c-officer"));
        assertThat(lastReceived().path()).isEqualTo("/api/commands/groups/g-csg/amend-group");
        assertThat(again.uri().getPath()).isEqualTo("/groups/g-csg");
    }

    @Test
    void only_governance_forms_groups_and_changes_them() throws Exception {
        Visitor mary = Visitor.as("u-mary");
        String token = Visitor.token(mary.open("/groups"));
        for (String path : List.of("/groups/new", AMEND)) {
            assertThat(mary.get(path).statusCode()).as(path).isEqualTo(403);
            assertThat(mary.post(path, Map.of("_csrf", token, "name", "x", "step", "confirmed"))
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(received()).isEmpty();
    }
}
