package org.waymark.notifier.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.Timescale;
import org.waymark.notifier.World;
import org.waymark.notifier.directory.Contact;

/** What a group hears when its pack is issued. The meeting is on Tuesday 17 July 2018; its pack is due on Monday 9 July. */
class PackAndNoteTest {

    private static World board() {
        return World.adoptedOn("2018-01-02")
                .contact("c-mo", "Mo Iqbal", Contact.Role.MEMBER)
                .members("c-mo")
                .meeting("m-1", "2018-07-17");
    }

    private static List<String> packs(List<String> said) {
        return said.stream().filter(line -> line.contains(" PACK_ISSUED ")).toList();
    }

    private static List<String> notes(List<String> said) {
        return said.stream().filter(line -> line.contains(" CHAIRS_NOTE ")).toList();
    }

    @Test
    void chair_officer_and_members_are_told_once_on_the_day_on_which_the_pack_is_issued() {
        World world = board().on("2018-07-06").packIssued("m-1");

        assertThat(packs(world.checkUntil("2018-07-20")))
                .containsExactly(
                        "2018-07-06 PACK_ISSUED kirklees c-chris",
                        "2018-07-06 PACK_ISSUED kirklees c-mo",
                        "2018-07-06 PACK_ISSUED kirklees c-priya");
    }

    @Test
    void nobody_is_told_of_the_pack_of_a_meeting_that_is_over_or_was_cancelled() {
        assertThat(packs(board().on("2018-07-17")
                        .packIssued("m-1")
                        .on("2018-07-18")
                        .checkUntil("2018-07-20")))
                .isEmpty();
        assertThat(packs(board().on("2018-07-07")
                        .packIssued("m-1")
                        .cancelled("m-1")
                        .checkUntil("2018-07-20")))
                .isEmpty();
    }

    @Test
    void a_pack_is_told_once_though_its_meeting_moves() {
        World world = board().on("2018-07-06").packIssued("m-1");
        assertThat(packs(world.checkUntil("2018-07-09"))).hasSize(3);

        assertThat(packs(world.moved("m-1", "2018-07-24").checkUntil("2018-07-24")))
                .isEmpty();
    }

    @Test
    void a_group_with_two_plans_hears_of_one_pack_once() {
        World world = board().plan("dementia", Nation.ENGLAND);
        world.happen(new org.waymark.contract.plan.PlanEvent.PlanAdopted("dementia", world.today(), null));
        world.sees("kirklees", "dementia").on("2018-07-06").packIssued("m-1");

        assertThat(packs(world.checkUntil("2018-07-17")))
                .containsExactly(
                        "2018-07-06 PACK_ISSUED dementia c-chris",
                        "2018-07-06 PACK_ISSUED dementia c-mo",
                        "2018-07-06 PACK_ISSUED dementia c-priya");
    }

    @Test
    void a_member_who_leads_too_gets_one_mail_with_both() {
        World world = board().members("c-sam")
                .due("a-1", "2018-07-09")
                .on("2018-07-06")
                .packIssued("m-1");

        assertThat(world.sweep().digests())
                .filteredOn(digest -> digest.contactId().equals("c-sam"))
                .singleElement()
                .satisfies(digest -> assertThat(digest.items())
                        .extracting(item -> item.rule().name())
                        .containsExactly("REMINDER_BEFORE", "PACK_ISSUED"));
    }

    @Test
    void with_the_pack_the_chair_hears_what_waits_what_is_with_them_and_who_is_silent() {
        World world = board().action("asked", World.date("2018-12-31"), "council")
                .action("late", World.date("2018-04-30"), Status.NOT_STARTED, Rating.RED, "council")
                .action("silent", World.kind(Timescale.Kind.ONGOING), "carers")
                .on("2018-04-30");
        world.checkUntil("2018-06-27");
        world.propose("asked", "r-1", "2019-03-31").update("asked");

        assertThat(notes(world.checkUntil("2018-07-05"))).isEmpty();

        world.on("2018-07-06").packIssued("m-1");
        assertThat(notes(world.checkUntil("2018-07-17"))).containsExactly("2018-07-06 CHAIRS_NOTE kirklees c-chris");

        PlanDay plan = Sweep.planDays(world.situation(java.time.LocalTime.NOON)).get(World.PLAN);
        ChairsNote note = ChairsNote.of(java.util.Objects.requireNonNull(plan), "m-1");
        assertThat(note.decisions()).extracting(row -> row.actionId()).containsExactly("asked");
        assertThat(note.leads()).containsExactly("Kirklees Council");
        assertThat(note.caseCount()).isEqualTo(1);
        assertThat(note.silent()).extracting(row -> row.actionId()).containsExactly("late", "silent");
    }

    @Test
    void a_chair_for_whom_nothing_waits_gets_no_note() {
        assertThat(notes(board().due("a-1", "2019-12-31")
                        .update("a-1")
                        .on("2018-07-06")
                        .packIssued("m-1")
                        .checkUntil("2018-07-17")))
                .isEmpty();
    }
}
