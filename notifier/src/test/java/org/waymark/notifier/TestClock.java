package org.waymark.notifier;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.waymark.notifier.agenda.AgendaFold;

/** A clock that a test sets. */
public final class TestClock extends Clock {

    private volatile Instant now = Instant.parse("2018-01-02T07:30:00Z");

    public void set(LocalDateTime local) {
        now = local.atZone(AgendaFold.ZONE).toInstant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
