package org.waymark.standalone.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.waymark.eventstore.EventLog;

/** Every processor that reads the log: how far each has come. */
public final class Processors {

    private static final long LOOK_AGAIN_NANOS = 300_000;

    private final EventProcessingConfiguration processing;
    private final EventLog log;

    public Processors(EventProcessingConfiguration processing, EventLog log) {
        this.processing = processing;
        this.log = log;
    }

    /**
     * Waits until every processor has handled the whole log.
     *
     * @throws IllegalStateException when one of them has not within the time given, or has failed
     */
    public void awaitHead(Duration atMost) {
        long head = log.head().position();
        long deadline = System.nanoTime() + atMost.toNanos();
        for (StreamingEventProcessor processor : streaming()) {
            while (reached(processor) < head) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("%s has read the log up to %d of %d and does not go on: %s"
                            .formatted(processor.getName(), reached(processor), head, errors(processor)));
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
    }

    private List<StreamingEventProcessor> streaming() {
        Map<String, StreamingEventProcessor> byName = new TreeMap<>();
        processing.eventProcessors().forEach((name, processor) -> {
            if (processor instanceof StreamingEventProcessor streaming) {
                byName.put(name, streaming);
            }
        });
        return List.copyOf(byName.values());
    }

    /** Position up to which every segment of the processor has handled the log; -1 before it began. */
    private static long reached(StreamingEventProcessor processor) {
        Map<Integer, EventTrackerStatus> segments = processor.processingStatus();
        long lowest = Long.MAX_VALUE;
        for (EventTrackerStatus segment : segments.values()) {
            OptionalLong position = segment.getCurrentPosition();
            lowest = Math.min(lowest, position.orElse(-1));
        }
        return segments.isEmpty() ? -1 : lowest;
    }

    private static String errors(StreamingEventProcessor processor) {
        return processor.processingStatus().values().stream()
                .filter(EventTrackerStatus::isErrorState)
                .map(segment -> String.valueOf(segment.getError()))
                .findFirst()
                .orElse("no error is known");
    }
}
