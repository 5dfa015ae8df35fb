package org.waymark.standalone.demo;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** What people set out to do on one day, each thing at its own minute. */
final class Day {

    private static final LocalTime FIRST = LocalTime.of(8, 45);
    private static final int OFFICE_MINUTES = 8 * 60;

    /** Something that somebody does; what has become impossible in the meantime is left undone. */
    @FunctionalInterface
    interface Deed {
        void perform();
    }

    record Intention(LocalTime time, int order, Deed deed) {}

    private final LocalDate date;
    private final List<Intention> intentions = new ArrayList<>();

    Day(LocalDate date) {
        this.date = date;
    }

    LocalDate date() {
        return date;
    }

    /** At some minute of the working day. */
    void sometime(RandomGenerator chance, Deed deed) {
        at(FIRST.plusMinutes(chance.nextInt(OFFICE_MINUTES)), deed);
    }

    void at(LocalTime time, Deed deed) {
        intentions.add(new Intention(time, intentions.size(), deed));
    }

    /** In the order of the day. */
    List<Intention> intentions() {
        return intentions.stream()
                .sorted(Comparator.comparing(Intention::time).thenComparing(Intention::order))
                .toList();
    }
}
