package org.waymark.eventstore;

/** An event of the log is of a kind and version that this release knows, and yet cannot be read: it is damaged. */
public final class UnreadableEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableEvent(String message, Throwable cause) {
        super(message, cause);
    }
}
