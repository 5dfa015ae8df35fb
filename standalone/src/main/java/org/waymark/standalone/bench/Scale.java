package org.waymark.standalone.bench;

import java.time.Duration;

/**
 * How much is done.
 *
 * @param actions in the store
 * @param history events of each of them
 * @param firstActions how many there are at the first measurements, by which growth shows
 * @param rounds of each measurement
 */
record Scale(int actions, int history, int firstActions, int rounds) {

    static final int THREADS = 8;

    /** No single measurement takes longer, whatever this machine is like. */
    static final Duration AT_MOST = Duration.ofSeconds(4);

    private static final int LONGEST_WARM_UP_SECONDS = 150;
    private static final int ACTIONS_PER_SECOND_OF_WARM_UP = 50;

    private static final int MORNINGS_OF_WARM_UP = 10;
    private static final int ACTIONS_PER_MORNING_OF_WARM_UP = 500;

    private static final int FEW = 1_000;
    private static final int PLAN = 100;
    private static final int BIG_PLAN = 500;

    /** Actions as most are, to which some things happened. */
    Scale(int actions, int rounds) {
        this(actions, Population.HISTORY, Math.min(FEW, actions), rounds);
    }

    /** Actions of an ordinary plan: one page of its board. */
    int planSize() {
        return Math.min(PLAN, Math.max(1, actions / 4));
    }

    /** Actions of the plan that is looked at as at a past day. */
    int bigPlanSize() {
        return Math.min(BIG_PLAN, Math.max(1, firstActions / 2));
    }

    /** No warm-up takes longer; a small trial run needs no steady figures. */
    Duration warmUp() {
        return Duration.ofSeconds(Math.min(LONGEST_WARM_UP_SECONDS, actions / ACTIONS_PER_SECOND_OF_WARM_UP));
    }

    /** Steps of one measurement of something that takes about a millisecond. */
    int steps() {
        return Math.min(3_000, actions * 4);
    }

    /** Steps of one measurement of something that is done one at a time. */
    int singles() {
        return Math.min(100, Math.max(10, actions / 5));
    }

    /** Actions that are due on the day of the daily check. */
    int due() {
        return Math.min(10_000, actions * 2);
    }

    /** Such days: those measured, and those before them that warm up. */
    int mornings() {
        return rounds + Math.min(MORNINGS_OF_WARM_UP, Math.max(1, actions / ACTIONS_PER_MORNING_OF_WARM_UP));
    }

    /** People who are written to on that day. */
    int people() {
        return Math.min(200, Math.max(2, due() / 10));
    }

    /** Open actions among which the daily check looks for the tenth that is due. */
    int open() {
        return Math.min(100_000, actions * 20);
    }

    /** People who are written to when they are due. */
    int openPeople() {
        return Math.min(2_000, Math.max(2, open() / 50));
    }

    /** Actions in the store that the program is started on: 5,000 events. */
    int startActions() {
        return Math.min(BIG_PLAN, actions);
    }
}
