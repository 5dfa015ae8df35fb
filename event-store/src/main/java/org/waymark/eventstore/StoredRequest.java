package org.waymark.eventstore;

import java.time.Instant;
import java.util.List;

/**
 * What became of a request that carried an Idempotency-Key.
 *
 * @param key the value of {@link org.waymark.contract.log.Metadata#REQUEST}
 * @param fingerprint the value of {@link org.waymark.contract.log.Metadata#REQUEST_FINGERPRINT}; empty when none came
 *     with it
 * @param firstPosition global position of the first event of its commit
 * @param lastPosition global position of the last event of its commit
 * @param streamIds the streams it wrote to, in the order of its events
 * @param recordedAt when it was recorded
 */
public record StoredRequest(
        String key,
        String fingerprint,
        long firstPosition,
        long lastPosition,
        List<String> streamIds,
        Instant recordedAt) {

    public StoredRequest {
        streamIds = List.copyOf(streamIds);
    }
}
