package org.waymark.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** The database stopped answering during a write. A retry with the same request key is safe and tells what happened. */
public final class AppendOutcomeUnknown extends EventStoreException {

    private static final long serialVersionUID = 1L;

    AppendOutcomeUnknown(String message) {
        super(message);
    }
}
