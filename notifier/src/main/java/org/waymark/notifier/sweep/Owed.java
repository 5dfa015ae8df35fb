package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waymark.contract.mail.MailRule;
import org.waymark.notifier.agenda.Told;

/** Collects what the rules owe, and leaves out what was told or is on its way. */
final class Owed {

    private final Set<String> onTheirWay;
    private final Map<String, DueItem> items = new LinkedHashMap<>();

    Owed(Set<String> onTheirWay) {
        this.onTheirWay = onTheirWay;
    }

    /** Every reachable contact of every lead who led before {@code sendDay}, the day on which the line goes out. */
    void toLeads(ActionDay action, MailRule rule, String occurrence, LocalDate sendDay) {
        for (String party : action.row().leads().parties()) {
            LocalDate since = action.row().ledSince().getOrDefault(party, LocalDate.MIN);
            if (since.isBefore(sendDay)) {
                toParty(action, rule, occurrence, party);
            }
        }
    }

    void toParty(ActionDay action, MailRule rule, String occurrence, String party) {
        to(action, rule, occurrence, action.plan().leadContacts(party));
    }

    void to(ActionDay action, MailRule rule, String occurrence, List<Recipient> recipients) {
        for (Recipient recipient : recipients) {
            add(
                    action.row().told(),
                    new DueItem(
                            action.row().planId(),
                            action.row().actionId(),
                            rule,
                            occurrence,
                            recipient.contactId(),
                            recipient.role(),
                            recipient.partyId()));
        }
    }

    void to(PlanDay plan, MailRule rule, String occurrence, List<Recipient> recipients) {
        for (Recipient recipient : recipients) {
            add(
                    plan.plan().told(),
                    new DueItem(
                            plan.plan().planId(),
                            null,
                            rule,
                            occurrence,
                            recipient.contactId(),
                            recipient.role(),
                            recipient.partyId()));
        }
    }

    private void add(Map<String, LocalDate> told, DueItem item) {
        if (!told.containsKey(new Told(item.rule(), item.occurrence(), item.contactId()).key())
                && !onTheirWay.contains(item.key())) {
            items.putIfAbsent(item.key(), item);
        }
    }

    List<DueItem> items() {
        return List.copyOf(items.values());
    }
}
