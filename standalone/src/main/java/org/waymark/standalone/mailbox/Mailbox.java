package org.waymark.standalone.mailbox;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A real SMTP server that takes every mail, whoever it is for, and hands none on. Listens on the loopback address only. */
public final class Mailbox implements AutoCloseable {

    /** Where it listens; nothing off this machine can reach it. */
    public static final String HOST = "127.0.0.1";

    private static final long START_MILLIS = 10_000;

    private final GreenMail server;
    private List<Letter> read = List.of();

    private Mailbox(GreenMail server) {
        this.server = server;
    }

    /** Starts one on a free port. */
    public static Mailbox start() {
        ServerSetup setup = new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(START_MILLIS);
        GreenMail server = new GreenMail(setup);
        server.start();
        return new Mailbox(server);
    }

    /** The port it listens on. */
    public int port() {
        return server.getSmtp().getPort();
    }

    /** How many mails have arrived. */
    public int count() {
        return server.getReceivedMessages().length;
    }

    /** All mails, newest first by their own date, then by address. */
    public synchronized List<Letter> letters() {
        MimeMessage[] messages = server.getReceivedMessages();
        if (messages.length != read.size()) {
            List<Letter> letters = new ArrayList<>(messages.length);
            for (MimeMessage message : messages) {
                letters.add(read(message));
            }
            letters.sort(Comparator.comparing(Letter::sentAt)
                    .reversed()
                    .thenComparing(Letter::to)
                    .thenComparing(Letter::messageId));
            read = List.copyOf(letters);
        }
        return read;
    }

    /** The mail with that id, if there is one. */
    public Optional<Letter> letter(String id) {
        return letters().stream().filter(letter -> letter.id().equals(id)).findFirst();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static Letter read(MimeMessage message) {
        try {
            SortedMap<String, String> headers = new TreeMap<>();
            for (Header header : Collections.list(message.getAllHeaders())) {
                headers.merge(header.getName(), header.getValue(), (first, next) -> first + "\n" + next);
            }
            String messageId =
                    Optional.ofNullable(message.getMessageID()).orElse("").replaceAll("[<>]", "");
            Date sent = message.getSentDate();
            return new Letter(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(messageId.getBytes(StandardCharsets.UTF_8)),
                    messageId,
                    addresses(message.getFrom()),
                    addresses(message.getAllRecipients()),
                    Optional.ofNullable(message.getSubject()).orElse(""),
                    sent == null ? Instant.EPOCH : sent.toInstant(),
                    Collections.unmodifiableSortedMap(headers),
                    content(message, "text/plain"),
                    content(message, "text/html"));
        } catch (MessagingException unreadable) {
            throw new IllegalStateException("A mail in the mailbox cannot be read", unreadable);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String addresses(jakarta.mail.Address @Nullable [] addresses) {
        return addresses == null ? "" : InternetAddress.toUnicodeString(addresses);
    }

    private static String content(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return String.valueOf(part.getContent());
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = content(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
