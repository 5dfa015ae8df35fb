package org.waymark.notifier.agenda;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far the agenda has read the log: woken by the projection in this process, else looked up in the store. */
final class AgendaPosition {

    private static final long LOOK_AGAIN_MILLIS = 50;

    private final AgendaStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long known;

    AgendaPosition(AgendaStore store) {
        this.store = store;
    }

    void reached(long position) {
        lock.lock();
        try {
            known = Math.max(known, position);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long current() {
        lock.lock();
        try {
            known = Math.max(known, store.position());
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the agenda contains {@code position} within {@code patience}. */
    boolean await(long position, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            while (known < position) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                if (!moved.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                    known = Math.max(known, store.position());
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
