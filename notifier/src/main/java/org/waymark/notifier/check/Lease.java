package org.waymark.notifier.check;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.Optional;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.mongo.MongoLockProvider;

/** Lets one notifier at a time check. What it does would be right with several too, only slower. */
final class Lease {

    static final Duration AT_MOST = Duration.ofMinutes(10);

    private static final String NAME = "daily-check";

    private final LockProvider locks;

    Lease(MongoDatabase database) {
        locks = new MongoLockProvider(database.getCollection("notifier_locks"));
    }

    /** The lease, or nothing where another notifier holds it. It runs by real time, whatever the demo's clock says. */
    Optional<SimpleLock> take() {
        return locks.lock(new LockConfiguration(ClockProvider.now(), NAME, AT_MOST, Duration.ZERO));
    }
}
