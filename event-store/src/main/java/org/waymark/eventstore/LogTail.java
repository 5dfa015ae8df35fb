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
 * How far the log is known to reach. This process's appender says so at once; what other processes append is found by
 * asking for the next position, while anybody listens. Listeners are told at once too when it was quiet before, and with a
 * breath in between when much is appended, so that they take a burst in few batches.
 */
final class LogTail implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LogTail.class);
    private static final long FAILURE_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    /** The pause after an announcement grows with what it announced: the more is appended, the more goes into one batch. */
    private static final long BREATH_PER_EVENT = TimeUnit.MILLISECONDS.toNanos(4);

    private static final long LONGEST_BREATH = TimeUnit.MILLISECONDS.toNanos(40);

    private final Commits commits;
    private final long pollNanos;
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition growth = lock.newCondition();
    private volatile @Nullable Link known;
    private volatile Link announced = Link.GENESIS;
    private volatile boolean closed;
    private volatile @Nullable Thread teller;

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

    /** The last commit that listeners have been told of. */
    Link announced() {
        return announced;
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
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(teller);
    }

    /** Waits until growth up to a position is announced. Returns false when it is not within this time. */
    boolean await(long position, long nanos) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (announced.last() < position) {
                if (left <= 0 || closed) {
                    return false;
                }
                left = growth.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Calls this whenever the log grows, and now and then besides, until {@link #removeListener}. */
    void addListener(Runnable listener) {
        listeners.add(listener);
        lock.lock();
        try {
            if (teller == null && !closed) {
                teller = Thread.ofPlatform().name("waymark-log-tail").daemon().start(this::tell);
            }
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(teller);
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    private void tell() {
        boolean failing = false;
        int idle = 0;
        while (!closed) {
            try {
                if (listeners.isEmpty()) {
                    LockSupport.parkNanos(pollNanos);
                    continue;
                }
                if (known().position() == announced.position()) {
                    look();
                }
                if (known().position() > announced.position()) {
                    long before = announced.last();
                    announce(known());
                    idle = 0;
                    breathe(announced.last() - before);
                } else {
                    idle = Math.min(idle + 1, 1_000);
                    if (idle % 10 == 1) {
                        listeners.forEach(Runnable::run);
                    }
                    LockSupport.parkNanos(idle < 50 ? pollNanos / 2 : pollNanos);
                }
                failing = false;
            } catch (RuntimeException e) {
                if (!failing && !closed) {
                    log.warn("The log cannot be read; trying again until it can: {}", e.getMessage());
                }
                failing = true;
                LockSupport.parkNanos(FAILURE_PAUSE);
            }
        }
    }

    private void announce(Link link) {
        lock.lock();
        try {
            announced = link;
            growth.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(Runnable::run);
    }

    private void breathe(long events) {
        long left = Math.min(LONGEST_BREATH, events * BREATH_PER_EVENT);
        long end = System.nanoTime() + left;
        while (left > 0 && !closed) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }

    @Override
    public void close() {
        closed = true;
        lock.lock();
        try {
            growth.signalAll();
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(teller);
    }
}
