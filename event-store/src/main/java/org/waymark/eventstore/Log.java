package org.waymark.eventstore;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.axonframework.common.caching.Cache;

/** The parts of one opened log, put together. */
final class Log implements AutoCloseable {

    private final Commits commits;
    private final LogTail tail;
    private final Appender appender;
    private final Messages messages;
    private final MongoEventLog log;
    private final MongoEventStorageEngine engine;

    Log(
            MongoDatabase database,
            Clock clock,
            Identifiers identifiers,
            Duration poll,
            Duration patience,
            MeterRegistry meters,
            Collection<? extends EventUpcaster> upcasters) {
        commits = Commits.in(database);
        tail = new LogTail(commits, poll);
        messages = new Messages(new EventCodec(identifiers, upcasters));
        appender = new Appender(commits, tail, identifiers, clock, patience, meters);
        log = new MongoEventLog(commits, tail, messages);
        engine = new MongoEventStorageEngine(commits, tail, appender, messages, log, meters);
    }

    EventLog log() {
        return log;
    }

    MongoEventStorageEngine engine() {
        return engine;
    }

    LogVerifier verifier() {
        return new LogVerifier(commits);
    }

    /** Appends events as they are to be stored, whether this release knows them or not. */
    Commit.Link appendRaw(List<CommitEvent> events) {
        return appender.append(
                events, List.of(), events.stream().map(CommitEvent::key).toList());
    }

    /** @param size aggregates that it keeps at most */
    Cache cache(int size) {
        return new FreshCache(size, commits);
    }

    /** Position of the last event that this process knows of, without asking. */
    double knownHead() {
        return tail.knownPosition();
    }

    /** The event at this position, as it comes to a processor. */
    org.axonframework.eventhandling.TrackedEventMessage<?> message(long position) {
        Commit.Link link = commits.containing(position);
        Commit commit = link == null ? null : commits.at(link.position());
        if (commit == null) {
            throw new IllegalArgumentException("The log has no position " + position);
        }
        return messages.tracked(commit, (int) (position - commit.position()));
    }

    @Override
    public void close() {
        appender.close();
        tail.close();
    }
}
