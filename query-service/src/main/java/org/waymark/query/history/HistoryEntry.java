package org.waymark.query.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One log entry told to a reader.
 *
 * @param position number of the log entry
 * @param hash mark of its commit, 64 hexadecimal digits
 * @param name stored name of the event, for example {@code action.timescale-slipped}
 * @param subject the action, plan, group or party that it happened to
 * @param subjectReference the action's reference in the history of a plan, otherwise null
 * @param sentence what happened: "Target date slipped from 30 September 2017 to 31 December 2017: 92 days, first slip."
 * @param quote reason or note in the person's own words; null where there was none or it was removed
 * @param quoteRemoved whether there were words that have been removed
 * @param quoteDigest digest of the words, which redaction asks for; null where there were none
 * @param details further lines, for example what was amended from and to
 * @param who who did it
 * @param happenedAt when it happened
 * @param recordedAt when it was put on record
 * @param recordedLater whether it was put on record on a later local day than it happened
 * @param meetingId meeting that it belongs to, or null
 * @param meetingDay day of that meeting, or null
 * @param mailId the mail, for an entry about a mail; otherwise null
 * @param level level of the escalation that it raises, otherwise 0
 */
public record HistoryEntry(
        long position,
        String hash,
        String name,
        Kind kind,
        String subject,
        @Nullable String subjectReference,
        String sentence,
        @Nullable String quote,
        boolean quoteRemoved,
        @Nullable String quoteDigest,
        List<String> details,
        Who who,
        Instant happenedAt,
        Instant recordedAt,
        boolean recordedLater,
        @Nullable String meetingId,
        @Nullable LocalDate meetingDay,
        @Nullable String mailId,
        int level) {

    /** Which list of a history an entry belongs to. */
    public enum Kind {
        /** Dates, leads, closing: what was agreed. */
        AGREED,
        /** Progress, status, rating, evidence: words from those who lead. */
        WORD,
        /** What a board decided. */
        DECISION,
        ESCALATION,
        MAIL,
        /** Corrections, labels, redactions, the plan's own changes. */
        OTHER
    }

    /**
     * Who did it.
     *
     * @param actor user or contact id, or {@code daily-check}
     * @param role as recorded, in words: "governance officer"; empty for the daily check
     * @param name present name, or null where nobody by this id is known (any more)
     * @param via how it came in, in words: "by the link in the e-mail"; null when there is nothing to say
     * @param byLink whether it came by the link in a mail
     * @param inWords all of it: "Priya Nair, governance officer"
     */
    public record Who(
            String actor,
            String role,
            @Nullable String name,
            @Nullable String via,
            boolean byLink,
            String inWords) {}

    /** The mark as a reader compares it: {@code 9f3c…a21e}. */
    public String shortHash() {
        return hash.length() < 9 ? hash : hash.substring(0, 4) + "…" + hash.substring(hash.length() - 4);
    }
}
