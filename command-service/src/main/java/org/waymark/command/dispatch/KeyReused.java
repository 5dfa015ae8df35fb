package org.waymark.command.dispatch;

/** A request key came a second time, with another request. */
public final class KeyReused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeyReused() {
        super(
                "This Idempotency-Key was used for another request. Nothing was changed. Use a new key for each change.",
                null,
                false,
                false);
    }
}
