package org.waymark.query.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Knows the position from the projection in this process, and looks at the stored one in between. */
final class StoredPosition implements ProjectionPosition {

    /** How often the stored position is looked at while waiting: another process may be the one that projects. */
    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

    private final Views views;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private volatile long known;
    private volatile Instant recordedAt = Instant.EPOCH;

    StoredPosition(Views views) {
        this.views = views;
    }

    @Override
    public long position() {
        look();
        return known;
    }

    /** When the newest entry that the views contain was recorded. */
    Instant recordedAt() {
        return recordedAt;
    }

    @Override
    public boolean await(long position, Duration timeout) {
        if (known >= position) {
            return true;
        }
        long end = System.nanoTime() + timeout.toNanos();
        boolean first = true;
        while (true) {
            if (!first) {
                look();
            }
            first = false;
            lock.lock();
            try {
                if (known >= position) {
                    return true;
                }
                long left = end - System.nanoTime();
                if (left <= 0) {
                    look();
                    return known >= position;
                }
                long spent = advanced.awaitNanos(Math.min(left, LOOK_NANOS));
                if (known >= position) {
                    return true;
                }
                if (spent > 0) {
                    continue;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                lock.unlock();
            }
        }
    }

    /** The projection in this process has got here. */
    void advance(long position, Instant recorded) {
        lock.lock();
        try {
            known = position;
            recordedAt = recorded;
            views.changed();
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        ViewStore.Checkpoint stored = views.store().checkpoint();
        if (stored != null && stored.position() > known) {
            advance(stored.position(), stored.recordedAt());
        }
    }
}
