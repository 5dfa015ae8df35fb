package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.notifier.agenda.Told;
import org.waymark.notifier.directory.Absence;
import org.waymark.notifier.directory.Contact;

/**
 * Whoever is written to.
 *
 * @param partyId the party whose contact this is, or null for officers and chairs
 * @param insteadOf whose deputy it is, or null
 */
record Recipient(
        Contact contact,
        RecipientRole role,
        @Nullable String partyId,
        @Nullable Contact insteadOf) {

    String contactId() {
        return contact.contactId();
    }

    /** Whether this was told to the one who is written to, to the one for whom they stand, or to who stood for them. */
    boolean knows(MailRule rule, String occurrence, Map<String, LocalDate> told) {
        if (told.containsKey(new Told(rule, occurrence, contactId()).key())
                || insteadOf != null && told.containsKey(new Told(rule, occurrence, insteadOf.contactId()).key())) {
            return true;
        }
        Absence away = contact.away();
        String deputy = away == null ? null : away.deputy();
        LocalDate then = deputy == null ? null : told.get(new Told(rule, occurrence, deputy).key());
        return away != null && then != null && away.on(then);
    }
}
