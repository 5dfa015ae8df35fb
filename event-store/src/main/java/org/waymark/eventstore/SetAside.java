package org.waymark.eventstore;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waymark.contract.log.EventCatalogue;

/**
 * The entries of the log that a projection could not fold. Each waits as a dead letter, and what happened to the same stream
 * later waits behind it in order; everything else goes on. They can be tried again, and an entry that was {@linkplain Discards
 * discarded on the record} is passed over then, should it still fail.
 */
public final class SetAside implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

    private final Supplier<Configuration> configuration;
    private final String processor;
    private final Consumer<EventMessage<?>> fold;
    private final DeadLetters deadLetters;
    private final Discards discards;
    private final ReentrantLock repairing = new ReentrantLock();
    private final ExecutorService background;

    /**
     * @param configuration asked for when it is needed, because the projection itself is part of it
     * @param processor name of the processor and of its dead letters
     * @param fold has the projection fold one entry by itself
     */
    public SetAside(
            Supplier<Configuration> configuration,
            String processor,
            Consumer<EventMessage<?>> fold,
            DeadLetters deadLetters,
            Discards discards,
            MeterRegistry meters) {
        this.configuration = configuration;
        this.processor = processor;
        this.fold = fold;
        this.deadLetters = deadLetters;
        this.discards = discards;
        background = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("waymark-set-aside").daemon().factory());
        Gauge.builder("waymark.projection.dead.letters", this, SetAside::entries)
                .description("Entries of the log that could not be folded, with those that wait behind them")
                .tag("processor", processor)
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

    /** The entries that are left out on the record. */
    public Discards discards() {
        return discards;
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
     * @param folded entries that the projection has come past now
     * @param waiting entries that still wait
     */
    public record Retried(long folded, long waiting) {}

    /** Tries every stream that is held back once more, each from its first entry that waits; one try at a time. */
    public Retried retry() {
        return repair(() -> tryEach(_ -> true));
    }

    /** Tries one stream soon, in the background, because what it waits for was discarded. */
    public CompletableFuture<Retried> retrySoon(String streamId) {
        return CompletableFuture.supplyAsync(() -> repair(() -> tryEach(streamId::equals)), background)
                .whenComplete((_, broken) -> {
                    if (broken != null) {
                        LOG.warn("What waits in {} could not be tried again; it waits until it is", streamId, broken);
                    }
                });
    }

    /**
     * Each stream from its first entry on, until one fails again. Not by the queue's own means: those offer the second entry of a
     * stream while the first, tried in vain a moment ago, counts as being tried.
     */
    private Retried tryEach(Predicate<String> wanted) {
        long before = entries();
        List<String> streams = new ArrayList<>();
        for (Iterable<DeadLetter<? extends EventMessage<?>>> sequence : queue().deadLetters()) {
            Iterator<DeadLetter<? extends EventMessage<?>>> letters = sequence.iterator();
            if (letters.hasNext()) {
                streams.add(streamOf(letters.next()));
            }
        }
        streams.stream().filter(wanted).forEach(this::tryInOrder);
        long after = entries();
        return new Retried(Math.max(0, before - after), after);
    }

    /** What comes to the stream meanwhile waits behind the rest, and is tried too. */
    private void tryInOrder(String streamId) {
        Iterator<DeadLetter<? extends EventMessage<?>>> letters =
                queue().deadLetterSequence(streamId).iterator();
        while (letters.hasNext()) {
            DeadLetter<? extends EventMessage<?>> first = letters.next();
            try {
                fold.accept(first.message());
            } catch (RuntimeException broken) {
                LOG.warn(
                        "Entry {} still cannot be folded",
                        StoredEvent.from(first.message()).position(),
                        broken);
                queue().requeue(first, tried -> tried.withCause(broken).markTouched());
                return;
            }
            queue().evict(first);
            letters = queue().deadLetterSequence(streamId).iterator();
        }
    }

    private static String streamOf(DeadLetter<? extends EventMessage<?>> letter) {
        return StoredEvent.from(letter.message()).streamId();
    }

    /**
     * Sets entries of one stream aside, in place of those of it that wait already. Only while the processor is stopped.
     *
     * @param positions what could not be folded, and behind it in order what waits with it
     */
    public void replace(String streamId, List<Long> positions, RuntimeException cause) {
        SequencedDeadLetterQueue<EventMessage<?>> queue = queue();
        List<DeadLetter<? extends EventMessage<?>>> earlier = new ArrayList<>();
        queue.deadLetterSequence(streamId).forEach(earlier::add);
        earlier.forEach(queue::evict);
        boolean first = true;
        for (long position : positions) {
            EventMessage<?> message = deadLetters.message(position);
            queue.enqueue(
                    streamId,
                    first
                            ? new GenericDeadLetter<>(streamId, message, cause)
                            : new GenericDeadLetter<>(streamId, message));
            first = false;
        }
    }

    /** Rebuilding and trying again take turns: what is put into rows that are about to be replaced would be lost. */
    public <T> T repair(Supplier<T> work) {
        repairing.lock();
        try {
            return work.get();
        } finally {
            repairing.unlock();
        }
    }

    private SequencedDeadLetterQueue<EventMessage<?>> queue() {
        return configuration
                .get()
                .eventProcessingConfiguration()
                .deadLetterQueue(processor)
                .orElseThrow();
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
