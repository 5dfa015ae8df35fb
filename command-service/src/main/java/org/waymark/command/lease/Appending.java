package org.waymark.command.lease;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.waymark.eventstore.AppendLease;
import org.waymark.eventstore.AppendLease.Holder;

/** This service's part in the lease: it contends from when it can be reached until it stops taking requests. */
final class Appending implements SmartLifecycle {

    private final MongoDatabase database;
    private final LeaseProperties properties;
    private final String host;
    private volatile @Nullable AppendLease lease;

    /** @param host under which the others find this machine, where no address is configured */
    Appending(MongoDatabase database, LeaseProperties properties, String host, MeterRegistry meters) {
        this.database = database;
        this.properties = properties;
        this.host = host;
        Gauge.builder("waymark.append.lease.held", this, appending -> appending.held() ? 1 : 0)
                .description("1 where this service is the one that appends")
                .register(meters);
    }

    @EventListener
    void reachable(WebServerInitializedEvent event) {
        // A management port of its own has a server of its own
        if (lease == null && !"management".equals(event.getApplicationContext().getServerNamespace())) {
            String configured = properties.address();
            String address = configured != null
                    ? configured
                    : "http://" + host + ":" + event.getWebServer().getPort();
            lease = AppendLease.contend(database, address, properties.beat(), properties.patience());
        }
    }

    boolean held() {
        AppendLease current = lease;
        return current != null && current.held();
    }

    /** The service that appends, where it is another one. */
    Optional<Holder> other() {
        AppendLease current = lease;
        return current == null ? Optional.empty() : current.other();
    }

    /** Done when another one appends than now. */
    CompletableFuture<Void> change() {
        AppendLease current = lease;
        return current == null ? new CompletableFuture<>() : current.change();
    }

    @Override
    public void start() {
        // It begins when the server is up, whose port it tells the others
    }

    @Override
    public void stop() {
        AppendLease current = lease;
        if (current != null) {
            current.close();
            lease = null;
        }
    }

    @Override
    public boolean isRunning() {
        return lease != null;
    }
}
