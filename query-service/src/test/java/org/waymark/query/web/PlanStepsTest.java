package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.plan.Policy;

/** The steps of a plan's life in a browser: adopted, amended, added to, closed, and carried over into the next. */
class PlanStepsTest extends PagesOverHttp {

    private static final String AGAIN = "200 {\"id\":\"kirklees\",\"position\":4331,\"version\":4,\"replayed\":true}";

    @AfterEach
    void as_usual() {
        world().planState = PlanState.ADOPTED;
        world().successor = false;
        world().published = false;
        world().policy = Policy.standard();
    }

    private static String problems(HttpResponse<String> page) {
        return Jsoup.parse(page.body()).select(".govuk-error-summary").text();
    }

    @Test
    void a_draft_shows_governance_the_way_to_adoption_and_nobody_else() throws Exception {
        world().planState = PlanState.DRAFT;
        Document board = Visitor.as("u-priya").open("/plans/kirklees");

        assertThat(board.select("section[aria-labelledby=draft]").text()).contains("nobody is mailed");
        assertThat(board.select("section[aria-labelledby=draft] a").eachAttr("href"))
                .containsExactly("/plans/kirklees/adopt", "/plans/kirklees/new-action", "/groups/new");
        assertThat(Visitor.as("u-mary").open("/plans/kirklees").select("a[href$=/adopt], a[href$=/new-action]"))
                .isEmpty();
        assertThat(Visitor.as("u-priya").open("/plans/kirklees?asAt=2016-06-14").select("a[href$=/adopt]"))
                .isEmpty();
    }

    @Test
    void a_plan_is_adopted_after_a_look_at_gaps_people_and_first_mails() throws Exception {
        world().planState = PlanState.DRAFT;
        world().policy = Policy.standard().change().mail(true).made();
        Visitor priya = Visitor.as("u-priya");
        Document check = priya.open("/plans/kirklees/adopt");

        assertThat(check.select("h1").text()).isEqualTo("Check before the plan is adopted");
        assertThat(check.select(".wm-facts > div").eachText())
                .containsExactly(
                        "Actions 11: 8 open, 2 complete, 1 ended",
                        "Late already 3 late Look: Late already",
                        "Gaps 1 no lead, 2 no date, 1 not understood, 1 conditional date, 1 nobody to write to Look: Gaps",
                        "Answers to Carers Strategy Group Look: Answers to",
                        "Chair Mary Boothroyd",
                        "Governance officer c-officer",
                        "Mail about this plan On Reminder policy: Mail about this plan");
        assertThat(check.select("main ul.govuk-list--bullet li").eachText())
                .containsExactly(
                        "Reminders and the ladder of escalations count from today, Monday 25 June 2018: what was late or"
                                + " missing before is not escalated now, and later only as if it had begun today.",
                        "What is late or missing already goes into one take-on report to the governance officer,"
                                + " c-officer.",
                        "The first mails go out on Tuesday 26 June 2018, to: Carers Count");
        world().notifierIsAway = true;
        assertThat(priya.open("/plans/kirklees/adopt")
                        .select("main ul.govuk-list--bullet li")
                        .eachText())
                .last()
                .isEqualTo(
                        "Whom the first mails go to cannot be said now: the service that sends them does not answer.");
        world().notifierIsAway = false;
        assertThat(received()).isEmpty();

        HttpResponse<String> done = priya.submit(check, Map.of("note", "Agreed on 12 June"));
        assertThat(lastReceived().path()).isEqualTo("/api/commands/plans/kirklees/adopt-plan");
        assertThat(lastReceived().version()).isEqualTo("\"3\"");
        assertThat(lastReceived().body()).isEqualTo("{\"note\":\"Agreed on 12 June\"}");
        assertThat(Jsoup.parse(done.body()).select("h1").text()).isEqualTo("Plan adopted");

        world().planState = PlanState.ADOPTED;
        commandServiceSays(AGAIN);
        Document again = Jsoup.parse(
                priya.submit(check, Map.of("note", "Agreed on 12 June")).body());
        assertThat(again.select("main").text()).contains("Plan adopted", "This was saved already");
        assertThat(received().getFirst().key()).isEqualTo(lastReceived().key());
    }

    @Test
    void what_changed_or_cannot_be_while_somebody_looks_is_said_above_a_new_look() throws Exception {
        world().planState = PlanState.DRAFT;
        Visitor priya = Visitor.as("u-priya");
        Document check = priya.open("/plans/kirklees/adopt");
        commandServiceSays("412 {}");
        HttpResponse<String> stale = priya.submit(check, Map.of("note", "Agreed"));
        assertThat(stale.statusCode()).isEqualTo(422);
        assertThat(problems(stale)).contains("Somebody changed this plan while you were writing");
        assertThat(Jsoup.parse(stale.body()).select("#note").text()).isEqualTo("Agreed");
        commandServiceSays("409 {\"detail\":\"Carers Strategy action plan is adopted already.\"}");
        assertThat(problems(priya.submit(check, Map.of()))).contains("is adopted already");
        commandServiceSays("503 {}");
        assertThat(problems(priya.submit(check, Map.of()))).contains("nothing happens twice");
    }

    @Test
    void a_step_that_was_taken_already_is_refused_in_words() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        HttpResponse<String> adopted = priya.get("/plans/kirklees/adopt");
        assertThat(adopted.statusCode()).isEqualTo(409);
        assertThat(adopted.body()).contains("Carers Strategy action plan is adopted already.");
        world().planState = PlanState.CLOSED;
        for (String step : List.of("adopt", "close", "amend", "new-action")) {
            HttpResponse<String> closed = priya.get("/plans/kirklees/" + step);
            assertThat(closed.statusCode()).as(step).isEqualTo(409);
            assertThat(closed.body()).as(step).contains("is closed, so nothing can be changed.");
        }
        assertThat(priya.open("/plans/kirklees/about").select("main li a").eachAttr("href"))
                .containsOnlyOnce("/plans/kirklees/carry-over")
                .doesNotContain("/plans/kirklees/close", "/plans/kirklees/slip", "/plans/kirklees/amend");
    }

    @Test
    void a_plan_closes_with_a_reason_after_a_look_at_what_is_left_open() throws Exception {
        world().published = true;
        Visitor priya = Visitor.as("u-priya");
        Document check = priya.open("/plans/kirklees/close");
        assertThat(check.select("main ul.govuk-list--bullet li").eachText())
                .contains("Nobody is reminded, asked or chased about this plan any more.")
                .anyMatch(line -> line.startsWith("8 open actions stay as they are"))
                .anyMatch(line -> line.startsWith("5 actions are escalated"))
                .contains("Its public page stays, as at the last issued paper.")
                .endsWith("Carry open actions over into the next plan");

        assertThat(problems(priya.submit(check, Map.of()))).contains("Say why the plan closes");
        assertThat(received()).isEmpty();
        HttpResponse<String> done = priya.submit(check, Map.of("reason", "Its period is over"));
        assertThat(lastReceived().path()).isEqualTo("/api/commands/plans/kirklees/close-plan");
        assertThat(lastReceived().body()).isEqualTo("{\"reason\":\"Its period is over\"}");
        assertThat(Jsoup.parse(done.body()).select("main").text())
                .contains("Plan closed", "Entry 4,331 in the log", "Carry open actions over");
    }

    @Test
    void open_actions_go_on_in_the_plan_that_is_chosen_and_in_no_other_way_before_it_is_confirmed() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        assertThat(priya.open("/plans/kirklees/carry-over").select("main").text())
                .contains("There is no other plan that is not closed.");

        world().successor = true;
        Document form = priya.open("/plans/kirklees/carry-over");
        assertThat(form.select("input[name=actionIds][checked]")).hasSize(8);
        assertThat(problems(priya.submit(form, Map.of("actionIds", ""))))
                .contains("Choose the next plan", "Choose at least one action");

        Document check = Jsoup.parse(priya.submit(form, Map.of("successorPlanId", "next", "actionIds", "a-82"))
                .body());
        assertThat(received()).isEmpty();
        assertThat(check.select("main").text())
                .contains(
                        "Into Carers Strategy <2019> Draft",
                        "8.1 (2) Carers can plan respite ahead",
                        "Carers Strategy <2019> is a draft: nobody is reminded",
                        "7 open actions stay in this plan.");
        Element back = check.selectFirst("form#edit");
        assertThat(back).isNotNull();
        Document edited = Jsoup.parse(priya.submit(back, Map.of()).body());
        assertThat(edited.select("input[name=actionIds][checked]").eachAttr("value"))
                .containsExactly("a-82");

        HttpResponse<String> done = priya.submit(check, Map.of());
        assertThat(lastReceived().path()).isEqualTo("/api/commands/plans/kirklees/carry-over-actions");
        assertThat(lastReceived().body()).isEqualTo("{\"successorPlanId\":\"next\",\"actionIds\":[\"a-82\"]}");
        assertThat(Jsoup.parse(done.body()).select("h1").text()).isEqualTo("Actions carried over");

        commandServiceSays("409 {\"detail\":\"One of the actions was carried over already.\"}");
        assertThat(problems(priya.submit(check, Map.of()))).contains("carried over already");
    }

    @Test
    void the_cover_and_the_themes_of_a_plan_are_amended_and_all_else_of_it_is_kept() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document form = priya.open("/plans/kirklees/amend");
        assertThat(form.select("#title").attr("value")).isEqualTo("Carers Strategy action plan");
        assertThat(form.select("#from-year").attr("value")).isEqualTo("2016");
        assertThat(form.select("#section-t8-title").attr("value")).isEqualTo("Life outside caring");

        HttpResponse<String> wrong = priya.submit(
                form,
                Map.of(
                        "title",
                        "",
                        "until-day",
                        "31",
                        "until-month",
                        "2",
                        "section-t1-title",
                        "",
                        "section-new-number",
                        "10"));
        assertThat(Jsoup.parse(wrong.body()).select(".govuk-error-summary li").eachText())
                .containsExactly(
                        "Enter the plan’s title",
                        "Enter a day, for example 27 3 2018",
                        "Enter a title for the theme",
                        "Enter a title for the theme");
        HttpResponse<String> backwards = priya.submit(form, Map.of("until-year", "2015"));
        assertThat(problems(backwards)).contains("Enter a last day after the first");
        assertThat(received()).isEmpty();

        HttpResponse<String> done = priya.submit(
                form,
                Map.of(
                        "title",
                        "Carers action plan",
                        "nation",
                        "wales",
                        "section-t8-title",
                        "A life outside caring",
                        "section-new-title",
                        "Young carers",
                        "reason",
                        "As the board asked"));
        assertThat(lastReceived().path()).isEqualTo("/api/commands/plans/kirklees/amend-plan");
        assertThat(lastReceived().version()).isEqualTo("\"3\"");
        assertThat(lastReceived().body())
                .contains(
                        "\"title\":\"Carers action plan\"",
                        "\"nation\":\"WALES\"",
                        "\"from\":\"2016-03-01\"",
                        "\"strategy\":\"Kirklees Carers Strategy\"",
                        "Not on track",
                        "\"themeId\":\"t8\",\"number\":\"8\",\"title\":\"A life outside caring\"",
                        "\"vision\":\"Carers have a life of their own.\",\"priorities\":[\"By 2018 breaks can be booked\"]",
                        "\"objectiveId\":\"o8\"",
                        "\"title\":\"Young carers\"",
                        "\"reason\":\"As the board asked\"");
        assertThat(Jsoup.parse(done.body()).select("h1").text()).isEqualTo("Plan amended");
    }

    @Test
    void an_amendment_that_adds_a_theme_is_the_same_however_often_it_is_sent() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document form = priya.open("/plans/kirklees/amend");
        commandServiceSays("503 {}");
        HttpResponse<String> noAnswer = priya.submit(form, Map.of("section-new-title", "Young carers"));
        String first = lastReceived().body();
        assertThat(first)
                .contains(
                        "\"themeId\":\"" + form.select("input[name=newThemeId]").attr("value")
                                + "\",\"number\":\"\",\"title\":\"Young carers\"");

        commandServiceSays(AGAIN);
        Document again = Jsoup.parse(noAnswer.body());
        priya.submit(again, Map.of());
        assertThat(lastReceived().body()).isEqualTo(first);
        assertThat(lastReceived().key()).isEqualTo(received().getFirst().key());

        commandServiceSays("422 {\"field\":\"Idempotency-Key\",\"detail\":\"This Idempotency-Key was used before.\"}");
        assertThat(problems(priya.submit(again, Map.of("title", "Another"))))
                .contains("This form was saved already, before you changed what it says.")
                .doesNotContain("Idempotency-Key");
    }

    @Test
    void an_amendment_that_somebody_was_faster_with_shows_both_side_by_side() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document form = priya.open("/plans/kirklees/amend");
        commandServiceSays("412 {}");
        HttpResponse<String> stale = priya.submit(form, Map.of("owner", "West Yorkshire", "nation", "scotland"));
        assertThat(stale.statusCode()).isEqualTo(409);
        Document page = Jsoup.parse(stale.body());
        assertThat(page.select(".wm-compare tbody tr").eachText())
                .containsExactly("Owner Kirklees Council West Yorkshire", "Nation England Scotland");
        assertThat(page.select("#owner").attr("value")).isEqualTo("West Yorkshire");
    }

    @Test
    void an_action_is_added_to_a_plan_under_a_theme_or_an_objective() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document form = priya.open("/plans/kirklees/new-action");
        assertThat(form.select("#theme option").eachText())
                .containsExactly(
                        "Choose",
                        "1 Communities that understand",
                        "8 Life outside caring",
                        "8 Life outside caring: 8.1 Respite care and carers’ breaks");
        Document wrong =
                Jsoup.parse(priya.submit(form, Map.of("promise", "Ask carers", "leads.accountable", "p-carers"))
                        .body());
        assertThat(wrong.select(".govuk-error-summary li").eachText())
                .containsExactly("Choose a theme", "Enter a reference", "Choose the accountable lead from the leads");
        assertThat(wrong.select("#promise").text()).isEqualTo("Ask carers");
        assertThat(received()).isEmpty();

        HttpResponse<String> done = priya.submit(
                wrong,
                Map.of(
                        "theme",
                        "t8/o8",
                        "reference",
                        "8.12",
                        "measures",
                        "Most say so\r\nAll were asked",
                        "timescale",
                        "March 2019",
                        "leads",
                        "p-carers",
                        "actionId",
                        "a-82"));
        assertThat(lastReceived().path()).isEqualTo("/api/commands/actions/a-82/add-action");
        assertThat(lastReceived().body())
                .isEqualTo("{\"planId\":\"kirklees\",\"details\":{\"themeId\":\"t8\",\"objectiveId\":\"o8\","
                        + "\"reference\":\"8.12\",\"ordinal\":0,\"text\":\"Ask carers\","
                        + "\"measures\":[\"Most say so\",\"All were asked\"]},"
                        + "\"leads\":{\"parties\":[\"p-carers\"],\"accountable\":\"p-carers\"},"
                        + "\"timescale\":\"March 2019\"}");
        assertThat(done.uri().getPath()).isEqualTo("/actions/a-82");

        commandServiceSays("422 {\"field\":\"details.reference\",\"detail\":\"8.12 is taken\"}");
        Document refused = Jsoup.parse(priya.submit(form, Map.of("theme", "t8", "reference", "8.12", "promise", "Ask"))
                .body());
        assertThat(refused.select("#reference-error").text()).isEqualTo("8.12 is taken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"adopt", "close", "amend", "carry-over", "new-action", "changed?what=adopt&entry=1"})
    void the_steps_of_a_plan_are_for_governance(String step) throws Exception {
        assertThat(Visitor.as("u-sam").get("/plans/kirklees/" + step).statusCode())
                .isEqualTo(403);
        assertThat(Visitor.as("u-priya")
                        .get("/plans/kirklees/changed?what=nonsense&entry=1")
                        .statusCode())
                .isEqualTo(404);
    }
}
