package org.waymark.notifier.sweep;

import java.time.LocalDate;

/**
 * What makes a line about a milestone or a report that line and no other.
 *
 * @param id of the milestone or report
 * @param target the date that the line is about
 * @param meant the day for which it was meant
 */
public record StepDate(String id, LocalDate target, LocalDate meant) {

    private static final char BEFORE_DATE = '/';
    private static final char BEFORE_DAY = '@';

    /** As it stands in the record of the mail. */
    String occurrence() {
        return id + BEFORE_DATE + target + BEFORE_DAY + meant;
    }

    /** What {@link #occurrence} says. */
    public static StepDate of(String occurrence) {
        int day = occurrence.lastIndexOf(BEFORE_DAY);
        int date = occurrence.lastIndexOf(BEFORE_DATE, day);
        return new StepDate(
                occurrence.substring(0, date),
                LocalDate.parse(occurrence.substring(date + 1, day)),
                LocalDate.parse(occurrence.substring(day + 1)));
    }
}
