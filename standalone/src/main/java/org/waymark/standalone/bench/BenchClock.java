package org.waymark.standalone.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Runs as fast as the machine's clock and can be put to another day, so that a history of months is there in seconds. */
final class BenchClock extends Clock {

    private final Clock machine = Clock.systemUTC();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final ZoneId zone;

    BenchClock() {
        this(ZoneOffset.UTC);
    }

    private BenchClock(ZoneId zone) {
        this.zone = zone;
    }

    void put(Instant moment) {
        ahead.set(Duration.between(machine.instant(), moment));
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        BenchClock clock = this;
        return new Clock() {
            @Override
            public Instant instant() {
                return clock.instant();
            }

            @Override
            public ZoneId getZone() {
                return other;
            }

            @Override
            public Clock withZone(ZoneId another) {
                return clock.withZone(another);
            }
        };
    }
}
