package org.waymark.query.projection;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventProcessor;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.UnfoldableEvent;

/**
 * Builds the views again from the log, beside the live ones, and switches readers over when the new ones have caught up.
 * Readers never see half-built views; the processor is stopped only for the last stretch.
 */
public final class Rebuild {

    /**
     * Entries written at once. More than the live views take: what happened to one action lies far apart in the log, and
     * the more of it falls into one batch, the fewer times its row and its history are written.
     */
    private static final int BATCH = 10_000;

    private static final System.Logger LOG = System.getLogger(Rebuild.class.getName());

    private final MongoDatabase database;
    private final Views views;
    private final ViewProjection projection;
    private final EventLog log;
    private final Configuration configuration;

    Rebuild(MongoDatabase database, Views views, ViewProjection projection, EventLog log, Configuration configuration) {
        this.database = database;
        this.views = views;
        this.projection = projection;
        this.log = log;
        this.configuration = configuration;
    }

    /**
     * @param events events that were read
     * @param setAside events that could not be folded; they count as dead letters of the live views too
     * @param took from the first to the switch
     */
    public record Report(long events, long setAside, Duration took) {}

    /** Builds anew and switches; one at a time. */
    public Report run() {
        return projection.repair(this::buildAndSwitch);
    }

    private Report buildAndSwitch() {
        long start = System.nanoTime();
        ViewStore live = views.store();
        ViewStore next = new ViewStore(database, live.generation() + 1);
        next.drop();
        next.prepare();
        String owner = UUID.randomUUID().toString();
        Progress progress = new Progress(new ViewWriter(next, owner, new Unheard()));
        progress.readToHead();
        List<EventProcessor> processors = processors();
        processors.forEach(EventProcessor::shutDown);
        try {
            progress.readToHead();
            // Behind what the live views have read, nothing may be missing: the processor goes on from its own token
            projection.writeTo(new ViewWriter(next, owner, views));
            views.activate(next);
        } finally {
            processors.forEach(EventProcessor::start);
        }
        if (live.generation() > 1) {
            // Other processes may still read the one before this; nobody reads the one before that
            new ViewStore(database, live.generation() - 1).drop();
        }
        return new Report(progress.events, progress.setAside, Duration.ofNanos(System.nanoTime() - start));
    }

    private List<EventProcessor> processors() {
        return configuration.eventProcessingConfiguration().eventProcessor(ProjectionConfiguration.PROCESSOR).stream()
                .toList();
    }

    /** Reads in batches and remembers how far it got. */
    private final class Progress {

        private final ViewWriter writer;
        private long position;
        private long events;
        private long setAside;
        private final Set<String> heldBack = new HashSet<>();

        private Progress(ViewWriter writer) {
            this.writer = writer;
        }

        /** The next batch is read while one is folded and written. */
        private void readToHead() {
            try (ExecutorService ahead = Executors.newSingleThreadExecutor()) {
                List<StoredEvent> batch = from(position + 1);
                while (!batch.isEmpty()) {
                    long after = batch.getLast().position() + 1;
                    CompletableFuture<List<StoredEvent>> next = CompletableFuture.supplyAsync(() -> from(after), ahead);
                    write(batch);
                    batch = result(next);
                }
            }
        }

        private static List<StoredEvent> result(CompletableFuture<List<StoredEvent>> read) {
            try {
                return read.join();
            } catch (CompletionException failed) {
                throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
            }
        }

        private List<StoredEvent> from(long wanted) {
            List<StoredEvent> batch = new ArrayList<>(BATCH);
            log.read(wanted, event -> {
                batch.add(event);
                return batch.size() < BATCH;
            });
            return batch;
        }

        private void write(List<StoredEvent> batch) {
            writer.begin(batch);
            for (StoredEvent event : batch) {
                // As behind a dead letter: what follows on an event that was set aside waits with it
                if (heldBack.contains(event.streamId())) {
                    setAside++;
                    continue;
                }
                try {
                    writer.fold(event);
                } catch (UnfoldableEvent e) {
                    setAside++;
                    heldBack.add(event.streamId());
                    LOG.log(System.Logger.Level.WARNING, "Entry " + event.position() + " is set aside", e);
                }
            }
            StoredEvent newest = batch.getLast();
            writer.pass(newest);
            writer.write(true);
            events += batch.size();
            position = newest.position();
        }
    }

    /** Nobody reads views that are being built. */
    private static final class Unheard implements ViewWriter.Listener {
        @Override
        public void written(Map<String, Row<ActionState>> actions, Set<String> touched, long version) {
            // not read yet
        }

        @Override
        public void forget() {
            // nothing held
        }
    }
}
