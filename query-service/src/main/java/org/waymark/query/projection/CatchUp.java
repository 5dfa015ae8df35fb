package org.waymark.query.projection;

import com.mongodb.MongoException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import org.waymark.eventstore.Discards;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;

/** Reads the log in batches, folds it into one generation of the views, and remembers how far it got. For one thread. */
final class CatchUp {

    /** Entries read at once. */
    private static final int BATCH = 10_000;

    /**
     * What is folded before it is written, in bytes: as much as the heap can spare. What happened to one action lies far
     * apart in the log, and the more of it is written at once, the fewer times its row and its history are written.
     */
    private static final long ENOUGH = Runtime.getRuntime().maxMemory() / 16;

    private static final System.Logger LOG = System.getLogger(CatchUp.class.getName());

    private final ViewWriter writer;
    private final EventLog log;
    private final Discards discards;
    private final LongConsumer progress;
    private final Map<String, Held> heldBack = new LinkedHashMap<>();
    private long position;
    private long events;
    private long passedBy;
    private boolean begun;

    /**
     * @param after position that the views have read up to
     * @param progress told before each batch how many entries were folded; ends the reading with an exception
     */
    CatchUp(ViewWriter writer, EventLog log, Discards discards, long after, LongConsumer progress) {
        this.writer = writer;
        this.log = log;
        this.discards = discards;
        this.position = after;
        this.progress = progress;
    }

    /** Entries that were read. */
    long events() {
        return events;
    }

    /** Entries among them that could not be folded, or wait behind one. */
    long passedBy() {
        return passedBy;
    }

    /** Streams with such entries. */
    Collection<Held> heldBack() {
        return heldBack.values();
    }

    /**
     * A stream from the entry on that could not be folded.
     *
     * @param positions of that entry and of those behind it
     */
    record Held(String streamId, RuntimeException cause, List<Long> positions) {}

    /** More is read while what was read is folded and written. */
    void readToHead() {
        try (ExecutorService ahead = Executors.newSingleThreadExecutor()) {
            List<StoredEvent> batch = from(position + 1);
            while (!batch.isEmpty()) {
                progress.accept(events);
                long after = batch.getLast().position() + 1;
                CompletableFuture<List<StoredEvent>> next = CompletableFuture.supplyAsync(() -> from(after), ahead);
                fold(batch);
                batch = Joined.result(next);
            }
        }
        write();
    }

    private List<StoredEvent> from(long wanted) {
        List<StoredEvent> batch = new ArrayList<>(BATCH);
        log.read(wanted, event -> {
            batch.add(event);
            return batch.size() < BATCH;
        });
        return batch;
    }

    private void fold(List<StoredEvent> batch) {
        if (begun) {
            writer.more(batch);
        } else {
            writer.begin(batch);
            begun = true;
        }
        batch.forEach(this::fold);
        StoredEvent newest = batch.getLast();
        writer.pass(newest);
        events += batch.size();
        position = newest.position();
        if (writer.weight() >= ENOUGH) {
            write();
        }
    }

    private void write() {
        if (begun) {
            writer.write(true);
            begun = false;
        }
    }

    private void fold(StoredEvent event) {
        Held held = heldBack.get(event.streamId());
        // As behind a dead letter: what follows on an event that was set aside waits with it
        if (held != null) {
            wait(held, event);
            return;
        }
        try {
            writer.fold(event);
        } catch (MongoException unreachable) {
            throw unreachable;
        } catch (RuntimeException broken) {
            if (discards.contains(event.position())) {
                writer.passOver(event);
            } else {
                LOG.log(System.Logger.Level.WARNING, "Entry " + event.position() + " is set aside", broken);
                Held first = new Held(event.streamId(), broken, new ArrayList<>());
                heldBack.put(event.streamId(), first);
                wait(first, event);
            }
        }
    }

    private void wait(Held held, StoredEvent event) {
        held.positions().add(event.position());
        passedBy++;
    }
}
