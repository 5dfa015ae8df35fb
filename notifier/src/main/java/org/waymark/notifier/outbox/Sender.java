package org.waymark.notifier.outbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.waymark.notifier.NotifierProperties;
import org.waymark.notifier.directory.Contact;
import org.waymark.notifier.directory.Contacts;
import org.waymark.notifier.mail.Postmaster;
import org.waymark.notifier.mail.Smtp;

/** Hands what is due in the outbox to the mail server, one by one over one connection. */
public final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final Postmaster postmaster;
    private final JavaMailSenderImpl server;
    private final NotifierProperties.Mail properties;
    private final Clock clock;
    private final String instance;
    private final Consumer<Duration> took;

    /**
     * What a round of sending came to.
     *
     * @param repeated how many of those handed over were handed over for the second time, their outcome being unknown
     */
    public record Round(int sent, int failed, int givenUp, int unknown, int repeated) {

        /** A round in which nothing was handed over. */
        public static final Round NONE = new Round(0, 0, 0, 0, 0);
    }

    /** @param took told how long the mail server took for each mail */
    public Sender(
            Outbox outbox,
            Postmaster postmaster,
            JavaMailSenderImpl server,
            NotifierProperties.Mail properties,
            Clock clock,
            String instance,
            Consumer<Duration> took) {
        this.outbox = outbox;
        this.postmaster = postmaster;
        this.server = server;
        this.properties = properties;
        this.clock = clock;
        this.instance = instance;
        this.took = took;
    }

    /**
     * Hands over everything that is due, as far as the rate allows. Where the mail server cannot be reached, or serves nobody
     * as far as is known, the round ends with the mail that found it so; the others wait for the next one.
     *
     * @param goOn asked before each mail; false ends the round early, and what is left waits
     */
    public Round send(Contacts contacts, BooleanSupplier goOn) {
        int sent = 0;
        int failed = 0;
        int givenUp = 0;
        int unknown = 0;
        int repeated = 0;
        List<Letter> due = outbox.due(clock.instant());
        long allowed = due.isEmpty() || properties.perMinute() == 0
                ? Long.MAX_VALUE
                : properties.perMinute()
                        - outbox.handedOverSince(clock.instant().minus(MINUTE));
        boolean reachable = true;
        CompletableFuture<?> noted = CompletableFuture.completedFuture(null);
        try (Smtp smtp = new Smtp(server);
                Ahead ahead = new Ahead(due, smtp, contacts)) {
            while (reachable && allowed > 0 && goOn.getAsBoolean()) {
                Optional<Ready> next = ahead.next();
                if (next.isEmpty()) {
                    break;
                }
                HandOver handOver = new HandOver(next.get().letter(), noted);
                Smtp.Answer answer = hand(smtp, handOver, next.get().message());
                Letter letter = handOver.letter;
                if (letter.handedOver()) {
                    allowed--;
                    repeated += letter.repeated() ? 1 : 0;
                }
                switch (answer) {
                    case Smtp.Answer.Accepted() -> {
                        noted = CompletableFuture.supplyAsync(() -> outbox.sent(letter), Thread::startVirtualThread);
                        sent++;
                    }
                    case Smtp.Answer.NotNow(String words) -> {
                        outbox.failed(letter, words, again(letter));
                        failed++;
                    }
                    case Smtp.Answer.NoServer(String words) -> {
                        outbox.failed(letter, words, again(letter));
                        failed++;
                        reachable = false;
                    }
                    case Smtp.Answer.NotServed(String words) -> {
                        Contact to = Objects.requireNonNull(
                                contacts.find(letter.mail().contactId()));
                        outbox.notServed(letter, words, again(letter), to.email());
                        failed++;
                        reachable = sent > 0 || outbox.sentOn(letter.day()) > 0;
                    }
                    case Smtp.Answer.Never(String words, Smtp.@Nullable Refusal refusal) -> {
                        Contact to = contacts.find(letter.mail().contactId());
                        if (refusal == null || to == null) {
                            outbox.givenUp(letter, words);
                        } else {
                            outbox.refused(letter, words, refusal, to.email());
                        }
                        givenUp++;
                    }
                    case Smtp.Answer.Unknown() -> {
                        outbox.outcomeUnknown(letter);
                        unknown++;
                    }
                }
            }
            result(noted);
        }
        return new Round(sent, failed, givenUp, unknown, repeated);
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /**
     * One mail while it is handed over; notes the moment from which the mail server may have it. By then it is noted what became
     * of the mail before it, so that of one mail at most it is unknown.
     */
    private final class HandOver implements BooleanSupplier {

        private Letter letter;
        private final CompletableFuture<?> before;

        HandOver(Letter claimed, CompletableFuture<?> before) {
            letter = claimed;
            this.before = before;
        }

        @Override
        public boolean getAsBoolean() {
            result(before);
            Letter noted = outbox.handingOver(letter, clock.instant());
            if (noted == null) {
                return false;
            }
            letter = noted;
            return true;
        }
    }

    private Smtp.Answer hand(Smtp smtp, HandOver handOver, Message message) {
        return switch (message) {
            case Message.Refused(String why, Smtp.@Nullable Refusal refusal) -> new Smtp.Answer.Never(why, refusal);
            case Message.Written(MimeMessage written) -> {
                long began = System.nanoTime();
                Smtp.Answer answer = smtp.hand(written, handOver);
                took.accept(Duration.ofNanos(System.nanoTime() - began));
                yield answer;
            }
        };
    }

    private Message message(Smtp smtp, Letter letter, Contacts contacts) {
        Contact to = contacts.reachable(letter.mail().contactId());
        if (to == null) {
            return new Message.Refused("Nobody to write to any more.", null);
        }
        if (!postmaster.allows(to.email())) {
            return new Message.Refused("Kept back: this installation does not write to this domain.", null);
        }
        MimeMessage message = smtp.newMessage();
        try {
            String replyTo = letter.replyTo();
            postmaster.fill(
                    message,
                    to,
                    replyTo == null ? null : contacts.find(replyTo),
                    letter.mail(),
                    letter.words(),
                    clock.instant());
            Smtp.encode(message);
        } catch (AddressException e) {
            return new Message.Refused("The address cannot be written to as it stands.", Smtp.Refusal.ADDRESS);
        } catch (MessagingException e) {
            LOG.warn("{} cannot be written as a message", letter.id(), e);
            return new Message.Refused("Kept back: this mail cannot be written as a message.", null);
        }
        return new Message.Written(message);
    }

    /** What there is to hand over. */
    private sealed interface Message {

        record Written(MimeMessage message) implements Message {}

        /** There is nothing, for good. */
        record Refused(String why, Smtp.@Nullable Refusal refusal) implements Message {}
    }

    /** A mail that was taken to be handed over. */
    private record Ready(Letter letter, Message message) {}

    /** Takes the next mail and writes its message while the mail server has the one before it. */
    private final class Ahead implements AutoCloseable {

        private final Iterator<Letter> waiting;
        private final Smtp smtp;
        private final Contacts contacts;
        private @Nullable CompletableFuture<Optional<Ready>> following;

        Ahead(List<Letter> due, Smtp smtp, Contacts contacts) {
            this.waiting = due.iterator();
            this.smtp = smtp;
            this.contacts = contacts;
        }

        /** The next mail that nobody else took; empty behind the last one. */
        Optional<Ready> next() {
            Optional<Ready> ready = following == null ? take() : result(following);
            following = ready.isEmpty() ? null : CompletableFuture.supplyAsync(this::take, Thread::startVirtualThread);
            return ready;
        }

        private Optional<Ready> take() {
            while (waiting.hasNext()) {
                Letter claimed = outbox.claim(waiting.next(), instance, clock.instant());
                if (claimed != null) {
                    return Optional.of(new Ready(claimed, message(smtp, claimed, contacts)));
                }
            }
            return Optional.empty();
        }

        /** Puts back what was taken for nothing. */
        @Override
        public void close() {
            if (following != null) {
                result(following).ifPresent(ready -> outbox.release(ready.letter()));
            }
        }
    }

    private Instant again(Letter letter) {
        return clock.instant().plus(pause(letter.attempts()));
    }

    private Duration pause(int attempts) {
        List<Duration> pauses = properties.retryAfter();
        return pauses.get(Math.min(attempts, pauses.size()) - 1);
    }
}
