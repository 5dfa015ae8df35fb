package org.waymark.query.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.boot.health.contributor.Health;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;

/** How the views are: whether their processor runs, and how far behind the log they are. */
public final class ProjectionState {

    /** Further behind than this, readers had better ask another process. */
    private static final Duration FAR_BEHIND = Duration.ofMinutes(1);

    private final Configuration configuration;
    private final StoredPosition position;
    private final SetAside setAside;
    private final EventLog log;
    private final Clock clock;

    ProjectionState(
            Configuration configuration,
            StoredPosition position,
            SetAside setAside,
            EventLog log,
            Clock clock,
            MeterRegistry meters) {
        this.configuration = configuration;
        this.position = position;
        this.setAside = setAside;
        this.log = log;
        this.clock = clock;
        Gauge.builder("waymark.projection.lag.positions", this, ProjectionState::lag)
                .description("Entries of the log that the views do not contain yet")
                .tag("processor", ProjectionConfiguration.PROCESSOR)
                .register(meters);
        Gauge.builder(
                        "waymark.projection.lag.seconds",
                        this,
                        state -> state.behind().toMillis() / 1000.0)
                .description("Age of the oldest entry of the log that the views do not contain yet")
                .tag("processor", ProjectionConfiguration.PROCESSOR)
                .register(meters);
    }

    /** Entries of the log that the views do not contain yet. */
    public long lag() {
        return Math.max(0, log.head().position() - position.position());
    }

    Duration behind() {
        long next = position.position() + 1;
        AtomicReference<Instant> oldest = new AtomicReference<>();
        log.read(next, (StoredEvent event) -> {
            oldest.set(event.recordedAt());
            return false;
        });
        Instant recordedAt = oldest.get();
        if (recordedAt == null) {
            return Duration.ZERO;
        }
        Duration age = Duration.between(recordedAt, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    Health health() {
        try {
            Duration behind = behind();
            boolean running = isRunning();
            Health.Builder health =
                    !running ? Health.down() : behind.compareTo(FAR_BEHIND) > 0 ? Health.outOfService() : Health.up();
            return health.withDetail("processor", ProjectionConfiguration.PROCESSOR)
                    .withDetail("running", running)
                    .withDetail("position", position.position())
                    .withDetail("behindPositions", lag())
                    .withDetail("behindSeconds", behind.toSeconds())
                    .withDetail("setAside", setAside.entries())
                    .withDetail("setAsideStreams", setAside.streams())
                    .build();
        } catch (RuntimeException e) {
            return Health.down(e).build();
        }
    }

    /** Whether their processor runs in this process and meets no fault that it tries to get over. */
    public boolean isRunning() {
        return configuration
                .eventProcessingConfiguration()
                .eventProcessor(ProjectionConfiguration.PROCESSOR)
                .filter(ProjectionState::runs)
                .isPresent();
    }

    private static boolean runs(EventProcessor processor) {
        return processor.isRunning()
                && !processor.isError()
                && (!(processor instanceof StreamingEventProcessor streaming)
                        || streaming.processingStatus().values().stream().noneMatch(status -> status.isErrorState()));
    }
}
