package org.waymark.notifier.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Hands mails to the mail server that Spring is configured for, many over one connection, each with its own answer.
 * (Spring's own batch says which messages failed only behind the last one, and then a crash would leave the whole batch
 * in doubt.) Not safe for several threads.
 */
public final class Smtp implements AutoCloseable {

    /** What the mail server made of a mail. */
    public sealed interface Answer {

        /** It will deliver it. */
        record Accepted() implements Answer {}

        /** Not now (4xx), or it could not be reached at all. */
        record NotNow(String words) implements Answer {}

        /**
         * Never (5xx).
         *
         * @param address whether it is the recipient's address that it refuses
         */
        record Never(String words, boolean address) implements Answer {}

        /** The connection broke before the answer. */
        record Unknown() implements Answer {}
    }

    private static final int TRANSIENT = 400;
    private static final int PERMANENT = 500;

    private final JavaMailSenderImpl sender;
    private @Nullable Transport transport;

    public Smtp(JavaMailSenderImpl sender) {
        this.sender = sender;
    }

    /** A mail to be filled, of the session that {@link #hand} uses. */
    public MimeMessage newMessage() {
        return new StableMessage(session());
    }

    private Session session() {
        return sender.getSession();
    }

    /** Hands one mail over; connects first where there is no connection. */
    public Answer hand(MimeMessage message) {
        Transport connected;
        try {
            connected = connected();
        } catch (MessagingException e) {
            close();
            return new Answer.NotNow("The mail server cannot be reached.");
        }
        try {
            connected.sendMessage(message, message.getAllRecipients());
            return new Answer.Accepted();
        } catch (MessagingException e) {
            Answer answer = answer(e);
            if (answer instanceof Answer.Unknown || !connected.isConnected()) {
                close();
            }
            return answer;
        }
    }

    private Transport connected() throws MessagingException {
        Transport current = transport;
        if (current == null || !current.isConnected()) {
            String protocol = sender.getProtocol();
            current = session().getTransport(protocol == null ? "smtp" : protocol);
            transport = current;
            current.connect(sender.getHost(), sender.getPort(), sender.getUsername(), sender.getPassword());
        }
        return current;
    }

    private static Answer answer(MessagingException failure) {
        Answer answer = new Answer.Unknown();
        for (Exception e = failure; e instanceof MessagingException part; e = part.getNextException()) {
            int code = -1;
            boolean address = false;
            switch (part) {
                case SMTPAddressFailedException refused -> {
                    code = refused.getReturnCode();
                    address = true;
                }
                case SMTPSenderFailedException refused -> code = refused.getReturnCode();
                case SMTPSendFailedException refused -> code = refused.getReturnCode();
                default -> {
                    // Says nothing by itself
                }
            }
            if (code >= PERMANENT) {
                answer = new Answer.Never(words(code, part), address);
            } else if (code >= TRANSIENT) {
                answer = new Answer.NotNow(words(code, part));
            }
        }
        return answer;
    }

    /** What the server said, without any address in it. */
    private static String words(int code, MessagingException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        String said = message.lines()
                .findFirst()
                .orElse("")
                .replaceAll("<[^>]*>|[^\\s<>]+@[^\\s<>]+", "…")
                .strip();
        return said.startsWith(Integer.toString(code)) ? said : code + " " + said;
    }

    @Override
    public void close() {
        Transport current = transport;
        transport = null;
        if (current != null) {
            try {
                current.close();
            } catch (MessagingException e) {
                // The connection is gone already; every mail on it has its answer
            }
        }
    }

    /** Keeps the Message-ID that it was given. */
    private static final class StableMessage extends MimeMessage {

        StableMessage(Session session) {
            super(session);
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            if (getHeader("Message-ID") == null) {
                super.updateMessageID();
            }
        }
    }
}
