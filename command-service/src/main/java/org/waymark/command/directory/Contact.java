package org.waymark.command.directory;

import java.util.List;

/**
 * A person who receives mail. Once forgotten only the id is left, because the log names it.
 *
 * @param contactId unique over all kinds of id
 * @param name empty once forgotten
 * @param email empty once forgotten
 * @param partyIds parties for which the person answers; possibly empty
 * @param undeliverable whether a mail to this address came back for good
 * @param refusals how often a mail to one of the person's addresses came back for good
 * @param linkSeries which series of personal links is good: those of an earlier one open nothing any more
 * @param version counts up with every change, from 1
 */
record Contact(
        String contactId,
        String name,
        String email,
        ContactRole role,
        List<String> partyIds,
        boolean undeliverable,
        int refusals,
        boolean forgotten,
        int linkSeries,
        long version) {

    Contact {
        partyIds = List.copyOf(partyIds);
    }

    /** What is left of a person. */
    Contact withoutPerson() {
        return new Contact(contactId, "", "", role, List.of(), false, 0, true, linkSeries + 1, version + 1);
    }

    /**
     * The same person; a new address has not failed yet, and what was sent to the old one opens nothing any more.
     */
    Contact changed(ContactEntry entry) {
        return new Contact(
                contactId,
                entry.name(),
                entry.email(),
                entry.role(),
                entry.partyIds(),
                undeliverable && entry.email().equals(email),
                refusals,
                false,
                entry.email().equals(email) ? linkSeries : linkSeries + 1,
                version + 1);
    }

    Contact reachable(boolean reachable) {
        return new Contact(
                contactId,
                name,
                email,
                role,
                partyIds,
                !reachable,
                reachable ? refusals : refusals + 1,
                forgotten,
                linkSeries,
                version + 1);
    }

    /** The same person, whose links of until now open nothing any more. */
    Contact withoutLinks() {
        return new Contact(
                contactId,
                name,
                email,
                role,
                partyIds,
                undeliverable,
                refusals,
                forgotten,
                linkSeries + 1,
                version + 1);
    }
}
