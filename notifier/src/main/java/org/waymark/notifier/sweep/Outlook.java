package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.util.List;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.agenda.AtAdoption;

/**
 * Which of a plan's actions a sweep looks at. May name some about which nothing is due, and never leaves one out about which
 * something is: what a sweep answers does not depend on it.
 */
public interface Outlook {

    /** Looks at every action. */
    Outlook EVERYTHING = new Outlook() {
        @Override
        public List<ActionRow> near(PlanDay plan, LocalDate until) {
            return plan.actions();
        }

        @Override
        public List<ActionRow> nearAtAdoption(PlanDay plan, AtAdoption takenOn) {
            return takenOn.actions();
        }
    };

    /**
     * The plan's actions about which anything can come due from the plan's day to {@code until}, in the order of ids; among
     * them all that have an open escalation, and all about which anybody was asked for an update in the week before.
     */
    List<ActionRow> near(PlanDay plan, LocalDate until);

    /** Of the actions as they stood at adoption, those of which the take-on report may have anything to say. */
    List<ActionRow> nearAtAdoption(PlanDay plan, AtAdoption takenOn);
}
