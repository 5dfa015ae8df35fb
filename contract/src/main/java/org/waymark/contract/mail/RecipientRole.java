package org.waymark.contract.mail;

/** As what somebody is written to. */
public enum RecipientRole {
    LEAD,
    ESCALATION_CONTACT,
    GOVERNANCE_OFFICER,
    CHAIR,
    /** Of a group: gets its packs and nothing else, and stands on no rung. */
    MEMBER;

    /** Whether concerns can be raised to somebody in this role. */
    public boolean standsOnRungs() {
        return this != MEMBER;
    }
}
