package org.waymark.notifier.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waymark.contract.mail.Mail;
import org.waymark.notifier.NotifierProperties;
import org.waymark.notifier.directory.Contact;

/** Puts rendered words into an envelope: one text and one HTML form, and headers that stay the same on a repeat. */
public final class Postmaster {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

    private final NotifierProperties.Mail properties;

    public Postmaster(NotifierProperties.Mail properties) {
        this.properties = properties;
    }

    /** The Message-ID of a mail, without angle brackets. */
    public String messageId(String mailId) {
        return mailId + "@" + properties.messageIdDomain();
    }

    /** Whether this installation may write to the address. */
    public boolean allows(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return properties.allowedDomains().isEmpty()
                || properties.allowedDomains().stream().anyMatch(domain::equalsIgnoreCase);
    }

    /**
     * Fills a message.
     *
     * @param date when it is handed over
     * @param replyTo whom an answer reaches, or null for the sender's own address; the same where their address cannot be written down
     * @throws AddressException when the recipient's address cannot be written down
     */
    public void fill(
            MimeMessage message,
            Contact to,
            @Nullable Contact replyTo,
            Mail mail,
            Renderer.Rendered words,
            Instant date)
            throws MessagingException {
        List<String> threads = threads(mail);
        message.setHeader("Message-ID", "<" + mail.messageId() + ">");
        message.setHeader("In-Reply-To", threads.getFirst());
        message.setHeader("References", String.join(" ", threads));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setFrom(address(properties.from(), properties.fromName()));
        message.setRecipient(Message.RecipientType.TO, address(to.email(), to.name()));
        if (replyTo != null && !replyTo.email().isBlank()) {
            try {
                message.setReplyTo(new InternetAddress[] {address(replyTo.email(), replyTo.name())});
            } catch (AddressException e) {
                LOG.warn(
                        "Answers to {} reach its sender: the address of {} cannot be written down",
                        mail.mailId(),
                        replyTo.contactId());
            }
        }
        message.setSubject(words.subject(), UTF_8);
        message.setSentDate(Date.from(date));
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(words.text(), UTF_8);
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(words.html(), UTF_8, "html");
        MimeMultipart forms = new MimeMultipart("alternative", plain, rich);
        String calendar = words.calendar();
        message.setContent(calendar == null ? forms : withCalendar(forms, calendar));
        message.saveChanges();
    }

    private static MimeMultipart withCalendar(MimeMultipart forms, String calendar) throws MessagingException {
        MimeBodyPart both = new MimeBodyPart();
        both.setContent(forms);
        MimeBodyPart dates = new MimeBodyPart();
        dates.setText(calendar, UTF_8, "calendar");
        dates.setHeader("Content-Type", "text/calendar; charset=UTF-8; method=PUBLISH");
        dates.setDisposition(Part.ATTACHMENT);
        dates.setFileName("dates.ics");
        return new MimeMultipart("mixed", both, dates);
    }

    /** What the mail belongs to in the reader's mail program: one thread for each plan, the plan of its first line first. */
    private List<String> threads(Mail mail) {
        return mail.items().stream()
                .map(Mail.Item::planId)
                .distinct()
                .map(planId -> "<thread-" + planId + "-" + mail.contactId() + "@" + properties.messageIdDomain() + ">")
                .toList();
    }

    private static InternetAddress address(String email, String name) throws AddressException {
        try {
            InternetAddress address = new InternetAddress(email, name, UTF_8);
            address.validate();
            return address;
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every JVM has UTF-8", e);
        }
    }
}
