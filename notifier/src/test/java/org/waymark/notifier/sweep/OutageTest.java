package org.waymark.notifier.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waymark.notifier.World.date;
import static org.waymark.notifier.World.kind;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.contract.time.Timescale;
import org.waymark.notifier.World;
import org.waymark.notifier.directory.Contact;

/**
 * No check ran for some days: what they would have brought is caught up once, nothing is told twice, and nothing that is no
 * longer so. For a meeting on 17 July 2018 updates are asked for on 25 June and again on 28 June, papers are due on 2 July
 * and the pack is issued on 9 July.
 */
class OutageTest {

    private static World asked() {
        return World.adoptedOn("2018-05-01")
                .action("a-1", kind(Timescale.Kind.ONGOING), "carers")
                .meeting("m-1", "2018-07-17");
    }

    /** What goes out from the day on which checks run again. */
    private static List<String> afterOutage(World world, String lastDay, String firstDay, String until) {
        world.checkUntil(lastDay);
        return world.on(firstDay).checkUntil(until);
    }

    @Test
    void over_the_day_of_a_request_it_is_caught_up_and_the_second_one_keeps_its_day() {
        assertThat(afterOutage(asked(), "2018-06-22", "2018-06-27", "2018-06-29"))
                .containsExactly("2018-06-27 UPDATE_REQUEST a-1 c-sam", "2018-06-28 SECOND_UPDATE_REQUEST a-1 c-sam");
    }

    @Test
    void over_the_second_request_it_is_caught_up_while_the_papers_are_not_due() {
        assertThat(afterOutage(asked(), "2018-06-27", "2018-06-29", "2018-06-29"))
                .containsExactly("2018-06-29 SECOND_UPDATE_REQUEST a-1 c-sam");
    }

    @Test
    void over_both_requests_leads_are_asked_once() {
        assertThat(afterOutage(asked(), "2018-06-22", "2018-06-29", "2018-06-29"))
                .containsExactly("2018-06-29 SECOND_UPDATE_REQUEST a-1 c-sam");
    }

    @Test
    void over_a_request_that_was_answered_meanwhile_nobody_is_asked() {
        World world = asked();
        world.checkUntil("2018-06-22");

        assertThat(world.on("2018-06-26").update("a-1").on("2018-06-27").checkUntil("2018-07-17"))
                .isEmpty();
    }

    @Test
    void over_the_papers_deadline_silence_is_escalated_afterwards_and_stands_in_the_officers_list() {
        assertThat(afterOutage(asked(), "2018-06-29", "2018-07-05", "2018-07-17"))
                .containsExactly(
                        "2018-07-05 level 1 SILENT a-1",
                        "2018-07-05 ESCALATION a-1 c-ellen",
                        "2018-07-05 ESCALATIONS_FOR_PAPERS kirklees c-priya");
    }

    @Test
    void over_the_papers_deadline_what_was_escalated_before_is_listed_once() {
        World world = asked().update("a-1").due("a-2", "2018-05-31");

        assertThat(afterOutage(world, "2018-06-29", "2018-07-05", "2018-07-17"))
                .filteredOn(line -> line.contains("ESCALATIONS_FOR_PAPERS"))
                .containsExactly("2018-07-05 ESCALATIONS_FOR_PAPERS kirklees c-priya");
    }

    @Test
    void over_all_days_before_a_meeting_nobody_is_asked_or_blamed_for_silence() {
        assertThat(afterOutage(asked(), "2018-06-22", "2018-07-03", "2018-07-20"))
                .isEmpty();
        assertThat(afterOutage(asked(), "2018-06-29", "2018-07-18", "2018-07-20"))
                .isEmpty();
    }

    private static List<String> packs(World world, String firstDay) {
        world.contact("c-mo", "Mo Ali", Contact.Role.MEMBER)
                .members("c-mo")
                .on("2018-05-02")
                .update("a-1")
                .checkUntil("2018-07-06");
        world.on("2018-07-09").packIssued("m-1");
        return world.on(firstDay).checkUntil("2018-07-20");
    }

    @Test
    void over_the_issue_of_a_pack_its_readers_hear_of_it_while_the_meeting_is_to_come() {
        assertThat(packs(asked(), "2018-07-12"))
                .containsExactly(
                        "2018-07-12 PACK_ISSUED kirklees c-chris",
                        "2018-07-12 PACK_ISSUED kirklees c-mo",
                        "2018-07-12 PACK_ISSUED kirklees c-priya");
        assertThat(packs(asked(), "2018-07-18")).isEmpty();
    }

    private static World milestone() {
        return World.adoptedOn("2018-01-02")
                .action("a-1", kind(Timescale.Kind.ONGOING), "carers")
                .milestone("a-1", "s-1", date("2018-03-29"));
    }

    @Test
    void over_reminders_of_a_milestone_the_nearest_is_caught_up() {
        assertThat(afterOutage(milestone(), "2018-02-28", "2018-03-20", "2018-03-30"))
                .containsExactly("2018-03-20 MILESTONE_BEFORE a-1 c-sam", "2018-03-26 MILESTONE_BEFORE a-1 c-sam");
    }

    @Test
    void over_the_date_of_a_milestone_the_newest_chase_is_caught_up_and_none_where_it_was_reached() {
        assertThat(afterOutage(milestone(), "2018-03-26", "2018-04-10", "2018-04-13"))
                .containsExactly("2018-04-10 MILESTONE_AFTER a-1 c-sam", "2018-04-13 MILESTONE_AFTER a-1 c-sam");
        World reached = milestone();
        reached.checkUntil("2018-03-26");
        assertThat(reached.on("2018-03-29")
                        .reached("a-1", "s-1")
                        .on("2018-04-10")
                        .checkUntil("2018-04-30"))
                .isEmpty();
    }

    private static World report() {
        return World.adoptedOn("2018-01-02").report("d-1", "2018-03-29", "carers");
    }

    @Test
    void over_the_date_of_a_report_the_newest_chase_is_caught_up_and_none_where_it_came() {
        assertThat(afterOutage(report(), "2018-02-28", "2018-03-20", "2018-03-20"))
                .containsExactly("2018-03-20 REPORT_BEFORE kirklees c-sam");
        assertThat(afterOutage(report(), "2018-03-26", "2018-04-10", "2018-04-13"))
                .containsExactly("2018-04-10 REPORT_AFTER kirklees c-sam", "2018-04-13 REPORT_AFTER kirklees c-sam");
        World came = report();
        came.checkUntil("2018-03-26");
        assertThat(came.on("2018-03-29").received("d-1").on("2018-04-10").checkUntil("2018-08-01"))
                .isEmpty();
    }

    private static World proposed() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-12-31");
        return world.on("2018-02-27").propose("a-1", "r-1", "2019-03-29");
    }

    @Test
    void over_weeks_in_which_a_proposal_waits_governance_hears_of_it_once_and_goes_on_in_its_weeks() {
        assertThat(afterOutage(proposed(), "2018-02-27", "2018-03-19", "2018-03-22"))
                .containsExactly("2018-03-19 PROPOSAL_WAITING a-1 c-priya", "2018-03-21 PROPOSAL_WAITING a-1 c-priya");
        World declined = proposed();
        assertThat(declined.on("2018-03-05")
                        .decline("a-1", "r-1")
                        .on("2018-03-19")
                        .checkUntil("2018-03-30"))
                .isEmpty();
    }
}
