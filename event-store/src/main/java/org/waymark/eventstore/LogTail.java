package org.waymark.eventstore;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waymark.eventstore.Commit.Link;

/**
 * How far the log is known to reach. This process's appender tells it at once; what other processes append is found by
 * asking for the next position, while anybody listens.
 */
final class LogTail implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LogTail.class);
    private static final long FAILURE_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    private final Commits commits;
    private final long pollNanos;
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private volatile @Nullable Link known;
    private volatile boolean closed;
    private @Nullable Thread poller;

    LogTail(Commits commits, Duration poll) {
        this.commits = commits;
        this.pollNanos = poll.toNanos();
    }

    /** The last commit that this process knows of. */
    Link known() {
        Link last = known;
        if (last == null) {
            advance(commits.last());
            last = known;
        }
        return last == null ? Link.GENESIS : last;
    }

    /** Position of the last event known, without asking; 0 when none is. */
    long knownPosition() {
        Link last = known;
        return last == null ? 0 : last.last();
    }

    /** Looks where the log ends now. */
    Link look() {
        Link last = commits.lastAfter(known());
        advance(last);
        return last;
    }

    void advance(Link link) {
        lock.lock();
        try {
            Link last = known;
            if (last != null && last.position() >= link.position()) {
                return;
            }
            known = link;
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(Runnable::run);
    }

    /** Waits until the log is known to reach a position. Returns false when it does not within this time. */
    boolean await(long position, long nanos) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (true) {
                Link last = known;
                if (last != null && last.last() >= position) {
                    return true;
                }
                if (left <= 0 || closed) {
                    return false;
                }
                left = advanced.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Calls this whenever the log grows, and now and then besides, until {@link #removeListener}. */
    void addListener(Runnable listener) {
        listeners.add(listener);
        lock.lock();
        try {
            if (poller == null && !closed) {
                poller = Thread.ofPlatform().name("waymark-log-tail").daemon().start(this::poll);
            }
        } finally {
            lock.unlock();
        }
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    private void poll() {
        boolean failing = false;
        int idle = 0;
        while (!closed) {
            if (listeners.isEmpty()) {
                LockSupport.parkNanos(pollNanos);
                continue;
            }
            try {
                Link before = known();
                idle = look().position() > before.position() ? 0 : Math.min(idle + 1, 1_000);
                if (idle % 10 == 1) {
                    listeners.forEach(Runnable::run);
                }
                failing = false;
                LockSupport.parkNanos(idle < 50 ? pollNanos / 2 : pollNanos);
            } catch (RuntimeException e) {
                if (!failing && !closed) {
                    log.warn("The log cannot be read; trying again until it can: {}", e.getMessage());
                }
                failing = true;
                LockSupport.parkNanos(FAILURE_PAUSE);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread polling;
        lock.lock();
        try {
            advanced.signalAll();
            polling = poller;
        } finally {
            lock.unlock();
        }
        if (polling != null) {
            LockSupport.unpark(polling);
        }
    }
}
