package org.waymark.notifier.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waymark.notifier.World.kind;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.Timescale;
import org.waymark.notifier.World;

class MeetingCycleTest {

    @ParameterizedTest
    @CsvSource({
        // Counted by hand: 25, 26 December and 1 January are holidays; 2 January in Scotland too
        "ENGLAND, 2018-01-10, 2018-01-02, 2017-12-21, 2017-12-19, 2017-12-14",
        "SCOTLAND, 2018-01-10, 2018-01-04, 2017-12-22, 2017-12-20, 2017-12-15",
        "WALES, 2018-01-10, 2018-01-04, 2017-12-27, 2017-12-21, 2017-12-18",
        "ENGLAND, 2018-07-17, 2018-07-09, 2018-07-02, 2018-06-28, 2018-06-25",
    })
    void the_days_before_a_meeting_follow_from_the_nations_clear_and_working_days(
            Nation nation, LocalDate meeting, LocalDate issue, LocalDate papers, LocalDate second, LocalDate request) {
        World world = World.adoptedOn("2017-10-02")
                .policy(policy -> policy.change().nation(nation).made())
                .meeting("m-1", meeting.toString());

        PlanDay plan = Sweep.planDays(world.situation(LocalTime.of(7, 30))).get(World.PLAN);
        assertThat(Objects.requireNonNull(plan).meetingDates()).singleElement().satisfies(dates -> {
            assertThat(dates.issue()).isEqualTo(issue);
            assertThat(dates.papers()).isEqualTo(papers);
            assertThat(dates.secondRequest()).isEqualTo(second);
            assertThat(dates.request()).isEqualTo(request);
        });
    }

    private static World asked() {
        return World.adoptedOn("2018-05-01")
                .action("a-1", kind(Timescale.Kind.ONGOING), "carers")
                .meeting("m-1", "2018-07-17");
    }

    @Test
    void leads_are_asked_then_asked_again_and_silence_is_escalated_at_the_papers_deadline() {
        assertThat(asked().checkUntil("2018-07-17"))
                .containsExactly(
                        "2018-06-25 UPDATE_REQUEST a-1 c-sam",
                        "2018-06-28 SECOND_UPDATE_REQUEST a-1 c-sam",
                        "2018-07-02 level 1 SILENT a-1",
                        "2018-07-02 ESCALATION a-1 c-ellen",
                        "2018-07-02 ESCALATIONS_FOR_PAPERS kirklees c-priya");
    }

    @Test
    void a_meeting_that_was_moved_before_anybody_was_asked_takes_its_days_along() {
        assertThat(asked().moved("m-1", "2018-07-24").checkUntil("2018-07-06"))
                .containsExactly("2018-07-02 UPDATE_REQUEST a-1 c-sam", "2018-07-05 SECOND_UPDATE_REQUEST a-1 c-sam");
    }

    @Test
    void a_meeting_that_was_moved_after_its_requests_is_asked_about_anew_and_its_silence_resolves() {
        World world = asked();
        world.checkUntil("2018-07-03");
        world.on("2018-07-04").moved("m-1", "2018-09-11");

        List<String> said = world.checkUntil("2018-08-28");

        assertThat(said)
                .containsExactly(
                        "2018-08-17 UPDATE_REQUEST a-1 c-sam",
                        "2018-08-22 SECOND_UPDATE_REQUEST a-1 c-sam",
                        "2018-08-24 level 1 SILENT a-1",
                        "2018-08-24 ESCALATION a-1 c-ellen",
                        "2018-08-24 ESCALATIONS_FOR_PAPERS kirklees c-priya");
    }

    @Test
    void a_meeting_moved_by_a_day_does_not_ask_twice_within_the_week() {
        World world = asked();
        world.checkUntil("2018-06-26");
        world.moved("m-1", "2018-07-18").on("2018-06-27");

        assertThat(world.checkUntil("2018-07-02")).containsExactly("2018-06-29 SECOND_UPDATE_REQUEST a-1 c-sam");
    }

    @Test
    void nothing_follows_from_a_cancelled_meeting_and_its_silence_resolves() {
        World world = asked();
        world.checkUntil("2018-07-03");
        world.on("2018-07-04").cancelled("m-1");

        assertThat(world.checkUntil("2018-09-28")).isEmpty();
        assertThat(world.row("a-1").open()).isEmpty();
        assertThat(asked().cancelled("m-1").checkUntil("2018-09-28")).isEmpty();
    }

    @Test
    void two_groups_over_one_plan_ask_once_a_week_and_one_that_sees_level_3_does_not_ask() {
        World world = asked().group("g-other", "Implementation group", GroupDetails.Sees.EXCEPTIONS)
                .group("g-top", "Health and Wellbeing Board", GroupDetails.Sees.LEVEL_3)
                .meeting("g-other", "m-2", "2018-07-19")
                .meeting("g-top", "m-3", "2018-06-19");

        assertThat(world.checkUntil("2018-06-29"))
                .containsExactly("2018-06-25 UPDATE_REQUEST a-1 c-sam", "2018-06-28 SECOND_UPDATE_REQUEST a-1 c-sam");
    }

    @Test
    void two_plans_under_one_group_are_asked_about_in_one_mail() {
        World world = asked().plan("dementia", Nation.ENGLAND);
        world.happen(new PlanEvent.PlanAdopted("dementia", world.today(), null));
        GroupDetails before =
                Objects.requireNonNull(world.agenda().group("g-board")).details();
        world.happen(new GroupEvent.GroupAmended(
                "g-board",
                before,
                new GroupDetails(
                        before.name(),
                        before.kind(),
                        before.nation(),
                        null,
                        before.chair(),
                        before.officer(),
                        List.of(),
                        List.of(
                                before.plans().getFirst(),
                                new GroupDetails.PlanView("dementia", GroupDetails.Sees.EVERYTHING, true)))));
        world.actionOf("dementia", "a-2", "carers").on("2018-06-25");

        assertThat(world.sweep().digests())
                .singleElement()
                .satisfies(digest -> assertThat(digest.items())
                        .extracting(DueItem::actionId)
                        .containsExactlyInAnyOrder("a-1", "a-2"));
    }
}
