package org.waymark.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * What a check of the log found.
 *
 * @param commits commits read, up to the fault if there is one
 * @param events events read
 * @param redactions free texts that were removed, with a redaction on record
 * @param head where the checked part ends
 * @param fault the first thing that is wrong; null when the log is intact
 */
public record Verification(
        long commits,
        long events,
        long redactions,
        Head head,
        @Nullable Fault fault) {

    /** What can be wrong with a log. */
    public enum Kind {
        /** The content is not what was recorded. */
        CHANGED,
        /** Something that was recorded is not there, and something after it is. */
        MISSING,
        /** Something is there that was never recorded at that place. */
        INSERTED,
        /** Something recorded at another place stands here. */
        REORDERED,
        /** The log ends before a head that was known earlier. */
        TRUNCATED
    }

    /**
     * @param position global position of the first event in doubt
     * @param detail what is wrong, in a sentence
     */
    public record Fault(long position, Kind kind, String detail) {}

    /** Whether everything is as it was recorded. */
    public boolean intact() {
        return fault == null;
    }
}
