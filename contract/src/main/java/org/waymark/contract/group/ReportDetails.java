package org.waymark.contract.group;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.InvalidField;

/**
 * A report that a measure of a plan promises to a group.
 *
 * @param title as the measure calls it
 * @param planId the plan that promises it; its policy says when it is reminded about
 * @param actionIds actions whose measures promise it; possibly empty
 * @param parties who owe it; where nobody is named, the governance officer sees to it
 * @param everyMonths the interval, or null for a report that is given once or whose interval is not known
 * @param next day on which it comes due, or null while none is known: a gap
 */
public record ReportDetails(
        String title,
        String planId,
        List<String> actionIds,
        List<String> parties,
        @Nullable Integer everyMonths,
        @Nullable LocalDate next) {

    private static final int MOST_MONTHS = 120;

    public ReportDetails {
        title = InvalidField.required("details.title", title, "enter-what-the-report-is-called");
        planId = InvalidField.required("details.planId", planId, "choose-the-plan-that-promises-the-report");
        actionIds = actionIds == null ? List.of() : List.copyOf(actionIds);
        parties = parties == null ? List.of() : List.copyOf(parties);
        if (everyMonths != null) {
            InvalidField.within("details.everyMonths", everyMonths, 1, MOST_MONTHS);
        }
        InvalidField.plausible("details.next", next);
        if (parties.stream().distinct().count() != parties.size()) {
            throw new InvalidField("details.parties", "name-each-party-once");
        }
    }

    /** The same report, due on another day. */
    public ReportDetails dueOn(@Nullable LocalDate day) {
        return new ReportDetails(title, planId, actionIds, parties, everyMonths, day);
    }

    /**
     * The date of the report after the one that was due on {@code due}: the first at the interval from it that comes after
     * {@code receivedOn}. The last day of a month is followed by the last day of another.
     *
     * @param due null where no date was known: the interval counts from the day it came
     * @return null for a report without an interval
     */
    public @Nullable LocalDate after(@Nullable LocalDate due, LocalDate receivedOn) {
        if (everyMonths == null) {
            return null;
        }
        LocalDate from = due == null ? receivedOn : due;
        boolean lastDay = from.equals(YearMonth.from(from).atEndOfMonth());
        for (int times = 1; ; times++) {
            LocalDate next = from.plusMonths((long) everyMonths * times);
            LocalDate dated = lastDay ? YearMonth.from(next).atEndOfMonth() : next;
            if (dated.isAfter(receivedOn)) {
                return dated;
            }
        }
    }
}
