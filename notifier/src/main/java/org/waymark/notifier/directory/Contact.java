package org.waymark.notifier.directory;

import java.util.List;

/**
 * A person who receives mail.
 *
 * @param role as the directory names it
 * @param partyIds parties whose mail this person gets; empty for officers and chairs
 * @param undeliverable whether mail to the address came back for good
 */
public record Contact(
        String contactId, String name, String email, Role role, List<String> partyIds, boolean undeliverable) {

    /** What a person is in the directory. */
    public enum Role {
        LEAD,
        ESCALATION_CONTACT,
        GOVERNANCE_OFFICER,
        CHAIR,
        MEMBER
    }

    public Contact {
        partyIds = partyIds == null ? List.of() : List.copyOf(partyIds);
        name = name == null ? "" : name;
        email = email == null ? "" : email;
    }

    /** Whether mail can be sent to this person. */
    public boolean reachable() {
        return !undeliverable && !email.isBlank();
    }
}
