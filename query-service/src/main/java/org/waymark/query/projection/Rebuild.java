package org.waymark.query.projection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventProcessor;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.SetAside;

/**
 * Builds the views again from the log, beside the live ones, and switches readers over when the new ones have caught up.
 * Readers never see half-built views; the processor is stopped only for the last stretch.
 */
public final class Rebuild {

    private final Views views;
    private final SetAside setAside;
    private final EventLog log;
    private final Configuration configuration;
    private final Clock clock;
    private volatile @Nullable State state;
    private volatile boolean stopped;

    Rebuild(Views views, SetAside setAside, EventLog log, Configuration configuration, Clock clock) {
        this.views = views;
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
        CatchUp catchUp = new CatchUp(ViewWriter.alone(next), log, setAside.discards(), 0, this::goOn);
        catchUp.readToHead();
        List<EventProcessor> processors = processors();
        processors.forEach(EventProcessor::shutDown);
        try {
            catchUp.readToHead();
            catchUp.heldBack().forEach(held -> setAside.replace(held.streamId(), held.positions(), held.cause()));
            // Behind what the live views have read, nothing may be missing: the processor goes on from its own token
            views.activate(next);
        } finally {
            processors.forEach(EventProcessor::start);
        }
        // Other processes may still read the one before this; nobody reads what was before that
        views.dropBefore(live, next);
        return new Report(catchUp.events(), catchUp.passedBy(), Duration.ofNanos(System.nanoTime() - start));
    }

    private void goOn(long events) {
        if (stopped) {
            throw new CancellationException("The rebuild was stopped; the views are as they were");
        }
        State begun = state;
        if (begun != null) {
            state = new State(events, begun.head(), begun.began());
        }
    }

    private List<EventProcessor> processors() {
        return configuration.eventProcessingConfiguration().eventProcessor(ProjectionConfiguration.PROCESSOR).stream()
                .toList();
    }
}
