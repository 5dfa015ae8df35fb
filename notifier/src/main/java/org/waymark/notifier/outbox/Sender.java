package org.waymark.notifier.outbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.waymark.notifier.NotifierProperties;
import org.waymark.notifier.directory.Contact;
import org.waymark.notifier.directory.Contacts;
import org.waymark.notifier.mail.Postmaster;
import org.waymark.notifier.mail.Smtp;

/** Hands what is due in the outbox to the mail server, one by one over one connection. */
public final class Sender {

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
     * @param refusedContacts contact ids whose address was refused for good
     */
    public record Round(int sent, int failed, int givenUp, int unknown, int repeated, Set<String> refusedContacts) {

        /** A round in which nothing was handed over. */
        public static final Round NONE = new Round(0, 0, 0, 0, 0, Set.of());
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
     * Hands over everything that is due, as far as the rate allows. Where the mail server cannot be reached the round ends
     * with the mail that found it so; the others wait for the next one.
     *
     * @param goOn asked before each mail; false ends the round early, and what is left waits
     */
    public Round send(Contacts contacts, BooleanSupplier goOn) {
        int sent = 0;
        int failed = 0;
        int givenUp = 0;
        int unknown = 0;
        int repeated = 0;
        Set<String> refused = new LinkedHashSet<>();
        List<Letter> due = outbox.due(clock.instant());
        long allowed = due.isEmpty() || properties.perMinute() == 0
                ? Long.MAX_VALUE
                : properties.perMinute()
                        - outbox.handedOverSince(clock.instant().minus(MINUTE));
        boolean reachable = true;
        try (Smtp smtp = new Smtp(server)) {
            for (Letter waiting : due) {
                if (!reachable || allowed <= 0 || !goOn.getAsBoolean()) {
                    break;
                }
                Letter claimed = outbox.claim(waiting, instance, clock.instant());
                if (claimed == null) {
                    continue;
                }
                HandOver handOver = new HandOver(claimed);
                Smtp.Answer answer = hand(smtp, handOver, contacts);
                Letter letter = handOver.letter;
                if (letter.handedOver()) {
                    allowed--;
                    repeated += letter.repeated() ? 1 : 0;
                }
                switch (answer) {
                    case Smtp.Answer.Accepted() -> {
                        outbox.sent(letter);
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
                    case Smtp.Answer.Never(String words, boolean address) -> {
                        outbox.givenUp(letter, words);
                        givenUp++;
                        if (address) {
                            refused.add(letter.mail().contactId());
                        }
                    }
                    case Smtp.Answer.Unknown() -> {
                        outbox.outcomeUnknown(letter);
                        unknown++;
                    }
                }
            }
        }
        return new Round(sent, failed, givenUp, unknown, repeated, refused);
    }

    /** One mail while it is handed over; notes the moment from which the mail server may have it. */
    private final class HandOver implements BooleanSupplier {

        private Letter letter;

        HandOver(Letter claimed) {
            letter = claimed;
        }

        @Override
        public boolean getAsBoolean() {
            Letter noted = outbox.handingOver(letter, clock.instant());
            if (noted == null) {
                return false;
            }
            letter = noted;
            return true;
        }
    }

    private Smtp.Answer hand(Smtp smtp, HandOver handOver, Contacts contacts) {
        Letter letter = handOver.letter;
        Contact to = contacts.reachable(letter.mail().contactId());
        if (to == null) {
            return new Smtp.Answer.Never("Nobody to write to any more.", false);
        }
        if (!postmaster.allows(to.email())) {
            return new Smtp.Answer.Never("Kept back: this installation does not write to this domain.", false);
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
        } catch (MessagingException e) {
            return new Smtp.Answer.Never("The address cannot be written to as it stands.", true);
        }
        long began = System.nanoTime();
        Smtp.Answer answer = smtp.hand(message, handOver);
        took.accept(Duration.ofNanos(System.nanoTime() - began));
        return answer;
    }

    private Instant again(Letter letter) {
        return clock.instant().plus(pause(letter.attempts()));
    }

    private Duration pause(int attempts) {
        List<Duration> pauses = properties.retryAfter();
        return pauses.get(Math.min(attempts, pauses.size()) - 1);
    }
}
