package org.waymark.notifier.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waymark.notifier.World.date;
import static org.waymark.notifier.World.kind;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.contract.time.Timescale;
import org.waymark.notifier.World;

class MilestonesAndReportsTest {

    @Test
    void a_milestone_is_reminded_about_like_a_date() {
        World world = World.adoptedOn("2018-01-02")
                .action("a-1", kind(Timescale.Kind.ONGOING), "carers")
                .milestone("a-1", "s-1", date("2018-03-29"));

        assertThat(world.checkUntil("2018-04-13"))
                .containsExactly(
                        "2018-03-01 MILESTONE_BEFORE a-1 c-sam",
                        "2018-03-15 MILESTONE_BEFORE a-1 c-sam",
                        "2018-03-26 MILESTONE_BEFORE a-1 c-sam",
                        "2018-04-03 MILESTONE_AFTER a-1 c-sam",
                        "2018-04-06 MILESTONE_AFTER a-1 c-sam",
                        "2018-04-13 MILESTONE_AFTER a-1 c-sam");
    }

    @Test
    void nobody_is_reminded_of_a_milestone_that_was_reached_or_whose_action_is_closed() {
        World reached = World.adoptedOn("2018-01-02")
                .action("a-1", kind(Timescale.Kind.ONGOING), "carers")
                .milestone("a-1", "s-1", date("2018-03-29"))
                .reached("a-1", "s-1");
        World closed = World.adoptedOn("2018-01-02")
                .action("a-1", kind(Timescale.Kind.ONGOING), "carers")
                .milestone("a-1", "s-1", date("2018-03-29"))
                .complete("a-1");

        assertThat(reached.checkUntil("2018-04-13")).isEmpty();
        assertThat(closed.checkUntil("2018-04-13")).isEmpty();
    }

    @Test
    void whoever_leads_is_reminded_by_the_date_to_which_a_milestone_was_moved() {
        World world = World.adoptedOn("2018-01-02")
                .action("a-1", kind(Timescale.Kind.ONGOING), "carers")
                .milestone("a-1", "s-1", date("2018-03-29"));
        assertThat(world.checkUntil("2018-03-05")).containsExactly("2018-03-01 MILESTONE_BEFORE a-1 c-sam");

        world.on("2018-03-06").milestoneMoved("a-1", "s-1", date("2018-03-29"), date("2018-05-31"));

        assertThat(world.checkUntil("2018-06-08"))
                .containsExactly(
                        "2018-05-03 MILESTONE_BEFORE a-1 c-sam",
                        "2018-05-17 MILESTONE_BEFORE a-1 c-sam",
                        "2018-05-25 MILESTONE_BEFORE a-1 c-sam",
                        "2018-06-01 MILESTONE_AFTER a-1 c-sam",
                        "2018-06-08 MILESTONE_AFTER a-1 c-sam");
    }

    @Test
    void a_milestone_that_gets_its_first_date_is_reminded_about() {
        World world = World.adoptedOn("2018-01-02")
                .action("a-1", kind(Timescale.Kind.ONGOING), "carers")
                .milestone("a-1", "s-1", Timescale.none());

        world.on("2018-02-06").milestoneMoved("a-1", "s-1", Timescale.none(), date("2018-03-29"));

        assertThat(world.checkUntil("2018-03-01")).containsExactly("2018-03-01 MILESTONE_BEFORE a-1 c-sam");
    }

    @Test
    void a_late_milestone_escalates_nothing_and_leaves_the_action_as_it_is() {
        World world = World.adoptedOn("2018-01-02")
                .action("a-1", kind(Timescale.Kind.ONGOING), "carers")
                .milestone("a-1", "s-1", date("2018-01-31"));

        assertThat(world.checkUntil("2018-06-29"))
                .allMatch(line -> line.contains("MILESTONE_"))
                .allMatch(line -> line.endsWith("c-sam"));
        assertThat(world.row("a-1").open()).isEmpty();
    }

    @Test
    void two_milestones_and_the_action_each_have_reminders_of_their_own() {
        World world = World.adoptedOn("2018-01-02")
                .due("a-1", "2018-03-29")
                .milestone("a-1", "s-1", date("2018-03-29"))
                .milestone("a-1", "s-2", date("2018-03-29"));

        assertThat(world.checkUntil("2018-03-01"))
                .containsExactly(
                        "2018-03-01 REMINDER_BEFORE a-1 c-sam",
                        "2018-03-01 MILESTONE_BEFORE a-1 c-sam",
                        "2018-03-01 MILESTONE_BEFORE a-1 c-sam");
    }

    @Test
    void a_milestone_without_a_date_is_not_reminded_about_and_one_that_goes_on_is_never_late() {
        Timescale thenOngoing = new Timescale(
                "March 2018 and ongoing",
                Timescale.Kind.DATE_THEN_ONGOING,
                null,
                LocalDate.of(2018, 3, 29),
                null,
                false,
                null);
        World world = World.adoptedOn("2018-01-02")
                .action("a-1", kind(Timescale.Kind.ONGOING), "carers")
                .milestone("a-1", "s-1", Timescale.none())
                .milestone("a-1", "s-2", thenOngoing);

        assertThat(world.checkUntil("2018-06-29")).hasSize(3).allMatch(line -> line.contains("MILESTONE_BEFORE"));
    }

    @Test
    void while_governance_has_a_proposal_to_answer_nobody_is_chased_about_a_milestone() {
        World world = World.adoptedOn("2018-01-02")
                .action("a-1", date("2018-12-31"), "carers")
                .milestone("a-1", "s-1", date("2018-01-31"))
                .propose("a-1", "r-1", "2019-06-30");

        assertThat(world.checkUntil("2018-03-01")).noneMatch(line -> line.contains("MILESTONE"));
    }

    @Test
    void a_milestone_follows_the_plans_policy() {
        World world = World.adoptedOn("2018-01-02")
                .policy(policy -> policy.change()
                        .remindDaysBefore(List.of(7))
                        .chaseEvery(0)
                        .made())
                .action("a-1", kind(Timescale.Kind.ONGOING), "carers")
                .milestone("a-1", "s-1", date("2018-03-15"));

        assertThat(world.checkUntil("2018-05-31"))
                .containsExactly("2018-03-08 MILESTONE_BEFORE a-1 c-sam", "2018-03-16 MILESTONE_AFTER a-1 c-sam");
    }

    @Test
    void those_who_owe_a_report_are_reminded_about_it_like_a_date() {
        World world = World.adoptedOn("2018-01-02").report("d-1", "2018-03-29", "carers");

        assertThat(world.checkUntil("2018-04-06"))
                .containsExactly(
                        "2018-03-01 REPORT_BEFORE kirklees c-sam",
                        "2018-03-15 REPORT_BEFORE kirklees c-sam",
                        "2018-03-26 REPORT_BEFORE kirklees c-sam",
                        "2018-04-03 REPORT_AFTER kirklees c-sam",
                        "2018-04-06 REPORT_AFTER kirklees c-sam");
    }

    @Test
    void where_nobody_is_named_or_can_be_reached_the_governance_officer_is_reminded() {
        World nobody = World.adoptedOn("2018-01-02").report("d-1", "2018-03-29");
        World unreachable = World.adoptedOn("2018-01-02")
                .report("d-1", "2018-03-29", "carers")
                .without("c-sam");

        assertThat(nobody.checkUntil("2018-03-01")).containsExactly("2018-03-01 REPORT_BEFORE kirklees c-priya");
        assertThat(unreachable.checkUntil("2018-03-01")).containsExactly("2018-03-01 REPORT_BEFORE kirklees c-priya");
    }

    @Test
    void a_report_that_came_schedules_the_next_and_one_called_off_is_not_spoken_of_again() {
        World world = World.adoptedOn("2018-01-02")
                .report("d-1", "2018-01-31", "carers")
                .on("2018-01-30")
                .received("d-1");

        assertThat(world.checkUntil("2018-07-03")).containsExactly("2018-07-03 REPORT_BEFORE kirklees c-sam");
        assertThat(world.calledOff("d-1").on("2018-07-04").checkUntil("2018-12-31"))
                .isEmpty();
    }

    @Test
    void a_report_without_a_date_or_of_a_draft_is_not_reminded_about() {
        assertThat(World.adoptedOn("2018-01-02").report("d-1", null, "carers").checkUntil("2018-12-31"))
                .isEmpty();
        assertThat(World.withDraft("2018-01-02").report("d-1", "2018-03-29").checkUntil("2018-12-31"))
                .isEmpty();
    }

    @Test
    void two_reports_of_one_day_are_two_lines_of_one_mail() {
        World world = World.adoptedOn("2018-01-02")
                .report("d-1", "2018-03-29", "carers")
                .report("d-2", "2018-03-29", "carers")
                .on("2018-03-01");

        assertThat(world.sweep().digests())
                .singleElement()
                .satisfies(digest -> assertThat(digest.items()).hasSize(2));
    }
}
