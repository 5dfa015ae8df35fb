package org.waymark.command.rule;

/** The person who acts may not do this. */
public final class Forbidden extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message for example "Only those who lead 8.4 can change it." */
    public Forbidden(String message) {
        super(message, null, false, false);
    }
}
