package org.waymark.notifier.check;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is measured of the daily check, and how the last one ended. */
final class CheckMetrics {

    private final Timer duration;
    private final Counter due;
    private final Counter sent;
    private final Counter failed;
    private final Counter givenUp;
    private final AtomicLong lastSuccess = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable String trouble;

    CheckMetrics(MeterRegistry registry) {
        duration = Timer.builder("waymark.sweep.duration")
                .description("How long a daily check took, mail included")
                .register(registry);
        due = mails(registry, "due");
        sent = mails(registry, "sent");
        failed = mails(registry, "failed");
        givenUp = mails(registry, "given-up");
        Gauge.builder("waymark.sweep.last.success", lastSuccess, AtomicLong::get)
                .description("When the last daily check went through, in seconds since 1970 by the service's clock")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("waymark.mails.waiting", waiting, AtomicInteger::get)
                .description("Mails that are written and not yet handed over")
                .register(registry);
    }

    private static Counter mails(MeterRegistry registry, String state) {
        return Counter.builder("waymark.mails")
                .description("Mails by what became of them")
                .tag("state", state)
                .register(registry);
    }

    void finished(Report report) {
        if (report.result() != Report.Result.DONE) {
            trouble = report.result() == Report.Result.AGENDA_BEHIND ? "The agenda is behind the log" : null;
            return;
        }
        trouble = null;
        duration.record(Duration.ofMillis(report.millis()));
        due.increment(report.mails());
        sent.increment(report.sent());
        failed.increment(report.failed());
        givenUp.increment(report.givenUp());
        waiting.set(report.waiting());
        lastSuccess.set(report.at().getEpochSecond());
    }

    void broke(RuntimeException e) {
        trouble = e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    /** What kept the last check from going through, or null. */
    @Nullable
    String trouble() {
        return trouble;
    }
}
