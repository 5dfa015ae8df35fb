package org.waymark.notifier.sweep;

import java.util.Map;
import java.util.TreeMap;
import org.waymark.contract.mail.MailRule;

/** {@link MailRule#HANDOVER}: those who took an action over since the plan was adopted are told, and nobody before them. */
final class Handover implements Rule {

    @Override
    public void action(ActionDay action, Owed owed) {
        new TreeMap<>(action.row().handovers())
                .entrySet().stream()
                        .filter(handover ->
                                !handover.getValue().isBefore(action.plan().adoptedOn()))
                        .forEach(handover ->
                                owed.toParty(action, MailRule.HANDOVER, occurrence(handover), handover.getKey()));
    }

    private static String occurrence(Map.Entry<String, java.time.LocalDate> handover) {
        return handover.getKey() + "@" + handover.getValue();
    }
}
