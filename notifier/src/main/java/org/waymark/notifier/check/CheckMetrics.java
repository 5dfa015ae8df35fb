package org.waymark.notifier.check;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.waymark.notifier.outbox.Sender;

/** What is measured of the daily check, and how the last one ended. */
final class CheckMetrics {

    private final Timer duration;
    private final Counter due;
    private final Counter sent;
    private final Counter failed;
    private final Counter givenUp;
    private final Counter outcomeUnknown;
    private final Counter repeated;
    private final Timer handOver;
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
        outcomeUnknown = mails(registry, "outcome-unknown");
        repeated = Counter.builder("waymark.mails.repeated")
                .description(
                        "Mails handed over a second time, as the same message, because the first outcome is unknown")
                .register(registry);
        handOver = Timer.builder("waymark.mail.handover")
                .description("How long the mail server took for one mail, whatever it said")
                .register(registry);
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
        waiting.set(report.waiting());
        lastSuccess.set(report.at().getEpochSecond());
    }

    /** Counts at once what became of mails: the rest of the check may still break. */
    void handedOver(Sender.Round round) {
        sent.increment(round.sent());
        failed.increment(round.failed());
        givenUp.increment(round.givenUp());
        outcomeUnknown.increment(round.unknown());
        repeated.increment(round.repeated());
    }

    /** How long the mail server took for one mail. */
    void took(Duration time) {
        handOver.record(time);
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
