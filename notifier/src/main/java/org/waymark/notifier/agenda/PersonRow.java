package org.waymark.notifier.agenda;

import java.time.LocalDate;

/**
 * Somebody who was written to.
 *
 * @param lastMailOn local day of the last mail on record
 */
public record PersonRow(String contactId, long position, LocalDate lastMailOn) implements Row {

    static final String KIND = "c/";

    @Override
    public String key() {
        return key(contactId);
    }

    static String key(String contactId) {
        return KIND + contactId;
    }
}
