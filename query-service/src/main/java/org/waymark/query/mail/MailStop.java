package org.waymark.query.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether all mail is stopped on the record, as the log has it. */
public interface MailStop {

    /**
     * The last time that mail was stopped or let out again.
     *
     * @param who in words: "Priya Nair, governance officer"
     * @param reason in that person's own words; null once they were removed
     * @param entry position of the log entry
     */
    record Last(
            boolean stopped,
            String who,
            Instant at,
            @Nullable String reason,
            long entry) {}

    /** Null where mail was never stopped. */
    @Nullable
    Last last();
}
