package org.waymark.query.people;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days on which somebody is not there, the first and the last included.
 *
 * @param deputy contact id of whoever gets the mail on those days, or null
 */
public record Absence(
        LocalDate from, LocalDate until, @Nullable String deputy) {

    /** Whether it holds on this day. */
    public boolean on(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(until);
    }
}
