package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.agenda.AtAdoption;

/**
 * What was late or missing when a plan was adopted. An action may have several gaps.
 *
 * @param adopted number of actions that were open at adoption
 */
public record TakeOn(
        int adopted,
        List<ActionRow> late,
        List<ActionRow> noLead,
        List<ActionRow> nobodyToWriteTo,
        List<ActionRow> noDate,
        List<ActionRow> unreadable) {

    /**
     * The report, about actions as they stood at adoption. People are those of today. Where mail was on from adoption, the
     * agenda still has them as they stood, but for what was settled until the first mail day.
     */
    public static TakeOn of(PlanDay plan) {
        AtAdoption takenOn = plan.takenOn();
        return of(plan, takenOn == null ? plan.actions() : takenOn.actions());
    }

    /** Whether there is anything to report; looks no further than it must. */
    static boolean hasAnything(PlanDay plan) {
        return !of(plan, plan.nearAtAdoption()).nothing();
    }

    private static TakeOn of(PlanDay plan, List<ActionRow> actions) {
        List<ActionRow> late = new ArrayList<>();
        List<ActionRow> noLead = new ArrayList<>();
        List<ActionRow> nobody = new ArrayList<>();
        List<ActionRow> noDate = new ArrayList<>();
        List<ActionRow> unreadable = new ArrayList<>();
        int adopted = 0;
        AtAdoption takenOn = plan.takenOn();
        LocalDate day = takenOn == null ? plan.adoptedOn() : takenOn.day();
        for (ActionRow row : actions) {
            if (!row.status().open() || row.since().isAfter(day)) {
                continue;
            }
            adopted++;
            ActionDay action = new ActionDay(plan, row);
            LocalDate target = action.missable();
            if (target != null && target.isBefore(day)) {
                late.add(row);
            }
            for (Gap gap : Gap.of(action)) {
                if (gap.since(action).isAfter(day)) {
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
