package org.waymark.query.mail;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.mail.RecipientRole;

/** Which mails are asked for; null means any. */
public record MailFilter(
        @Nullable String planId,
        @Nullable String partyId,
        @Nullable String actionId,
        @Nullable MailState state,
        @Nullable MailRule rule,
        @Nullable RecipientRole role,
        @Nullable LocalDate from,
        @Nullable LocalDate until) {

    public static MailFilter everything() {
        return new MailFilter(null, null, null, null, null, null, null, null);
    }
}
