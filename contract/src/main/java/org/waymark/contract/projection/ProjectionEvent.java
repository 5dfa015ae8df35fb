package org.waymark.contract.projection;

import org.waymark.contract.log.Event;
import org.waymark.contract.log.EventName;
import org.waymark.contract.log.FreeText;

/** What is on record about a projection: a stream for each, under its name. */
public sealed interface ProjectionEvent extends Event {

    String projectionId();

    @Override
    default String streamId() {
        return projectionId();
    }

    /**
     * An entry that the projection could not read is left out of it from now on, unless a later release can read it when the
     * projection is built again.
     *
     * @param position the entry's place in the log
     * @param subject the stream that it belongs to
     * @param event its stored name
     */
    @EventName("projection.entry-discarded")
    record EntryDiscarded(String projectionId, long position, String subject, String event, FreeText reason)
            implements ProjectionEvent {}

    @EventName("projection.text-redacted")
    record DiscardReasonRedacted(String projectionId, long position, String digest, String reason)
            implements ProjectionEvent {}
}
