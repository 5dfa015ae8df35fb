package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.waymark.notifier.agenda.ActionRow;

/**
 * What stands late or missing since a plan was adopted. An action may have several gaps.
 *
 * @param adopted number of actions that were open at adoption and still are
 */
public record TakeOn(
        int adopted,
        List<ActionRow> late,
        List<ActionRow> noLead,
        List<ActionRow> nobodyToWriteTo,
        List<ActionRow> noDate,
        List<ActionRow> unreadable) {

    /** The report as of today. */
    public static TakeOn of(PlanDay plan) {
        List<ActionRow> late = new ArrayList<>();
        List<ActionRow> noLead = new ArrayList<>();
        List<ActionRow> nobody = new ArrayList<>();
        List<ActionRow> noDate = new ArrayList<>();
        List<ActionRow> unreadable = new ArrayList<>();
        int adopted = 0;
        for (ActionRow row : plan.actions()) {
            if (!row.status().open() || row.since().isAfter(plan.adoptedOn())) {
                continue;
            }
            adopted++;
            ActionDay action = new ActionDay(plan, row);
            LocalDate target = action.missable();
            if (target != null && target.isBefore(plan.adoptedOn())) {
                late.add(row);
            }
            for (Gap gap : Gap.of(action)) {
                if (gap.since(action).isAfter(plan.adoptedOn())) {
                    continue;
                }
                switch (gap) {
                    case NO_LEAD -> noLead.add(row);
                    case NOBODY_TO_WRITE_TO -> nobody.add(row);
                    case NO_DATE -> noDate.add(row);
                    case UNREADABLE -> unreadable.add(row);
                }
            }
        }
        return new TakeOn(adopted, late, noLead, nobody, noDate, unreadable);
    }

    /** Whether there is nothing to report. */
    public boolean nothing() {
        return late.isEmpty()
                && noLead.isEmpty()
                && nobodyToWriteTo.isEmpty()
                && noDate.isEmpty()
                && unreadable.isEmpty();
    }
}
