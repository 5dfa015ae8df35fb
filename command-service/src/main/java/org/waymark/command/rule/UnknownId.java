package org.waymark.command.rule;

/** Nothing is known under an id. */
public final class UnknownId extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param what for example "No action has the id a-7f3k2m9q." */
    public UnknownId(String what) {
        super(what, null, false, false);
    }
}
