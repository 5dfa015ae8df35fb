package org.waymark.eventstore;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.FreeText;

/** One process's view of a log, as its own engine, appender and connections. */
final class LogUnderTest implements AutoCloseable {

    private final MongoClient client;
    private final MongoDatabase database;
    private final Log log;

    LogUnderTest(String uri, String database) {
        this(uri, database, Clock.systemUTC(), Identifiers.random(), List.of());
    }

    LogUnderTest(
            String uri,
            String database,
            Clock clock,
            Identifiers identifiers,
            List<? extends EventUpcaster> upcasters) {
        client = MongoClients.create(uri);
        this.database = client.getDatabase(database);
        log = new Log(
                this.database,
                clock,
                identifiers,
                Duration.ofMillis(10),
                Duration.ofSeconds(15),
                new SimpleMeterRegistry(),
                upcasters);
    }

    MongoDatabase database() {
        return database;
    }

    EventLog events() {
        return log.log();
    }

    MongoEventStorageEngine engine() {
        return log.engine();
    }

    LogVerifier verifier() {
        return LogVerifier.of(database);
    }

    Log log() {
        return log;
    }

    /** One commit with this many notes on a stream, from a sequence on. */
    void note(String stream, long sequence, int count, Map<String, ?> metadata) {
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(message(
                    stream,
                    sequence + i,
                    new ActionEvent.ProgressReported(stream, FreeText.of("Note " + (sequence + i))),
                    metadata));
        }
        engine().appendEvents(messages);
    }

    void note(String stream, long sequence) {
        note(stream, sequence, 1, Map.of());
    }

    void append(DomainEventMessage<?>... messages) {
        engine().appendEvents(Arrays.asList(messages));
    }

    static DomainEventMessage<?> message(String stream, long sequence, Event payload, Map<String, ?> metadata) {
        return message(stream, sequence, payload, metadata, Instant.parse("2018-03-01T09:30:00.123456Z"));
    }

    static DomainEventMessage<?> message(
            String stream, long sequence, Event payload, Map<String, ?> metadata, Instant happenedAt) {
        return new GenericDomainEventMessage<>(
                "Action",
                stream,
                sequence,
                payload,
                MetaData.from(metadata),
                stream + "/" + sequence + "/" + Thread.currentThread().threadId(),
                happenedAt);
    }

    /** Everything, as a reader sees it. */
    List<StoredEvent> all() {
        List<StoredEvent> all = new ArrayList<>();
        events().read(1, all::add);
        return all;
    }

    @Override
    public void close() {
        log.close();
        client.close();
    }
}
