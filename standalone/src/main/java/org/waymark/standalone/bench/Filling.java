package org.waymark.standalone.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.Event;
import org.waymark.contract.plan.Policy;

/**
 * Puts a population into the log, one event per commit as people's changes come, by many threads. Past command-service,
 * because its rules are not what is measured while filling.
 */
final class Filling {

    static final String BIG_PLAN = "bench-big";
    static final int PARTIES = 50;

    /** Actions with a long history, spread over the first plans. */
    static final int LONG_ACTIONS = 20;

    private static final int THREADS = 32;
    private static final Duration HOURS = Duration.ofHours(2);
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final int DAYS_BETWEEN_STEPS = 20;

    private final EventStore store;
    private final BenchClock clock;
    private final Scale scale;
    private final List<String> plans = new ArrayList<>();
    private int filled;

    Filling(EventStore store, BenchClock clock, Scale scale) {
        this.store = store;
        this.clock = clock;
        this.scale = scale;
    }

    static String actionId(int number) {
        return "a-bench-" + number;
    }

    /** Plans with a board of {@link Scale#planSize} rows. */
    List<String> plans() {
        return plans;
    }

    /** The plan of an action: the first ones make up the big plan, the others plans of one page. */
    private String planOf(int number) {
        int behind = number - scale.bigPlanSize();
        return behind < 0 ? BIG_PLAN : "bench-" + behind / scale.planSize();
    }

    /**
     * Parties, and the first actions with a history of half a year that ends now. The clock runs through those months.
     *
     * @return a day by which half of that history was on record
     */
    LocalDate fillFirst() {
        Instant now = clock.instant();
        Instant begin = now.minus(Duration.ofDays((long) DAYS_BETWEEN_STEPS * scale.history()));
        clock.put(begin);
        each(PARTIES, number -> Store.append(store, 0, Population.party(number)));
        int many = scale.firstActions();
        createPlans(0, many, day());
        for (int step = 0; step < scale.history(); step++) {
            clock.put(begin.plus(Duration.ofDays((long) DAYS_BETWEEN_STEPS * step)));
            append(0, many, step);
        }
        filled = many;
        clock.put(now);
        return LocalDate.ofInstant(
                begin.plus(Duration.ofDays((long) DAYS_BETWEEN_STEPS * scale.history() / 2)), LONDON);
    }

    /** More actions, up to this many. */
    void fillTo(int many) {
        if (many <= filled) {
            return;
        }
        createPlans(filled, many, day());
        for (int step = 0; step < scale.history(); step++) {
            append(filled, many, step);
        }
        filled = many;
    }

    /** A plan of actions with long histories, whatever happened to others. */
    List<String> fillLong() {
        String plan = "bench-long";
        int number = 0;
        for (Event event : Population.plan(plan, day(), Policy.standard())) {
            Store.append(store, number++, event);
        }
        int many = Math.min(LONG_ACTIONS, scale.actions());
        for (int step = 0; step < Population.LONG_HISTORY; step++) {
            int now = step;
            each(many, action -> append("a-long-" + action, plan, action, now));
        }
        return java.util.stream.IntStream.range(0, many)
                .mapToObj(action -> "a-long-" + action)
                .toList();
    }

    private LocalDate day() {
        return LocalDate.ofInstant(clock.instant(), LONDON);
    }

    private void createPlans(int from, int to, LocalDate day) {
        for (int number = from; number < to; number++) {
            String plan = planOf(number);
            boolean first = number == 0 || !planOf(number - 1).equals(plan);
            if (first) {
                int sequence = 0;
                for (Event event : Population.plan(plan, day, Policy.standard())) {
                    Store.append(store, sequence++, event);
                }
                if (!plan.equals(BIG_PLAN) && number + scale.planSize() <= to) {
                    plans.add(plan);
                }
            }
        }
    }

    private void append(int from, int to, int step) {
        each(to - from, index -> append(actionId(from + index), planOf(from + index), from + index, step));
    }

    private void append(String actionId, String plan, int number, int step) {
        LocalDate target = day().plusYears(1);
        Store.append(
                store,
                step,
                step == 0
                        ? Population.added(
                                actionId,
                                plan,
                                plan.equals(BIG_PLAN) ? number : number % scale.planSize(),
                                Leads.of(Population.partyId(number % PARTIES)),
                                target,
                                Status.IN_PROGRESS)
                        : Population.happening(actionId, step, target));
    }

    /** Does this for each number below {@code many}, by many threads. */
    static void each(int many, java.util.function.IntConsumer step) {
        Load.run(Math.min(THREADS, Math.max(1, many)), many, HOURS, (thread, number) -> step.accept(number));
    }
}
