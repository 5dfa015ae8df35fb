package org.waymark.query.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;

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
