package org.waymark.command.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.command.rule.Given;
import org.waymark.command.rule.Refused;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.plan.PlanCommand.*;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.plan.PlanEvent.*;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.PlanOutline.Theme;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;

class PlanTest {

    private static final PlanDetails DETAILS =
            new PlanDetails("Carers plan", "Kirklees Council", Nation.ENGLAND, null, null, null, Map.of());
    private static final PlanOutline OUTLINE = new PlanOutline(List.of(theme("t1")));
    private static final PlanCreated CREATED = new PlanCreated("kirklees", DETAILS, OUTLINE, Policy.standard());
    private static final PlanAdopted ADOPTED = new PlanAdopted("kirklees", LocalDate.parse("2018-06-25"), null);

    private final AggregateTestFixture<Plan> fixture = Given.decider(Plan.class);

    private static Theme theme(String id) {
        return new Theme(id, "1", "Wellbeing", null, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static void refuses(ResultValidator<Plan> result, String message) {
        result.expectException(Refused.class).expectExceptionMessage(message).expectNoEvents();
    }

    private static void blames(ResultValidator<Plan> result, String field) {
        result.expectException(Matchers.matches(
                        (InvalidField invalid) -> invalid.field().equals(field)))
                .expectNoEvents();
    }

    @Test
    void it_is_created_with_the_standard_policy() {
        fixture.givenNoPriorActivity()
                .when(new CreatePlan("kirklees", DETAILS, OUTLINE))
                .expectEvents(CREATED)
                .expectResultMessagePayload(1L);
    }

    @Test
    void each_theme_has_an_id_of_its_own() {
        blames(
                fixture.givenNoPriorActivity()
                        .when(new CreatePlan("kirklees", DETAILS, new PlanOutline(List.of(theme("t1"), theme("t1"))))),
                "outline.themes");
    }

    @Test
    void only_what_changes_is_amended() {
        PlanOutline to = new PlanOutline(List.of(theme("t1"), theme("t2")));
        fixture.given(CREATED)
                .when(new AmendPlan("kirklees", DETAILS, to, "A new section"))
                .expectEvents(new PlanAmended("kirklees", null, to, FreeText.of("A new section")));
        refuses(
                fixture.given(CREATED).when(new AmendPlan("kirklees", DETAILS, null, null)),
                "This is what Carers plan says already, so nothing was changed.");
    }

    @Test
    void it_is_adopted_once() {
        fixture.given(CREATED).when(new AdoptPlan("kirklees", null)).expectEvents(ADOPTED);
        refuses(
                fixture.given(CREATED, ADOPTED).when(new AdoptPlan("kirklees", null)),
                "Carers plan is adopted already.");
    }

    @Test
    void its_policy_is_set() {
        Policy standard = Policy.standard();
        Policy other = standard.change()
                .remindDaysBefore(List.of(7))
                .remindAfter(false, List.of())
                .chaseEvery(0)
                .proposals(false)
                .mail(false)
                .made();
        fixture.given(CREATED)
                .when(new SetPolicy("kirklees", other))
                .expectEvents(new PolicySet("kirklees", standard, other));
        refuses(
                fixture.given(CREATED).when(new SetPolicy("kirklees", standard)),
                "This is what Carers plan says already, so nothing was changed.");
    }

    /** With any of these the daily check of all plans would fail, or never end. */
    @ParameterizedTest
    @CsvSource({
        "clearDays, -1",
        "clearDays, 1000000000",
        "papersBeforeIssue, -5",
        "papersBeforeIssue, 2000000000",
        "updateRequestBeforePapers, 1000",
        "secondRequestBeforePapers, -1",
        "level1DaysBefore, -1",
        "level2Slips, 0",
        "level3RedMeetings, 0",
        "remindDaysBefore, 2147483647",
        "furtherDaysAfter, 2147483647",
        "chaseEveryWeeks, 1000000000",
        "rungs[1].tells, 0",
        "rungs[1].reasons, 0",
        "holds, 400",
        "closures, 400"
    })
    void a_policy_with_which_nobody_can_count_is_refused(String field, int value) {
        Policy standard = Policy.standard();
        LocalDate christmas = LocalDate.parse("2018-12-24");
        List<Policy.Rung> rungs = new ArrayList<>(Policy.standardRungs());
        if (field.equals("rungs[1].tells")) {
            rungs.set(1, new Policy.Rung(List.of(), rungs.get(1).reasons()));
        } else if (field.equals("rungs[1].reasons")) {
            rungs.set(1, new Policy.Rung(rungs.get(1).tells(), rungs.get(0).reasons()));
        }
        Policy.Change change = standard.change()
                .clearDays(field.equals("clearDays") ? value : null)
                .papersBeforeIssue(field.equals("papersBeforeIssue") ? value : 5)
                .requestsBeforePapers(
                        field.equals("updateRequestBeforePapers") ? value : 5,
                        field.equals("secondRequestBeforePapers") ? value : 2)
                .chaseEvery(field.equals("chaseEveryWeeks") ? value : 1)
                .ladder(new Policy.Ladder(
                        field.equals("level1DaysBefore") ? value : 3,
                        7,
                        28,
                        field.equals("level2Slips") ? value : 2,
                        56,
                        field.equals("level3RedMeetings") ? value : 2,
                        rungs));
        switch (field) {
            case "remindDaysBefore" -> change.remindDaysBefore(List.of(value));
            case "furtherDaysAfter" -> change.remindAfter(true, List.of(value));
            case "closures" ->
                change.closures(List.of(new Policy.Closure(christmas, christmas.plusDays(value), "Christmas")));
            case "holds" -> change.holds(List.of(new Policy.Hold(christmas, christmas.plusDays(value), "Election")));
            default -> {
                // Set above
            }
        }
        Policy policy = change.made();
        assertThatThrownBy(() -> new SetPolicy("kirklees", policy))
                .isInstanceOfSatisfying(
                        InvalidField.class,
                        invalid -> assertThat(invalid.field()).contains(field));
    }

    @Test
    void it_is_published_and_withdrawn() {
        fixture.given(CREATED, ADOPTED).when(new PublishPlan("kirklees")).expectEvents(new PlanPublished("kirklees"));
        fixture.given(CREATED, ADOPTED, new PlanPublished("kirklees"))
                .when(new WithdrawPlan("kirklees", "Election"))
                .expectEvents(new PlanWithdrawn("kirklees", FreeText.of("Election")));
        refuses(
                fixture.given(CREATED).when(new PublishPlan("kirklees")),
                "Carers plan is a draft, and the public sees no drafts. Adopt it first.");
        refuses(
                fixture.given(CREATED).when(new WithdrawPlan("kirklees", "why")),
                "Carers plan is not shown to the public.");
        refuses(
                fixture.given(CREATED, ADOPTED, new PlanPublished("kirklees")).when(new PublishPlan("kirklees")),
                "Carers plan is shown to the public already.");
    }

    @Test
    void a_closed_plan_changes_no_more() {
        PlanClosed closed = new PlanClosed("kirklees", FreeText.of("Period over"));
        fixture.given(CREATED).when(new ClosePlan("kirklees", "Period over")).expectEvents(closed);
        String message = "Carers plan is closed, so nothing can be changed.";
        refuses(fixture.given(CREATED, closed).when(new AdoptPlan("kirklees", null)), message);
        refuses(fixture.given(CREATED, closed).when(new ClosePlan("kirklees", "why")), message);
        refuses(fixture.given(CREATED, closed).when(new SetPolicy("kirklees", Policy.standard())), message);
        refuses(fixture.given(CREATED, closed).when(new AmendPlan("kirklees", DETAILS, null, null)), message);
    }

    @Test
    void actions_go_on_in_a_successor() {
        ActionsCarriedOver carried = new ActionsCarriedOver("kirklees", "next", List.of("a-1", "a-2"));
        fixture.given(CREATED)
                .when(new CarryOverActions("kirklees", "next", List.of("a-1", "a-2")))
                .expectEvents(carried);
        refuses(
                fixture.given(CREATED, carried).when(new CarryOverActions("kirklees", "next", List.of("a-2"))),
                "One of the actions was carried over already, so nothing was changed. Leave it out.");
        refuses(
                fixture.given(CREATED).when(new CarryOverActions("kirklees", "closed", List.of("a-1"))),
                "Old plan is closed, so no action can go on in it.");
        blames(
                fixture.given(CREATED).when(new CarryOverActions("kirklees", "kirklees", List.of("a-1"))),
                "successorPlanId");
        blames(
                fixture.given(CREATED).when(new CarryOverActions("kirklees", "nowhere", List.of("a-1"))),
                "successorPlanId");
        blames(fixture.given(CREATED).when(new CarryOverActions("kirklees", "next", List.of("a-none"))), "actionIds");
    }

    @Test
    void an_action_never_goes_back_where_it_came_from() {
        refuses(
                fixture.given(CREATED).when(new CarryOverActions("kirklees", "last", List.of("a-3"))),
                "One of the actions came from Last plan and cannot go back there, so nothing was changed. Leave it out.");
    }

    @Test
    void an_action_is_carried_over_once_however_often_it_is_named() {
        fixture.given(CREATED)
                .when(new CarryOverActions("kirklees", "next", List.of("a-1", "a-1")))
                .expectEvents(new ActionsCarriedOver("kirklees", "next", List.of("a-1")));
    }

    @Test
    void words_are_removed_on_the_record() {
        fixture.given(CREATED)
                .when(new RedactPlanText("kirklees", 3, "d1", "Names a person"))
                .expectEvents(new PlanTextRedacted("kirklees", 3, "d1", "Names a person"));
        blames(fixture.given(CREATED).when(new RedactPlanText("kirklees", 3, "d2", "why")), "digest");
    }
}
