package org.waymark.standalone.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until it is moved, and only forward. Whoever moves it makes sure first that everything has
 * settled ({@link Demonstration}), so that what happens at one moment never depends on how fast this machine is.
 */
public final class DemoClock extends Clock {

    /** Where the plans are, and so whose days and hours count. */
    public static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    public DemoClock(Instant start) {
        this(new AtomicReference<>(start), ZoneOffset.UTC);
    }

    private DemoClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** Moves to that moment of the local day; a moment that has passed leaves the clock where it is. */
    public void moveTo(LocalDate day, LocalTime time) {
        moveTo(day.atTime(time).atZone(LONDON).toInstant());
    }

    /** Moves on by so much. */
    public void advance(Duration by) {
        moveTo(instant().plus(by));
    }

    private void moveTo(Instant moment) {
        now.accumulateAndGet(moment, (before, after) -> after.isAfter(before) ? after : before);
    }

    /** The local day on which this clock stands. */
    public LocalDate today() {
        return LocalDate.ofInstant(instant(), LONDON);
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new DemoClock(now, other);
    }
}
