package org.waymark.query.projection;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.projection.ProjectionEvent;
import org.waymark.contract.projection.Projections;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.SetAside;
import org.waymark.eventstore.StoredEvent;
import org.waymark.eventstore.UnknownEvent;

/**
 * Takes batches of events from Axon's processor. The rows of a whole batch are read before its first event and written
 * behind its last, outside Axon's invoker: what one event cannot do goes to the dead letters and holds back only its own
 * stream; what the database refuses fails the batch, which is then tried again. The token is stored after that.
 */
final class ViewProjection implements EventMessageHandler, MessageHandlerInterceptor<EventMessage<?>> {

    private static final System.Logger LOG = System.getLogger(ViewProjection.class.getName());

    private final ReentrantLock writing = new ReentrantLock();
    private final String owner = UUID.randomUUID().toString();
    private final Views views;
    private final EventLog log;
    private final StoredPosition position;
    private final SetAside setAside;
    private final Counter unknown;
    private ViewWriter writer;

    ViewProjection(Views views, EventLog log, StoredPosition position, SetAside setAside, Counter unknown) {
        this.views = views;
        this.log = log;
        this.writer = writerOf(views.store());
        this.position = position;
        this.setAside = setAside;
        this.unknown = unknown;
    }

    private void useViewsInUse() {
        ViewStore inUse = views.storeNow();
        if (writer.store().generation() != inUse.generation()) {
            writer = writerOf(inUse);
        }
    }

    private ViewWriter writerOf(ViewStore store) {
        return new ViewWriter(store, owner, views);
    }

    /**
     * Begins a batch in the views that readers see now, which this service or another one may have built since the last
     * batch. What was written to those before meanwhile, and not to them, is read from the log once more; events that could
     * not be folded are dead letters by then.
     */
    private void begin(List<StoredEvent> batch) {
        useViewsInUse();
        writer.begin(batch);
        long before = batch.getFirst().position() - 1;
        if (writer.readUpTo() < before) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "The views have read up to {0} and not up to {1}: what is between is read again",
                    writer.readUpTo(),
                    before);
            new CatchUp(writer, log, setAside.discards(), writer.readUpTo(), _ -> {}).readToHead();
            writer.begin(batch);
        }
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        if (!(unitOfWork instanceof BatchingUnitOfWork<? extends EventMessage<?>> batch)) {
            return chain.proceed();
        }
        if (batch.isFirstMessage()) {
            writing.lock();
            batch.onCleanup(_ -> writing.unlock());
            batch.onRollback(_ -> writer.abandon());
            begin(batch.getMessages().stream().map(StoredEvent::from).toList());
        }
        Object result = chain.proceed();
        if (batch.isLastMessage()) {
            StoredEvent newest = StoredEvent.from(batch.getMessage());
            writer.pass(newest);
            writer.write(true);
            position.advance(newest.position(), newest.recordedAt());
            batch.afterCommit(_ -> discardedIn(batch.getMessages()));
        }
        return result;
    }

    /** What waits for an entry that was discarded goes on. */
    private void discardedIn(List<? extends EventMessage<?>> messages) {
        for (EventMessage<?> message : messages) {
            if (message.getPayload() instanceof ProjectionEvent.EntryDiscarded discarded
                    && discarded.projectionId().equals(Projections.VIEWS)) {
                setAside.retrySoon(discarded.subject());
            }
        }
    }

    @Override
    public @Nullable Object handle(EventMessage<?> message) {
        StoredEvent event = StoredEvent.from(message);
        if (event.payload() instanceof UnknownEvent) {
            unknown.increment();
        }
        if (CurrentUnitOfWork.isStarted() && CurrentUnitOfWork.get() instanceof BatchingUnitOfWork<?>) {
            foldOrPassOver(event);
        } else {
            again(event);
        }
        return null;
    }

    /** A dead letter that is tried again is a batch of its own. */
    private void again(StoredEvent event) {
        writing.lock();
        try {
            useViewsInUse();
            writer.begin(List.of(event));
            foldOrPassOver(event);
            writer.write(false);
        } catch (RuntimeException e) {
            writer.abandon();
            throw e;
        } finally {
            writing.unlock();
        }
    }

    private void foldOrPassOver(StoredEvent event) {
        try {
            writer.fold(event);
        } catch (MongoException unreachable) {
            throw unreachable;
        } catch (RuntimeException broken) {
            if (!setAside.discards().contains(event.position())) {
                throw broken;
            }
            writer.passOver(event);
        }
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return true;
    }

    @Override
    public boolean canHandle(EventMessage<?> message) {
        return true;
    }

    /** A replay from the log goes through {@link Rebuild}, beside the live views. */
    @Override
    public boolean supportsReset() {
        return false;
    }
}
