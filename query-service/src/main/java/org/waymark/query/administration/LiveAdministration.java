package org.waymark.query.administration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.waymark.contract.projection.Projections;
import org.waymark.eventstore.Discards;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.LogChecks;
import org.waymark.eventstore.SetAside;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.projection.ProjectionState;
import org.waymark.query.projection.Rebuild;
import org.waymark.query.projection.Reconciliation;

/** {@link Administration} of the log and views of this process, and of the agenda that the notifier keeps. */
@Component
class LiveAdministration implements Administration, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(LiveAdministration.class);

    /** Before that, a rate says nothing. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(1);

    /** So long a page waits for what it has begun. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long LOOK_AGAIN_MILLIS = 50;

    private final EventLog events;
    private final LogChecks checks;
    private final ProjectionPosition position;
    private final ProjectionState projection;
    private final Rebuild rebuild;
    private final SetAside setAside;
    private final Reconciliation reconciliation;
    private final Agenda agenda;
    private final Clock clock;
    private final ExecutorService background = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("waymark-administration").daemon().factory());
    private final AtomicBoolean rebuilding = new AtomicBoolean();
    private final AtomicBoolean checking = new AtomicBoolean();
    private final AtomicBoolean comparing = new AtomicBoolean();
    private volatile @Nullable Rebuilt lastRebuild;
    private volatile @Nullable String checkFailed;
    private volatile @Nullable String comparisonFailed;

    LiveAdministration(
            EventLog events,
            LogChecks checks,
            ProjectionPosition position,
            ProjectionState projection,
            Rebuild rebuild,
            @Qualifier("querySetAside") SetAside setAside,
            Reconciliation reconciliation,
            Agenda agenda,
            Clock clock) {
        this.events = events;
        this.checks = checks;
        this.position = position;
        this.projection = projection;
        this.rebuild = rebuild;
        this.setAside = setAside;
        this.reconciliation = reconciliation;
        this.agenda = agenda;
        this.clock = clock;
    }

    @Override
    public State state() {
        // Looked at before how the last one ended: what was begun is always seen, as under way or as ended
        Rebuilding current = current();
        long head = events.head().position();
        long read = position.position();
        return new State(
                head,
                checking.get(),
                checkFailed,
                checks.last().orElse(null),
                new Projection(
                        read,
                        Math.max(0, head - read),
                        projection.isRunning(),
                        current,
                        lastRebuild,
                        setAside.waiting()),
                new Comparison(
                        comparing.get(), comparisonFailed, reconciliation.last().orElse(null)),
                agenda.state(),
                discarded());
    }

    private List<Discarded> discarded() {
        List<Discarded> discarded = new ArrayList<>();
        for (String projectionId : Projections.ALL) {
            new Discards(events, projectionId)
                    .all()
                    .forEach(entry -> discarded.add(new Discarded(projectionId, entry)));
        }
        discarded.sort(
                Comparator.comparing((Discarded one) -> one.entry().recorded()).reversed());
        return discarded;
    }

    private @Nullable Rebuilding current() {
        boolean begun = rebuilding.get();
        return rebuild.state()
                .map(this::underWay)
                .orElseGet(() -> begun ? new Rebuilding(0, events.head().position(), clock.instant(), 0, null) : null);
    }

    private Rebuilding underWay(Rebuild.State state) {
        Instant now = clock.instant();
        double rate = state.rate(now);
        boolean known = rate > 0 && Duration.between(state.began(), now).compareTo(LONG_ENOUGH) >= 0;
        long left = Math.max(0, state.head() - state.events());
        return new Rebuilding(
                state.events(),
                state.head(),
                state.began(),
                rate,
                known ? Duration.ofMillis(Math.round(left / rate * 1000)) : null);
    }

    @Override
    public void rebuild() {
        if (rebuilding.compareAndSet(false, true)) {
            background.execute(() -> {
                try {
                    Rebuild.Report report = rebuild.run();
                    lastRebuild = new Rebuilt(clock.instant(), report.events(), report.setAside(), report.took(), null);
                    compare();
                } catch (CancellationException stopped) {
                    lastRebuild = failed(stopped);
                } catch (RuntimeException broken) {
                    log.error("The views could not be rebuilt", broken);
                    lastRebuild = failed(broken);
                } finally {
                    rebuilding.set(false);
                }
            });
        }
    }

    private Rebuilt failed(RuntimeException cause) {
        return new Rebuilt(clock.instant(), 0, 0, null, String.valueOf(cause.getMessage()));
    }

    @Override
    public void stopRebuild() {
        rebuild.stop();
    }

    @Override
    public void checkLog() {
        if (checking.compareAndSet(false, true)) {
            background.execute(() -> {
                try {
                    checks.check();
                    checkFailed = null;
                } catch (RuntimeException broken) {
                    log.warn("The log could not be checked: {}", broken.getMessage());
                    checkFailed = String.valueOf(broken.getMessage());
                } finally {
                    checking.set(false);
                }
            });
        }
    }

    @Override
    public void compare() {
        if (comparing.compareAndSet(false, true)) {
            background.execute(() -> {
                try {
                    reconciliation.run();
                    comparisonFailed = null;
                } catch (RuntimeException broken) {
                    log.warn("The views could not be compared with the log: {}", broken.getMessage());
                    comparisonFailed = String.valueOf(broken.getMessage());
                } finally {
                    comparing.set(false);
                }
            });
        }
    }

    @Override
    public SetAside.Retried retry() {
        return setAside.retry();
    }

    @Override
    public boolean rebuildAgenda(SignedIn administrator) {
        return agenda.rebuild(administrator);
    }

    @Override
    public SetAside.@Nullable Retried retryAgenda(SignedIn administrator) {
        return agenda.retry(administrator);
    }

    @Override
    public void awaitDiscarded(String projectionId, long position, long recorded) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        this.position.await(recorded, PATIENCE);
        try {
            while (waits(projectionId, position) && System.nanoTime() < deadline) {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean waits(String projectionId, long position) {
        Projection asked = projectionId.equals(Projections.AGENDA) ? agenda.state() : null;
        List<SetAside.Waiting> waiting = !projectionId.equals(Projections.AGENDA)
                ? setAside.waiting()
                : asked == null ? List.of() : asked.waiting();
        return waiting.stream().anyMatch(entry -> entry.position() == position);
    }

    @Override
    public void destroy() {
        rebuild.stop();
        background.shutdown();
    }
}
