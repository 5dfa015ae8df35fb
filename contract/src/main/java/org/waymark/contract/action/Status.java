package org.waymark.contract.action;

/** How far an action has come. */
public enum Status {
    NOT_STARTED,
    IN_PROGRESS,
    COMPLETE,
    ENDED;

    /** Whether work is still expected. */
    public boolean open() {
        return this == NOT_STARTED || this == IN_PROGRESS;
    }
}
