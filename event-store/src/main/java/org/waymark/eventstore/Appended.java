package org.waymark.eventstore;

import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of a unit of work went, for those who answer with a position.
 *
 * @param firstPosition global position of its first event
 * @param lastPosition global position of its last event
 */
public record Appended(long firstPosition, long lastPosition) {

    private static final String RESOURCE = "waymark.appended";

    /** Where its events went, once it is committed; null when it had none. */
    public static @Nullable Appended by(UnitOfWork<?> unit) {
        return unit.root().getResource(RESOURCE);
    }

    void keepIn(UnitOfWork<?> unit) {
        unit.root().resources().put(RESOURCE, this);
    }
}
