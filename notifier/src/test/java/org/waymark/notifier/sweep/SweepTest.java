package org.waymark.notifier.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waymark.notifier.World.date;
import static org.waymark.notifier.World.kind;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.Timescale;
import org.waymark.notifier.World;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.agenda.AgendaFold;
import org.waymark.notifier.directory.Contact;

class SweepTest {

    // Before and after a date

    @Test
    void leads_are_reminded_28_14_and_3_days_before_a_date_then_the_next_day_then_weekly_while_late() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29");

        List<String> said = only("c-sam", world.checkUntil("2018-04-20"));

        assertThat(said)
                .containsExactly(
                        "2018-03-01 REMINDER_BEFORE a-1 c-sam",
                        "2018-03-15 REMINDER_BEFORE a-1 c-sam",
                        "2018-03-26 REMINDER_BEFORE a-1 c-sam",
                        // 30 March is Good Friday, 2 April Easter Monday; the week counts from 30 March all the same
                        "2018-04-03 REMINDER_AFTER a-1 c-sam",
                        "2018-04-06 WEEKLY_CHASE a-1 c-sam",
                        "2018-04-13 WEEKLY_CHASE a-1 c-sam",
                        "2018-04-20 WEEKLY_CHASE a-1 c-sam");
    }

    @ParameterizedTest
    @CsvSource({
        "2018-01-28, 2017-12-29, a Sunday moves to the Friday",
        "2018-01-22, 2017-12-22, Christmas Day moves to the Friday before",
        "2018-01-29, 2017-12-29, New Year's Day moves to the Friday before",
    })
    void mail_before_a_date_moves_to_the_previous_working_day(LocalDate target, LocalDate sent, String why) {
        World world = World.adoptedOn("2017-12-04").due("a-1", target.toString());

        List<String> said = only("c-sam", world.checkUntil("2018-01-05"));

        assertThat(said).as(why).contains(sent + " REMINDER_BEFORE a-1 c-sam");
    }

    @Test
    void a_reminder_meant_for_a_day_before_adoption_is_not_sent_after_it() {
        World world = World.adoptedOn("2018-03-20").due("a-1", "2018-03-30");

        assertThat(only("c-sam", world.checkUntil("2018-03-30")))
                .containsExactly("2018-03-27 REMINDER_BEFORE a-1 c-sam");
    }

    @Test
    void after_an_outage_only_the_nearest_reminder_is_caught_up() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-03-28").on("2018-03-27");

        assertThat(world.checkUntil("2018-03-27"))
                .filteredOn(line -> line.contains("REMINDER"))
                .containsExactly("2018-03-27 REMINDER_BEFORE a-1 c-sam");
        assertThat(world.row("a-1").told().keySet()).containsExactly("REMINDER_BEFORE|c-sam|2018-03-28@2018-03-25");
    }

    @Test
    void after_an_outage_only_the_newest_chase_is_caught_up() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-02-28").on("2018-03-21");

        assertThat(only("c-sam", world.checkUntil("2018-03-21"))).containsExactly("2018-03-21 WEEKLY_CHASE a-1 c-sam");
        assertThat(world.row("a-1").told().keySet()).contains("WEEKLY_CHASE|c-sam|2018-02-28@2018-03-15");
    }

    @Test
    void an_action_that_is_ongoing_is_never_late() {
        World world = World.adoptedOn("2018-01-02")
                .action("a-1", kind(Timescale.Kind.ONGOING), "carers")
                .action(
                        "a-2",
                        new Timescale(
                                "March 2018 and ongoing",
                                Timescale.Kind.DATE_THEN_ONGOING,
                                null,
                                LocalDate.of(2018, 3, 31),
                                null,
                                false,
                                null),
                        "carers");

        assertThat(world.checkUntil("2018-06-29"))
                .allMatch(line -> line.contains("REMINDER_BEFORE a-2"))
                .hasSize(3);
    }

    @Test
    void nothing_is_due_about_a_closed_action_a_draft_or_a_plan_without_mail() {
        World closed = World.adoptedOn("2018-01-02").due("a-1", "2018-03-28").complete("a-1");
        World draft = World.withDraft("2018-01-02").due("a-1", "2018-03-28");
        World silent = World.adoptedOn("2018-01-02").due("a-1", "2018-03-28").mail(false);

        assertThat(closed.checkUntil("2018-06-29")).isEmpty();
        assertThat(draft.checkUntil("2018-06-29")).isEmpty();
        assertThat(silent.checkUntil("2018-06-29")).noneMatch(line -> line.contains("c-"));
    }

    @Test
    void nothing_goes_out_on_weekends_bank_holidays_and_in_closures() {
        World world = World.adoptedOn("2017-10-02")
                .closure("2017-12-21", "2018-01-03")
                .due("a-1", "2017-12-19");

        List<String> said = world.checkUntil("2018-01-12");

        assertThat(said)
                .contains("2017-12-20 REMINDER_AFTER a-1 c-sam", "2018-01-04 WEEKLY_CHASE a-1 c-sam")
                .noneMatch(line -> line.compareTo("2017-12-21") >= 0 && line.compareTo("2018-01-04") < 0);
    }

    @Test
    void every_contact_of_every_lead_is_told() {
        World world = World.adoptedOn("2018-01-02")
                .contact("c-ali", "Ali Khan", Contact.Role.LEAD, "carers")
                .action("a-1", date("2018-03-29"), "carers", "council");

        assertThat(world.checkUntil("2018-03-01"))
                .containsExactly(
                        "2018-03-01 REMINDER_BEFORE a-1 c-ali",
                        "2018-03-01 REMINDER_BEFORE a-1 c-kim",
                        "2018-03-01 REMINDER_BEFORE a-1 c-sam");
    }

    // The hour

    @ParameterizedTest
    @CsvSource({
        "2018-03-23T07:29:59Z, 0, the Friday before the clocks go forward",
        "2018-03-23T07:30:00Z, 1, the Friday before the clocks go forward",
        "2018-03-26T06:29:59Z, 0, the Monday after",
        "2018-03-26T06:30:00Z, 1, the Monday after",
        "2018-10-26T06:29:59Z, 0, the Friday before the clocks go back",
        "2018-10-26T06:30:00Z, 1, the Friday before the clocks go back",
        "2018-10-29T07:29:59Z, 0, the Monday after",
        "2018-10-29T07:30:00Z, 1, the Monday after",
        "2018-03-25T12:00:00Z, 0, the Sunday itself",
        "2018-10-28T12:00:00Z, 0, the Sunday itself",
    })
    void mail_goes_out_at_the_plans_hour_by_the_clock_on_the_wall(Instant now, int mails, String why) {
        LocalDateTime local = LocalDateTime.ofInstant(now, AgendaFold.ZONE);
        World world = World.adoptedOn("2018-01-02")
                .due("a-1", local.toLocalDate().plusDays(3).toString());

        assertThat(Sweep.sweep(world.situation(local)).digests()).as(why).hasSize(mails);
    }

    // Before a meeting

    @ParameterizedTest
    @CsvSource({
        // meeting, request, second, papers, issue
        "2018-01-10, 2017-12-14, 2017-12-19, 2017-12-21, 2018-01-02",
        "2018-07-17, 2018-06-25, 2018-06-28, 2018-07-02, 2018-07-09",
    })
    void papers_and_requests_follow_from_the_meeting(
            LocalDate meeting, LocalDate request, LocalDate second, LocalDate papers, LocalDate issue) {
        World world = World.adoptedOn("2017-10-02").meeting("m-1", meeting.toString());

        MeetingDates dates = planDay(world).meetingDates().getFirst();

        assertThat(dates.request()).isEqualTo(request);
        assertThat(dates.secondRequest()).isEqualTo(second);
        assertThat(dates.papers()).isEqualTo(papers);
        assertThat(dates.issue()).isEqualTo(issue);
    }

    @Test
    void who_is_silent_is_asked_twice_and_at_the_papers_deadline_their_escalation_contact_is_told() {
        World world = World.adoptedOn("2018-01-02")
                .action("a-1", kind(Timescale.Kind.ONGOING), "carers")
                .action("a-2", kind(Timescale.Kind.ONGOING), "carers")
                .meeting("m-0", "2018-03-20");
        world.on("2018-03-20").held("m-0").meeting("m-1", "2018-07-17");
        world.on("2018-05-01").update("a-2").on("2018-06-01");

        assertThat(world.checkUntil("2018-07-20"))
                .containsExactly(
                        "2018-06-25 UPDATE_REQUEST a-1 c-sam",
                        "2018-06-28 SECOND_UPDATE_REQUEST a-1 c-sam",
                        "2018-07-02 level 1 SILENT a-1",
                        "2018-07-02 ESCALATION a-1 c-ellen",
                        "2018-07-02 ESCALATIONS_FOR_PAPERS kirklees c-priya");
        assertThat(world.row("a-1").open().getFirst().escalation().cause()).isEqualTo("silent@m-1");
    }

    @Test
    void one_answer_ends_the_silence() {
        World world = World.adoptedOn("2018-01-02")
                .action("a-1", kind(Timescale.Kind.CONDITIONAL), "carers", "council")
                .meeting("m-1", "2018-07-17")
                .on("2018-06-01");

        assertThat(world.checkUntil("2018-06-26")).hasSize(2);
        world.update("a-1");
        assertThat(world.checkUntil("2018-07-20")).isEmpty();
    }

    @Test
    void an_action_is_asked_about_once_a_week_whatever_groups_meet() {
        World world = World.adoptedOn("2018-01-02")
                .group("g-scrutiny", "Scrutiny group", GroupDetails.Sees.EXCEPTIONS)
                .action("a-1", kind(Timescale.Kind.ONGOING), "carers")
                .meeting("m-1", "2018-07-17")
                .meeting("g-scrutiny", "m-2", "2018-07-19")
                .on("2018-06-01");

        assertThat(only("c-sam", world.checkUntil("2018-07-13")))
                .filteredOn(line -> line.contains("REQUEST"))
                .containsExactly("2018-06-25 UPDATE_REQUEST a-1 c-sam", "2018-06-28 SECOND_UPDATE_REQUEST a-1 c-sam");
    }

    @Test
    void requests_for_meetings_of_two_plans_in_one_week_come_in_one_mail() {
        World world = World.adoptedOn("2018-01-02")
                .action("a-1", kind(Timescale.Kind.ONGOING), "carers")
                .meeting("m-1", "2018-07-17")
                .otherPlan("dementia", "g-other", "m-2", "2018-07-19")
                .actionOf("dementia", "a-2", "carers")
                .actionOf("dementia", "a-3", "council")
                .on("2018-06-01");

        List<String> said = world.checkUntil("2018-07-03").stream()
                .filter(line -> line.contains("REQUEST"))
                .toList();

        assertThat(said)
                .containsExactly(
                        "2018-06-25 UPDATE_REQUEST a-2 c-sam",
                        "2018-06-25 UPDATE_REQUEST a-1 c-sam",
                        "2018-06-27 UPDATE_REQUEST a-3 c-kim",
                        "2018-06-28 SECOND_UPDATE_REQUEST a-1 c-sam",
                        "2018-07-02 SECOND_UPDATE_REQUEST a-3 c-kim",
                        "2018-07-02 SECOND_UPDATE_REQUEST a-2 c-sam");
    }

    @Test
    void a_meeting_entered_late_asks_once_after_the_week() {
        World world = World.adoptedOn("2018-01-02")
                .action("a-1", kind(Timescale.Kind.ONGOING), "carers")
                .meeting("m-1", "2018-07-17")
                .on("2018-06-25");
        assertThat(world.checkUntil("2018-06-25")).hasSize(1);
        world.on("2018-06-26")
                .otherPlan("dementia", "g-other", "m-2", "2018-07-19")
                .on("2018-06-26");
        world.actionOf("dementia", "a-2", "carers").on("2018-06-27");

        assertThat(only("c-sam", world.checkUntil("2018-07-03")))
                .filteredOn(line -> line.contains("a-2"))
                .containsExactly("2018-07-02 SECOND_UPDATE_REQUEST a-2 c-sam");
    }

    @Test
    void a_group_that_sees_level_3_only_asks_nobody() {
        World world = World.adoptedOn("2018-01-02")
                .group("g-health", "Health and Wellbeing Board", GroupDetails.Sees.LEVEL_3)
                .action("a-1", kind(Timescale.Kind.ONGOING), "carers")
                .meeting("g-health", "m-1", "2018-07-17");

        assertThat(world.checkUntil("2018-07-20")).isEmpty();
    }

    // The ladder

    @Test
    void lateness_climbs_the_ladder_and_each_rung_is_told_once() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-02-28").update("a-1");

        List<String> said = world.checkUntil("2018-05-31");

        assertThat(said)
                .filteredOn(line -> line.contains("level") || line.contains("ESCALATION"))
                .containsExactly(
                        "2018-02-26 level 1 UNANSWERED_NEAR_DATE a-1",
                        "2018-02-26 ESCALATION a-1 c-ellen",
                        "2018-03-28 level 2 LATE a-1",
                        "2018-03-28 ESCALATION a-1 c-priya",
                        "2018-04-25 level 3 LATE a-1",
                        "2018-04-25 ESCALATION a-1 c-chris",
                        "2018-04-25 ESCALATION a-1 c-priya");
    }

    @Test
    void what_answered_its_reminders_is_raised_seven_days_late() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-02-28");
        List<String> said = world.checkUntil("2018-02-15");
        world.update("a-1");

        assertThat(said).noneMatch(line -> line.contains("level"));
        assertThat(world.checkUntil("2018-03-08"))
                .filteredOn(line -> line.contains("level"))
                .containsExactly("2018-03-07 level 1 LATE a-1");
    }

    @ParameterizedTest
    @CsvSource({"NOT_STARTED, AMBER, NOT_STARTED_NEAR_DATE", "IN_PROGRESS, RED, RED_NEAR_DATE"})
    void three_days_before_its_date_level_1_hears_of_what_is_not_started_or_red(
            Status status, Rating rating, String reason) {
        World world = World.adoptedOn("2018-02-02").action("a-1", date("2018-02-28"), status, rating, "carers");

        assertThat(world.checkUntil("2018-02-28"))
                .filteredOn(line -> line.contains("level"))
                .containsExactly("2018-02-26 level 1 " + reason + " a-1");
    }

    @Test
    void an_action_that_qualifies_for_several_rungs_is_raised_at_the_highest_only() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-02-28").on("2018-05-01");

        assertThat(world.checkUntil("2018-05-10"))
                .filteredOn(line -> line.contains("level"))
                .containsExactly("2018-05-01 level 3 LATE a-1");
    }

    @Test
    void what_was_resolved_by_hand_is_not_raised_again_for_the_same_cause_at_the_same_level() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-02-28").on("2018-03-28");
        assertThat(world.checkUntil("2018-03-28")).contains("2018-03-28 level 2 LATE a-1");
        world.resolve("a-1");

        assertThat(world.checkUntil("2018-04-27"))
                .filteredOn(line -> line.contains("level"))
                .containsExactly("2018-04-25 level 3 LATE a-1");
    }

    @Test
    void a_new_date_ends_the_lateness_and_being_late_for_it_is_another_cause() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-02-28").on("2018-03-28");
        world.checkUntil("2018-03-28");
        world.slip("a-1", "2018-04-30");

        world.on("2018-03-29");
        assertThat(world.sweep().resolve()).hasSize(1);
        // 28 days after 30 April is the spring bank holiday
        world.checkUntil("2018-05-29");
        assertThat(world.row("a-1").open().getFirst().escalation().cause()).isEqualTo("late@2018-04-30");
    }

    @Test
    void slipping_twice_goes_to_governance_until_a_decision_is_recorded() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-06-30");
        world.on("2018-02-01").slip("a-1", "2018-09-30");
        assertThat(world.checkUntil("2018-02-02")).isEmpty();
        world.slip("a-1", "2019-03-31").on("2018-02-05");

        assertThat(world.checkUntil("2018-02-06"))
                .containsExactly("2018-02-05 level 2 SLIPPED a-1", "2018-02-05 ESCALATION a-1 c-priya");
        world.decision("a-1").on("2018-02-07");
        assertThat(world.sweep().resolve()).hasSize(1);
        assertThat(world.checkUntil("2018-02-20")).isEmpty();
    }

    @Test
    void what_the_board_decides_at_a_meeting_about_several_actions_settles_their_history() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-06-30").meeting("m-1", "2018-02-06");
        world.on("2018-02-01").slip("a-1", "2018-09-30").slip("a-1", "2019-03-31");
        world.on("2018-02-05").check();
        assertThat(world.row("a-1").open()).hasSize(1);

        world.on("2018-02-06").groupDecision("m-1", "a-1").on("2018-02-07");

        assertThat(world.sweep().resolve()).hasSize(1);
        assertThat(world.checkUntil("2018-02-20"))
                .filteredOn(line -> line.contains("SLIPPED"))
                .isEmpty();
    }

    @Test
    void an_address_that_was_corrected_and_fails_too_is_raised_again() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-12-31").on("2018-03-01");
        world.undeliverable("c-sam");
        assertThat(world.checkUntil("2018-03-02")).contains("2018-03-01 level 2 UNDELIVERABLE a-1");
        world.otherAddress("c-sam", "sam.okafor@kirklees.example").on("2018-03-05");
        world.check();
        assertThat(world.row("a-1").open()).isEmpty();
        world.undeliverable("c-sam").on("2018-03-07");

        assertThat(world.checkUntil("2018-03-07")).contains("2018-03-07 level 2 UNDELIVERABLE a-1");
    }

    @Test
    void what_was_complete_in_the_plan_and_is_opened_again_lacks_a_date() {
        World world = World.adoptedOn("2018-01-02").action("a-1", kind(Timescale.Kind.SETTLED_COMPLETE), "carers");
        world.on("2018-03-01").complete("a-1");
        world.happen(new org.waymark.contract.action.ActionEvent.Reopened(
                "a-1",
                Status.COMPLETE,
                Status.IN_PROGRESS,
                org.waymark.contract.log.FreeText.of("Not done after all")));

        assertThat(world.on("2018-03-02").checkUntil("2018-03-02")).contains("2018-03-02 level 2 UNDATED a-1");
    }

    @Test
    void losing_its_lead_is_raised_on_the_next_check_and_resolves_with_a_new_one() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-12-31").on("2018-05-31");
        world.reassign("a-1").on("2018-06-01");

        assertThat(world.checkUntil("2018-06-01"))
                .containsExactly("2018-06-01 level 2 NO_LEAD a-1", "2018-06-01 ESCALATION a-1 c-priya");
        world.reassign("a-1", "council").on("2018-06-04");
        assertThat(world.sweep().resolve()).hasSize(1);
        assertThat(world.checkUntil("2018-06-04")).containsExactly("2018-06-04 HANDOVER a-1 c-kim");
    }

    @Test
    void what_nobody_can_be_written_to_about_and_what_has_no_readable_date_goes_to_governance() {
        World world = World.adoptedOn("2018-01-02").on("2018-02-01");
        world.action("a-1", date("2018-12-31"), "all-partners")
                .action("a-2", kind(Timescale.Kind.NONE), "carers")
                .action("a-3", kind(Timescale.Kind.UNREADABLE), "carers")
                .on("2018-02-02");

        assertThat(world.checkUntil("2018-02-02"))
                .filteredOn(line -> line.contains("level"))
                .containsExactly(
                        "2018-02-02 level 2 NOBODY_TO_WRITE_TO a-1",
                        "2018-02-02 level 2 UNDATED a-2",
                        "2018-02-02 level 2 UNREADABLE a-3");
    }

    @Test
    void an_address_that_refuses_for_good_is_not_written_to_and_goes_to_governance() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29").undeliverable("c-sam");

        List<String> said = world.checkUntil("2018-03-31");

        assertThat(said)
                .contains("2018-01-02 level 2 UNDELIVERABLE a-1", "2018-01-02 ESCALATION a-1 c-priya")
                .noneMatch(line -> line.endsWith("c-sam"));
    }

    @Test
    void red_at_two_meetings_running_goes_to_the_chair() {
        World world = World.adoptedOn("2018-01-02")
                .action("a-1", date("2019-12-31"), Status.IN_PROGRESS, Rating.RED, "carers")
                .meeting("m-1", "2018-03-20");
        world.on("2018-03-20").held("m-1").meeting("m-2", "2018-06-19").on("2018-06-14");
        world.update("a-1").on("2018-06-19").held("m-2");

        assertThat(world.checkUntil("2018-06-20"))
                .filteredOn(line -> line.contains("level"))
                .containsExactly("2018-06-19 level 3 RED_AT_MEETINGS a-1");
        world.rated("a-1", Rating.AMBER).on("2018-06-21");
        assertThat(world.sweep().resolve()).hasSize(1);
    }

    @Test
    void a_rung_without_a_contact_passes_to_the_next() {
        World world = World.adoptedOn("2018-01-02")
                .without("c-ellen")
                .due("a-1", "2018-02-28")
                .on("2018-03-07");

        assertThat(world.checkUntil("2018-03-30"))
                .filteredOn(line -> line.contains("level") || line.contains("ESCALATION"))
                .containsExactly("2018-03-07 level 2 LATE a-1", "2018-03-07 ESCALATION a-1 c-priya");
    }

    @Test
    void completion_resolves_what_is_open() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-02-28").on("2018-03-28");
        world.checkUntil("2018-03-28");
        world.complete("a-1").on("2018-03-29");

        Due due = world.sweep();

        assertThat(due.resolve()).hasSize(1);
        assertThat(due.digests()).isEmpty();
    }

    // Taking on, handing over, proposing

    @Test
    void what_is_late_or_missing_at_adoption_goes_into_one_report_and_counts_from_adoption() {
        World world = World.withDraft("2018-09-03")
                .due("a-1", "2018-08-31")
                .action("a-2", kind(Timescale.Kind.NONE), "carers")
                .on("2018-09-13")
                .adopt();

        List<String> said = world.checkUntil("2018-11-09");

        assertThat(said)
                .filteredOn(line -> !line.contains("WEEKLY_CHASE"))
                .containsExactly(
                        "2018-09-13 TAKE_ON_REPORT kirklees c-priya",
                        "2018-09-14 REMINDER_AFTER a-1 c-sam",
                        "2018-09-20 level 1 LATE a-1",
                        "2018-09-20 ESCALATION a-1 c-ellen",
                        "2018-10-11 level 2 LATE a-1",
                        "2018-10-11 level 2 UNDATED a-2",
                        "2018-10-11 ESCALATION a-1 c-priya",
                        "2018-10-11 ESCALATION a-2 c-priya",
                        "2018-11-08 level 3 LATE a-1",
                        "2018-11-08 ESCALATION a-1 c-chris",
                        "2018-11-08 ESCALATION a-1 c-priya");
    }

    @Test
    void the_report_is_about_the_day_of_adoption_however_late_mail_is_switched_on() {
        World world = World.withDraft("2018-09-03")
                .due("a-1", "2018-08-31")
                .action("a-2", kind(Timescale.Kind.NONE), "carers")
                .action("a-3", date("2018-12-31"))
                .on("2018-09-13")
                .mail(false)
                .adopt();
        world.checkUntil("2018-09-30");
        world.on("2018-10-01").slip("a-1", "2018-12-31").complete("a-2").reassign("a-3", "carers");
        world.due("a-4", "2018-09-30");
        world.on("2018-11-01").mail(true);

        assertThat(world.checkUntil("2018-11-01")).contains("2018-11-01 TAKE_ON_REPORT kirklees c-priya");
        TakeOn report = TakeOn.of(planDay(world.mailForgotten()));
        assertThat(report.adopted()).isEqualTo(3);
        assertThat(report.late()).extracting(ActionRow::actionId).containsExactly("a-1");
        assertThat(report.noDate()).extracting(ActionRow::actionId).containsExactly("a-2");
        assertThat(report.noLead()).extracting(ActionRow::actionId).containsExactly("a-3");
    }

    @Test
    void what_was_carried_over_into_a_plan_is_taken_on_with_it() {
        World world = World.withDraft("2018-09-03").due("a-1", "2018-08-31").plan("next", Nation.ENGLAND);
        world.happen(new org.waymark.contract.plan.PlanEvent.ActionsCarriedOver(World.PLAN, "next", List.of("a-1")));
        world.groupOf("next", "g-next").on("2018-09-13");
        world.happen(new org.waymark.contract.plan.PlanEvent.PlanAdopted("next", world.today(), null));

        assertThat(world.checkUntil("2018-09-13")).contains("2018-09-13 TAKE_ON_REPORT next c-priya");
        PlanDay next = java.util.Objects.requireNonNull(
                Sweep.planDays(world.mailForgotten().situation(LocalTime.NOON)).get("next"));
        assertThat(TakeOn.of(next).late()).extracting(ActionRow::planId).containsExactly("next");
    }

    @Test
    void a_new_officer_does_not_get_the_take_on_report_of_long_ago() {
        World world = World.withDraft("2018-09-03")
                .due("a-1", "2018-08-31")
                .on("2018-09-13")
                .adopt();
        assertThat(world.checkUntil("2018-09-14")).contains("2018-09-13 TAKE_ON_REPORT kirklees c-priya");
        world.contact("c-new", "Noor Ali", Contact.Role.GOVERNANCE_OFFICER)
                .on("2018-09-17")
                .officer("c-new");

        assertThat(world.checkUntil("2018-09-19"))
                .filteredOn(line -> line.contains("TAKE_ON"))
                .isEmpty();
    }

    @Test
    void a_plan_without_gaps_needs_no_report() {
        assertThat(World.withDraft("2018-09-03")
                        .due("a-1", "2019-08-31")
                        .adopt()
                        .checkUntil("2018-09-05"))
                .isEmpty();
    }

    @Test
    void a_reassigned_action_writes_to_the_new_leads_only() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-02-28").on("2018-03-02");
        world.checkUntil("2018-03-02");
        world.on("2018-03-05").reassign("a-1", "council").on("2018-03-06");

        assertThat(world.checkUntil("2018-03-15"))
                .filteredOn(line -> !line.contains("level") && !line.contains("ESCALATION"))
                .containsExactly(
                        "2018-03-06 HANDOVER a-1 c-kim",
                        "2018-03-08 WEEKLY_CHASE a-1 c-kim",
                        "2018-03-15 WEEKLY_CHASE a-1 c-kim");
    }

    @Test
    void while_a_proposal_waits_governance_is_chased_and_the_lead_is_not() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-02-28").on("2018-02-27");
        world.propose("a-1", "r-1", "2018-06-30").on("2018-02-28");

        assertThat(world.checkUntil("2018-03-12"))
                .containsExactly("2018-02-28 PROPOSAL_WAITING a-1 c-priya", "2018-03-07 PROPOSAL_WAITING a-1 c-priya");
        world.decline("a-1", "r-1").on("2018-03-13");
        assertThat(only("c-sam", world.checkUntil("2018-03-13"))).containsExactly("2018-03-13 WEEKLY_CHASE a-1 c-sam");
    }

    // The end of a plan

    private static World escalated() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-02-28").due("a-2", "2018-02-28");
        world.checkUntil("2018-03-28");
        assertThat(world.row("a-1").open()).hasSize(1);
        assertThat(world.row("a-2").open()).hasSize(1);
        return world.on("2018-03-29");
    }

    private static void close(World world) {
        world.happen(new org.waymark.contract.plan.PlanEvent.PlanClosed(World.PLAN, FreeText.of("Its time is over")));
    }

    @Test
    void with_a_plan_whatever_is_escalated_in_it_ends_and_nobody_is_written_to_about_it() {
        World world = escalated();
        close(world);

        assertThat(world.checkUntil("2018-12-31")).isEmpty();
        assertThat(world.row("a-1").open()).isEmpty();
        assertThat(world.row("a-2").open()).isEmpty();
    }

    @Test
    void it_ends_with_the_next_check_whatever_the_hour_or_day() {
        World world = escalated().on("2018-03-31");
        close(world);

        assertThat(Sweep.sweep(world.situation(LocalTime.of(6, 0))).resolve()).hasSize(2);
    }

    @Test
    void what_is_carried_over_keeps_its_concern_and_climbs_on_in_its_new_plan() {
        World world = escalated().plan("next", Nation.ENGLAND).groupOf("next", "g-next");
        world.happen(new org.waymark.contract.plan.PlanEvent.PlanAdopted("next", world.today(), null));
        world.happen(new org.waymark.contract.plan.PlanEvent.ActionsCarriedOver(World.PLAN, "next", List.of("a-1")));
        close(world);

        List<String> said = world.checkUntil("2018-05-31");

        assertThat(said)
                .filteredOn(line -> line.contains("level") || line.contains("ESCALATION"))
                .containsExactly(
                        "2018-05-24 level 3 LATE a-1",
                        "2018-05-24 ESCALATION a-1 c-chris",
                        "2018-05-24 ESCALATION a-1 c-priya");
        assertThat(world.row("a-2").open()).isEmpty();
    }

    @Test
    void what_is_carried_over_into_a_draft_keeps_its_concern_until_it_is_completed() {
        World world = escalated().plan("next", Nation.ENGLAND);
        world.happen(new org.waymark.contract.plan.PlanEvent.ActionsCarriedOver(World.PLAN, "next", List.of("a-1")));
        close(world);
        assertThat(world.checkUntil("2018-05-31")).isEmpty();
        assertThat(world.row("a-1").open()).hasSize(1);

        world.on("2018-06-01").complete("a-1").check();

        assertThat(world.row("a-1").open()).isEmpty();
    }

    // The whole table

    @Test
    void every_rule_has_a_class_of_its_own_in_the_table() {
        assertThat(Rule.ALL).containsOnlyKeys(MailRule.values());
        assertThat(Rule.ALL.values().stream().map(Object::getClass).distinct()).hasSize(MailRule.values().length);
    }

    @Test
    void who_leads_and_is_escalated_to_gets_one_mail_with_both() {
        World world = World.adoptedOn("2018-01-02")
                .contact("c-priya", "Priya Nair", Contact.Role.LEAD, "council")
                .due("a-1", "2018-03-29")
                .action("a-2", date("2018-04-29"), "council")
                .on("2018-04-26");
        List<DueItem> items = world.check();

        assertThat(items)
                .filteredOn(item -> item.contactId().equals("c-priya"))
                .extracting(DueItem::rule)
                .contains(MailRule.REMINDER_BEFORE, MailRule.ESCALATION);
        assertThat(world.events())
                .filteredOn(happened -> happened.event() instanceof MailEvent.MailRecorded recorded
                        && recorded.mail().contactId().equals("c-priya"))
                .hasSize(1);
    }

    @Test
    void nobody_gets_a_digest_with_nothing_in_it() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-12-31").meeting("m-1", "2018-11-13");
        for (int day = 0; day < 120; day++) {
            world.on(world.today().plusDays(1).toString());
            assertThat(world.sweep().digests())
                    .allMatch(digest -> !digest.items().isEmpty());
            world.check();
        }
        assertThat(world.events()).noneMatch(happened -> happened.event() instanceof MailEvent);
    }

    @Test
    void seventy_nine_actions_of_one_lead_are_one_mail() {
        World world = World.adoptedOn("2018-01-02");
        for (int i = 0; i < 79; i++) {
            world.due("a-" + i, "2018-03-29");
        }
        world.on("2018-03-01");

        assertThat(world.sweep().digests())
                .singleElement()
                .satisfies(digest -> assertThat(digest.items()).hasSize(79));
    }

    @Test
    void a_person_hears_once_a_day_from_all_plans_together() {
        World world = World.adoptedOn("2018-01-02")
                .due("a-1", "2018-03-29")
                .due("a-2", "2018-03-29")
                .on("2018-03-01");

        Due due = world.sweep();

        assertThat(due.digests()).hasSize(1);
        assertThat(due.digests().getFirst().items()).hasSize(2);
        world.check();
        world.due("a-3", "2018-03-04");
        assertThat(world.sweep().digests()).as("nothing more today").isEmpty();
    }

    private static PlanDay planDay(World world) {
        Map<String, PlanDay> days = Sweep.planDays(world.situation(LocalTime.NOON));
        return java.util.Objects.requireNonNull(days.get(World.PLAN));
    }

    private static List<String> only(String contactId, List<String> lines) {
        return lines.stream().filter(line -> line.endsWith(" " + contactId)).toList();
    }
}
