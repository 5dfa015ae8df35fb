package org.waymark.eventstore;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.extensions.mongo.eventhandling.deadletter.DeadLetterEventEntry;
import org.axonframework.extensions.mongo.eventhandling.deadletter.DeadLetterMongoConverter;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;

/** A dead letter holds no copy of its event, only the position: what is redacted in the log is gone here too. */
final class ByPosition implements DeadLetterMongoConverter<EventMessage<?>> {

    /** What lies in the letter in place of the event. */
    record FromLog(long position) {}

    private final Log log;

    ByPosition(Log log) {
        this.log = log;
    }

    @Override
    public DeadLetterEventEntry convert(EventMessage<?> message, Serializer serializer) {
        DomainEventMessage<?> event = (DomainEventMessage<?>) message;
        return DeadLetterEventEntry.fromEventMessage(
                new GenericDomainEventMessage<>(
                        event.getType(),
                        event.getAggregateIdentifier(),
                        event.getSequenceNumber(),
                        new FromLog(Long.parseLong(
                                String.valueOf(message.getMetaData().get(StoredEvent.POSITION)))),
                        MetaData.emptyInstance(),
                        message.getIdentifier(),
                        message.getTimestamp()),
                serializer);
    }

    @Override
    public EventMessage<?> convert(DeadLetterEventEntry entry, Serializer serializer) {
        FromLog letter = serializer.deserialize(entry.getPayload());
        return log.message(letter.position());
    }

    @Override
    public boolean canConvert(DeadLetterEventEntry entry) {
        return FromLog.class.getName().equals(entry.getPayload().getType().getName());
    }

    @Override
    public boolean canConvert(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> && message.getMetaData().containsKey(StoredEvent.POSITION);
    }
}
