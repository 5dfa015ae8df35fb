package org.waymark.eventstore;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param poll how often to ask for what other processes appended, while this one has nothing to do
 * @param patience how long an append waits for a database that does not answer, before it gives up
 * @param cachedAggregates how many of the actions, plans, groups and parties changed last are kept in memory; null for as
 *     many as an eighth of the heap holds
 * @param check when the log is checked in the background; never where it has no pause
 * @param clockOffset how far the clock of this process is moved, to rehearse another day; the same for all services
 */
@ConfigurationProperties("waymark.event-store")
record EventStoreProperties(
        @DefaultValue("20ms") Duration poll,
        @DefaultValue("20s") Duration patience,
        @Nullable Integer cachedAggregates,
        @DefaultValue Check check,
        @DefaultValue("0s") Duration clockOffset) {

    /** What an aggregate takes with all that belongs to it, generously. */
    private static final int BYTES_PER_AGGREGATE = 4 * 1024;

    private static final int PART_OF_HEAP = 8;

    int aggregatesToCache() {
        return cachedAggregates != null
                ? cachedAggregates
                : (int) Math.min(
                        Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / PART_OF_HEAP / BYTES_PER_AGGREGATE);
    }

    /**
     * @param first time from the start to the first check
     * @param pause from the end of a check to the next one
     */
    record Check(
            @DefaultValue("1m") Duration first, @Nullable Duration pause) {}
}
