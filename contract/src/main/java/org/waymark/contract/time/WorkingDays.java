package org.waymark.contract.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;

/**
 * Counting in working days: all days but weekends, the bank holidays of a nation, and further closures.
 */
public final class WorkingDays {

    /** More closed days in a row than this are a mistake in the closures, not a holiday. */
    private static final int LONGEST_CLOSURE = 366;

    private final BankHolidays holidays;
    private final Set<LocalDate> closures;
    private final Set<LocalDate> moved;

    private WorkingDays(BankHolidays holidays, Set<LocalDate> closures, Set<LocalDate> moved) {
        this.holidays = holidays;
        this.closures = closures;
        this.moved = moved;
    }

    /** Working days of this nation. */
    public static WorkingDays of(Nation nation) {
        return of(nation, Set.of());
    }

    /** Working days of this nation, without the days in {@code closures}. */
    public static WorkingDays of(Nation nation, Collection<LocalDate> closures) {
        return of(nation, closures, Set.of());
    }

    /** The same, where the bank holidays in {@code moved} are none: they were moved to other days. */
    public static WorkingDays of(Nation nation, Collection<LocalDate> closures, Collection<LocalDate> moved) {
        return new WorkingDays(BankHolidays.of(nation), Set.copyOf(closures), Set.copyOf(moved));
    }

    public boolean isWorkingDay(LocalDate day) {
        DayOfWeek weekday = day.getDayOfWeek();
        return weekday != DayOfWeek.SATURDAY
                && weekday != DayOfWeek.SUNDAY
                && (!holidays.includes(day) || moved.contains(day))
                && !closures.contains(day);
    }

    /** The {@code count}-th working day after {@code day}; {@code day} itself when {@code count} is 0. */
    public LocalDate plus(LocalDate day, int count) {
        return step(day, Math.abs(count), count < 0 ? -1 : 1);
    }

    /** The {@code count}-th working day before {@code day}; {@code day} itself when {@code count} is 0. */
    public LocalDate minus(LocalDate day, int count) {
        return step(day, Math.abs(count), count < 0 ? 1 : -1);
    }

    /** {@code day} if it is a working day, otherwise the last one before it. */
    public LocalDate previousOrSame(LocalDate day) {
        return isWorkingDay(day) ? day : step(day, 1, -1);
    }

    /** {@code day} if it is a working day, otherwise the first one after it. */
    public LocalDate nextOrSame(LocalDate day) {
        return isWorkingDay(day) ? day : step(day, 1, 1);
    }

    /**
     * Working days after {@code from}, up to and including {@code to}: how far {@link #plus} has to go. Negative when
     * {@code to} is earlier.
     */
    public int between(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -(int) to.datesUntil(from).filter(this::isWorkingDay).count();
        }
        return (int) from.plusDays(1)
                .datesUntil(to.plusDays(1))
                .filter(this::isWorkingDay)
                .count();
    }

    /** Working days that lie between two days, counting neither; 0 when there are none. */
    public int clearDaysBetween(LocalDate first, LocalDate last) {
        if (!first.isBefore(last)) {
            return 0;
        }
        return (int)
                first.plusDays(1).datesUntil(last).filter(this::isWorkingDay).count();
    }

    /**
     * The latest working day on which papers can be issued so that {@code clearDays} working days lie between issue and
     * meeting, counting neither (England: Local Government Act 1972, s.100B(3)).
     */
    public LocalDate issueDate(LocalDate meeting, int clearDays) {
        if (clearDays < 0) {
            throw new IllegalArgumentException("clearDays: " + clearDays);
        }
        return minus(meeting, clearDays + 1);
    }

    private LocalDate step(LocalDate day, int count, int direction) {
        LocalDate current = day;
        int left = count;
        int closed = 0;
        while (left > 0) {
            current = current.plusDays(direction);
            if (isWorkingDay(current)) {
                left--;
                closed = 0;
            } else if (++closed > LONGEST_CLOSURE) {
                throw new IllegalStateException("No working day within a year of " + day);
            }
        }
        return current;
    }
}
