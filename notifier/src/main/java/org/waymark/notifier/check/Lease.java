package org.waymark.notifier.check;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.mongo.MongoLockProvider;
import org.bson.Document;

/**
 * Lets one notifier at a time check. What it does would be right with several too, only slower. A notifier that was killed
 * while it checked takes its own lease up again when it is back; another one takes it over when its time is up.
 */
final class Lease {

    static final Duration AT_MOST = Duration.ofMinutes(10);

    private static final String NAME = "daily-check";
    private static final String HOLDER = "holder";

    private final MongoCollection<Document> collection;
    private final LockProvider locks;
    private final String instance;
    private final AtomicBoolean first = new AtomicBoolean(true);

    Lease(MongoDatabase database, String instance) {
        collection = database.getCollection("notifier_locks");
        locks = new MongoLockProvider(collection);
        this.instance = instance;
    }

    /** The lease, or nothing where another notifier holds it. It runs by real time, whatever the demo's clock says. */
    Optional<SimpleLock> take() {
        if (first.getAndSet(false)) {
            // Whoever held it under this name is this notifier before a restart
            collection.deleteOne(and(eq("_id", NAME), eq(HOLDER, instance)));
        }
        Optional<SimpleLock> lock =
                locks.lock(new LockConfiguration(ClockProvider.now(), NAME, AT_MOST, Duration.ZERO));
        if (lock.isPresent()) {
            collection.updateOne(eq("_id", NAME), Updates.set(HOLDER, instance));
        }
        return lock;
    }
}
