package org.waymark.eventstore;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.jspecify.annotations.Nullable;

/** Axon's event store over the log; processors that stream from it are called back when there is more. */
final class WaymarkEventStore extends AbstractEventStore {

    private final MongoEventStorageEngine engine;

    private WaymarkEventStore(Builder builder, MongoEventStorageEngine engine) {
        super(builder);
        this.engine = engine;
    }

    static WaymarkEventStore over(MongoEventStorageEngine engine, Builder builder) {
        builder.storageEngine(engine);
        return new WaymarkEventStore(builder, engine);
    }

    /** What an Axon configuration may add. */
    static final class Builder extends AbstractEventStore.Builder {}

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        return engine.open(trackingToken);
    }
}
