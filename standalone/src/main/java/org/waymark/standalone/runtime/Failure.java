package org.waymark.standalone.runtime;

/** Something that the person at the keyboard can put right. Shown as one line, without a stack trace. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what to do about it, as one line */
    public Failure(String message) {
        super(message);
    }

    /** @param message what is wrong and what to do about it, as one line */
    public Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
