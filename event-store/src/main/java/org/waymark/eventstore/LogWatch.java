package org.waymark.eventstore;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Checks the whole log again and again in the background, and says in the service's health what it found. The end of the last
 * whole log is kept in {@code log_marks}, so that a log that was cut off or exchanged meanwhile shows, even over a restart; who
 * can change the log can change that mark too, so it stands in for none that somebody else has written down.
 */
final class LogWatch implements HealthIndicator, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LogWatch.class);

    private static final String MARKS = "log_marks";
    private static final String CHECKED = "checked";

    /** What a check found, and when it ended. */
    private record Found(Verification verification, Instant at, Duration took) {}

    private final LogVerifier verifier;
    private final MongoCollection<Document> marks;
    private final Clock clock;
    private final ScheduledExecutorService executor;
    private volatile @Nullable Found last;
    private volatile @Nullable String failure;

    /**
     * @param first time until the first check
     * @param pause from the end of a check to the next one
     */
    LogWatch(
            MongoDatabase database,
            LogVerifier verifier,
            Clock clock,
            Duration first,
            Duration pause,
            MeterRegistry meters) {
        this.verifier = verifier;
        this.clock = clock;
        marks = Commits.durable(database).getCollection(MARKS);
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
            long begin = System.nanoTime();
            Verification verification = verifier.verify(known(), _ -> {});
            last = new Found(verification, clock.instant(), Duration.ofNanos(System.nanoTime() - begin));
            failure = null;
            if (verification.fault() == null) {
                keep(verification.head());
            } else {
                log.error(
                        "The log is broken at entry {}: {}",
                        verification.fault().position(),
                        verification.fault().detail());
            }
        } catch (RuntimeException e) {
            failure = String.valueOf(e.getMessage());
            log.warn("The log could not be checked; trying again later: {}", e.getMessage());
        }
    }

    private @Nullable Head known() {
        Document mark = marks.find(Filters.eq("_id", CHECKED)).first();
        return mark == null ? null : new Head(mark.getLong("position"), mark.getString("hash"));
    }

    private void keep(Head head) {
        marks.replaceOne(
                Filters.eq("_id", CHECKED),
                new Document("_id", CHECKED)
                        .append("position", head.position())
                        .append("hash", head.hash())
                        .append("at", Date.from(clock.instant())),
                new ReplaceOptions().upsert(true));
    }

    private boolean broken() {
        Found found = last;
        return found != null && !found.verification().intact();
    }

    private double position() {
        Found found = last;
        return found == null ? 0 : found.verification().head().position();
    }

    private double seconds() {
        Found found = last;
        return found == null ? 0 : found.took().toNanos() / 1e9;
    }

    @Override
    public Health health() {
        Found found = last;
        Health.Builder health = broken() ? Health.down() : Health.up();
        if (found == null) {
            health.withDetail("checked", "not yet");
        } else {
            Verification verification = found.verification();
            health.withDetail("checked", found.at().toString())
                    .withDetail("wholeUpTo", verification.head().position())
                    .withDetail("mark", verification.head().hash())
                    .withDetail("textsRemovedOnRecord", verification.redactions());
            if (verification.fault() != null) {
                health.withDetail("brokenAt", verification.fault().position())
                        .withDetail("how", verification.fault().kind().name().toLowerCase(java.util.Locale.ROOT))
                        .withDetail("detail", verification.fault().detail());
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
