package org.waymark.notifier.agenda;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
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
import org.waymark.eventstore.SetAside;
import org.waymark.eventstore.StoredEvent;

/**
 * Takes batches of events from Axon's processor, reads the rows that they touch once and writes them once. An event that
 * cannot be folded goes to the dead letters and holds back only its own stream.
 */
final class AgendaProjection implements EventMessageHandler, MessageHandlerInterceptor<EventMessage<?>> {

    private static final int KEPT = 20_000;

    private final AgendaStore store;
    private final AgendaPosition position;
    private final SetAside setAside;
    private final ReentrantLock writing = new ReentrantLock();

    /** Rows that were read or written lately, as they are by now; guarded by {@link #writing}. */
    private final Map<String, Row> rows = new HashMap<>();

    /** Keys whose rows are in {@link #rows}, or do not exist. */
    private final Set<String> known = new HashSet<>();

    /** Position up to which this process wrote the rows, or -1 where {@link #rows} may be stale. */
    private long writtenTo = -1;

    private final Set<String> changed = new LinkedHashSet<>();

    AgendaProjection(AgendaStore store, AgendaPosition position, SetAside setAside) {
        this.store = store;
        this.position = position;
        this.setAside = setAside;
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
            batch.onRollback(_ -> forget());
            begin(batch.getMessages());
        }
        Object result = chain.proceed();
        if (batch.isLastMessage()) {
            long reached = StoredEvent.from(batch.getMessage()).position();
            store.write(changedRows(), reached);
            writtenTo = reached;
            position.reached(reached);
            batch.afterCommit(_ -> discardedIn(batch.getMessages()));
        }
        return result;
    }

    /** What waits for an entry that was discarded goes on. */
    private void discardedIn(Collection<? extends EventMessage<?>> messages) {
        for (EventMessage<?> message : messages) {
            if (message.getPayload() instanceof ProjectionEvent.EntryDiscarded discarded
                    && discarded.projectionId().equals(Projections.AGENDA)) {
                setAside.retrySoon(discarded.subject());
            }
        }
    }

    @Override
    public @Nullable Object handle(EventMessage<?> message) {
        if (CurrentUnitOfWork.isStarted() && CurrentUnitOfWork.get() instanceof BatchingUnitOfWork<?>) {
            fold(StoredEvent.from(message));
        } else {
            again(message);
        }
        return null;
    }

    /** A dead letter that is tried again is a batch of its own, and does not move the position. */
    private void again(EventMessage<?> message) {
        writing.lock();
        try {
            forget();
            begin(Set.of(message));
            fold(StoredEvent.from(message));
            store.write(changedRows(), store.position());
        } finally {
            forget();
            writing.unlock();
        }
    }

    /** Reads the rows that these events touch, apart from those known since the batch right before them. */
    private void begin(Collection<? extends EventMessage<?>> messages) {
        StoredEvent first = StoredEvent.from(messages.iterator().next());
        if (first.position() != writtenTo + 1 || rows.size() > KEPT) {
            forget();
        }
        changed.clear();
        Set<String> keys = new LinkedHashSet<>();
        messages.forEach(
                message -> keys.addAll(AgendaFold.keys(StoredEvent.from(message).payload())));
        keys.removeAll(known);
        rows.putAll(store.find(keys));
        known.addAll(keys);
    }

    private void forget() {
        rows.clear();
        known.clear();
        changed.clear();
        writtenTo = -1;
    }

    /** An entry that was discarded on the record is passed over where it cannot be folded. */
    private void fold(StoredEvent event) {
        Set<String> keys = AgendaFold.keys(event.payload());
        if (keys.isEmpty()) {
            return;
        }
        try {
            AgendaFold.fold(rows, event.payload(), event.position(), event.recordedAt());
        } catch (RuntimeException broken) {
            if (!setAside.discards().contains(event.position())) {
                throw broken;
            }
        }
        changed.addAll(keys);
    }

    /** Rows were written by somebody else: they are read again. */
    void writtenElsewhere() {
        writing.lock();
        try {
            forget();
        } finally {
            writing.unlock();
        }
    }

    private Collection<Row> changedRows() {
        return changed.stream().filter(rows::containsKey).map(rows::get).toList();
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return true;
    }

    @Override
    public boolean canHandle(EventMessage<?> message) {
        return true;
    }
}
