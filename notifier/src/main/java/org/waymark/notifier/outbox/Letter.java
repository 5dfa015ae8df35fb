package org.waymark.notifier.outbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailState;
import org.waymark.notifier.agenda.Told;
import org.waymark.notifier.mail.Renderer;

/**
 * One mail on its way. Its words hold a name, so they are dropped once its end is on record.
 *
 * @param mail what the record will say about it
 * @param rendered its words of its day; null unless it was just written, or taken to be handed over
 * @param replyTo contact id of the officer whom an answer reaches, or null
 * @param attempts how often it was taken to be handed over, without those after which it was left before its content went anywhere
 * @param recorded the state that is on record, or null
 * @param handedOver while it is being sent: whether the end of its content is about to go to the mail server. Until then nobody
 *     can have it
 * @param doubted whether it is unknown of an earlier hand-over if the mail server took it
 * @param repeated whether it was handed over again after that
 * @param nextAttemptAt not to be tried before this
 * @param answer what the mail server said when it refused, without any address
 * @param claim changes with every step, so that of two notifiers one takes the step
 */
public record Letter(
        Mail mail,
        Renderer.@Nullable Rendered rendered,
        @Nullable String replyTo,
        MailState state,
        int attempts,
        @Nullable MailState recorded,
        boolean handedOver,
        boolean doubted,
        boolean repeated,
        Instant nextAttemptAt,
        @Nullable String answer,
        String claim) {

    /** A mail that was just written. */
    public static Letter written(Mail mail, Renderer.Rendered words, @Nullable String replyTo, Instant now) {
        return new Letter(
                mail, words, replyTo, MailState.WAITING, 0, null, false, false, false, now, null, mail.mailId() + "#0");
    }

    Letter with(Renderer.Rendered words) {
        return new Letter(
                mail,
                words,
                replyTo,
                state,
                attempts,
                recorded,
                handedOver,
                doubted,
                repeated,
                nextAttemptAt,
                answer,
                claim);
    }

    /**
     * Its words.
     *
     * @throws NoSuchElementException when they were not read
     */
    public Renderer.Rendered words() {
        return Optional.ofNullable(rendered).orElseThrow();
    }

    /** Taken to be handed over; its content has not gone anywhere yet. */
    Letter taken() {
        return next(MailState.SENDING, attempts + 1, false, doubted, repeated, nextAttemptAt, null);
    }

    /** The end of its content is about to go to the mail server: from here on the server may have it. */
    Letter handingOver() {
        return next(MailState.SENDING, attempts, true, doubted, doubted, nextAttemptAt, null);
    }

    /** The mail server has it. */
    Letter sent() {
        return next(MailState.SENT, attempts, false, doubted, repeated, Instant.MAX, null);
    }

    /** The mail server does not have it, and may take it later. This hand-over was no repeat. */
    Letter failed(String why, Instant again) {
        return next(MailState.FAILED, attempts, false, doubted, false, again, why);
    }

    Letter givenUp(String why) {
        return next(MailState.GIVEN_UP, attempts, false, doubted, repeated, Instant.MAX, why);
    }

    /** Handed over, with no answer. */
    Letter outcomeUnknown() {
        return next(MailState.OUTCOME_UNKNOWN, attempts, false, true, repeated, nextAttemptAt, null);
    }

    /** Taken, and left before its content went anywhere. */
    Letter leftUntouched() {
        return next(MailState.WAITING, attempts - 1, false, doubted, repeated, nextAttemptAt, null);
    }

    /** The same mail as it would be written now. Only of one that is {@link #untouched}. */
    Letter renewed(Letter now) {
        return new Letter(
                now.mail,
                now.rendered,
                now.replyTo,
                state,
                attempts,
                recorded,
                handedOver,
                doubted,
                repeated,
                nextAttemptAt,
                answer,
                nextClaim());
    }

    private Letter next(
            MailState state,
            int attempts,
            boolean handedOver,
            boolean doubted,
            boolean repeated,
            Instant nextAttemptAt,
            @Nullable String answer) {
        return new Letter(
                mail,
                rendered,
                replyTo,
                state,
                attempts,
                recorded,
                handedOver,
                doubted,
                repeated,
                nextAttemptAt,
                answer,
                nextClaim());
    }

    private String nextClaim() {
        int hash = claim.lastIndexOf('#');
        return claim.substring(0, hash + 1) + (Integer.parseInt(claim.substring(hash + 1)) + 1);
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

    /** Whether it waits, or was refused for now, and the mail server cannot have it from an earlier hand-over either. */
    boolean untouched() {
        return (state == MailState.WAITING || state == MailState.FAILED) && !doubted;
    }

    /** Whether it would go to the same person with the same words, because of the same lines. */
    boolean saysTheSameAs(Letter other) {
        return mail.equals(other.mail)
                && Objects.equals(rendered, other.rendered)
                && Objects.equals(replyTo, other.replyTo);
    }

    /** Whether nothing more will be done about it. */
    boolean ended() {
        return state == MailState.SENT
                || state == MailState.GIVEN_UP
                || (state == MailState.OUTCOME_UNKNOWN && repeated);
    }
}
