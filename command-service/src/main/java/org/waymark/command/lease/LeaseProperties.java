package org.waymark.command.lease;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled whether there may be other command-services on the same database
 * @param address where the others reach this one, {@code http://host:port}; by default by the name of its host
 * @param beat how often the one that appends shows that it lives
 * @param patience how long it may be silent before another takes over; at least two beats
 */
@ConfigurationProperties("waymark.command-service.lease")
record LeaseProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String address,
        @DefaultValue("1s") Duration beat,
        @DefaultValue("5s") Duration patience) {}
