package org.waymark.query.view;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.time.Timescale;

/**
 * The time column of an action.
 *
 * @param written as the plan has it; possibly empty
 * @param target the day it comes due, or null
 * @param unconfirmed whether the reading rests on an assumption
 * @param suggestion nearest reading of what could not be read, or null
 * @param lateDays days past the target, for an open action; 0 when it is not late
 * @param dueInDays days to the target, for an open action; null without a date and when it is over
 * @param slips how often the date moved to a later one
 * @param slippedDays days from the first date agreed to the target, when it has slipped; otherwise 0
 * @param first the first date ever agreed, or null
 */
public record When(
        String written,
        Timescale.Kind kind,
        @Nullable LocalDate from,
        @Nullable LocalDate target,
        boolean unconfirmed,
        @Nullable LocalDate suggestion,
        int lateDays,
        @Nullable Integer dueInDays,
        int slips,
        long slippedDays,
        @Nullable LocalDate first) {

    public boolean late() {
        return lateDays > 0;
    }

    /** Whether an open action's date is over and it goes on as ongoing. */
    public boolean ongoingByNow() {
        return kind == Timescale.Kind.DATE_THEN_ONGOING && dueInDays == null;
    }

    public boolean dueSoon() {
        return dueInDays != null && dueInDays <= Counts.SOON;
    }
}
