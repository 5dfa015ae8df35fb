package org.waymark.eventstore;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.waymark.contract.log.Event;

/**
 * An event of the log.
 *
 * @param position global position, from 1, without gaps
 * @param streamId the stream (aggregate) that it belongs to
 * @param sequence place within its stream, from 0
 * @param payload what happened; an {@link UnknownEvent} where this release cannot read it
 * @param metadata who, how and why it came in ({@link org.waymark.contract.log.Metadata})
 * @param happenedAt when it happened
 * @param recordedAt when the log took it in; never decreases along the log
 * @param hash hash of the commit that it came with, in hex
 */
public record StoredEvent(
        long position,
        String streamId,
        long sequence,
        Event payload,
        Map<String, String> metadata,
        Instant happenedAt,
        Instant recordedAt,
        String hash) {

    /** Metadata that travels with messages out of the log and is never stored. */
    static final String PREFIX = "waymark.";

    static final String POSITION = PREFIX + "position";
    static final String RECORDED_AT = PREFIX + "recordedAt";
    static final String HASH = PREFIX + "hash";
    static final String STREAM = PREFIX + "stream";
    static final String SEQUENCE = PREFIX + "sequence";

    public StoredEvent {
        metadata = Map.copyOf(metadata);
    }

    /**
     * The event behind a message that came out of the log: in a handler, position, recording time and hash come with it.
     *
     * @throws IllegalArgumentException when the message did not come out of the log
     */
    public static StoredEvent from(EventMessage<?> message) {
        Map<String, String> metadata = new LinkedHashMap<>();
        message.getMetaData().forEach((key, value) -> {
            if (!key.startsWith(PREFIX)) {
                metadata.put(key, String.valueOf(value));
            }
        });
        if (!(message.getPayload() instanceof Event payload)) {
            throw new IllegalArgumentException(message.getPayloadType() + " is not an event of the contract");
        }
        boolean inStream = message instanceof DomainEventMessage<?>;
        return new StoredEvent(
                Long.parseLong(required(message, POSITION)),
                inStream ? ((DomainEventMessage<?>) message).getAggregateIdentifier() : required(message, STREAM),
                inStream
                        ? ((DomainEventMessage<?>) message).getSequenceNumber()
                        : Long.parseLong(required(message, SEQUENCE)),
                payload,
                metadata,
                message.getTimestamp(),
                Instant.parse(required(message, RECORDED_AT)),
                required(message, HASH));
    }

    private static String required(EventMessage<?> message, String key) {
        Object value = message.getMetaData().get(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The message " + message.getIdentifier() + " did not come out of the log: it has no " + key);
        }
        return value.toString();
    }
}
