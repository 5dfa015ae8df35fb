package org.waymark.notifier.sweep;

import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.RecipientRole;

/** @param partyId the party whose contact this is, or null for officers and chairs */
record Recipient(
        String contactId, RecipientRole role, @Nullable String partyId) {}
