package org.waymark.notifier.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.Timescale;
import org.waymark.notifier.Histories;
import org.waymark.notifier.Histories.Step;
import org.waymark.notifier.World;
import org.waymark.notifier.agenda.Agenda;
import org.waymark.notifier.agenda.Row;
import org.waymark.notifier.directory.Contacts;
import org.waymark.notifier.sweep.Due;
import org.waymark.notifier.sweep.DueItem;
import org.waymark.notifier.sweep.Situation;

class PreviewPropertiesTest {

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void the_first_day_of_a_preview_is_what_the_daily_check_does_on_it(
            @ForAll("histories") List<Step> steps, @ForAll @IntRange(min = 1, max = 100) int day) {
        World world = lived(steps, day);
        Simulation.Day preview = simulation(world, world.agenda()).days(1).getFirst();

        Due due = world.sweep();
        List<DueItem> sent = world.check();

        assertThat(preview.raised()).isEqualTo(due.raise());
        assertThat(preview.resolved()).isEqualTo(due.resolve());
        assertThat(items(preview)).isEqualTo(sent);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void where_nobody_acts_each_day_brings_what_the_preview_said(
            @ForAll("histories") List<Step> steps, @ForAll @IntRange(min = 1, max = 100) int day) {
        World world = lived(steps, day);
        LocalDate from = world.today();
        List<String> said = new ArrayList<>();
        for (Simulation.Day each : simulation(world, world.agenda()).days(90)) {
            each.raised()
                    .forEach(raise -> said.add(
                            each.date() + " level " + raise.escalation().level() + " "
                                    + raise.escalation().reason() + " " + raise.actionId()));
            items(each).forEach(item -> said.add(World.line(each.date(), item)));
        }

        assertThat(said).isEqualTo(world.checkUntil(from.plusDays(89).toString()));
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void what_people_want_on_one_weekday_comes_as_the_preview_said(
            @ForAll("histories") List<Step> steps, @ForAll @IntRange(min = 1, max = 100) int day) {
        World world = Histories.world();
        world.digestOn("c-sam", DayOfWeek.TUESDAY)
                .digestOn("c-kim", DayOfWeek.MONDAY)
                .digestOn("c-priya", DayOfWeek.FRIDAY);
        Histories.play(world, steps, day, world::check);
        world.on(world.today().plusDays(1).toString());
        LocalDate from = world.today();
        List<String> said = new ArrayList<>();
        for (Simulation.Day each : simulation(world, world.agenda()).days(60)) {
            items(each).forEach(item -> said.add(World.line(each.date(), item)));
        }

        assertThat(said)
                .isEqualTo(world.checkUntil(from.plusDays(59).toString()).stream()
                        .filter(line -> !line.contains(" level "))
                        .toList());
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void a_preview_changes_nothing_and_says_the_same_again(
            @ForAll("histories") List<Step> steps, @ForAll @IntRange(min = 1, max = 100) int day) {
        World world = lived(steps, day);
        Agenda agenda = world.agenda();
        List<Row> before = List.copyOf(agenda.rows());

        List<String> first = lines(simulation(world, agenda).days(60));
        List<String> second = lines(simulation(world, agenda).days(60));

        assertThat(agenda.rows()).isEqualTo(before);
        assertThat(second).isEqualTo(first);
    }

    /** Two plans that share a lead, and a third that shares nobody with them. */
    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void plans_that_share_nobody_make_no_difference(
            @ForAll("meetings") List<Integer> one,
            @ForAll("meetings") List<Integer> other,
            @ForAll("meetings") List<Integer> third) {
        World world = World.adoptedOn(Histories.START.toString())
                .action("a-1", World.kind(Timescale.Kind.ONGOING), "carers")
                .plan("dementia", Nation.ENGLAND)
                .plan("housing", Nation.ENGLAND);
        adopt(world, "dementia");
        adopt(world, "housing");
        world.actionOf("dementia", "a-2", "carers")
                .groupOf("dementia", "g-other")
                .actionOf("housing", "a-3", "council")
                .groupOf("housing", "g-third");
        meet(world, "g-board", one);
        meet(world, "g-other", other);
        meet(world, "g-third", third);

        Agenda part = Connected.around(
                World.PLAN, world.agenda(), new Contacts(world.contacts(), world.agenda()::standingFor));

        assertThat(part.plan("dementia")).isNotNull();
        assertThat(part.plan("housing")).isNull();
        assertThat(linesOf(World.PLAN, simulation(world, part)))
                .isEqualTo(linesOf(World.PLAN, simulation(world, world.agenda())));
    }

    private static World lived(List<Step> steps, int days) {
        World world = Histories.world();
        Histories.play(world, steps, days, world::check);
        return world.on(world.today().plusDays(1).toString());
    }

    private static Simulation simulation(World world, Agenda agenda) {
        Situation situation = world.situation(world.today().atTime(7, 30));
        return new Simulation(agenda, situation.takenOn(), world.contacts(), List.of(), Set.of(), world.today());
    }

    private static void adopt(World world, String planId) {
        world.happen(new org.waymark.contract.plan.PlanEvent.PlanAdopted(planId, world.today(), null));
    }

    private static void meet(World world, String groupId, List<Integer> days) {
        for (int day : days) {
            world.meeting(
                    groupId,
                    "m-" + groupId + "-" + day,
                    Histories.START.plusDays(day).toString());
        }
    }

    private static List<DueItem> items(Simulation.Day day) {
        return day.digests().stream().flatMap(digest -> digest.items().stream()).toList();
    }

    private static List<String> lines(List<Simulation.Day> days) {
        return days.stream()
                .flatMap(day -> items(day).stream().map(item -> World.line(day.date(), item)))
                .toList();
    }

    private static List<String> linesOf(String planId, Simulation simulation) {
        return simulation.days(120).stream()
                .flatMap(day -> items(day).stream()
                        .filter(item -> item.planId().equals(planId))
                        .map(item -> World.line(day.date(), item)))
                .toList();
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Histories.any();
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
}
