package org.waymark.query.escalation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Open escalations by level, counted when somebody looks, at most once a second. */
@Component
final class EscalationMetrics {

    private static final long FRESH_NANOS = 1_000_000_000L;

    private final Escalations escalations;
    private Map<Integer, Integer> counted = Map.of();
    private long countedAt;

    EscalationMetrics(Escalations escalations, ObjectProvider<MeterRegistry> meters) {
        this.escalations = escalations;
        MeterRegistry registry = meters.getIfAvailable();
        if (registry != null) {
            for (int level = 1; level <= 3; level++) {
                int counting = level;
                Gauge.builder("waymark.escalations.open", this, metrics -> metrics.open(counting))
                        .description("Open escalations")
                        .tag("level", String.valueOf(level))
                        .register(registry);
            }
        }
    }

    private synchronized int open(int level) {
        long now = System.nanoTime();
        if (counted.isEmpty() || now - countedAt > FRESH_NANOS) {
            counted = escalations.openByLevel();
            countedAt = now;
        }
        return counted.getOrDefault(level, 0);
    }
}
