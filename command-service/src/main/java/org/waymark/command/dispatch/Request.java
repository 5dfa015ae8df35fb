package org.waymark.command.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came with a command.
 *
 * @param key the caller's own key: the same key with the same fingerprint has one effect, however often it comes
 * @param fingerprint hash of what was asked for
 * @param expectedVersion version of the content that the caller had seen, or null
 * @param happenedAt when it happened, or null for now
 * @param source file and row of an import, or null
 */
public record Request(
        String key,
        String fingerprint,
        @Nullable Long expectedVersion,
        @Nullable Instant happenedAt,
        @Nullable String source) {

    /** A request about nothing that was seen before. */
    public static Request of(String key, String fingerprint) {
        return new Request(key, fingerprint, null, null, null);
    }
}
