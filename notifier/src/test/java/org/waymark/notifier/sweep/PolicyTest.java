package org.waymark.notifier.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.Timescale;
import org.waymark.notifier.World;

/** What a plan's own numbers change about the sweep. */
class PolicyTest {

    @Test
    void further_days_after_the_date_remind_besides_the_next_day_and_a_chase_on_the_same_day_stands_alone() {
        World world = World.adoptedOn("2018-01-02")
                .policy(p -> p.change().remindAfter(true, List.of(3, 8)).made())
                .due("a-1", "2018-03-05");

        assertThat(to("c-sam", world.on("2018-03-06").checkUntil("2018-03-20")))
                .containsExactly(
                        "2018-03-06 REMINDER_AFTER a-1 c-sam",
                        "2018-03-08 REMINDER_AFTER a-1 c-sam",
                        "2018-03-13 WEEKLY_CHASE a-1 c-sam",
                        "2018-03-20 WEEKLY_CHASE a-1 c-sam");
    }

    @Test
    void a_chase_every_two_weeks_leaves_out_every_other_week() {
        World world = World.adoptedOn("2018-01-02")
                .policy(p -> p.change().chaseEvery(2).made())
                .due("a-1", "2018-03-05");

        assertThat(to("c-sam", world.on("2018-03-06").checkUntil("2018-04-04")))
                .containsExactly(
                        "2018-03-06 REMINDER_AFTER a-1 c-sam",
                        "2018-03-20 WEEKLY_CHASE a-1 c-sam",
                        "2018-04-03 WEEKLY_CHASE a-1 c-sam");
    }

    @Test
    void without_any_reminder_after_the_date_the_first_word_is_the_first_chase() {
        World world = World.adoptedOn("2018-01-02")
                .policy(p -> p.change().remindAfter(false, List.of()).made())
                .due("a-1", "2018-03-05");

        assertThat(to("c-sam", world.on("2018-03-06").checkUntil("2018-03-13")))
                .containsExactly("2018-03-13 WEEKLY_CHASE a-1 c-sam");
    }

    @Test
    void where_nobody_is_chased_a_date_that_had_passed_when_it_was_agreed_is_reminded_of_once() {
        World world = World.adoptedOn("2018-01-02")
                .policy(p -> p.change().chaseEvery(0).made())
                .action("a-1", World.kind(Timescale.Kind.NONE), "carers")
                .on("2018-03-09");
        world.happen(
                new ActionEvent.TimescaleSet("a-1", World.kind(Timescale.Kind.NONE), World.date("2018-02-05"), null));

        assertThat(to("c-sam", world.checkUntil("2018-04-20"))).containsExactly("2018-03-12 REMINDER_AFTER a-1 c-sam");
    }

    @Test
    void a_reason_goes_to_the_rung_that_has_it_and_to_nobody_where_none_has() {
        World world = World.adoptedOn("2018-01-02")
                .policy(p -> p.change()
                        .ladder(ladder(
                                rung(RecipientRole.ESCALATION_CONTACT),
                                rung(RecipientRole.GOVERNANCE_OFFICER, EscalationReason.LATE),
                                rung(RecipientRole.CHAIR, EscalationReason.NO_LEAD)))
                        .made())
                .due("a-1", "2018-03-01")
                .on("2018-03-02")
                .action("a-2", World.date("2018-12-31"), Status.IN_PROGRESS, Rating.AMBER);

        List<String> said = world.on("2018-03-05").checkUntil("2018-05-30");

        assertThat(said).contains("2018-03-05 level 3 NO_LEAD a-2", "2018-03-29 level 2 LATE a-1");
        assertThat(said).filteredOn(line -> line.contains("level")).hasSize(2);
    }

    @Test
    void everybody_whom_a_rung_tells_is_told() {
        World world = World.adoptedOn("2018-01-02")
                .policy(p -> p.change()
                        .ladder(ladder(
                                new Policy.Rung(
                                        List.of(RecipientRole.LEAD, RecipientRole.CHAIR),
                                        List.of(EscalationReason.LATE)),
                                rung(RecipientRole.GOVERNANCE_OFFICER),
                                rung(RecipientRole.CHAIR)))
                        .made())
                .due("a-1", "2018-03-05");

        assertThat(world.on("2018-03-12").checkUntil("2018-03-12"))
                .contains("2018-03-12 ESCALATION a-1 c-sam", "2018-03-12 ESCALATION a-1 c-chris")
                .noneMatch(line -> line.endsWith(" c-ellen"));
    }

    @Test
    void a_rung_whose_people_cannot_be_reached_passes_to_the_next() {
        World world = World.adoptedOn("2018-01-02").without("c-ellen").due("a-1", "2018-03-05");

        assertThat(world.on("2018-03-12").checkUntil("2018-03-12"))
                .contains("2018-03-12 level 2 LATE a-1", "2018-03-12 ESCALATION a-1 c-priya");
    }

    @Test
    void a_bank_holiday_that_the_plan_names_moves_mail_and_deadlines_and_the_day_it_was_moved_from_does_not() {
        World world = World.adoptedOn("2029-01-02")
                .policy(policy -> policy.change()
                        .holidays(List.of(new Policy.Holiday(
                                LocalDate.of(2029, 5, 11), "Moved for once", LocalDate.of(2029, 5, 7))))
                        .made())
                // Three days before is Friday 11 May, when nobody works
                .due("a-1", "2029-05-14")
                // Three days before is Monday 7 May, the usual holiday
                .due("a-2", "2029-05-10")
                .meeting("m-1", "2029-05-18");

        assertThat(world.checkUntil("2029-05-11"))
                .filteredOn(line -> line.contains("REMINDER_BEFORE") && line.compareTo("2029-05-07") > 0)
                .containsExactly("2029-05-07 REMINDER_BEFORE a-2 c-sam", "2029-05-10 REMINDER_BEFORE a-1 c-sam");
        PlanDay plan = Sweep.planDays(world.situation(LocalTime.NOON)).get(World.PLAN);
        assertThat(plan).isNotNull();
        // Five clear days before Friday 18 May: 17, 16, 15 and 14, and 10 because nobody works on 11
        assertThat(plan.meetingDates().getFirst().issue()).isEqualTo("2029-05-09");
    }

    @Test
    void the_policys_nation_goes_before_the_plans() {
        World world = World.adoptedOn("2017-12-01")
                .policy(p -> p.change().nation(Nation.SCOTLAND).made())
                .due("a-1", "2018-01-01");

        assertThat(to("c-sam", world.on("2018-01-02").checkUntil("2018-01-03")))
                .containsExactly("2018-01-03 REMINDER_AFTER a-1 c-sam");
    }

    private static Policy.Ladder ladder(Policy.Rung... rungs) {
        return new Policy.Ladder(3, 7, 28, 2, 56, 2, List.of(rungs));
    }

    private static Policy.Rung rung(RecipientRole tells, EscalationReason... reasons) {
        return new Policy.Rung(List.of(tells), List.of(reasons));
    }

    private static List<String> to(String contactId, List<String> said) {
        List<String> lines = new ArrayList<>(said);
        lines.removeIf(line -> !line.endsWith(" " + contactId));
        return lines;
    }
}
