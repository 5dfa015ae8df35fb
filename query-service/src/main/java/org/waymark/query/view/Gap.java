package org.waymark.query.view;

/** Something that an open action needs before it can be followed up. A closed action has none. */
public enum Gap {
    /** Nothing was written where the date should be. */
    NO_DATE,
    /** What was written could not be read. */
    UNREADABLE,
    /** Waits for something that has no date. */
    CONDITIONAL,
    /** Nobody leads it. */
    NO_LEAD,
    /** It has leads, but none has a contact who can be written to. */
    NOBODY_TO_WRITE_TO
}
