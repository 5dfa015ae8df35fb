package org.waymark.query.fold;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.waymark.contract.log.Metadata;
import org.waymark.eventstore.StoredEvent;

/**
 * What a fold may know about an event beside the event: its place in the log, when, and who.
 *
 * @param position global position
 * @param sequence place within its own stream, from 0
 * @param streamId stream that it belongs to
 * @param actor user or contact id; empty where none was recorded
 */
public record EventContext(
        long position, long sequence, String streamId, Instant happenedAt, Instant recordedAt, String actor) {

    /** Where local days are counted. */
    public static final ZoneId LONDON = ZoneId.of("Europe/London");

    public static EventContext of(StoredEvent event) {
        return new EventContext(
                event.position(),
                event.sequence(),
                event.streamId(),
                event.happenedAt(),
                event.recordedAt(),
                event.metadata().getOrDefault(Metadata.ACTOR, ""));
    }

    /** The local day on which it happened. */
    public LocalDate day() {
        return LocalDate.ofInstant(happenedAt, LONDON);
    }
}
