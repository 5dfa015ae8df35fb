package org.waymark.query.people;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Those to whom links in mails belong, as the directory knows them at this very moment: an ended link ends at once. */
public interface LinkOwners {

    /**
     * Somebody who can have links.
     *
     * @param partyIds parties that the person answers for, as a deputy too; empty for officers, chairs and members
     * @param linkSeries series of links that is good now
     */
    record LinkOwner(String contactId, String name, List<String> partyIds, int linkSeries) {}

    /**
     * The owner of links by contact id; empty where nobody is known by it, or the person was forgotten.
     *
     * @throws DirectoryUnreachable when the directory does not answer
     */
    Optional<LinkOwner> find(String contactId);

    /**
     * What somebody can say about their own mail.
     *
     * @param digestDay the one weekday on which they want it, or null for any
     * @param away their absence of today or to come, or null
     * @param colleagues who can stand in: other contacts of their parties who can be written to; for whoever is of no party,
     *     those who have a part in groups
     */
    record MailSettings(
            @Nullable DayOfWeek digestDay, @Nullable Absence away, List<Colleague> colleagues) {}

    /** Somebody who can stand in; never the address. */
    record Colleague(String contactId, String name) {}

    /**
     * How somebody's mail is set.
     *
     * @throws DirectoryUnreachable when the directory does not answer
     */
    MailSettings mailOf(String contactId);

    /** Whether a link is good cannot be said now. */
    final class DirectoryUnreachable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public DirectoryUnreachable(Throwable cause) {
            super("The directory does not answer", cause);
        }
    }
}
