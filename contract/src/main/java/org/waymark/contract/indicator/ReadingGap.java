package org.waymark.contract.indicator;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Why there is no value for an area and period. */
public enum ReadingGap {
    /** It was asked, and the source has published none (yet). */
    NOT_PUBLISHED,
    /** The question was not put then, or not there. */
    NOT_ASKED;

    /**
     * The gap that stands beside a value: null beside one that there is, and where nothing is said about a blank, that the
     * source has published none, which is what a blank meant before the two were told apart.
     */
    public static @Nullable ReadingGap beside(@Nullable BigDecimal value, @Nullable ReadingGap gap) {
        return value == null && gap == null ? NOT_PUBLISHED : gap;
    }
}
