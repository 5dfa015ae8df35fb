package org.waymark.query.reading;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.eventstore.EventLog;
import org.waymark.query.fold.EventContext;
import org.waymark.query.people.Directory;
import org.waymark.query.projection.Views;
import org.waymark.query.projection.Views.Cut;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.InvalidQuery;

/** Puts together what a reading needs, for today or for a day in the past. */
@Component
public final class Reader {

    private final Views views;
    private final Directory directory;
    private final EventLog log;
    private final Clock clock;

    Reader(Views views, Directory directory, EventLog log, Clock clock) {
        this.views = views;
        this.directory = directory;
        this.log = log;
        this.clock = clock;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), EventContext.LONDON);
    }

    public Reading today(Directory.Snapshot contacts) {
        LocalDate today = today();
        return new Reading(today, views.plans(), views.parties(), views.groups(), contacts.reachable(today));
    }

    public Reading reading() {
        return today(directory.contacts());
    }

    /** Which entries count for a reader of that moment, and from which day lateness counts. */
    public Moment moment(AsAt asAt) {
        LocalDate today = today();
        LocalDate day = asAt.day();
        Long position = asAt.position();
        if (day != null) {
            if (day.isAfter(today)) {
                throw new InvalidQuery("asAt", "enter-today-or-before");
            }
            if (day.equals(today) && asAt.by() == AsAt.By.RECORDED) {
                return new Moment(AsAt.now(), Cut.NONE, today);
            }
            Instant end = day.plusDays(1).atStartOfDay(EventContext.LONDON).toInstant();
            return new Moment(asAt, new Cut(asAt, Long.MAX_VALUE, end), day);
        }
        if (position != null) {
            Instant recordedAt = recordedAt(position);
            LocalDate then = recordedAt == null ? today : LocalDate.ofInstant(recordedAt, EventContext.LONDON);
            return new Moment(asAt, new Cut(asAt, position, null), then);
        }
        return new Moment(AsAt.now(), Cut.NONE, today);
    }

    /** Last log entry that counts at that moment. */
    public long position(Moment moment) {
        Instant before = moment.cut().before();
        if (before != null) {
            return log.positionAt(before.minusNanos(1));
        }
        return moment.cut().limit() == Long.MAX_VALUE
                ? log.head().position()
                : moment.cut().limit();
    }

    private @Nullable Instant recordedAt(long position) {
        AtomicReference<Instant> found = new AtomicReference<>();
        if (position > 0) {
            log.read(position, event -> {
                found.set(event.recordedAt());
                return false;
            });
        }
        return found.get();
    }

    /** @param asAt {@link AsAt#now()} where the moment asked for is the present */
    public record Moment(AsAt asAt, Cut cut, LocalDate day) {}
}
