package org.waymark.query.projection;

import java.util.Objects;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.log.EventCatalogue;
import org.waymark.eventstore.StoredEvent;
import org.waymark.eventstore.UnknownEvent;

/** Entries of which the views know only that they happened. */
final class Unread {

    private Unread() {}

    /** The entry as one that cannot be read. */
    static StoredEvent of(StoredEvent stored) {
        if (stored.payload() instanceof UnknownEvent) {
            return stored;
        }
        EventCatalogue.Entry entry = Objects.requireNonNull(
                EventCatalogue.byType(stored.payload().getClass()),
                () -> stored.payload().getClass() + " is no event");
        return new StoredEvent(
                stored.position(),
                stored.streamId(),
                stored.sequence(),
                new UnknownEvent(stored.streamId(), entry.name(), entry.version(), ViewJson.write(stored.payload())),
                stored.metadata(),
                stored.happenedAt(),
                stored.recordedAt(),
                stored.hash());
    }

    /**
     * Whether it moves the version of what it happened to, as the service that decides counts. What another release wrote is not
     * known to, there as here.
     */
    static boolean counts(UnknownEvent event) {
        EventCatalogue.Entry entry = EventCatalogue.byName(event.name());
        if (entry == null || entry.version() != event.version()) {
            return false;
        }
        return !(ViewJson.read(event.payload(), entry.type()) instanceof ActionEvent known) || known.changesContent();
    }
}
