package org.waymark.query.fold;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.mail.MailState;

/**
 * A mail as the sum of what is on record about it.
 *
 * @param answer the mail server's words where it refused, or null
 * @param at when its present state came about
 * @param doubted whether its outcome was ever unknown; null in views of an earlier release, for no
 */
public record MailEntry(
        Mail mail,
        MailState state,
        int attempts,
        @Nullable String answer,
        Instant at,
        @Nullable Boolean doubted,
        long sequence,
        long position) {

    /** Whether it may have arrived twice, as the same message. */
    public boolean repeated() {
        return Boolean.TRUE.equals(doubted) && state == MailState.SENT;
    }

    /** @param before null before the first event */
    public static MailEntry apply(@Nullable MailEntry before, MailEvent event, EventContext context) {
        return switch (event) {
            case MailEvent.MailRecorded e ->
                new MailEntry(
                        e.mail(),
                        e.state(),
                        before == null ? e.attempts() : Math.max(before.attempts, e.attempts()),
                        e.answer(),
                        context.happenedAt(),
                        e.state() == MailState.OUTCOME_UNKNOWN
                                || (before != null && Boolean.TRUE.equals(before.doubted)),
                        context.sequence(),
                        context.position());
        };
    }
}
