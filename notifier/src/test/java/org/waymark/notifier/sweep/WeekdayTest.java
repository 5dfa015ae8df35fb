package org.waymark.notifier.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.time.Timescale;
import org.waymark.notifier.Histories;
import org.waymark.notifier.Histories.Step;
import org.waymark.notifier.World;
import org.waymark.notifier.directory.Contact;

/** The digest on one weekday. In March 2018 the 1st is a Thursday; Good Friday is the 30th, Easter Monday 2 April. */
class WeekdayTest {

    private static World plan() {
        return World.adoptedOn("2018-01-02").digestOn("c-sam", DayOfWeek.TUESDAY);
    }

    @Test
    void what_comes_due_until_the_next_chosen_day_comes_on_the_chosen_day_before_it() {
        World world = plan().due("thursday", "2018-03-29").due("monday", "2018-04-02");

        assertThat(world.on("2018-02-20").checkUntil("2018-03-14"))
                .containsExactlyInAnyOrder(
                        // 28 days before are Thursday 1 and Monday 5 March
                        "2018-02-27 REMINDER_BEFORE thursday c-sam",
                        "2018-02-27 REMINDER_BEFORE monday c-sam",
                        // 14 days before are Thursday 15 and Monday 19 March
                        "2018-03-13 REMINDER_BEFORE thursday c-sam",
                        "2018-03-13 REMINDER_BEFORE monday c-sam");
    }

    @Test
    void nobody_is_told_that_a_date_is_over_before_it_is_and_then_hears_weekly_on_the_chosen_day() {
        World world = plan().due("late", "2018-03-21");

        assertThat(world.on("2018-02-20").checkUntil("2018-04-11"))
                .filteredOn(line -> line.endsWith(" c-sam"))
                .containsExactly(
                        "2018-02-20 REMINDER_BEFORE late c-sam",
                        "2018-03-06 REMINDER_BEFORE late c-sam",
                        "2018-03-13 REMINDER_BEFORE late c-sam",
                        "2018-03-22 REMINDER_AFTER late c-sam",
                        "2018-03-27 WEEKLY_CHASE late c-sam",
                        "2018-04-03 WEEKLY_CHASE late c-sam",
                        "2018-04-10 WEEKLY_CHASE late c-sam");
    }

    @Test
    void a_chosen_day_without_mail_moves_to_the_mail_day_before_it() {
        World world = plan().digestOn("c-sam", DayOfWeek.MONDAY).due("a-1", "2018-05-02");

        // Easter Monday and Good Friday are bank holidays; 28 days before are Wednesday 4 April
        assertThat(world.on("2018-03-20").checkUntil("2018-04-06"))
                .containsExactly("2018-03-29 REMINDER_BEFORE a-1 c-sam");
    }

    @Test
    void what_nobody_could_know_on_the_chosen_day_comes_on_its_own() {
        World world = plan().action("a-1", World.kind(Timescale.Kind.ONGOING), "council")
                .on("2018-03-07")
                .reassign("a-1", "carers");

        assertThat(world.checkUntil("2018-03-12")).containsExactly("2018-03-07 HANDOVER a-1 c-sam");
    }

    @Test
    void who_chooses_a_day_in_the_middle_of_a_week_misses_nothing_of_it() {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29");

        assertThat(world.on("2018-02-28").digestOn("c-sam", DayOfWeek.TUESDAY).checkUntil("2018-03-02"))
                .containsExactly("2018-03-01 REMINDER_BEFORE a-1 c-sam");
    }

    @Test
    void a_deputy_gets_nothing_before_the_first_day_of_the_absence() {
        World world = World.adoptedOn("2018-01-02")
                .contact("c-dana", "Dana Reid", Contact.Role.LEAD, "nobody")
                .digestOn("c-dana", DayOfWeek.TUESDAY)
                .away("c-sam", "2018-02-28", "2018-03-05", "c-dana")
                .due("a-1", "2018-03-29");

        assertThat(world.on("2018-02-27").checkUntil("2018-03-05"))
                .containsExactly("2018-03-01 REMINDER_BEFORE a-1 c-dana");
    }

    @Test
    void a_request_for_an_update_that_came_early_counts_at_the_papers_deadline() {
        // Papers on Friday 5 January 2018 would be asked for on 29 December; the plan is closed over Christmas
        World world = World.adoptedOn("2017-10-02")
                .closure("2017-12-20", "2018-01-02")
                .digestOn("c-sam", DayOfWeek.MONDAY)
                .action("a-1", World.kind(Timescale.Kind.ONGOING), "carers")
                .meeting("m-1", "2018-01-22");

        List<String> said = world.on("2017-12-11").checkUntil("2018-01-12");

        assertThat(said).anyMatch(line -> line.contains(" UPDATE_REQUEST a-1 c-sam"));
        assertThat(said).anyMatch(line -> line.endsWith(" SILENT a-1"));
    }

    /** The same history for two plans, one of whose leads has daily mail and the other on one weekday. */
    @Property(tries = 80, shrinking = ShrinkingMode.OFF)
    void everything_owed_is_told_once_and_never_later_than_by_daily_digests(
            @ForAll("histories") List<Step> steps, @ForAll("weekdays") DayOfWeek weekday) {
        World daily = Histories.world();
        World weekly = Histories.world();
        daily.contacts().forEach(contact -> weekly.digestOn(contact.contactId(), weekday));
        Map<String, LocalDate> byDay = told(daily, steps);
        Map<String, LocalDate> byWeek = told(weekly, steps);

        byDay.forEach((key, day) -> {
            if (!hangsOnWhatWasSaid(key)) {
                assertThat(byWeek).as("%s on %s", key, day).containsKey(key);
                assertThat(byWeek.get(key)).as(key).isBeforeOrEqualTo(day);
            }
        });
    }

    /** Escalations are raised from what was asked and not answered, and so with other causes where somebody was asked earlier. */
    private static boolean hangsOnWhatWasSaid(String key) {
        return key.contains("|" + MailRule.ESCALATION + "|")
                || key.contains("|" + MailRule.ESCALATIONS_FOR_PAPERS + "|");
    }

    private static Map<String, LocalDate> told(World world, List<Step> steps) {
        Map<String, LocalDate> told = new HashMap<>();
        Histories.play(world, steps, 120, () -> {
            for (DueItem item : world.check()) {
                assertThat(told.put(item.key(), world.today())).as(item.key()).isNull();
            }
            assertThat(Sweep.sweep(world.situation(LocalTime.of(23, 59))).nothing())
                    .isTrue();
        });
        return told;
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Histories.any();
    }

    @Provide
    Arbitrary<DayOfWeek> weekdays() {
        return Arbitraries.of(
                Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY));
    }
}
