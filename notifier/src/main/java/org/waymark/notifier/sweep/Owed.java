package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.MailRule;
import org.waymark.notifier.agenda.Told;
import org.waymark.notifier.directory.Contact;

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
            add(action.row().told(), action.row().planId(), action.row().actionId(), rule, occurrence, recipient);
        }
    }

    void to(PlanDay plan, MailRule rule, String occurrence, List<Recipient> recipients) {
        for (Recipient recipient : recipients) {
            add(plan.plan().told(), plan.plan().planId(), null, rule, occurrence, recipient);
        }
    }

    /** Those to whom it is owed, or, where none of them can be reached and nobody was told, those who come next. */
    void toOrNext(
            ActionDay action,
            MailRule rule,
            String occurrence,
            List<Recipient> recipients,
            Supplier<List<Recipient>> next) {
        if (!recipients.isEmpty()) {
            to(action, rule, occurrence, recipients);
        } else if (!Told.toAnybody(rule, occurrence, action.row().told())) {
            to(action, rule, occurrence, next.get());
        }
    }

    /** The same about the plan as a whole. */
    void toOrNext(
            PlanDay plan,
            MailRule rule,
            String occurrence,
            List<Recipient> recipients,
            Supplier<List<Recipient>> next) {
        if (!recipients.isEmpty()) {
            to(plan, rule, occurrence, recipients);
        } else if (!Told.toAnybody(rule, occurrence, plan.plan().told())) {
            to(plan, rule, occurrence, next.get());
        }
    }

    private void add(
            Map<String, LocalDate> told,
            String planId,
            @Nullable String actionId,
            MailRule rule,
            String occurrence,
            Recipient recipient) {
        Contact absent = recipient.insteadOf();
        DueItem item = item(planId, actionId, rule, occurrence, recipient, recipient.contactId());
        if (recipient.knows(rule, occurrence, told)
                || onTheirWay.contains(item.key())
                || absent != null
                        && onTheirWay.contains(item(planId, actionId, rule, occurrence, recipient, absent.contactId())
                                .key())) {
            return;
        }
        items.putIfAbsent(item.key(), item);
    }

    private static DueItem item(
            String planId,
            @Nullable String actionId,
            MailRule rule,
            String occurrence,
            Recipient recipient,
            String contactId) {
        Contact absent = recipient.insteadOf();
        return new DueItem(
                planId,
                actionId,
                rule,
                occurrence,
                contactId,
                recipient.role(),
                recipient.partyId(),
                absent == null ? null : absent.contactId());
    }

    List<DueItem> items() {
        return List.copyOf(items.values());
    }
}
