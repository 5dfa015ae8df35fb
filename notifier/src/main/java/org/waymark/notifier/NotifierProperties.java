package org.waymark.notifier;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set.
 *
 * @param baseUrl where people reach the pages that mails link to, without a slash at the end
 */
@ConfigurationProperties("waymark")
public record NotifierProperties(
        @DefaultValue("http://localhost:8080") String baseUrl,
        @DefaultValue CommandService commandService,
        @DefaultValue Mail mail,
        @DefaultValue Notifier notifier,
        @DefaultValue Links links,
        @DefaultValue Installation installation,
        @DefaultValue Identity identity) {

    /**
     * The service that takes commands.
     *
     * @param url where command-service listens
     * @param timeout how long an answer may take
     */
    public record CommandService(
            @DefaultValue("http://localhost:8081") URI url,
            @DefaultValue("10s") Duration timeout) {}

    /**
     * What may go out, and as what.
     *
     * @param enabled the stop switch: false lets nothing be written or handed over
     * @param loopbackOnly refuses to start unless the mail server is on this machine
     * @param allowedDomains domains of addresses that may be written to; empty for all
     * @param from address that mails come from; nothing starts with one that no mail can come from
     * @param fromName name beside it
     * @param messageIdDomain right-hand side of Message-IDs
     * @param retryAfter waiting times before the second, third, … attempt of a day; the last one repeats
     * @param perMinute how many mails may be handed over in any minute; 0 for no limit. What is beyond waits for the next
     *     check
     * @param claimTimeout after this time a mail that somebody began to hand over counts as of unknown outcome
     */
    public record Mail(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("true") boolean loopbackOnly,
            @DefaultValue List<String> allowedDomains,
            @DefaultValue("waymark@waymark.example") String from,
            @DefaultValue("Waymark") String fromName,
            @DefaultValue("waymark.example") String messageIdDomain,
            @DefaultValue({"1m", "5m", "15m", "30m", "1h"}) List<Duration> retryAfter,
            @DefaultValue("0") int perMinute,
            @DefaultValue("10m") Duration claimTimeout) {
        public Mail {
            if (perMinute < 0) {
                throw new IllegalArgumentException("Set waymark.mail.per-minute to 0 or more");
            }
            try {
                InternetAddress address = new InternetAddress();
                address.setAddress(from);
                address.validate();
            } catch (AddressException e) {
                // What starts the service shows the innermost cause, which has to say what to do
                throw new IllegalArgumentException("Set waymark.mail.from to one e-mail address, like"
                        + " waymark@council.example, and waymark.mail.from-name to the name beside it. "
                        + e.getMessage() + ": " + from);
            }
        }
    }

    /**
     * The daily check.
     *
     * @param schedule when the daily check wakes
     * @param patience how long a check waits for the agenda to reach the head of the log
     * @param instance name of this process among several notifiers; null for host and process number
     */
    public record Notifier(
            @DefaultValue Schedule schedule,
            @DefaultValue("30s") Duration patience,
            @Nullable String instance) {}

    /**
     * When the daily check wakes.
     *
     * @param enabled whether it wakes by itself
     * @param cron Quartz expression, in local time of the councils
     */
    public record Schedule(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("0 * * * * ?") String cron) {}

    /**
     * Who runs this, for those who are written to for the first time.
     *
     * @param name the council or body, as on the pages; empty for a general phrase
     * @param contact whom to ask beside the governance officer; empty for nobody
     * @param dataNotice who holds the reader's data, and on what basis; empty for the usual words
     */
    public record Installation(
            @DefaultValue("") String name,
            @DefaultValue("") String contact,
            @DefaultValue("") String dataNotice) {}

    /**
     * Links that stand for their reader.
     *
     * @param validDays days after the mail on which its links still open; the same in query-service, which holds to it
     */
    public record Links(@DefaultValue("60") int validDays) {
        public Links {
            if (validDays < 1) {
                throw new IllegalArgumentException("Set waymark.links.valid-days to 1 or more");
            }
        }
    }

    /**
     * How services know each other.
     *
     * @param secret shared by the services, 32 bytes or more
     */
    public record Identity(@DefaultValue("") String secret) {}
}
