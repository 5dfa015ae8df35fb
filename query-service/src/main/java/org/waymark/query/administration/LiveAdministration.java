package org.waymark.query.administration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.LogChecks;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.projection.ProjectionState;
import org.waymark.query.projection.Rebuild;
import org.waymark.query.projection.SetAside;

/** {@link Administration} of the log and views of this process. */
@Component
class LiveAdministration implements Administration, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(LiveAdministration.class);

    /** Before that, a rate says nothing. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(1);

    private final EventLog events;
    private final LogChecks checks;
    private final ProjectionPosition position;
    private final ProjectionState projection;
    private final Rebuild rebuild;
    private final SetAside setAside;
    private final Clock clock;
    private final ExecutorService background = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("waymark-administration").daemon().factory());
    private final AtomicBoolean rebuilding = new AtomicBoolean();
    private final AtomicBoolean checking = new AtomicBoolean();
    private volatile @Nullable Rebuilt lastRebuild;
    private volatile @Nullable String checkFailed;

    LiveAdministration(
            EventLog events,
            LogChecks checks,
            ProjectionPosition position,
            ProjectionState projection,
            Rebuild rebuild,
            SetAside setAside,
            Clock clock) {
        this.events = events;
        this.checks = checks;
        this.position = position;
        this.projection = projection;
        this.rebuild = rebuild;
        this.setAside = setAside;
        this.clock = clock;
    }

    @Override
    public State state() {
        // Looked at before how the last one ended: what was begun is always seen, as under way or as ended
        Rebuilding current = current();
        return new State(
                events.head().position(),
                position.position(),
                projection.isRunning(),
                current,
                lastRebuild,
                checking.get(),
                checkFailed,
                checks.last().orElse(null),
                setAside.waiting());
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
    public SetAside.Retried retry() {
        return setAside.retry();
    }

    @Override
    public void destroy() {
        rebuild.stop();
        background.shutdown();
    }
}
