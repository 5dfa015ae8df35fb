package org.waymark.query.history;

import java.time.Instant;

/**
 * One entry of the log as anybody can check it: nothing of what it holds, and of nobody.
 *
 * @param position number of the entry
 * @param name stored name of the event, for example {@code action.timescale-slipped}
 * @param subject what it happened to
 * @param subjectId id of that; becomes part of its page's address
 * @param recordedAt when it was put on record
 * @param hash mark of the step with which it was recorded, 64 hexadecimal digits
 * @param previousHash mark of the step before; zeros where there was none
 * @param last number of the newest entry of the log
 */
public record LogEntry(
        long position,
        String name,
        Subject subject,
        String subjectId,
        Instant recordedAt,
        String hash,
        String previousHash,
        long last) {

    /** What an entry can be about. */
    public enum Subject {
        ACTION,
        PLAN,
        GROUP,
        PARTY,
        INDICATOR,
        MAIL,
        /** The installation and its views: what administrators do. */
        INSTALLATION
    }
}
