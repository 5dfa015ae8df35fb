package org.waymark.contract.link;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a link in a mail says: for whom it is, and what it opens. Ids only, never a name or an address. Whether it still
 * opens anything is for the reader of the link to decide.
 *
 * @param kind what it opens
 * @param contactId whose link it is
 * @param actionId the action that it answers for; null where it opens the person's list
 * @param issued local day of the mail
 * @param series the contact's series of links at that time, from 0; ending all of a person's links begins the next
 */
public record PersonalLink(
        Kind kind, String contactId, @Nullable String actionId, LocalDate issued, int series) {

    /** What a link opens. */
    public enum Kind {
        /** The answer to one action. */
        ANSWER("a"),
        /** The list of what the person is asked about. */
        MINE("m");

        private final String path;

        Kind(String path) {
            this.path = path;
        }

        /** First part of the address: {@code /a/…}, {@code /m/…}. */
        public String path() {
            return path;
        }
    }

    public PersonalLink {
        if ((kind == Kind.ANSWER) != (actionId != null)) {
            throw new IllegalArgumentException("A link answers for one action or opens a list");
        }
        if (series < 0) {
            throw new IllegalArgumentException("Series are counted from 0");
        }
    }

    public static PersonalLink answer(String contactId, String actionId, LocalDate issued, int series) {
        return new PersonalLink(Kind.ANSWER, contactId, actionId, issued, series);
    }

    public static PersonalLink mine(String contactId, LocalDate issued, int series) {
        return new PersonalLink(Kind.MINE, contactId, null, issued, series);
    }

    /** The same person's link to one of the actions of this list, as old as the list. */
    public PersonalLink toAction(String id) {
        return answer(contactId, id, issued, series);
    }

    /** The same person's list, as old as this link. */
    public PersonalLink toList() {
        return mine(contactId, issued, series);
    }
}
