package org.waymark.notifier.check;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waymark.eventstore.ProcessorWatch;
import org.waymark.eventstore.SetAside;
import org.waymark.notifier.agenda.AgendaRebuild;
import org.waymark.notifier.agenda.Agendas;

/** How the agenda is, and its repair. A rebuild puts rows in place under the lease of the daily check. */
final class AgendaRepair implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgendaRepair.class);

    private static final long LOOK_AGAIN_MILLIS = 200;

    /** Before that, a rate says nothing. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(1);

    private final AgendaRebuild rebuild;
    private final Agendas agendas;
    private final ProcessorWatch watch;
    private final SetAside setAside;
    private final Lease lease;
    private final Clock clock;
    private final AtomicBoolean rebuilding = new AtomicBoolean();
    private final ExecutorService background = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("waymark-agenda-repair").daemon().factory());
    private volatile @Nullable Rebuilt last;

    AgendaRepair(
            AgendaRebuild rebuild, Agendas agendas, ProcessorWatch watch, SetAside setAside, Lease lease, Clock clock) {
        this.rebuild = rebuild;
        this.agendas = agendas;
        this.watch = watch;
        this.setAside = setAside;
        this.lease = lease;
        this.clock = clock;
    }

    /**
     * @param position last entry of the log that it contains
     * @param behind entries that it does not contain yet
     * @param running whether it is being kept up
     * @param rebuild the one that is under way, or null
     * @param lastRebuild how the last one ended since the service started, or null
     * @param waiting entries that could not be folded, one for each stream that is held back
     */
    record State(
            long position,
            long behind,
            boolean running,
            @Nullable Rebuilding rebuild,
            @Nullable Rebuilt lastRebuild,
            List<SetAside.Waiting> waiting) {}

    /**
     * @param events entries done
     * @param of entries to do
     * @param perSecond entries a second
     * @param left time that the rest takes at that rate; null where that cannot be said yet
     */
    record Rebuilding(
            long events,
            long of,
            Instant began,
            double perSecond,
            @Nullable Duration left) {}

    /**
     * @param setAside entries that could not be folded
     * @param took null where it failed
     * @param failure why the agenda is as it was, or null where it was put right
     */
    record Rebuilt(
            Instant at,
            long events,
            long setAside,
            @Nullable Duration took,
            @Nullable String failure) {}

    State state() {
        // Looked at before how the last one ended: what was begun is always seen, as under way or as ended
        Rebuilding current = current();
        return new State(
                agendas.position(),
                agendas.behind(),
                watch.isRunning() && !watch.isStalled(),
                current,
                last,
                setAside.waiting());
    }

    private @Nullable Rebuilding current() {
        boolean begun = rebuilding.get();
        Optional<AgendaRebuild.State> state = rebuild.state();
        return state.isPresent() || begun
                ? underWay(state.orElseGet(
                        () -> new AgendaRebuild.State(0, agendas.position() + agendas.behind(), clock.instant())))
                : null;
    }

    private Rebuilding underWay(AgendaRebuild.State state) {
        Duration since = Duration.between(state.began(), clock.instant());
        double rate = since.toMillis() <= 0 ? 0 : state.events() * 1000.0 / since.toMillis();
        boolean known = rate > 0 && since.compareTo(LONG_ENOUGH) >= 0;
        long left = Math.max(0, state.head() - state.events());
        return new Rebuilding(
                state.events(),
                state.head(),
                state.began(),
                rate,
                known ? Duration.ofMillis(Math.round(left / rate * 1000)) : null);
    }

    /** Begins to build the agenda again, unless that is under way. */
    void rebuild() {
        if (rebuilding.compareAndSet(false, true)) {
            background.execute(() -> {
                try {
                    AgendaRebuild.Report report = rebuild.run(this::withoutChecks);
                    last = new Rebuilt(clock.instant(), report.events(), report.setAside(), report.took(), null);
                    LOG.info(
                            "The agenda was built again from {} entries; {} rows were put right",
                            report.events(),
                            report.changed());
                } catch (RuntimeException broken) {
                    LOG.error("The agenda could not be built again", broken);
                    last = new Rebuilt(clock.instant(), 0, 0, null, String.valueOf(broken.getMessage()));
                } finally {
                    rebuilding.set(false);
                }
            });
        }
    }

    /** Tries the entries that could not be folded once more. */
    SetAside.Retried retry() {
        return setAside.retry();
    }

    private <T> T withoutChecks(Supplier<T> work) {
        SimpleLock held = await();
        try {
            return work.get();
        } finally {
            held.unlock();
        }
    }

    /** A check that is under way ends, or its lease does. */
    private SimpleLock await() {
        long deadline = System.nanoTime() + Lease.AT_MOST.toNanos();
        while (true) {
            Optional<SimpleLock> lock = lease.take();
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The daily check has not ended for " + Lease.AT_MOST.toMinutes()
                        + " minutes. Try again when it has");
            }
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The notifier stops", e);
            }
        }
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
