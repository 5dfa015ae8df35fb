package org.waymark.query.fold;

/** An event cannot follow on the state it meets; something before it is missing or could not be read. */
public final class UnfoldableEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfoldableEvent(String message) {
        super(message);
    }
}
