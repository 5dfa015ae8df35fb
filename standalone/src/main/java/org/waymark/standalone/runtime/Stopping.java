package org.waymark.standalone.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/**
 * Closes what was started in the opposite order, when the program ends or is interrupted (Ctrl-C, SIGTERM), once.
 */
public final class Stopping implements AutoCloseable {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean stopping;

    public Stopping() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "waymark-stop"));
    }

    /** Notes something to be closed, and returns it. */
    public synchronized <T extends AutoCloseable> T closeLater(T resource) {
        started.push(resource);
        return resource;
    }

    /** Whether closing has begun, so that errors are only its consequence. */
    public synchronized boolean inProgress() {
        return stopping;
    }

    /** Waits until everything is closed. */
    public void await() throws InterruptedException {
        stopped.await();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (stopping) {
                return;
            }
            stopping = true;
        }
        while (true) {
            AutoCloseable next;
            synchronized (this) {
                next = started.poll();
            }
            if (next == null) {
                break;
            }
            closeQuietly(next);
        }
        stopped.countDown();
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception broken) {
            System.getLogger(Stopping.class.getName())
                    .log(System.Logger.Level.WARNING, "Something did not stop as it should", broken);
        }
    }
}
