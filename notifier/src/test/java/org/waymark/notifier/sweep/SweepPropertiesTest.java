package org.waymark.notifier.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.Timescale;
import org.waymark.contract.time.WorkingDays;
import org.waymark.notifier.Histories;
import org.waymark.notifier.Histories.Step;
import org.waymark.notifier.World;
import org.waymark.notifier.directory.Contact;

class SweepPropertiesTest {

    private static final LocalDate START = Histories.START;
    private static final WorkingDays ENGLAND = WorkingDays.of(Nation.ENGLAND);

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void carrying_out_what_is_due_leaves_nothing_due(@ForAll("histories") List<Step> steps) {
        World world = Histories.world();
        Histories.play(world, steps, 120, () -> {
            world.check();
            assertThat(world.sweep().nothing()).isTrue();
        });
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void the_answer_does_not_depend_on_how_late_in_the_day_it_is_asked(@ForAll("histories") List<Step> steps) {
        World world = Histories.world();
        Histories.play(world, steps, 60, () -> {
            Due morning = Sweep.sweep(world.situation(LocalTime.of(7, 30)));
            Due evening = Sweep.sweep(world.situation(LocalTime.of(23, 59)));
            assertThat(evening).isEqualTo(morning);
            assertThat(Sweep.sweep(world.situation(LocalTime.of(7, 29))).nothing())
                    .isTrue();
            world.check();
        });
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void nothing_is_owed_about_what_is_closed_and_nobody_is_told_the_same_thing_twice(
            @ForAll("histories") List<Step> steps) {
        World world = Histories.world();
        java.util.Set<String> told = new java.util.HashSet<>();
        Histories.play(world, steps, 120, () -> {
            for (DueItem item : world.check()) {
                assertThat(told.add(item.key())).as(item.key()).isTrue();
                if (item.actionId() != null) {
                    assertThat(world.row(item.actionId()).status().open()).isTrue();
                }
            }
        });
    }

    @Property(tries = 100)
    void over_120_days_every_reminder_of_an_untouched_action_goes_out_once_on_its_mail_day(
            @ForAll("targets") LocalDate target) {
        World world = World.adoptedOn(START.toString()).due("a-1", target.toString());
        List<String> said = world.checkUntil(START.plusDays(120).toString());

        assertThat(days(said, MailRule.REMINDER_BEFORE)).containsExactlyElementsOf(daysBefore(target));
        assertThat(days(said, MailRule.REMINDER_AFTER, MailRule.WEEKLY_CHASE))
                .containsExactlyElementsOf(daysAfter(target));
    }

    @Property(tries = 50)
    void over_120_days_a_milestone_and_a_report_are_reminded_about_on_the_days_of_an_action(
            @ForAll("targets") LocalDate target) {
        World world = World.adoptedOn(START.toString())
                .action("a-1", World.kind(Timescale.Kind.ONGOING), "carers")
                .milestone("a-1", "s-1", World.date(target.toString()))
                .report("d-1", target.toString(), "council");

        List<String> said = world.checkUntil(START.plusDays(120).toString());

        assertThat(days(said, MailRule.MILESTONE_BEFORE)).containsExactlyElementsOf(daysBefore(target));
        assertThat(days(said, MailRule.MILESTONE_AFTER)).containsExactlyElementsOf(daysAfter(target));
        assertThat(days(said, MailRule.REPORT_BEFORE)).containsExactlyElementsOf(daysBefore(target));
        assertThat(days(said, MailRule.REPORT_AFTER)).containsExactlyElementsOf(daysAfter(target));
    }

    /** Working days are counted here one by one. */
    @Property(tries = 50)
    void over_120_days_a_meeting_has_its_two_requests_and_its_deadline_on_their_days(
            @ForAll("daysOfMeetings") LocalDate meeting) {
        World world = World.adoptedOn(START.toString())
                .action("a-1", World.kind(Timescale.Kind.ONGOING), "carers")
                .meeting("m-1", meeting.toString());
        LocalDate issue = workingDaysBefore(meeting, 6);
        LocalDate papers = workingDaysBefore(issue, 5);

        List<String> said = world.checkUntil(START.plusDays(120).toString());

        assertThat(said)
                .containsExactly(
                        workingDaysBefore(papers, 5) + " UPDATE_REQUEST a-1 c-sam",
                        workingDaysBefore(papers, 2) + " SECOND_UPDATE_REQUEST a-1 c-sam",
                        papers + " level 1 SILENT a-1",
                        papers + " ESCALATION a-1 c-ellen",
                        papers + " ESCALATIONS_FOR_PAPERS kirklees c-priya");
    }

    private static List<LocalDate> daysBefore(LocalDate target) {
        return Stream.of(28, 14, 3)
                .map(days -> ENGLAND.previousOrSame(target.minusDays(days)))
                .filter(day -> day.isAfter(START))
                .toList();
    }

    /** Until the 120 days are over. */
    private static List<LocalDate> daysAfter(LocalDate target) {
        return target.plusDays(1)
                .datesUntil(START.plusDays(121), java.time.Period.ofWeeks(1))
                .map(ENGLAND::nextOrSame)
                .filter(day -> !day.isAfter(START.plusDays(120)))
                .toList();
    }

    private static LocalDate workingDaysBefore(LocalDate day, int count) {
        LocalDate before = day;
        for (int left = count; left > 0; ) {
            before = before.minusDays(1);
            left -= ENGLAND.isWorkingDay(before) ? 1 : 0;
        }
        return before;
    }

    @Provide
    Arbitrary<LocalDate> daysOfMeetings() {
        return Arbitraries.integers().between(30, 115).map(START::plusDays);
    }

    /** A mail server that takes some mails of a morning and is busy for others leaves those as they are. */
    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void what_some_were_told_changes_nothing_of_what_others_are_owed_that_day(
            @ForAll("histories") List<Step> steps, @ForAll Random chance) {
        World world = Histories.world();
        Histories.play(world, steps, 120, () -> {
            world.escalate();
            List<DueDigest> owed = world.sweep().digests();
            List<DueDigest> waiting = new ArrayList<>();
            for (DueDigest digest : owed) {
                if (chance.nextBoolean()) {
                    world.told(digest);
                } else {
                    waiting.add(digest);
                }
            }
            assertThat(world.sweep().digests()).isEqualTo(waiting);
            waiting.forEach(world::told);
        });
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void a_check_that_runs_many_times_a_day_does_what_one_a_day_does(@ForAll("histories") List<Step> steps) {
        World once = Histories.world();
        World often = Histories.world();
        StringBuilder one = new StringBuilder();
        StringBuilder many = new StringBuilder();
        Histories.play(
                once,
                steps,
                90,
                () -> once.check().forEach(item -> one.append(item).append('\n')));
        Histories.play(often, steps, 90, () -> {
            for (int i = 0; i < 3; i++) {
                often.check().forEach(item -> many.append(item).append('\n'));
            }
        });
        assertThat(many).hasToString(one.toString());
    }

    /** Leads and their escalation contacts read of what their parties lead on that day; officers and chairs of all of it. */
    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void nobody_reads_of_an_action_that_is_not_theirs(@ForAll("histories") List<Step> steps) {
        World world = Histories.world();
        java.util.Map<String, String> partyOf =
                java.util.Map.of("c-sam", "carers", "c-ellen", "carers", "c-kim", "council");
        Histories.play(world, steps, 120, () -> {
            for (DueItem item : world.check()) {
                String party = partyOf.get(item.contactId());
                if (item.actionId() != null && party != null) {
                    assertThat(world.row(item.actionId()).leads().parties())
                            .as("%s", item)
                            .contains(party);
                    assertThat(item.partyId()).isEqualTo(party);
                }
            }
        });
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void a_group_that_follows_milestones_reads_of_no_action(@ForAll("histories") List<Step> steps) {
        World world = Histories.world()
                .boardSees(GroupDetails.Sees.EVERYTHING, false)
                .contact("c-rita", "Rita Bell", Contact.Role.GOVERNANCE_OFFICER)
                .contact("c-remi", "Remi Cole", Contact.Role.CHAIR)
                .group(
                        "g-a-carers",
                        "Carers' reference group",
                        "c-remi",
                        "c-rita",
                        new GroupDetails.PlanView(World.PLAN, GroupDetails.Sees.MILESTONES, true));
        Histories.play(
                world,
                steps,
                120,
                () -> assertThat(world.check()).extracting(DueItem::contactId).doesNotContain("c-rita", "c-remi"));
    }

    /** Two plans, each with a group, its meetings and the same lead. */
    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void nobody_gets_two_first_requests_within_a_week_and_everybody_is_asked_before_the_papers(
            @ForAll("meetings") List<Integer> one, @ForAll("meetings") List<Integer> other) {
        World world = World.adoptedOn(START.toString())
                .action("a-1", World.kind(Timescale.Kind.ONGOING), "carers")
                .plan("dementia", Nation.ENGLAND);
        world.happen(new org.waymark.contract.plan.PlanEvent.PlanAdopted("dementia", START, null));
        world.actionOf("dementia", "a-2", "carers").groupOf("dementia", "g-other");
        for (int i = 0; i < one.size(); i++) {
            world.meeting("m-" + i, START.plusDays(one.get(i)).toString());
        }
        for (int i = 0; i < other.size(); i++) {
            world.meeting("g-other", "n-" + i, START.plusDays(other.get(i)).toString());
        }

        List<String> said = world.checkUntil(START.plusDays(130).toString());

        List<LocalDate> first =
                days(said, MailRule.UPDATE_REQUEST).stream().distinct().toList();
        for (int i = 1; i < first.size(); i++) {
            assertThat(first.get(i))
                    .as("%s", said)
                    .isAfterOrEqualTo(first.get(i - 1).plusDays(7));
        }
        Sweep.planDays(world.situation(LocalTime.NOON)).values().forEach(plan -> {
            String action = " " + plan.actions().getFirst().actionId() + " ";
            for (MeetingDates meeting : plan.meetingDates()) {
                assertThat(said)
                        .as("asked about%sin the days before papers are due on %s", action, meeting.papers())
                        .anyMatch(line -> line.contains("REQUEST" + action)
                                && !day(line).isBefore(meeting.request().minusDays(6))
                                && day(line).isBefore(meeting.papers()));
            }
        });
    }

    @Provide
    Arbitrary<List<Integer>> meetings() {
        return Arbitraries.integers()
                .between(30, 110)
                .set()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(List::copyOf);
    }

    private static List<LocalDate> days(List<String> said, MailRule... rules) {
        return said.stream()
                .filter(line -> List.of(rules).stream().anyMatch(rule -> line.contains(" " + rule + " ")))
                .map(SweepPropertiesTest::day)
                .toList();
    }

    private static LocalDate day(String line) {
        return LocalDate.parse(line.substring(0, 10));
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Histories.any();
    }

    @Provide
    Arbitrary<LocalDate> targets() {
        return Arbitraries.integers().between(1, 110).map(START::plusDays);
    }
}
