package org.waymark.notifier.agenda;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.SetAside;
import org.waymark.eventstore.StoredEvent;

/**
 * Makes the agenda again from the log, in memory beside the one in use, and then puts right the rows that differ. For that the
 * processor stands still and no check runs, so that none sees an agenda of which a part is old and a part new.
 */
public final class AgendaRebuild {

    private static final Logger LOG = LoggerFactory.getLogger(AgendaRebuild.class);

    /** So many entries later it is said how far it is. */
    private static final int STEP = 1_000;

    private static final int SEGMENT = 0;

    private final AgendaStore store;
    private final AgendaPosition position;
    private final AgendaProjection projection;
    private final SetAside setAside;
    private final EventLog log;
    private final TokenStore tokens;
    private final Supplier<EventProcessor> processor;
    private final Clock clock;
    private volatile @Nullable State state;

    AgendaRebuild(
            AgendaStore store,
            AgendaPosition position,
            AgendaProjection projection,
            SetAside setAside,
            EventLog log,
            TokenStore tokens,
            Supplier<EventProcessor> processor,
            Clock clock) {
        this.store = store;
        this.position = position;
        this.projection = projection;
        this.setAside = setAside;
        this.log = log;
        this.tokens = tokens;
        this.processor = processor;
        this.clock = clock;
    }

    /** Keeps everybody from checking while it lasts. */
    public interface Hold {
        <T> T during(Supplier<T> work);
    }

    /**
     * @param events entries that were read
     * @param setAside entries that could not be folded, or wait behind one; they wait as dead letters
     * @param changed rows that were not what they are now
     */
    public record Report(long events, long setAside, int changed, Duration took) {}

    /**
     * How far one is that is under way.
     *
     * @param events entries that it has folded
     * @param head the last entry of the log when it began
     */
    public record State(long events, long head, Instant began) {}

    /** The one that is under way in this process; empty when none is. */
    public Optional<State> state() {
        return Optional.ofNullable(state);
    }

    /**
     * Builds anew; one at a time.
     *
     * @throws IllegalStateException when another notifier keeps the agenda at present
     */
    public Report run(Hold hold) {
        return setAside.repair(() -> build(hold));
    }

    private Report build(Hold hold) {
        long start = System.nanoTime();
        state = new State(0, log.head().position(), clock.instant());
        try {
            Building building = new Building();
            building.readToHead();
            int changed = hold.during(() -> putInPlace(building));
            return new Report(building.events, building.passedBy, changed, Duration.ofNanos(System.nanoTime() - start));
        } finally {
            state = null;
        }
    }

    private int putInPlace(Building building) {
        EventProcessor running = processor.get();
        running.shutDown();
        try {
            tokens.fetchToken(AgendaConfiguration.PROCESSOR, SEGMENT);
            building.readToHead();
            building.heldBack.forEach((streamId, held) -> setAside.replace(streamId, held.positions, held.cause));
            int changed = store.replaceAll(building.rows, building.position);
            tokens.storeToken(
                    new GlobalSequenceTrackingToken(building.position), AgendaConfiguration.PROCESSOR, SEGMENT);
            tokens.releaseClaim(AgendaConfiguration.PROCESSOR, SEGMENT);
            projection.writtenElsewhere();
            position.reached(building.position);
            return changed;
        } catch (UnableToClaimTokenException elsewhere) {
            throw new IllegalStateException(
                    "Another notifier keeps the agenda at present. Rebuild it there, or stop that one first",
                    elsewhere);
        } finally {
            running.start();
        }
    }

    /** A stream from the entry on that could not be folded. */
    private static final class Held {

        private final RuntimeException cause;
        private final List<Long> positions = new ArrayList<>();

        private Held(RuntimeException cause) {
            this.cause = cause;
        }
    }

    /** The agenda that is being made; the daily check holds all of one in memory too. */
    private final class Building {

        private final Map<String, Row> rows = new HashMap<>();
        private final Map<String, Held> heldBack = new LinkedHashMap<>();
        private long position;
        private long events;
        private long passedBy;

        private void readToHead() {
            log.read(position + 1, event -> {
                fold(event);
                position = event.position();
                State begun = state;
                if (++events % STEP == 0 && begun != null) {
                    state = new State(events, begun.head(), begun.began());
                }
                return true;
            });
        }

        private void fold(StoredEvent event) {
            Held held = heldBack.get(event.streamId());
            // As behind a dead letter: what follows on an event that was set aside waits with it
            if (held != null) {
                wait(held, event);
                return;
            }
            try {
                AgendaFold.fold(rows, event.payload(), event.position(), event.recordedAt());
            } catch (RuntimeException broken) {
                if (!setAside.discards().contains(event.position())) {
                    LOG.warn("Entry {} is set aside", event.position(), broken);
                    Held first = new Held(broken);
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
}
