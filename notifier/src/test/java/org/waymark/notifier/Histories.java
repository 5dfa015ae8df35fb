package org.waymark.notifier;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.time.Timescale;

/** What may happen to a few actions in a hundred days, for properties. */
public final class Histories {

    public static final LocalDate START = LocalDate.of(2018, 1, 2);

    /** One thing that happens on a day. */
    public record Step(int day, int action, int kind) {}

    private Histories() {}

    public static World world() {
        return World.adoptedOn(START.toString())
                .due("a-0", "2018-02-09")
                .due("a-1", "2018-03-31")
                .action("a-2", World.kind(Timescale.Kind.ONGOING), "carers", "council")
                .action("a-3", World.date("2018-04-02"), Status.NOT_STARTED, Rating.RED, "council")
                .action("a-4", World.kind(Timescale.Kind.NONE))
                .milestone("a-1", "s-1", World.date("2018-02-28"))
                .milestone("a-2", "s-2", World.date("2018-01-31"))
                .report("d-1", "2018-02-14", "council")
                .report("d-2", "2018-03-08")
                .meeting("m-1", "2018-02-20")
                .meeting("m-2", "2018-04-17");
    }

    public static void play(World world, List<Step> steps, int days, Runnable everyDay) {
        for (int i = 0; i < days; i++) {
            LocalDate day = START.plusDays(i);
            world.on(day.toString());
            int today = i;
            if (day.equals(LocalDate.of(2018, 2, 20))) {
                world.held("m-1");
            }
            steps.stream().filter(step -> step.day() == today).forEach(step -> happen(world, step));
            everyDay.run();
        }
    }

    private static void happen(World world, Step step) {
        String action = "a-" + step.action();
        if (!world.row(action).status().open()) {
            return;
        }
        Timescale timescale = world.row(action).timescale();
        LocalDate target = timescale.target();
        switch (step.kind()) {
            case 0 -> world.update(action);
            case 1 -> world.rated(action, step.day() % 2 == 0 ? Rating.RED : Rating.GREEN);
            case 2 -> {
                if (target != null) {
                    world.slip(action, target.plusDays(30).toString());
                }
            }
            case 3 -> world.reassign(action, step.day() % 2 == 0 ? "council" : "carers");
            case 4 -> world.reassign(action);
            case 5 -> world.propose(action, "r-" + step.day(), "2018-12-31");
            case 6 -> world.decision(action);
            case 7 -> {
                if (!world.row(action).milestones().isEmpty()) {
                    world.reached(
                            action, world.row(action).milestones().getFirst().milestoneId());
                }
            }
            case 8 -> world.received(step.action() % 2 == 0 ? "d-1" : "d-2");
            default -> world.complete(action);
        }
    }

    public static Arbitrary<List<Step>> any() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 9))
                .as(Step::new)
                .list()
                .ofMaxSize(25);
    }
}
