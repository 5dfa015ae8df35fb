package org.waymark.contract.mail;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.InvalidField;

/**
 * What is on the record about one mail.
 *
 * @param mailId derived from contact and day, so that one person cannot get two on one day
 * @param contactId whom it went to, by id; never an address
 * @param role the first of all that the reader was written to as
 * @param partyId the party whose contact was written to, or null for officers and chairs
 * @param day local day it was due
 * @param messageId the Message-ID header without angle brackets
 * @param items what stood in it and why
 */
public record Mail(
        String mailId,
        String contactId,
        RecipientRole role,
        @Nullable String partyId,
        LocalDate day,
        String messageId,
        List<Item> items) {

    /**
     * One line of a mail.
     *
     * @param planId the plan it is about
     * @param actionId the action it is about, or null where it is about a whole plan
     * @param occurrence what makes it this reminder and no other: the target date, the meeting
     * @param role as what the reader was written to about it, or null where that is as the mail says
     * @param partyId the party whose contact was written to about it; where there is no {@code role}, that is as the
     *     mail says too
     */
    public record Item(
            String planId,
            @Nullable String actionId,
            MailRule rule,
            String occurrence,
            @Nullable RecipientRole role,
            @Nullable String partyId) {

        /** A line about which the reader was written to as the mail says. */
        public Item(String planId, @Nullable String actionId, MailRule rule, String occurrence) {
            this(planId, actionId, rule, occurrence, null, null);
        }

        public Item {
            planId = InvalidField.required("outcomes.mail.items.planId", planId, "say-which-plan-it-is-about");
            InvalidField.required("outcomes.mail.items.rule", rule, "say-which-rule-it-follows");
            occurrence = InvalidField.required("outcomes.mail.items.occurrence", occurrence, "say-which-one-it-is");
        }
    }

    /** As what the reader was written to about one of the lines. */
    public RecipientRole roleFor(Item item) {
        return item.role() == null ? role : item.role();
    }

    /** The party whose contact was written to about one of the lines, or null for officers and chairs. */
    public @Nullable String partyFor(Item item) {
        return item.role() == null ? partyId : item.partyId();
    }

    /** Whether the reader asked for it. Such a mail is none of those that are due, of which there is one a day. */
    public boolean askedFor() {
        return !items.isEmpty() && items.stream().allMatch(item -> item.rule() == MailRule.NEW_LINK);
    }

    public Mail {
        mailId = InvalidField.required("outcomes.mail.mailId", mailId, "give-the-mail-an-id");
        contactId = InvalidField.required("outcomes.mail.contactId", contactId, "say-to-whom-it-went");
        InvalidField.required("outcomes.mail.role", role, "say-in-which-role-the-reader-was-written-to");
        InvalidField.required("outcomes.mail.day", day, "say-on-which-day-it-was-due");
        messageId = InvalidField.required("outcomes.mail.messageId", messageId, "give-the-message-id");
        items = List.copyOf(items);
    }
}
