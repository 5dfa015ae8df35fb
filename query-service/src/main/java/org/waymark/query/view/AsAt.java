package org.waymark.query.view;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The moment that a reader looks at. At most one of {@code day} and {@code position} is given; neither means now.
 *
 * @param day last local day (Europe/London) that counts
 * @param position last position of the log that counts
 * @param by what counts until {@code day}: what was recorded by then, or what had happened by then
 */
public record AsAt(@Nullable LocalDate day, @Nullable Long position, By by) {

    /** Two views of one past day. */
    public enum By {
        /** What was on record by the end of the day; what a reader saw that evening. */
        RECORDED,
        /** What had happened by the end of the day, whenever it was put on record. */
        HAPPENED
    }

    private static final AsAt NOW = new AsAt(null, null, By.RECORDED);

    public AsAt {
        if (day != null && position != null) {
            throw new InvalidQuery("asAt", "choose-a-day-or-an-entry");
        }
        if (position != null && position < 0) {
            throw new InvalidQuery("position", "enter-a-log-entry");
        }
    }

    public static AsAt now() {
        return NOW;
    }

    /** What was on record by the end of this day. */
    public static AsAt endOf(LocalDate day) {
        return new AsAt(day, null, By.RECORDED);
    }

    /** What had happened by the end of this day. */
    public static AsAt happenedBy(LocalDate day) {
        return new AsAt(day, null, By.HAPPENED);
    }

    /** The log up to and including this entry. */
    public static AsAt position(long position) {
        return new AsAt(null, position, By.RECORDED);
    }

    /** Whether this is the live view. */
    public boolean isNow() {
        return day == null && position == null;
    }
}
