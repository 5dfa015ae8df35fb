package org.waymark.command.directory;

/** As what a person receives mail. */
enum ContactRole {
    LEAD,
    ESCALATION_CONTACT,
    GOVERNANCE_OFFICER,
    CHAIR,
    MEMBER
}
