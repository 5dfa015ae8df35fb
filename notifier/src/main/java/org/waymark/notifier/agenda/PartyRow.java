package org.waymark.notifier.agenda;

import org.jspecify.annotations.Nullable;

/**
 * A party that may lead.
 *
 * @param mergedInto the party that stands for it since a merge, or null
 */
public record PartyRow(
        String partyId,
        long position,
        String name,
        @Nullable String mergedInto) implements Row {

    static final String KIND = "y/";

    @Override
    public String key() {
        return key(partyId);
    }

    static String key(String partyId) {
        return KIND + partyId;
    }
}
