package org.waymark.eventstore;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Checks the whole log again and again in the background, and says in the service's health what it found. */
final class LogWatch implements HealthIndicator, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LogWatch.class);

    private final LogChecks checks;
    private final ScheduledExecutorService executor;
    private volatile LogChecks.@Nullable Result last;
    private volatile @Nullable String failure;

    /**
     * @param first time until the first check
     * @param pause from the end of a check to the next one
     */
    LogWatch(LogChecks checks, Duration first, Duration pause, MeterRegistry meters) {
        this.checks = checks;
        Gauge.builder("waymark.log.check.broken", this, watch -> watch.broken() ? 1 : 0)
                .description("1 where the last check of the log found that it is not what was recorded")
                .register(meters);
        Gauge.builder("waymark.log.check.position", this, LogWatch::position)
                .description("Global position up to which the last check found the log whole")
                .register(meters);
        Gauge.builder("waymark.log.check.duration", this, LogWatch::seconds)
                .description("How long the last check of the log took")
                .baseUnit("seconds")
                .register(meters);
        executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("waymark-log-watch").daemon().factory());
        executor.scheduleWithFixedDelay(this::check, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void check() {
        try {
            LogChecks.Result result = checks.check();
            last = result;
            failure = null;
            Verification.Fault fault = result.verification().fault();
            if (fault != null) {
                log.error("The log is broken at entry {}: {}", fault.position(), fault.detail());
            }
        } catch (RuntimeException e) {
            failure = String.valueOf(e.getMessage());
            log.warn("The log could not be checked; trying again later: {}", e.getMessage());
        }
    }

    private boolean broken() {
        LogChecks.Result result = last;
        return result != null && !result.verification().intact();
    }

    private double position() {
        LogChecks.Result result = last;
        return result == null ? 0 : result.verification().head().position();
    }

    private double seconds() {
        LogChecks.Result result = last;
        return result == null ? 0 : result.took().toNanos() / 1e9;
    }

    @Override
    public Health health() {
        LogChecks.Result result = last;
        Health.Builder health = broken() ? Health.down() : Health.up();
        if (result == null) {
            health.withDetail("checked", "not yet");
        } else {
            Verification verification = result.verification();
            health.withDetail("checked", result.at().toString())
                    .withDetail("wholeUpTo", verification.head().position())
                    .withDetail("mark", verification.head().hash())
                    .withDetail("textsRemovedOnRecord", verification.redactions());
            Verification.Fault fault = verification.fault();
            if (fault != null) {
                health.withDetail("brokenAt", fault.position())
                        .withDetail("how", fault.kind().name().toLowerCase(Locale.ROOT))
                        .withDetail("detail", fault.detail());
            }
        }
        String unable = failure;
        if (unable != null) {
            health.withDetail("lastCheckFailed", unable);
        }
        return health.build();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
