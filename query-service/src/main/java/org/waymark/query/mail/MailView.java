package org.waymark.query.mail;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.mail.RecipientRole;

/**
 * One mail of the log.
 *
 * @param recipient role and party in words: "Lead, Carers Count"; never a name or an address
 * @param day local day that it was due
 * @param answer the mail server's words where it refused, or null
 * @param repeated whether it was sent again as the same message, because it was not known whether it had arrived
 * @param needsLook whether it did not arrive or may not have
 * @param position newest log entry about it
 */
public record MailView(
        String mailId,
        String contactId,
        RecipientRole role,
        @Nullable String partyId,
        String recipient,
        LocalDate day,
        MailState state,
        int attempts,
        @Nullable String answer,
        Instant at,
        String messageId,
        boolean repeated,
        boolean needsLook,
        long position,
        List<Item> items) {

    /** @param rule in words: "Weekly chase"; {@code actionReference} null where it is about a whole plan */
    public record Item(
            String planId,
            @Nullable String actionId,
            @Nullable String actionReference,
            MailRule rule,
            String words,
            String occurrence) {}
}
