package org.waymark.contract.action;

/** Where an action stands, as its lead answers. */
public enum Stand {
    /** Going on, and what was agreed holds. */
    GOING_ON,
    /** Going on, but its date has to move, or be given. */
    DATE_MOVES,
    /** Done; of something that comes back, this time. */
    DONE,
    /** Not theirs to lead. */
    NOT_OURS
}
