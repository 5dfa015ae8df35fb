package org.waymark.notifier.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Hands mails to the mail server that Spring is configured for, many over one connection, each with its own answer.
 * (Spring's own batch says which messages failed only behind the last one, and then a crash would leave the whole batch
 * in doubt.) One thread hands over; messages may be made by others meanwhile.
 */
public final class Smtp implements AutoCloseable {

    /** What the mail server made of a mail. */
    public sealed interface Answer {

        /** It will deliver it. */
        record Accepted() implements Answer {}

        /** Not now (4xx), or the connection broke before the end of the mail's content was to go over it. */
        record NotNow(String words) implements Answer {}

        /** It cannot be reached, or does not let this installation in or send: no other mail would fare better. */
        record NoServer(String words) implements Answer {}

        /**
         * It does not let this installation write to the recipient (5xx): by a rule, or because of its own state. That says
         * nothing against the address, and others may fare the same.
         */
        record NotServed(String words) implements Answer {}

        /**
         * Never (5xx).
         *
         * @param refusal what it refuses, or null where this installation itself keeps the mail back
         */
        record Never(String words, @Nullable Refusal refusal) implements Answer {}

        /** The connection broke between the end of the mail's content and the answer. */
        record Unknown() implements Answer {}
    }

    /** What of a mail a mail server never takes. */
    public enum Refusal {
        /** The recipient's address, and it says so. */
        ADDRESS,
        /** The recipient, without saying what for: the address may be wrong, or nobody is served. */
        RECIPIENT,
        /** To take anything for the recipient from this installation, which is nothing against the address. */
        SERVICE,
        /** What it says, or how large it is; or the recipient, by a server that says so late. */
        CONTENT
    }

    /** The enhanced status code behind the code of a reply (RFC 2034, 4): subject and detail of a permanent one. */
    private static final Pattern ENHANCED = Pattern.compile("^5\\d\\d[ -]5\\.(\\d{1,3})\\.(\\d{1,3})\\b");

    private static final int TRANSIENT = 400;
    private static final int PERMANENT = 500;

    private final JavaMailSenderImpl sender;
    private @Nullable Transport transport;

    public Smtp(JavaMailSenderImpl sender) {
        this.sender = sender;
    }

    /** A mail to be filled, of the session that {@link #hand} uses. */
    public MimeMessage newMessage() {
        return new Envelope(session());
    }

    /** Writes the content of a filled message down, so that handing it over is all that is left. */
    public static void encode(MimeMessage message) throws MessagingException {
        ((Envelope) message).encode();
    }

    private Session session() {
        return sender.getSession();
    }

    /**
     * Hands one mail over; connects first where there is no connection.
     *
     * @param message from {@link #newMessage()}
     * @param handingOver asked when all of the content is out but its end, without which a mail server delivers nothing
     *     (RFC 5321, 4.1.1.4); false keeps it back
     */
    public Answer hand(MimeMessage message, BooleanSupplier handingOver) {
        Transport connected;
        try {
            connected = connected();
        } catch (MessagingException e) {
            close();
            return new Answer.NoServer(unreachable(e));
        }
        Envelope envelope = (Envelope) message;
        envelope.handingOver = handingOver;
        try {
            connected.sendMessage(envelope, envelope.getAllRecipients());
            return new Answer.Accepted();
        } catch (MessagingException e) {
            Answer answer = answer(e);
            if (answer instanceof Answer.Unknown) {
                close();
                return envelope.begun
                        ? answer
                        : new Answer.NotNow("The connection broke before the mail was handed over.");
            }
            if (!connected.isConnected()) {
                close();
            }
            return answer;
        }
    }

    /** Why there is no connection, for those who set it up; without any address or password. */
    private static String unreachable(MessagingException e) {
        if (e instanceof AuthenticationFailedException) {
            return "The mail server does not accept the user name or password.";
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (cause instanceof SSLException || (message != null && message.contains("STARTTLS"))) {
                return "The mail server offers no encryption that this installation trusts.";
            }
        }
        return "The mail server cannot be reached.";
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
            Answer said = switch (part) {
                case SMTPAddressFailedException refused -> toRecipient(refused.getReturnCode(), part);
                case SMTPSenderFailedException refused -> toSender(refused.getReturnCode(), part);
                case SMTPSendFailedException refused
                when refused.getCommand().startsWith("MAIL") -> toSender(refused.getReturnCode(), part);
                case SMTPSendFailedException refused -> toContent(refused.getReturnCode(), part);
                default -> null;
            };
            if (said != null) {
                answer = said;
            }
        }
        return answer;
    }

    private static @Nullable Answer toSender(int code, MessagingException said) {
        return code < PERMANENT ? forNow(code, said) : new Answer.NoServer(words(code, said));
    }

    private static @Nullable Answer toContent(int code, MessagingException said) {
        return code < PERMANENT ? forNow(code, said) : new Answer.Never(words(code, said), Refusal.CONTENT);
    }

    /**
     * Many a mail server says only when the recipient is named that it does not know the sender, or does not relay (Postfix:
     * smtpd_delay_reject). What it means it says in the enhanced code (RFC 3463): 5.1 and 5.2 are about the mailbox, but for
     * 5.1.7 and 5.1.8, which are about the sender's; 5.3 to 5.5 and 5.7 are about the system, the way there, the
     * protocol and what is allowed.
     */
    private static @Nullable Answer toRecipient(int code, MessagingException said) {
        if (code < PERMANENT) {
            return forNow(code, said);
        }
        String words = words(code, said);
        Matcher enhanced = ENHANCED.matcher(words);
        return switch (enhanced.find() ? enhanced.group(1) + "." + enhanced.group(2) : "") {
            case "1.7", "1.8" -> new Answer.NoServer(words);
            case "1.1", "1.2", "1.3", "1.4", "1.6", "1.10", "2.1" -> new Answer.Never(words, Refusal.ADDRESS);
            case String other when other.matches("[3457]\\..*") -> new Answer.NotServed(words);
            default -> new Answer.Never(words, Refusal.RECIPIENT);
        };
    }

    /** Null for no code of a refusal, which says nothing by itself. */
    private static @Nullable Answer forNow(int code, MessagingException said) {
        return code < TRANSIENT ? null : new Answer.NotNow(words(code, said));
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

    /** Keeps the Message-ID that it was given, and tells when only the end of its content is missing. */
    private static final class Envelope extends MimeMessage {

        private BooleanSupplier handingOver = () -> true;
        private boolean begun;
        private byte @Nullable [] encoded;

        Envelope(Session session) {
            super(session);
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            if (getHeader("Message-ID") == null) {
                super.updateMessageID();
            }
        }

        void encode() throws MessagingException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                super.writeTo(bytes, null);
            } catch (IOException e) {
                throw new MessagingException("The message cannot be written down", e);
            }
            encoded = bytes.toByteArray();
        }

        /** Leaves nothing out: there is no blind copy and no length among its headers. */
        @Override
        public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException, MessagingException {
            if (encoded == null) {
                super.writeTo(out, ignored);
            } else {
                out.write(encoded);
            }
            if (!handingOver.getAsBoolean()) {
                throw new IOException("Kept back");
            }
            begun = true;
        }
    }
}
