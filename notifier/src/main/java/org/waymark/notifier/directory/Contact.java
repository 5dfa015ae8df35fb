package org.waymark.notifier.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person who receives mail.
 *
 * @param role as the directory names it
 * @param partyIds parties whose mail this person gets; empty for officers and chairs
 * @param undeliverable whether mail to the address came back for good
 * @param refusals how often mail came back for good from one of this person's addresses so far
 * @param linkSeries series of personal links that is good now
 */
public record Contact(
        String contactId,
        String name,
        String email,
        Role role,
        List<String> partyIds,
        boolean undeliverable,
        @Nullable Integer refusals,
        @Nullable Integer linkSeries) {

    /** What a person is in the directory. */
    public enum Role {
        LEAD,
        ESCALATION_CONTACT,
        GOVERNANCE_OFFICER,
        CHAIR,
        MEMBER
    }

    /** Somebody whose address has failed at most once. */
    public Contact(
            String contactId, String name, String email, Role role, List<String> partyIds, boolean undeliverable) {
        this(contactId, name, email, role, partyIds, undeliverable, undeliverable ? 1 : 0, 0);
    }

    public Contact {
        partyIds = partyIds == null ? List.of() : List.copyOf(partyIds);
        name = name == null ? "" : name;
        refusals = refusals == null ? 0 : refusals;
        linkSeries = linkSeries == null ? 0 : linkSeries;
        email = email == null ? "" : email;
    }

    /** How manieth refusal this is: 0 before the first. */
    public int timesRefused() {
        return refusals == null ? 0 : refusals;
    }

    /** The series that links in today's mail belong to. */
    public int seriesOfLinks() {
        return linkSeries == null ? 0 : linkSeries;
    }

    /** Whether mail can be sent to this person. */
    public boolean reachable() {
        return !undeliverable && !email.isBlank();
    }
}
