package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A date that is reminded about: that of an action, of a milestone, or of a report.
 *
 * @param missable whether it is late once the date is over
 * @param countsFrom the day from which reminders about it count
 * @param datedOn day on which the date was agreed
 */
record Dated(PlanDay plan, LocalDate target, boolean missable, LocalDate countsFrom, LocalDate datedOn) {

    /**
     * @param meant the day itself
     * @param sendDay the mail day on or before it
     */
    record Before(LocalDate meant, LocalDate sendDay) {}

    /** The reminder before the date whose day to go out came last, or null where it is over, was not yet known, or none came. */
    @Nullable
    Before before() {
        if (plan.today().isAfter(target)) {
            return null;
        }
        return plan.policy().remindDaysBefore().stream()
                .sorted(Comparator.naturalOrder())
                .map(days -> before(target.minusDays(days)))
                .filter(reminder -> !reminder.sendDay.isAfter(plan.today()))
                .findFirst()
                .filter(reminder -> reminder.sendDay.isAfter(ActionDay.later(countsFrom, datedOn)))
                .orElse(null);
    }

    private Before before(LocalDate meant) {
        return new Before(meant, plan.mailDayBefore(meant));
    }

    /** Day from which lateness counts for reminders and ladder, or null when it is not late. */
    @Nullable
    LocalDate lateFrom() {
        return missable && plan.today().isAfter(target) ? ActionDay.later(target, countsFrom) : null;
    }
}
