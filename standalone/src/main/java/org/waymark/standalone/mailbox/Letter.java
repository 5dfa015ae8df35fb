package org.waymark.standalone.mailbox;

import java.time.Instant;
import java.util.SortedMap;

/**
 * One mail as it arrived.
 *
 * @param id its place in addresses; derived from the Message-ID
 * @param to address of the one recipient
 * @param sentAt from the Date header
 * @param headers every header by name, as received; repeated ones on lines of their own
 * @param text the plain part; empty where it has none
 * @param html the HTML part; empty where it has none
 */
public record Letter(
        String id,
        String messageId,
        String from,
        String to,
        String subject,
        Instant sentAt,
        SortedMap<String, String> headers,
        String text,
        String html) {}
