package org.waymark.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.projection.ProjectionEvent.EntryDiscarded;

/** Which entries a projection leaves out on the record. Asked of the log each time, so that it is true in every process. */
public final class Discards {

    private final EventLog log;
    private final String projectionId;

    /** @param projectionId one of {@link org.waymark.contract.projection.Projections} */
    public Discards(EventLog log, String projectionId) {
        this.log = log;
        this.projectionId = projectionId;
    }

    /**
     * An entry that is left out.
     *
     * @param position its place in the log
     * @param streamId the stream that it belongs to
     * @param event its stored name
     * @param reason why; without words where they were removed on the record
     * @param metadata who decided ({@link org.waymark.contract.log.Metadata})
     * @param at when
     * @param recorded the entry of the log that says so
     */
    public record Discarded(
            long position,
            String streamId,
            String event,
            FreeText reason,
            Map<String, String> metadata,
            Instant at,
            long recorded) {}

    /** All of them, the newest first. */
    public List<Discarded> all() {
        return log.readStream(projectionId).reversed().stream()
                .filter(stored -> stored.payload() instanceof EntryDiscarded)
                .map(stored -> discarded(stored, (EntryDiscarded) stored.payload()))
                .toList();
    }

    private static Discarded discarded(StoredEvent stored, EntryDiscarded event) {
        return new Discarded(
                event.position(),
                event.subject(),
                event.event(),
                event.reason(),
                stored.metadata(),
                stored.recordedAt(),
                stored.position());
    }

    /** Whether the projection leaves out the entry at this position, where it cannot read it. */
    public boolean contains(long position) {
        return all().stream().anyMatch(discarded -> discarded.position() == position);
    }
}
