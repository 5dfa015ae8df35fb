package org.waymark.eventstore;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Whether a projection keeps up. It has stopped where its processor does not run or meets a fault again and again, and also where
 * it does not move although entries wait: that is seen some seconds later, whatever keeps it.
 */
public final class ProcessorWatch {

    /** So long a projection may take over one batch; well over what it takes, and under the ten seconds promised. */
    private static final Duration STALLED = Duration.ofSeconds(7);

    /** A position, and since when it is where it is. */
    private record Seen(long position, long since) {}

    private final Supplier<Configuration> configuration;
    private final String processor;
    private final LongSupplier position;
    private final EventLog log;
    private final Clock clock;
    private final LongSupplier nanos;
    private volatile @Nullable Seen seen;

    /**
     * @param configuration asked for when it is needed
     * @param processor its name
     * @param position last entry of the log that the projection contains
     */
    public ProcessorWatch(
            Supplier<Configuration> configuration, String processor, LongSupplier position, EventLog log, Clock clock) {
        this(configuration, processor, position, log, clock, System::nanoTime);
    }

    ProcessorWatch(
            Supplier<Configuration> configuration,
            String processor,
            LongSupplier position,
            EventLog log,
            Clock clock,
            LongSupplier nanos) {
        this.configuration = configuration;
        this.processor = processor;
        this.position = position;
        this.log = log;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** Entries of the log that the projection does not contain yet. */
    public long lag() {
        return Math.max(0, log.head().position() - position.getAsLong());
    }

    /** Age of the oldest entry of the log that the projection does not contain yet; zero where there is none. */
    public Duration behind() {
        AtomicReference<@Nullable Instant> oldest = new AtomicReference<>();
        log.read(position.getAsLong() + 1, (StoredEvent event) -> {
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

    /** Whether its processor runs in this process and meets no fault that it tries to get over. */
    public boolean isRunning() {
        return configuration
                .get()
                .eventProcessingConfiguration()
                .eventProcessor(processor)
                .filter(ProcessorWatch::runs)
                .isPresent();
    }

    /** Whether entries have waited for some seconds and the projection has not moved meanwhile. */
    public boolean isStalled() {
        long now = nanos.getAsLong();
        long reached = position.getAsLong();
        Seen before = seen;
        if (before == null || before.position() != reached) {
            seen = new Seen(reached, now);
            return false;
        }
        return now - before.since() >= STALLED.toNanos() && behind().compareTo(STALLED) >= 0;
    }

    private static boolean runs(EventProcessor processor) {
        return processor.isRunning()
                && !processor.isError()
                && (!(processor instanceof StreamingEventProcessor streaming)
                        || streaming.processingStatus().values().stream().noneMatch(status -> status.isErrorState()));
    }
}
