package org.waymark.notifier.sweep;

import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.notifier.agenda.Told;

/**
 * One line that one person is owed.
 *
 * @param actionId the action it is about, or null where it is about the whole plan
 * @param occurrence what makes it this line and no other
 * @param partyId the party whose contact is written to, or null for officers and chairs
 * @param insteadOf the contact whose deputy is written to, or null
 */
public record DueItem(
        String planId,
        @Nullable String actionId,
        MailRule rule,
        String occurrence,
        String contactId,
        RecipientRole role,
        @Nullable String partyId,
        @Nullable String insteadOf) {

    /** Unique over all lines ever owed. */
    public String key() {
        return (actionId == null ? planId : actionId) + '|' + new Told(rule, occurrence, contactId).key();
    }

    /** As it stands in the record of the mail. */
    public Mail.Item asMailItem() {
        return new Mail.Item(planId, actionId, rule, occurrence, role, partyId);
    }
}
