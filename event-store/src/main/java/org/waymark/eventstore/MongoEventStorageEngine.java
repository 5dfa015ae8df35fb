package org.waymark.eventstore;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.Metadata;
import org.waymark.eventstore.Commit.Link;

/** Axon's door to the log. There are no snapshots: streams are short, and the cache is faster. */
final class MongoEventStorageEngine implements EventStorageEngine {

    private final Commits commits;
    private final LogTail tail;
    private final Appender appender;
    private final Messages messages;
    private final MongoEventLog log;
    private final Timer latency;

    MongoEventStorageEngine(
            Commits commits,
            LogTail tail,
            Appender appender,
            Messages messages,
            MongoEventLog log,
            MeterRegistry meters) {
        this.commits = commits;
        this.tail = tail;
        this.appender = appender;
        this.messages = messages;
        this.log = log;
        latency = Timer.builder("waymark.append.latency")
                .description("From handing a commit over until it is durable")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        if (events.size() > Commit.MAX_EVENTS) {
            throw new IllegalArgumentException("One unit of work can record " + Commit.MAX_EVENTS
                    + " events and this one has " + events.size() + "; split it");
        }
        Messages.Outgoing outgoing = messages.toStore(events, statedTime());
        latency.record(() -> {
            Link link = appender.append(outgoing.events(), outgoing.texts(), outgoing.keys());
            if (CurrentUnitOfWork.isStarted()) {
                new Appended(link.position(), link.position() + events.size() - 1).keepIn(CurrentUnitOfWork.get());
            }
        });
    }

    /** When it happened, where the command that is being handled says so. */
    private static @Nullable Instant statedTime() {
        if (!CurrentUnitOfWork.isStarted()) {
            return null;
        }
        UnitOfWork<?> unit = CurrentUnitOfWork.get().root();
        return unit.getMessage() != null
                        && unit.getMessage().getMetaData().get(Metadata.HAPPENED_AT) instanceof String stated
                ? Instant.parse(stated)
                : null;
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("The log keeps no snapshots; use the aggregate cache");
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return Optional.empty();
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        for (Commit commit : log.commitsOf(List.of(aggregateIdentifier), firstSequenceNumber)) {
            for (int i = 0; i < commit.events().size(); i++) {
                CommitEvent event = commit.events().get(i);
                if (event.streamId().equals(aggregateIdentifier) && event.sequence() >= firstSequenceNumber) {
                    events.add(messages.domain(commit, i));
                }
            }
        }
        return DomainEventStream.of(events);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        long present = -1;
        long absent = 0;
        while (commits.holds(CommitEvent.key(aggregateIdentifier, absent))) {
            present = absent;
            absent = absent * 2 + 1;
        }
        while (absent - present > 1) {
            long middle = present + (absent - present) / 2;
            if (commits.holds(CommitEvent.key(aggregateIdentifier, middle))) {
                present = middle;
            } else {
                absent = middle;
            }
        }
        return present < 0 ? Optional.empty() : Optional.of(present);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(
            @Nullable TrackingToken trackingToken, boolean mayBlock) {
        LogStream stream = LogStream.upToNow(commits, tail, messages, trackingToken);
        return StreamSupport.stream(
                new Spliterators.AbstractSpliterator<TrackedEventMessage<?>>(
                        Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    @Override
                    public boolean tryAdvance(Consumer<? super TrackedEventMessage<?>> action) {
                        TrackedEventMessage<?> next = stream.next();
                        if (next == null) {
                            tail.look();
                            next = stream.next();
                        }
                        if (next == null) {
                            return false;
                        }
                        action.accept(next);
                        return true;
                    }
                },
                false);
    }

    LogStream open(@Nullable TrackingToken token) {
        return LogStream.following(commits, tail, messages, token);
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(tail.look().last());
    }

    /** A token from which the first event read is the first one recorded at this moment or later. */
    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return new GlobalSequenceTrackingToken(
                log.lastWhere((Link link) -> link.recordedAt().isBefore(dateTime)));
    }
}
