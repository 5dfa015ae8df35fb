package org.waymark.contract.time;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a reader has to know beside the words.
 *
 * @param reference the day from which recurring timescales look for their next occurrence, usually today; null when there
 *     is none, and then a recurring timescale has a target only if its words name one
 * @param adoptedOn the day on which the plan was adopted, from which a recurring timescale counts whose words name no part
 *     of the year; null for a draft, and then such a timescale has no target yet
 */
public record ReadingContext(
        @Nullable LocalDate reference, @Nullable LocalDate adoptedOn) {

    private static final ReadingContext NONE = new ReadingContext(null, null);

    /** Counting from this day, and looking for the next occurrence from it. */
    public static ReadingContext from(LocalDate reference) {
        return new ReadingContext(reference, reference);
    }

    /** Looking for the next occurrence from today, in a plan that was adopted, or in a draft (null). */
    public static ReadingContext of(LocalDate today, @Nullable LocalDate adoptedOn) {
        return new ReadingContext(today, adoptedOn);
    }

    /** Nothing is known beside the words. */
    public static ReadingContext none() {
        return NONE;
    }
}
