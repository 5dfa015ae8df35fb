package org.waymark.notifier.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.party.PartyEvent;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.Timescale;
import org.waymark.notifier.World;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.directory.Contact;

/** What a sweep that looks only at what is near answers is what one answers that looks at everything. */
class NearActionsTest {

    private static final LocalDate START = LocalDate.of(2018, 1, 2);
    private static final String OTHER = "dementia";
    private static final int ACTIONS = 12;

    /** Led by somebody else and years away, so that those of the histories are few. */
    private static final int FAR = 80;

    private static final String[] PEOPLE = {"c-sam", "c-kim", "c-dana", "c-priya"};
    private static final String[] PARTIES = {"carers", "council"};

    /** Something that happens on a day; the numbers choose what it happens to. */
    private record Step(int day, Deed deed, int which, int number) {}

    private enum Deed {
        UPDATE,
        RATE,
        SLIP,
        REASSIGN,
        UNASSIGN,
        PROPOSE,
        DECLINE,
        DECIDE,
        COMPLETE,
        REOPEN,
        RESCHEDULE,
        ADD,
        CARRY_OVER,
        MILESTONE,
        REACH,
        MOVE_MILESTONE,
        RESOLVE,
        SCHEDULE,
        MOVE,
        CANCEL,
        HOLD,
        AWAY,
        AWAY_WITH_DEPUTY,
        LEAVE,
        RETURN,
        REFUSED,
        OTHER_ADDRESS,
        WEEKDAY,
        MERGE,
        REMIND,
        LADDER,
        CLOSE,
        NATION,
        MAIL,
        SKIP_WEEK
    }

    @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
    void looking_only_at_what_is_near_changes_no_answer(@ForAll("steps") List<Step> steps) {
        World world = world();
        Outlook near = new NearActions();
        int skipUntil = 0;
        for (int day = 0; day < 120; day++) {
            world.on(START.plusDays(day).toString());
            for (Step step : steps) {
                if (step.day() == day) {
                    happen(world, step);
                    skipUntil = step.deed() == Deed.SKIP_WEEK ? day + 7 : skipUntil;
                }
            }
            if (day < skipUntil) {
                continue;
            }
            compare(world, near);
            world.check();
            compare(world, near);
        }
    }

    @Test
    void far_from_every_date_and_meeting_nothing_is_looked_at() {
        World world = world().meeting("m-3", "2018-09-19").on("2018-06-20");

        assertThat(lookedAt(world, new NearActions())).doesNotContainAnyElementsOf(far());
    }

    @Test
    void what_changes_is_looked_at_again() {
        NearActions near = new NearActions();
        World world = World.adoptedOn("2018-01-02");
        for (int i = 0; i < 9; i++) {
            world.due("a-" + i, "2020-03-31");
        }
        assertThat(lookedAt(world.on("2018-03-01"), near)).isEmpty();

        world.slip("a-3", "2021-03-31").rated("a-7", Rating.RED);
        assertThat(lookedAt(world, near)).containsExactly("a-7");

        world.rated("a-7", Rating.GREEN)
                .happen(new ActionEvent.BroughtForward(
                        "a-3", World.date("2021-03-31"), World.date("2018-03-12"), FreeText.of("Sooner"), 1115));
        assertThat(lookedAt(world, near)).containsExactly("a-3");
        assertThat(lookedAt(world.complete("a-3"), near)).isEmpty();

        world.meeting("m-1", "2018-04-11");
        assertThat(lookedAt(world.on("2018-03-15"), near)).isEmpty();
        assertThat(lookedAt(world.on("2018-03-16"), near)).hasSize(9);
        assertThat(lookedAt(world.on("2018-04-11"), near)).hasSize(9);
        assertThat(lookedAt(world.on("2018-04-12"), near)).isEmpty();
    }

    @Test
    void who_cannot_be_written_to_has_all_actions_looked_at_while_it_lasts() {
        NearActions near = new NearActions();
        World world = world().away("c-far", "2018-06-18", "2018-06-22", null);

        assertThat(lookedAt(world.on("2018-06-15"), near)).doesNotContainAnyElementsOf(far());
        assertThat(lookedAt(world.on("2018-06-18"), near)).containsAll(far());
        assertThat(lookedAt(world.on("2018-06-25"), near)).doesNotContainAnyElementsOf(far());
        assertThat(lookedAt(world.undeliverable("c-far"), near)).containsAll(far());
    }

    @Test
    void an_action_that_was_handed_over_is_looked_at_until_everybody_there_knows() {
        NearActions near = new NearActions();
        World world = World.adoptedOn("2018-01-02");
        for (int i = 0; i < 9; i++) {
            world.due("a-" + i, "2020-03-31");
        }
        world.on("2018-03-01").reassign("a-5", "council");
        assertThat(lookedAt(world, near)).containsExactly("a-5");

        world.check();
        assertThat(lookedAt(world, near)).isEmpty();

        world.contact("c-new", "Nia New", Contact.Role.LEAD, "council");
        assertThat(lookedAt(world, near)).containsExactly("a-5");
    }

    private static List<String> lookedAt(World world, Outlook near) {
        PlanDay plan = Sweep.planDays(world.situation(LocalTime.NOON)).get(World.PLAN);
        assertThat(plan).isNotNull();
        return near.near(plan, plan.today()).stream().map(ActionRow::actionId).toList();
    }

    private static List<String> far() {
        List<String> far = new ArrayList<>();
        for (int i = 0; i < FAR; i++) {
            far.add("far-" + i);
        }
        return far;
    }

    private static void compare(World world, Outlook near) {
        Situation situation = world.situation(LocalTime.of(7, 30));
        assertThat(Sweep.sweep(situation, near)).as("on %s", world.today()).isEqualTo(Sweep.sweep(situation));
    }

    /** One plan whose mail is on from adoption, one whose mail comes later, and what is far away in both. */
    private static World world() {
        World world = World.adoptedOn(START.toString())
                .contact("c-dana", "Dana Reid", Contact.Role.LEAD, "carers")
                .contact("c-far", "Farah Noor", Contact.Role.LEAD, "trust")
                .plan(OTHER, Nation.SCOTLAND);
        world.happen(new PlanEvent.PlanAdopted(OTHER, START, null));
        world.groupOf(OTHER, "g-other")
                .actionOf(OTHER, "o-1", "carers")
                .actionOf(OTHER, "o-2", "council")
                .meeting("g-other", "n-1", "2018-03-27");
        world.happen(new PlanEvent.PolicySet(
                OTHER, Policy.standard(), Policy.standard().change().mail(false).made()));
        world.due("a-0", "2018-02-09")
                .due("a-1", "2018-03-31")
                .action("a-2", World.kind(Timescale.Kind.ONGOING), "carers", "council")
                .action("a-3", World.date("2018-04-02"), Status.NOT_STARTED, Rating.RED, "council")
                .action("a-4", World.kind(Timescale.Kind.NONE))
                .milestone("a-1", "s-1", World.date("2018-02-28"))
                .meeting("m-1", "2018-02-20")
                .meeting("m-2", "2018-05-22");
        for (int i = 5; i < ACTIONS; i++) {
            world.due("a-" + i, START.plusDays(40L * i).toString());
        }
        for (int i = 0; i < FAR; i++) {
            world.action("far-" + i, World.date("2025-03-31"), "trust");
        }
        return world;
    }

    private static void happen(World world, Step step) {
        String action = "a-" + step.which() % ACTIONS;
        String person = PEOPLE[step.which() % PEOPLE.length];
        String day = world.today().plusDays(step.number()).toString();
        boolean open = world.row(action).status().open();
        switch (step.deed()) {
            case UPDATE,
                    RATE,
                    SLIP,
                    REASSIGN,
                    UNASSIGN,
                    PROPOSE,
                    DECLINE,
                    DECIDE,
                    COMPLETE,
                    RESCHEDULE,
                    MILESTONE,
                    REACH,
                    MOVE_MILESTONE,
                    RESOLVE -> {
                if (open) {
                    change(world, step, action, day);
                }
            }
            case REOPEN -> {
                if (!open) {
                    world.happen(new ActionEvent.Reopened(
                            action, world.row(action).status(), Status.IN_PROGRESS, FreeText.of("Not done")));
                }
            }
            case ADD -> world.due("b-" + step.day() + "-" + step.which(), day);
            case CARRY_OVER -> world.happen(new PlanEvent.ActionsCarriedOver(World.PLAN, OTHER, List.of(action)));
            case SCHEDULE -> world.meeting("m-" + step.day() + "-" + step.which(), day);
            case MOVE -> world.moved(meeting(step), day);
            case CANCEL -> world.cancelled(meeting(step));
            case HOLD -> world.held(meeting(step));
            case AWAY -> world.away(person, world.today().toString(), day, null);
            case AWAY_WITH_DEPUTY -> world.away(person, world.today().toString(), day, "c-dana");
            case LEAVE -> world.leaves(person);
            case RETURN -> world.contact(person, "Somebody", Contact.Role.LEAD, PARTIES[step.number() % 2]);
            case REFUSED -> world.undeliverable(person);
            case OTHER_ADDRESS -> world.otherAddress(person, "new@kirklees.example");
            case WEEKDAY -> world.digestOn(person, DayOfWeek.of(1 + step.number() % 7));
            case MERGE -> world.happen(new PartyEvent.PartyMerged("council", "carers"));
            case REMIND ->
                world.policy(policy -> policy.change()
                        .remindDaysBefore(List.of(step.number() + 1, 3))
                        .chaseEvery(step.which() % 3)
                        .made());
            case LADDER ->
                world.policy(policy -> policy.change()
                        .ladder(new Policy.Ladder(
                                step.number(), 2 + step.which(), 30, 1, 60, 1, Policy.standardRungs()))
                        .made());
            case CLOSE -> world.closure(world.today().toString(), day);
            case NATION ->
                world.policy(policy -> policy.change()
                        .nation(step.number() % 2 == 0 ? Nation.SCOTLAND : Nation.WALES)
                        .made());
            case MAIL ->
                world.happen(new PlanEvent.PolicySet(
                        OTHER, Policy.standard().change().mail(false).made(), Policy.standard()));
            case SKIP_WEEK -> {
                // An outage
            }
        }
    }

    private static String meeting(Step step) {
        return step.which() % 2 == 0 ? "m-1" : "m-2";
    }

    private static void change(World world, Step step, String action, String day) {
        ActionRow row = world.row(action);
        switch (step.deed()) {
            case UPDATE -> world.update(action);
            case RATE -> world.rated(action, step.number() % 2 == 0 ? Rating.RED : Rating.GREEN);
            case SLIP -> {
                LocalDate target = row.timescale().target();
                if (target != null) {
                    world.slip(action, target.plusDays(step.number() + 1).toString());
                }
            }
            case REASSIGN -> world.reassign(action, PARTIES[step.number() % 2]);
            case UNASSIGN -> world.reassign(action);
            case PROPOSE -> world.propose(action, "r-" + step.day(), day);
            case DECLINE -> {
                if (!row.proposals().isEmpty()) {
                    world.decline(action, row.proposals().getFirst().proposalId());
                }
            }
            case DECIDE -> world.decision(action);
            case COMPLETE -> world.complete(action);
            case RESCHEDULE ->
                world.happen(new ActionEvent.TimescaleSet(
                        action, row.timescale(), timescale(step.number(), day), FreeText.of("As agreed")));
            case MILESTONE -> world.milestone(action, "s-" + step.day(), timescale(step.number(), day));
            case REACH -> {
                if (!row.milestones().isEmpty()) {
                    world.reached(action, row.milestones().getFirst().milestoneId());
                }
            }
            case MOVE_MILESTONE -> {
                if (!row.milestones().isEmpty()) {
                    ActionRow.Milestone milestone = row.milestones().getFirst();
                    world.milestoneMoved(
                            action,
                            milestone.milestoneId(),
                            World.date(milestone.target().toString()),
                            World.date(day));
                }
            }
            case RESOLVE -> {
                if (!row.open().isEmpty()) {
                    world.resolve(action);
                }
            }
            default -> throw new IllegalArgumentException(step.toString());
        }
    }

    private static Timescale timescale(int number, String day) {
        return switch (number % 5) {
            case 0 -> World.kind(Timescale.Kind.UNREADABLE);
            case 1 -> World.kind(Timescale.Kind.ONGOING);
            case 2 ->
                new Timescale(day, Timescale.Kind.DATE_THEN_ONGOING, null, LocalDate.parse(day), null, false, null);
            default -> World.date(day);
        };
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 110),
                        Arbitraries.of(Deed.class),
                        Arbitraries.integers().between(0, 11),
                        Arbitraries.integers().between(0, 60))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }
}
