package org.waymark.query.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.waymark.contract.log.EventCatalogue;
import org.waymark.eventstore.StoredEvent;

/**
 * The entries of the log that could not be folded. Each waits as a dead letter, and what happened to the same stream
 * later waits behind it in order; everything else goes on.
 */
public final class SetAside {

    private final Configuration configuration;
    private final ViewProjection projection;

    SetAside(Configuration configuration, ViewProjection projection, MeterRegistry meters) {
        this.configuration = configuration;
        this.projection = projection;
        Gauge.builder("waymark.projection.dead.letters", this, SetAside::entries)
                .description("Entries of the log that could not be folded, with those that wait behind them")
                .tag("processor", ProjectionConfiguration.PROCESSOR)
                .register(meters);
    }

    /** How many entries wait. */
    public long entries() {
        return queue().size();
    }

    /** How many actions, plans and so on are held back. */
    public long streams() {
        return queue().amountOfSequences();
    }

    /**
     * The first entry of a stream that could not be folded.
     *
     * @param position its place in the log
     * @param event what it is, by its stable name where this release knows it
     * @param cause what went wrong, in the words of the fault
     * @param since when it was set aside
     * @param behind entries of the same stream that wait behind it
     */
    public record Waiting(long position, String streamId, String event, String cause, Instant since, int behind) {}

    /** The first of each stream that is held back, the longest waiting first. */
    public List<Waiting> waiting() {
        List<Waiting> waiting = new ArrayList<>();
        for (Iterable<DeadLetter<? extends EventMessage<?>>> sequence : queue().deadLetters()) {
            DeadLetter<? extends EventMessage<?>> first = null;
            int count = 0;
            for (DeadLetter<? extends EventMessage<?>> letter : sequence) {
                if (first == null) {
                    first = letter;
                }
                count++;
            }
            if (first != null) {
                waiting.add(waiting(first, count - 1));
            }
        }
        waiting.sort(Comparator.comparing(Waiting::since).thenComparing(Waiting::position));
        return waiting;
    }

    private static Waiting waiting(DeadLetter<? extends EventMessage<?>> letter, int behind) {
        StoredEvent event = StoredEvent.from(letter.message());
        return new Waiting(
                event.position(),
                event.streamId(),
                name(event),
                letter.cause().map(Cause::message).orElse(""),
                letter.enqueuedAt(),
                behind);
    }

    private static String name(StoredEvent event) {
        EventCatalogue.Entry known = EventCatalogue.byType(event.payload().getClass());
        return known == null ? event.payload().getClass().getSimpleName() : known.name();
    }

    /**
     * @param folded entries that are in the views now
     * @param waiting entries that still wait
     */
    public record Retried(long folded, long waiting) {}

    /** Tries every stream that is held back once more, each from its first entry that waits; one try at a time. */
    public Retried retry() {
        return projection.repair(this::tryEach);
    }

    private Retried tryEach() {
        SequencedDeadLetterProcessor<EventMessage<?>> processor = configuration
                .eventProcessingConfiguration()
                .sequencedDeadLetterProcessor(ProjectionConfiguration.PROCESSOR)
                .orElseThrow();
        long before = entries();
        Set<String> tried = new HashSet<>();
        AtomicBoolean another = new AtomicBoolean(true);
        while (another.getAndSet(false)) {
            processor.process(letter -> {
                boolean untried = tried.add(streamOf(letter));
                another.compareAndSet(false, untried);
                return untried;
            });
        }
        long after = entries();
        return new Retried(Math.max(0, before - after), after);
    }

    private static String streamOf(DeadLetter<? extends EventMessage<?>> letter) {
        return letter.message() instanceof DomainEventMessage<?> event
                ? event.getAggregateIdentifier()
                : letter.message().getIdentifier();
    }

    private SequencedDeadLetterQueue<EventMessage<?>> queue() {
        return configuration
                .eventProcessingConfiguration()
                .deadLetterQueue(ProjectionConfiguration.PROCESSOR)
                .orElseThrow();
    }
}
