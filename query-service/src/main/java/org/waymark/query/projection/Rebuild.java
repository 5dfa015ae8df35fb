package org.waymark.query.projection;

import com.mongodb.MongoException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventProcessor;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.SetAside;
import org.waymark.eventstore.StoredEvent;
import org.waymark.query.fold.ActionState;

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

    private final Views views;
    private final ViewProjection projection;
    private final SetAside setAside;
    private final EventLog log;
    private final Configuration configuration;
    private final Clock clock;
    private volatile @Nullable State state;
    private volatile boolean stopped;

    Rebuild(
            Views views,
            ViewProjection projection,
            SetAside setAside,
            EventLog log,
            Configuration configuration,
            Clock clock) {
        this.views = views;
        this.projection = projection;
        this.setAside = setAside;
        this.log = log;
        this.configuration = configuration;
        this.clock = clock;
    }

    /**
     * @param events events that were read
     * @param setAside events that could not be folded, or wait behind one; they wait as dead letters
     * @param took from the first to the switch
     */
    public record Report(long events, long setAside, Duration took) {}

    /**
     * How far one is that is under way.
     *
     * @param events entries that it has folded
     * @param head the last entry of the log when it began
     */
    public record State(long events, long head, Instant began) {

        /** Entries a second so far. */
        public double rate(Instant now) {
            double seconds = Duration.between(began, now).toMillis() / 1000.0;
            return seconds <= 0 ? 0 : events / seconds;
        }
    }

    /** The one that is under way in this process; empty when none is. */
    public Optional<State> state() {
        return Optional.ofNullable(state);
    }

    /**
     * Builds anew and switches; one at a time.
     *
     * @throws java.util.concurrent.CancellationException when it was stopped
     */
    public Report run() {
        return setAside.repair(this::buildAndSwitch);
    }

    /** Has the one that is under way end, and leave the live views as they are. */
    public void stop() {
        stopped = true;
    }

    private Report buildAndSwitch() {
        stopped = false;
        state = new State(0, log.head().position(), clock.instant());
        try {
            return buildAndSwitch(views.store());
        } finally {
            state = null;
        }
    }

    private Report buildAndSwitch(ViewStore live) {
        long start = System.nanoTime();
        ViewStore next = views.claim();
        next.prepare();
        try {
            return build(live, next, start);
        } catch (RuntimeException | Error broken) {
            next.drop();
            throw broken;
        }
    }

    private Report build(ViewStore live, ViewStore next, long start) {
        String owner = UUID.randomUUID().toString();
        Progress progress = new Progress(new ViewWriter(next, owner, new Unheard()));
        progress.readToHead();
        List<EventProcessor> processors = processors();
        processors.forEach(EventProcessor::shutDown);
        try {
            progress.readToHead();
            progress.heldBack.values().forEach(held -> setAside.replace(held.streamId, held.positions, held.cause));
            // Behind what the live views have read, nothing may be missing: the processor goes on from its own token
            views.activate(next);
            projection.writeTo(new ViewWriter(next, owner, views));
        } finally {
            processors.forEach(EventProcessor::start);
        }
        // Other processes may still read the one before this; nobody reads what was before that
        views.dropBefore(live, next);
        return new Report(progress.events, progress.passedBy, Duration.ofNanos(System.nanoTime() - start));
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
        private long passedBy;
        private final Map<String, Held> heldBack = new LinkedHashMap<>();

        private Progress(ViewWriter writer) {
            this.writer = writer;
        }

        /** The next batch is read while one is folded and written. */
        private void readToHead() {
            try (ExecutorService ahead = Executors.newSingleThreadExecutor()) {
                List<StoredEvent> batch = from(position + 1);
                while (!batch.isEmpty()) {
                    if (stopped) {
                        throw new CancellationException("The rebuild was stopped; the views are as they were");
                    }
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
            batch.forEach(this::fold);
            StoredEvent newest = batch.getLast();
            writer.pass(newest);
            writer.write(true);
            events += batch.size();
            position = newest.position();
            State begun = state;
            if (begun != null) {
                state = new State(events, begun.head(), begun.began());
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
                if (setAside.discards().contains(event.position())) {
                    writer.passOver(event);
                } else {
                    LOG.log(System.Logger.Level.WARNING, "Entry " + event.position() + " is set aside", broken);
                    Held first = new Held(event.streamId(), broken);
                    heldBack.put(event.streamId(), first);
                    wait(first, event);
                }
            }
        }

        private void wait(Held held, StoredEvent event) {
            held.positions.add(event.position());
            passedBy++;
        }
    }

    /** A stream from the entry on that could not be folded. */
    private static final class Held {

        private final String streamId;
        private final RuntimeException cause;
        private final List<Long> positions = new ArrayList<>();

        private Held(String streamId, RuntimeException cause) {
            this.streamId = streamId;
            this.cause = cause;
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
