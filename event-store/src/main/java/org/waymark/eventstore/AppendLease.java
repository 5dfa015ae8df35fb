package org.waymark.eventstore;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of several processes appends. The holder shows that it lives by counting up a number in the database; the others
 * watch the number, and one of them takes over when it stood still for as long as their patience lasts. Nobody compares
 * times of day, so clocks that disagree do no harm.
 *
 * <p>The lease makes appending quick and is no guard: two who append at once get in each other's way and stay correct,
 * because the log itself refuses a place that is taken. So a holder that was paused and does not know yet that another took
 * over does no harm either.
 */
public final class AppendLease implements AutoCloseable {

    /**
     * A process that appends.
     *
     * @param id drawn at its start; never that of another process, or of an earlier start
     * @param address where the others reach it, as it said itself
     */
    public record Holder(String id, String address) {}

    /**
     * What was last seen of the lease.
     *
     * @param standing the nanosecond from which on it is known to stand like this
     */
    private record Seen(Holder holder, long term, long beat, boolean released, long standing) {
        boolean sameAs(Seen other) {
            return term == other.term && beat == other.beat && released == other.released;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(AppendLease.class);

    private static final String COLLECTION = "log_lease";
    private static final String ID = "appender";
    private static final String HOLDER = "holder";
    private static final String ADDRESS = "address";
    private static final String TERM = "term";
    private static final String BEAT = "beat";
    private static final String RELEASED = "released";

    private final MongoCollection<Document> leases;
    private final Holder self;
    private final long beatNanos;
    private final long patienceNanos;
    private final LongSupplier nanoTime;

    private volatile @Nullable Seen seen;

    /** Until when this process holds it for certain, in nanoseconds; meaningful while {@link #mine}. */
    private volatile long heldUntil;

    private volatile boolean mine;
    private volatile CompletableFuture<Void> change = new CompletableFuture<>();
    private volatile boolean closed;
    private Optional<Holder> told = Optional.empty();
    private boolean toldHeld;
    private @Nullable Thread thread;

    /** @param nanoTime never runs backwards, and stands for nothing but time that went by in this process */
    AppendLease(MongoDatabase database, String address, Duration beat, Duration patience, LongSupplier nanoTime) {
        if (beat.multipliedBy(2).compareTo(patience) > 0) {
            throw new IllegalArgumentException("A patience of " + patience + " is too short for a beat of " + beat);
        }
        leases = Commits.durable(database).getCollection(COLLECTION);
        self = new Holder(UUID.randomUUID().toString(), address);
        beatNanos = beat.toNanos();
        patienceNanos = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * Begins to contend for the lease of this database, and goes on until it is closed.
     *
     * @param address where other processes reach this one
     * @param beat how often the holder shows that it lives; at most half the patience
     * @param patience how long a holder may be silent before another one takes over
     */
    public static AppendLease contend(MongoDatabase database, String address, Duration beat, Duration patience) {
        AppendLease lease = new AppendLease(database, address, beat, patience, System::nanoTime);
        lease.thread = Thread.ofPlatform().name("waymark-append-lease").daemon().start(lease::run);
        return lease;
    }

    /** Whether this process is the one that appends. False also when it cannot tell, for want of a database. */
    public boolean held() {
        return mine && nanoTime.getAsLong() - heldUntil < 0;
    }

    /** The other process that appends, if one shows that it does. Empty when this one holds the lease, or nobody. */
    public Optional<Holder> other() {
        Seen last = seen;
        if (last == null || held() || last.released || last.holder.equals(self) || stale(last)) {
            return Optional.empty();
        }
        return Optional.of(last.holder);
    }

    /** Done when another process than now holds the lease, or it is not known any more who does. */
    public CompletableFuture<Void> change() {
        return change;
    }

    private void run() {
        boolean failing = false;
        while (!closed) {
            try {
                step();
                failing = false;
            } catch (MongoException e) {
                if (!failing && !closed) {
                    log.warn("The lease of the appender cannot be looked at; trying until it can: {}", e.getMessage());
                }
                failing = true;
            }
            LockSupport.parkNanos(beatNanos);
        }
    }

    /**
     * Renews the lease where it is held, and looks after it where it is not.
     *
     * @throws MongoException when the database does not answer
     */
    void step() {
        try {
            if (mine && !renewed()) {
                mine = false;
                log.warn("Another process appends now: this one was silent for too long");
            }
            if (!mine) {
                look();
            }
        } finally {
            tell();
        }
    }

    private boolean renewed() {
        long asked = nanoTime.getAsLong();
        Document document = leases.findOneAndUpdate(own(), Updates.inc(BEAT, 1L), after());
        if (document == null) {
            return false;
        }
        keep(document, asked);
        return true;
    }

    private void look() {
        long asked = nanoTime.getAsLong();
        Document document = leases.find(Filters.eq("_id", ID)).first();
        if (document == null) {
            begin(asked);
            return;
        }
        Seen now = read(document, asked);
        Seen last = seen;
        if (last != null && last.sameAs(now)) {
            now = last;
        }
        seen = now;
        if (now.holder.equals(self)) {
            // The answer that it was given to this one got lost
            mine = renewed();
        } else if (now.released || stale(now)) {
            takeOver(now);
        }
    }

    private void begin(long asked) {
        Document first = new Document("_id", ID)
                .append(HOLDER, self.id())
                .append(ADDRESS, self.address())
                .append(TERM, 1L)
                .append(BEAT, 0L)
                .append(RELEASED, false);
        try {
            leases.insertOne(first);
            keep(first, asked);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    private void takeOver(Seen from) {
        long asked = nanoTime.getAsLong();
        Document document = leases.findOneAndUpdate(
                standsAs(from),
                Updates.combine(
                        Updates.set(HOLDER, self.id()),
                        Updates.set(ADDRESS, self.address()),
                        Updates.inc(TERM, 1L),
                        Updates.set(BEAT, 0L),
                        Updates.set(RELEASED, false)),
                after());
        if (document != null) {
            if (!from.released) {
                log.warn(
                        "{} at {} fell silent; this process appends from now on",
                        from.holder.id(),
                        from.holder.address());
            }
            keep(document, asked);
        }
    }

    /** @param asked before the database was asked: the others cannot have seen the number any earlier */
    private void keep(Document document, long asked) {
        seen = read(document, asked);
        heldUntil = asked + patienceNanos;
        mine = true;
    }

    private boolean stale(Seen last) {
        return nanoTime.getAsLong() - last.standing >= patienceNanos;
    }

    private void tell() {
        Optional<Holder> now = other();
        boolean held = held();
        if (held != toldHeld || !now.equals(told)) {
            toldHeld = held;
            told = now;
            CompletableFuture<Void> over = change;
            change = new CompletableFuture<>();
            over.complete(null);
        }
    }

    private Bson own() {
        return Filters.and(Filters.eq("_id", ID), Filters.eq(HOLDER, self.id()));
    }

    private static Bson standsAs(Seen seen) {
        return Filters.and(Filters.eq("_id", ID), Filters.eq(TERM, seen.term), Filters.eq(BEAT, seen.beat));
    }

    private static FindOneAndUpdateOptions after() {
        return new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
    }

    private static Seen read(Document document, long standing) {
        return new Seen(
                new Holder(document.getString(HOLDER), document.getString(ADDRESS)),
                document.getLong(TERM),
                document.getLong(BEAT),
                document.getBoolean(RELEASED),
                standing);
    }

    /** Gives the lease back, so that another process need not wait. */
    @Override
    public void close() {
        closed = true;
        Thread running = thread;
        if (running != null) {
            LockSupport.unpark(running);
            boolean interrupted = false;
            while (running.isAlive()) {
                try {
                    running.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (mine) {
            mine = false;
            try {
                leases.updateOne(own(), Updates.set(RELEASED, true));
            } catch (MongoException e) {
                log.info(
                        "The lease was not given back, so another process waits for it to run out: {}", e.getMessage());
            }
        }
        tell();
    }
}
