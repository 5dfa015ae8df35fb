package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The newest day on which those who lead a late action hear of it: the first day of lateness and every seventh after it.
 *
 * @param week 0 for the first
 * @param meant the day itself
 * @param sendDay the mail day on or after it
 */
record LateOccurrence(long week, LocalDate meant, LocalDate sendDay) {

    /** The newest occurrence whose day to go out has come, or null. */
    static @Nullable LateOccurrence newest(ActionDay action) {
        LocalDate from = action.lateFrom();
        if (from == null || !action.leadIsChased()) {
            return null;
        }
        LocalDate first = from.plusDays(1);
        for (long week = ChronoUnit.WEEKS.between(first, action.today()); week >= 0; week--) {
            LocalDate meant = first.plusWeeks(week);
            LocalDate sendDay = action.plan().mailDayAfter(meant);
            if (!meant.isAfter(action.today()) && !sendDay.isAfter(action.today())) {
                return sendDay.isAfter(action.row().datedOn()) ? new LateOccurrence(week, meant, sendDay) : null;
            }
        }
        return null;
    }

    /** The first occurrence of the same lateness. */
    LateOccurrence first(ActionDay action) {
        LocalDate first = meant.minusWeeks(week);
        return new LateOccurrence(0, first, action.plan().mailDayAfter(first));
    }

    String occurrence(ActionDay action) {
        return action.target() + "@" + meant;
    }
}
