package org.waymark.notifier.outbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailState;
import org.waymark.notifier.agenda.Told;

/**
 * One mail on its way. Its words hold a name, so they are dropped once its end is on record.
 *
 * @param mail what the record will say about it
 * @param subject words, as rendered on its day
 * @param text as plain text
 * @param html as HTML
 * @param replyTo contact id of the officer whom an answer reaches, or null
 * @param attempts how often it was handed over, or begun to be
 * @param recorded the state that is on record, or null
 * @param repeated whether it was handed over again after its outcome was unknown
 * @param nextAttemptAt not to be tried before this
 * @param answer what the mail server said when it refused, without any address
 * @param claim changes with every step, so that of two notifiers one takes the step
 */
public record Letter(
        Mail mail,
        String subject,
        String text,
        String html,
        @Nullable String replyTo,
        MailState state,
        int attempts,
        @Nullable MailState recorded,
        boolean repeated,
        Instant nextAttemptAt,
        @Nullable String answer,
        String claim) {

    /** A mail that was just written. */
    public static Letter written(
            Mail mail, String subject, String text, String html, @Nullable String replyTo, Instant now) {
        return new Letter(
                mail, subject, text, html, replyTo, MailState.WAITING, 0, null, false, now, null, mail.mailId() + "#0");
    }

    public String id() {
        return mail.mailId();
    }

    public LocalDate day() {
        return mail.day();
    }

    /** Keys of its lines, each unique over all mails. */
    List<String> itemKeys() {
        return mail.items().stream()
                .map(item -> (item.actionId() == null ? item.planId() : item.actionId())
                        + '|'
                        + new Told(item.rule(), item.occurrence(), mail.contactId()).key())
                .distinct()
                .toList();
    }

    /** Whether nothing more will be done about it. */
    boolean ended() {
        return state == MailState.SENT
                || state == MailState.GIVEN_UP
                || (state == MailState.OUTCOME_UNKNOWN && repeated);
    }
}
