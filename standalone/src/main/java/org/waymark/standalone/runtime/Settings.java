package org.waymark.standalone.runtime;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.Identifiers;
import org.waymark.standalone.mailbox.Mailbox;

/**
 * What differs between one installation and another.
 *
 * @param profile {@code demo} or {@code serve}; names the settings file {@code standalone-PROFILE.yaml} as well
 * @param port of pages and API on the loopback address; not 0
 * @param secret signs the tokens of signed-in people
 * @param mailHost host of the mail server, or null for none: then no mail goes out
 * @param clock stands for the machine's clock, or null
 * @param identifiers stands for random ones, or null
 * @param mailbox the mail server of this program, or null
 * @param verbose whether to log more than warnings
 */
public record Settings(
        String profile,
        int port,
        String mongoUri,
        String secret,
        @Nullable String mailHost,
        int mailPort,
        @Nullable Clock clock,
        @Nullable Identifiers identifiers,
        @Nullable Mailbox mailbox,
        boolean verbose) {}
