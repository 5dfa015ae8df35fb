package org.waymark.query.mail;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.mail.RecipientRole;

/**
 * Which mails are asked for; null means any.
 *
 * @param actionWords a reference as printed ("8.1 (2)"; without its ordinal all that share it), or an action's id
 * @param partyWords part of the name or alias of the party that was written to, or its id
 */
public record MailFilter(
        @Nullable String planId,
        @Nullable String partyId,
        @Nullable String actionId,
        @Nullable MailState state,
        @Nullable MailRule rule,
        @Nullable RecipientRole role,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String actionWords,
        @Nullable String partyWords) {

    /** By ids alone. */
    public MailFilter(
            @Nullable String planId,
            @Nullable String partyId,
            @Nullable String actionId,
            @Nullable MailState state,
            @Nullable MailRule rule,
            @Nullable RecipientRole role,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        this(planId, partyId, actionId, state, rule, role, from, until, null, null);
    }

    public static MailFilter everything() {
        return new MailFilter(null, null, null, null, null, null, null, null);
    }
}
