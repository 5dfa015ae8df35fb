package org.waymark.notifier.outbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.waymark.notifier.NotifierProperties;
import org.waymark.notifier.directory.Contact;
import org.waymark.notifier.directory.Contacts;
import org.waymark.notifier.mail.Postmaster;
import org.waymark.notifier.mail.Smtp;

/** Hands what is due in the outbox to the mail server, one by one over one connection. */
public final class Sender {

    private final Outbox outbox;
    private final Postmaster postmaster;
    private final JavaMailSenderImpl server;
    private final NotifierProperties.Mail properties;
    private final Clock clock;
    private final String instance;

    /**
     * What a round of sending came to.
     *
     * @param refusedContacts contact ids whose address was refused for good
     */
    public record Round(int sent, int failed, int givenUp, int unknown, Set<String> refusedContacts) {}

    public Sender(
            Outbox outbox,
            Postmaster postmaster,
            JavaMailSenderImpl server,
            NotifierProperties.Mail properties,
            Clock clock,
            String instance) {
        this.outbox = outbox;
        this.postmaster = postmaster;
        this.server = server;
        this.properties = properties;
        this.clock = clock;
        this.instance = instance;
    }

    /**
     * Hands over everything that is due.
     *
     * @param goOn asked before each mail; false ends the round early, and what is left waits
     */
    public Round send(Contacts contacts, BooleanSupplier goOn) {
        int sent = 0;
        int failed = 0;
        int givenUp = 0;
        int unknown = 0;
        Set<String> refused = new LinkedHashSet<>();
        List<Letter> due = outbox.due(clock.instant());
        try (Smtp smtp = new Smtp(server)) {
            for (Letter waiting : due) {
                if (!goOn.getAsBoolean()) {
                    break;
                }
                Letter letter = outbox.claim(waiting, instance, clock.instant());
                if (letter == null) {
                    continue;
                }
                switch (hand(smtp, letter, contacts)) {
                    case Smtp.Answer.Accepted() -> {
                        outbox.sent(letter);
                        sent++;
                    }
                    case Smtp.Answer.NotNow(String words) -> {
                        outbox.failed(letter, words, clock.instant().plus(pause(letter.attempts())));
                        failed++;
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
        return new Round(sent, failed, givenUp, unknown, refused);
    }

    private Smtp.Answer hand(Smtp smtp, Letter letter, Contacts contacts) {
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
                    letter.mail().messageId(),
                    letter.subject(),
                    letter.text(),
                    letter.html(),
                    clock.instant());
        } catch (MessagingException e) {
            return new Smtp.Answer.Never("The address cannot be written to as it stands.", true);
        }
        return smtp.hand(message);
    }

    private Duration pause(int attempts) {
        List<Duration> pauses = properties.retryAfter();
        return pauses.get(Math.min(attempts, pauses.size()) - 1);
    }
}
