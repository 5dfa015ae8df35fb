package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.waymark.contract.mail.MailRule;

/** {@link MailRule#HANDOVER}: those who took an action over since the plan was adopted are told, and nobody before them. */
final class Handover implements Rule {

    @Override
    public void action(ActionDay action, Owed owed) {
        of(action).forEach((party, day) -> owed.toParty(action, MailRule.HANDOVER, occurrence(party, day), party));
    }

    /** Parties that took the action over since the plan was adopted, and when. */
    static Map<String, LocalDate> of(ActionDay action) {
        Map<String, LocalDate> handovers = new TreeMap<>(action.row().handovers());
        handovers.values().removeIf(day -> day.isBefore(action.plan().adoptedOn()));
        return handovers;
    }

    static String occurrence(String party, LocalDate day) {
        return party + "@" + day;
    }
}
