package org.waymark.eventstore;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waymark.eventstore.Commit.CommitText;
import org.waymark.eventstore.Commit.Link;

/**
 * The one writer of this process. Commits that wait while a write is under way go out together in the next one, in the
 * order in which they came. Each is accepted or refused by itself. It inserts behind the head that it knows; a
 * duplicate key tells that another process was first, and it looks again. A write whose outcome is unknown is looked up
 * before it is tried again; should the lost write still arrive later, its keys are taken and it is refused.
 */
final class Appender implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Appender.class);

    private static final int BATCH_COMMITS = 256;
    private static final int BATCH_CHARS = 6_000_000;
    private static final int COMMITS_BETWEEN_HINTS = 500;

    /** A commit on its way. */
    private static final class Pending {
        private final List<CommitEvent> events;
        private final List<CommitText> texts;
        private final List<String> keys;
        private final CompletableFuture<Link> done = new CompletableFuture<>();
        private final int chars;
        private String attempt = "";
        private byte[] content = {};

        Pending(List<CommitEvent> events, List<CommitText> texts, List<String> keys) {
            this.events = events;
            this.texts = texts;
            this.keys = keys;
            int sum = 0;
            for (CommitEvent event : events) {
                sum += event.payload().length() + event.metadata().length() + 200;
            }
            chars = sum;
        }
    }

    private final Commits commits;
    private final LogTail tail;
    private final Identifiers identifiers;
    private final Clock clock;
    private final Duration patience;
    private final DistributionSummary batchSize;
    private final LinkedBlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    /** Where the next commit goes; null when that has to be looked up. */
    private @Nullable Link head;

    private int sinceHint;

    Appender(
            Commits commits,
            LogTail tail,
            Identifiers identifiers,
            Clock clock,
            Duration patience,
            MeterRegistry meters) {
        this.commits = commits;
        this.tail = tail;
        this.identifiers = identifiers;
        this.clock = clock;
        this.patience = patience;
        batchSize = DistributionSummary.builder("waymark.append.batch.size")
                .description("Commits that were written together")
                .register(meters);
        thread = Thread.ofPlatform().name("waymark-appender").daemon().unstarted(this::run);
        thread.start();
    }

    /**
     * Appends a commit; when this returns it is durable.
     *
     * @throws AggregateStreamCreationException when the stream is there already
     * @throws ConcurrencyException when another commit has one of its places in a stream
     * @throws RequestAlreadyApplied when its request was applied already
     * @throws AppendOutcomeUnknown when the database could not be asked for so long that nobody knows
     */
    Link append(List<CommitEvent> events, List<CommitText> texts, List<String> keys) {
        Pending pending = new Pending(events, texts, keys);
        waiting.add(pending);
        if (closed && waiting.remove(pending)) {
            throw new EventStoreException("The log is closed");
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return pending.done.get();
                } catch (InterruptedException e) {
                    // What was handed over is written: only its end tells the caller the truth
                    interrupted = true;
                } catch (java.util.concurrent.ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException refused) {
                        refused.addSuppressed(new Throwable("appended here"));
                        throw refused;
                    }
                    throw new EventStoreException("The commit was not written", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        List<Pending> batch = new ArrayList<>();
        while (true) {
            try {
                Pending first = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    if (closed) {
                        return;
                    }
                    continue;
                }
                batch.clear();
                gather(first, batch);
                batchSize.record(batch.size());
                write(batch);
                hint(false);
            } catch (InterruptedException e) {
                closed = true;
            } catch (RuntimeException | Error e) {
                log.error("The appender met something unexpected", e);
                head = null;
                for (Pending pending : batch) {
                    pending.done.completeExceptionally(new EventStoreException("The commit was not written", e));
                }
            }
        }
    }

    private void gather(Pending first, List<Pending> batch) {
        int chars = 0;
        Pending next = first;
        while (next != null) {
            next.attempt = identifiers.next("w-");
            next.content = Hashing.content(next.events, next.attempt);
            batch.add(next);
            chars += next.chars;
            if (batch.size() >= BATCH_COMMITS || chars >= BATCH_CHARS) {
                return;
            }
            next = waiting.poll();
        }
    }

    private void write(List<Pending> batch) {
        List<Pending> open = new ArrayList<>(batch);
        long giveUpAt = Long.MAX_VALUE;
        int rounds = 0;
        boolean doubtful = false;
        while (!open.isEmpty()) {
            List<Commit> attempted = List.of();
            int before = open.size();
            try {
                Link base = head;
                if (base == null) {
                    base = commits.lastAfter(tail.known());
                    head = base;
                }
                attempted = chain(base, open);
                commits.insert(attempted);
                succeed(open, attempted, attempted.size());
                return;
            } catch (MongoBulkWriteException e) {
                giveUpAt = Math.min(giveUpAt, System.nanoTime() + patience.toNanos());
                if (e.getWriteErrors().isEmpty() || e.getWriteConcernError() != null) {
                    doubtful = true;
                    log.warn("The outcome of a write is unknown: {}", e.getMessage());
                } else {
                    BulkWriteError error = e.getWriteErrors().getFirst();
                    succeed(open, attempted, error.getIndex());
                    Pending refused = open.getFirst();
                    if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                        open.removeFirst();
                        refused.done.completeExceptionally(
                                new EventStoreException("The database refused the commit: " + error.getMessage(), e));
                        continue;
                    }
                    doubtful |= !settleDuplicate(open);
                }
            } catch (MongoException e) {
                giveUpAt = Math.min(giveUpAt, System.nanoTime() + patience.toNanos());
                doubtful |= !attempted.isEmpty();
                log.warn("The database did not answer: {}", e.getMessage());
            }
            if (doubtful && !attempted.isEmpty()) {
                doubtful = !lookUp(open, attempted);
            }
            if (open.size() < before) {
                rounds = 0;
                giveUpAt = Long.MAX_VALUE;
                continue;
            }
            if (System.nanoTime() > giveUpAt) {
                head = null;
                for (Pending pending : open) {
                    pending.done.completeExceptionally(new AppendOutcomeUnknown("The database did not answer for "
                            + patience.toSeconds() + " seconds; whether the change was recorded is not known"));
                }
                return;
            }
            rest(++rounds);
        }
    }

    private List<Commit> chain(Link base, List<Pending> pending) {
        List<Commit> chained = new ArrayList<>(pending.size());
        Link last = base;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant recordedAt = now.isAfter(last.recordedAt()) ? now : last.recordedAt();
        for (Pending one : pending) {
            String hash = Hashing.link(last.hash(), last.next(), recordedAt.toEpochMilli(), one.content);
            Commit commit = new Commit(
                    last.next(), last.hash(), hash, recordedAt, one.attempt, one.keys, one.events, one.texts);
            chained.add(commit);
            last = commit.link();
        }
        return chained;
    }

    /** The first {@code count} of the open commits are in the log. */
    private void succeed(List<Pending> open, List<Commit> attempted, int count) {
        if (count == 0) {
            return;
        }
        Link last = attempted.get(count - 1).link();
        head = last;
        tail.advance(last);
        List<Pending> written = open.subList(0, count);
        for (int i = 0; i < count; i++) {
            written.get(i).done.complete(attempted.get(i).link());
        }
        written.clear();
        sinceHint += count;
    }

    /**
     * A key of the first open commit is taken: its place in the log (then it goes behind), its place in a stream or its
     * request (then it is refused), or all of them, by itself, in a write that was thought lost.
     *
     * @return false when the database did not answer
     */
    private boolean settleDuplicate(List<Pending> open) {
        Pending first = open.getFirst();
        try {
            Collection<Commit> others = commits.holding(first.keys).values();
            for (Commit other : others) {
                if (other.attempt().equals(first.attempt)) {
                    open.removeFirst();
                    first.done.complete(other.link());
                    head = null;
                    tail.advance(other.link());
                    return true;
                }
            }
            if (others.isEmpty()) {
                head = commits.lastAfter(head == null ? tail.known() : head);
                tail.advance(head);
            } else {
                open.removeFirst();
                first.done.completeExceptionally(refusal(first, others));
            }
            return true;
        } catch (MongoException e) {
            log.warn("The database did not answer: {}", e.getMessage());
            head = null;
            return false;
        }
    }

    private static RuntimeException refusal(Pending refused, Collection<Commit> others) {
        for (Commit other : others) {
            for (String key : other.keys()) {
                if (Commit.isRequestKey(key) && refused.keys.contains(key)) {
                    return new RequestAlreadyApplied(MongoEventLog.request(other, Commit.requestOf(key)));
                }
            }
        }
        for (CommitEvent event : refused.events) {
            for (Commit other : others) {
                if (other.keys().contains(event.key())) {
                    return event.sequence() == 0
                            ? new AggregateStreamCreationException(
                                    "The stream " + event.streamId() + " exists already", null)
                            : new ConcurrencyException("The stream " + event.streamId()
                                    + " has an event " + event.sequence() + " already; it is at position "
                                    + other.position());
                }
            }
        }
        throw new IllegalStateException("None of the keys is taken: " + refused.keys);
    }

    /** After a write of unknown outcome: finds out how much of it is in the log. Returns false when nobody answers. */
    private boolean lookUp(List<Pending> open, List<Commit> attempted) {
        try {
            Set<String> there =
                    commits.attemptsAt(attempted.stream().map(Commit::position).toList());
            int first = 0;
            while (first < attempted.size() && !attempted.get(first).attempt().equals(attemptOf(open))) {
                first++;
            }
            List<Commit> inDoubt = attempted.subList(first, attempted.size());
            int count = 0;
            while (count < inDoubt.size() && there.contains(inDoubt.get(count).attempt())) {
                count++;
            }
            succeed(open, inDoubt, count);
            head = null;
            return true;
        } catch (MongoException e) {
            head = null;
            return false;
        }
    }

    private static String attemptOf(List<Pending> open) {
        return open.isEmpty() ? "" : open.getFirst().attempt;
    }

    private static void rest(int rounds) {
        long limit = TimeUnit.MILLISECONDS.toNanos(Math.min(200, 1L << Math.min(rounds, 8)));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(limit / 4, limit));
    }

    private void hint(boolean now) {
        Link last = head;
        if (last != null && last.position() > 0 && (sinceHint >= COMMITS_BETWEEN_HINTS || now && sinceHint > 0)) {
            sinceHint = 0;
            try {
                commits.leaveHint(last);
            } catch (MongoException e) {
                log.debug("The hint was not left", e);
            }
        }
    }

    /** Writes what waits and ends. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        hint(true);
        Pending late;
        while ((late = waiting.poll()) != null) {
            late.done.completeExceptionally(new EventStoreException("The log is closed"));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
