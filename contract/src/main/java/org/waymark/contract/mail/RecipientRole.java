package org.waymark.contract.mail;

/** As what somebody is written to. */
public enum RecipientRole {
    LEAD,
    ESCALATION_CONTACT,
    GOVERNANCE_OFFICER,
    CHAIR
}
