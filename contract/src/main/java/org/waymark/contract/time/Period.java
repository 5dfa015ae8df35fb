package org.waymark.contract.time;

import java.time.LocalDate;

/**
 * The days that some words name.
 *
 * @param from first day
 * @param until last day
 * @param window whether the words name a first and a last part, so that the start is worth keeping
 * @param unconfirmed whether the words could mean other days as well
 */
record Period(LocalDate from, LocalDate until, boolean window, boolean unconfirmed) {

    Period {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException(from + " to " + until);
        }
    }

    static Period day(LocalDate day) {
        return new Period(day, day, false, false);
    }

    static Period of(LocalDate from, LocalDate until) {
        return new Period(from, until, false, false);
    }

    Period asWindow() {
        return new Period(from, until, true, unconfirmed);
    }

    Period asOneDate() {
        return new Period(from, until, false, unconfirmed);
    }

    Period unsure() {
        return new Period(from, until, window, true);
    }

    Period sure() {
        return new Period(from, until, window, false);
    }

    Period minusYears(int years) {
        return new Period(from.minusYears(years), endOfMonthKept(until, until.minusYears(years)), window, unconfirmed);
    }

    Period plusYears(int years) {
        return new Period(from.plusYears(years), endOfMonthKept(until, until.plusYears(years)), window, unconfirmed);
    }

    private static LocalDate endOfMonthKept(LocalDate before, LocalDate after) {
        return before.getDayOfMonth() == before.lengthOfMonth() ? after.withDayOfMonth(after.lengthOfMonth()) : after;
    }
}
