package org.waymark.query.people;

import java.util.List;
import java.util.Optional;

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

    /** Whether a link is good cannot be said now. */
    final class DirectoryUnreachable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public DirectoryUnreachable(Throwable cause) {
            super("The directory does not answer", cause);
        }
    }
}
