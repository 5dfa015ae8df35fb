package org.waymark.query.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.waymark.eventstore.ProcessorWatch;
import org.waymark.eventstore.SetAside;

/** How the views are: whether their processor runs, and how far behind the log they are. */
public final class ProjectionState {

    /** Further behind than this, readers had better ask another process. */
    private static final Duration FAR_BEHIND = Duration.ofMinutes(1);

    private final ProcessorWatch watch;
    private final StoredPosition position;
    private final SetAside setAside;

    ProjectionState(ProcessorWatch watch, StoredPosition position, SetAside setAside, MeterRegistry meters) {
        this.watch = watch;
        this.position = position;
        this.setAside = setAside;
        Gauge.builder("waymark.projection.lag.positions", watch, ProcessorWatch::lag)
                .description("Entries of the log that the views do not contain yet")
                .tag("processor", ProjectionConfiguration.PROCESSOR)
                .register(meters);
        Gauge.builder(
                        "waymark.projection.lag.seconds",
                        watch,
                        state -> state.behind().toMillis() / 1000.0)
                .description("Age of the oldest entry of the log that the views do not contain yet")
                .tag("processor", ProjectionConfiguration.PROCESSOR)
                .register(meters);
    }

    Health health() {
        try {
            Duration behind = watch.behind();
            boolean running = isRunning();
            Health.Builder health =
                    !running ? Health.down() : behind.compareTo(FAR_BEHIND) > 0 ? Health.outOfService() : Health.up();
            return health.withDetail("processor", ProjectionConfiguration.PROCESSOR)
                    .withDetail("running", running)
                    .withDetail("position", position.position())
                    .withDetail("behindPositions", watch.lag())
                    .withDetail("behindSeconds", behind.toSeconds())
                    .withDetail("setAside", setAside.entries())
                    .withDetail("setAsideStreams", setAside.streams())
                    .build();
        } catch (RuntimeException e) {
            return Health.down(e).build();
        }
    }

    /** Whether their processor runs in this process, meets no fault that it tries to get over, and moves. */
    public boolean isRunning() {
        return watch.isRunning() && !watch.isStalled();
    }
}
