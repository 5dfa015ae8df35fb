package org.waymark.eventstore;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param poll how often to ask for what other processes appended, while this one has nothing to do
 * @param patience how long an append waits for a database that does not answer, before it gives up
 * @param cachedAggregates how many of the actions, plans, groups and parties changed last are kept in memory; each takes
 *     some kilobytes
 * @param check when the log is checked in the background; never where it has no pause
 * @param clockOffset how far the clock of this process is moved, to rehearse another day; the same for all services
 */
@ConfigurationProperties("waymark.event-store")
record EventStoreProperties(
        @DefaultValue("20ms") Duration poll,
        @DefaultValue("20s") Duration patience,
        @DefaultValue("10000") int cachedAggregates,
        @DefaultValue Check check,
        @DefaultValue("0s") Duration clockOffset) {

    /**
     * @param first time from the start to the first check
     * @param pause from the end of a check to the next one
     */
    record Check(
            @DefaultValue("1m") Duration first, @Nullable Duration pause) {}
}
