package org.waymark.notifier.agenda;

import java.time.LocalDate;
import java.util.List;

/**
 * A plan's actions as they stood when it was adopted, whatever became of them since: the take-on report is about that day,
 * however late mail is switched on.
 *
 * @param day the day of adoption, or the day on which it was recorded where that came later
 * @param actions in the order of ids
 */
public record AtAdoption(LocalDate day, List<ActionRow> actions) {

    public AtAdoption {
        actions = List.copyOf(actions);
    }
}
