package org.waymark.command.rule;

/**
 * A rule of the domain stands against a command. The message says in plain words what stands against it and what to do
 * instead, so that it can be shown as it is.
 */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message for example "8.4 has ended, so nothing can be changed. Reopen it first." */
    public Refused(String message) {
        super(message, null, false, false);
    }
}
