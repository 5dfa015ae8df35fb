package org.waymark.contract.time;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says about time: the words exactly as written, and what they were read as.
 *
 * @param written the words as they stand in the plan; empty where the plan says nothing
 * @param kind how they were read
 * @param from first day of the period named, where it has one worth keeping (windows); otherwise null
 * @param target the day it comes due, the last day of the period named; null for kinds without a date
 * @param recurrence how often it comes back, for {@link Kind#RECURRING}; otherwise null
 * @param unconfirmed whether the reading rests on an assumption that a person should confirm (a bare year read as a
 *     calendar year, a recurrence without an anchor)
 * @param suggestion for {@link Kind#UNREADABLE}, the nearest reading, shown and never used by itself; otherwise null
 */
public record Timescale(
        String written,
        Kind kind,
        @Nullable LocalDate from,
        @Nullable LocalDate target,
        @Nullable Recurrence recurrence,
        boolean unconfirmed,
        @Nullable LocalDate suggestion) {

    /** The kinds of the domain brief. */
    public enum Kind {
        /** One day, month, quarter, season or year. */
        DATE,
        /** A first and a last month or year. */
        WINDOW,
        /** Comes back; the target is the next occurrence. */
        RECURRING,
        /** Never due; asked about before each meeting. */
        ONGOING,
        /** Due once, then ongoing. */
        DATE_THEN_ONGOING,
        /** Waits for something that has no date. */
        CONDITIONAL,
        /** The time column says "Complete". */
        SETTLED_COMPLETE,
        /** The time column says "Ended". */
        SETTLED_ENDED,
        /** Nothing was written. */
        NONE,
        /** Cannot be read until a person settles it. */
        UNREADABLE
    }

    /**
     * @param months months between occurrences, at least 1
     * @param anchor last day of the part of the year that was named ("autumn", "June"), or null when none was, and then
     *     occurrences count from the adoption of the plan
     */
    public record Recurrence(int months, @Nullable MonthDay anchor) {
        public Recurrence {
            if (months < 1) {
                throw new IllegalArgumentException("months: " + months);
            }
        }
    }

    public Timescale {
        Objects.requireNonNull(written);
        Objects.requireNonNull(kind);
    }

    /** Nothing was written. */
    public static Timescale none() {
        return new Timescale("", Kind.NONE, null, null, null, false, null);
    }

    /** Whether a day is known on which this comes due. */
    public boolean dated() {
        return target != null;
    }

    /** The same, once a person has confirmed how it was read. */
    public Timescale confirmed() {
        return new Timescale(written, kind, from, target, recurrence, false, suggestion);
    }

    /** The last day on which this is in time; null without one, and where it goes on as ongoing from its date. */
    public @Nullable LocalDate missable() {
        return kind == Kind.DATE_THEN_ONGOING ? null : target;
    }

    /** Days by which this is missed on {@code day} if nothing was done; 0 when it is not. */
    public int daysLate(LocalDate day) {
        LocalDate last = missable();
        return last == null ? 0 : (int) Math.max(0, ChronoUnit.DAYS.between(last, day));
    }
}
