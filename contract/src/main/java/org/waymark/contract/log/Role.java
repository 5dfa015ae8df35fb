package org.waymark.contract.log;

/** What a person may do in Waymark. One person can have several roles, and acts in one. */
public enum Role {
    /** Answers for the actions of their own parties. */
    LEAD,
    /** Reads everything a group sees; decides at meetings. */
    BOARD,
    /** Services the groups: may make every change to plans, actions, groups and parties. */
    GOVERNANCE,
    /** Runs the installation: users, views, redaction. */
    ADMINISTRATOR,
    /** Another service of this installation, such as the notifier. */
    SERVICE
}
