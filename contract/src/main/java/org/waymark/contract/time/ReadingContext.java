package org.waymark.contract.time;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a reader has to know beside the words.
 *
 * @param reference the day from which recurring timescales look for their next occurrence: the plan's adoption, or
 *     today; null when there is none yet, and then a recurring timescale has a target only if its words name one
 */
public record ReadingContext(@Nullable LocalDate reference) {

    private static final ReadingContext NONE = new ReadingContext(null);

    /** Counting from this day. */
    public static ReadingContext from(LocalDate reference) {
        return new ReadingContext(reference);
    }

    /** Nothing is known beside the words. */
    public static ReadingContext none() {
        return NONE;
    }
}
