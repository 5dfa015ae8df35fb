package org.waymark.command.rule;

/** Somebody else changed the content after the caller had read it. */
public final class StaleEdit extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long currentVersion;

    /** @param currentVersion version of the content as it is now */
    public StaleEdit(long currentVersion) {
        super(
                "Somebody else changed this while you had it open. Look at what it says now, and enter your change again.",
                null,
                false,
                false);
        this.currentVersion = currentVersion;
    }

    /** Version of the content as it is now. */
    public long currentVersion() {
        return currentVersion;
    }
}
