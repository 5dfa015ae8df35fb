package org.waymark.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.Metadata;
import org.waymark.eventstore.Commit.CommitText;

/** Between Axon's messages and what is stored. */
final class Messages {

    private final EventCodec codec;

    Messages(EventCodec codec) {
        this.codec = codec;
    }

    /** What is to be stored of one unit of work. */
    record Outgoing(List<CommitEvent> events, List<CommitText> texts, List<String> keys) {}

    /**
     * @param happenedAt when all of it happened, or null for each event's own time
     */
    Outgoing toStore(List<? extends EventMessage<?>> messages, @Nullable Instant happenedAt) {
        List<CommitEvent> events = new ArrayList<>(messages.size());
        List<CommitText> texts = new ArrayList<>();
        List<String> keys = new ArrayList<>(messages.size() + 1);
        List<String> requests = new ArrayList<>(1);
        for (EventMessage<?> message : messages) {
            DomainEventMessage<?> event = EventUtils.asDomainEventMessage(message);
            String key = CommitEvent.key(event.getAggregateIdentifier(), event.getSequenceNumber());
            EventCodec.Encoded encoded = codec.encode(event.getPayload(), key);
            for (EventCodec.Text text : encoded.texts()) {
                texts.add(new CommitText(events.size(), text.digest(), text.salt(), text.text()));
            }
            events.add(new CommitEvent(
                    event.getAggregateIdentifier(),
                    event.getType() == null ? "" : event.getType(),
                    event.getSequenceNumber(),
                    encoded.name(),
                    encoded.version(),
                    encoded.payload(),
                    codec.encodeMetadata(lasting(event.getMetaData())),
                    (happenedAt == null ? event.getTimestamp() : happenedAt).toString()));
            keys.add(key);
            if (event.getMetaData().get(Metadata.REQUEST) instanceof String request
                    && !request.isEmpty()
                    && !requests.contains(request)) {
                requests.add(request);
            }
        }
        for (String request : requests) {
            keys.add(Commit.requestKey(request));
        }
        return new Outgoing(events, texts, keys);
    }

    /** What of a message's metadata is part of the fact, and not of its way here. */
    private static Map<String, Object> lasting(Map<String, ?> metadata) {
        Map<String, Object> lasting = new HashMap<>();
        metadata.forEach((key, value) -> {
            boolean passing = key.startsWith(StoredEvent.PREFIX)
                    || key.equals(Metadata.EXPECTED_VERSION)
                    || key.equals(Metadata.HAPPENED_AT)
                    || key.equals("traceId")
                    || key.equals("correlationId");
            if (!passing && value != null) {
                lasting.put(key, value);
            }
        });
        return lasting;
    }

    StoredEvent stored(Commit commit, int index) {
        CommitEvent event = commit.events().get(index);
        return new StoredEvent(
                commit.position() + index,
                event.streamId(),
                event.sequence(),
                payload(commit, index),
                codec.decodeMetadata(event.metadata()),
                Instant.parse(event.happenedAt()),
                commit.recordedAt(),
                commit.hash());
    }

    private Event payload(Commit commit, int index) {
        CommitEvent event = commit.events().get(index);
        return EventCodec.at(
                commit.position() + index,
                () -> codec.decode(
                        event.streamId(), event.name(), event.version(), event.payload(), commit.textsOf(index)));
    }

    DomainEventMessage<Event> domain(Commit commit, int index) {
        CommitEvent event = commit.events().get(index);
        return new GenericDomainEventMessage<>(
                event.kind(),
                event.streamId(),
                event.sequence(),
                payload(commit, index),
                metadata(commit, index),
                event.key(),
                Instant.parse(event.happenedAt()));
    }

    TrackedEventMessage<Event> tracked(Commit commit, int index) {
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(commit.position() + index), domain(commit, index));
    }

    private MetaData metadata(Commit commit, int index) {
        CommitEvent event = commit.events().get(index);
        Map<String, Object> metadata = new HashMap<>(codec.decodeMetadata(event.metadata()));
        metadata.put(StoredEvent.POSITION, Long.toString(commit.position() + index));
        metadata.put(StoredEvent.RECORDED_AT, commit.recordedAt().toString());
        metadata.put(StoredEvent.HASH, commit.hash());
        metadata.put(StoredEvent.STREAM, event.streamId());
        metadata.put(StoredEvent.SEQUENCE, Long.toString(event.sequence()));
        return MetaData.from(metadata);
    }
}
