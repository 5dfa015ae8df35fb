package org.waymark.command.rule;

/** Somebody else changed the content after the caller had read it. */
public final class StaleEdit extends Objection {

    private static final long serialVersionUID = 1L;

    private final long currentVersion;

    /** @param currentVersion version of the content as it is now */
    public StaleEdit(long currentVersion) {
        super(Texts.say("request.stale-edit"));
        this.currentVersion = currentVersion;
    }

    /** Version of the content as it is now. */
    public long currentVersion() {
        return currentVersion;
    }
}
