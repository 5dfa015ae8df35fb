package org.waymark.eventstore;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.Commit.Link;

/**
 * The log from a token on, for one processor. It calls back when more is there, so that Axon's pooled processor does not
 * wait its half second. For use by one thread at a time, except for the callback.
 */
final class LogStream implements TrackingEventStream {

    private final Commits commits;
    private final LogTail tail;
    private final Messages messages;
    private final Supplier<Link> reach;
    private final ArrayDeque<TrackedEventMessage<?>> buffer = new ArrayDeque<>();
    private final Runnable onGrowth = this::onGrowth;

    /** Position of the next event that is not in the buffer. */
    private volatile long next;

    /** Where the commit begins that holds it; null when that has to be looked up. */
    private @Nullable Long boundary;

    private boolean listening;
    private volatile @Nullable Runnable callback;

    /** @param reach the last commit that it may read up to now */
    private LogStream(
            Commits commits, LogTail tail, Messages messages, Supplier<Link> reach, @Nullable TrackingToken token) {
        this.commits = commits;
        this.tail = tail;
        this.messages = messages;
        this.reach = reach;
        TrackingToken plain = WrappedToken.unwrapLowerBound(token);
        if (plain == null) {
            next = 1;
        } else if (plain instanceof GlobalSequenceTrackingToken global) {
            next = Math.max(0, global.getGlobalIndex()) + 1;
        } else {
            throw new IllegalArgumentException("The log does not know tokens like " + plain);
        }
    }

    /** For whoever waits to be told of growth. */
    static LogStream following(Commits commits, LogTail tail, Messages messages, @Nullable TrackingToken token) {
        return new LogStream(commits, tail, messages, tail::announced, token);
    }

    /** For whoever reads what is there. */
    static LogStream upToNow(Commits commits, LogTail tail, Messages messages, @Nullable TrackingToken token) {
        return new LogStream(commits, tail, messages, tail::known, token);
    }

    private void listen() {
        if (!listening) {
            listening = true;
            tail.addListener(onGrowth);
        }
    }

    private void onGrowth() {
        Runnable awaited = callback;
        if (awaited != null && reach.get().last() >= next) {
            awaited.run();
        }
    }

    /** The next event, or null when none is known. */
    @Nullable
    TrackedEventMessage<?> next() {
        fill();
        return buffer.poll();
    }

    private void fill() {
        if (!buffer.isEmpty()) {
            return;
        }
        Link known = reach.get();
        if (known.last() < next) {
            return;
        }
        Long start = boundary;
        if (start == null) {
            Link holder = commits.containing(next);
            if (holder == null) {
                return;
            }
            start = holder.position();
        }
        int stride = (int) Math.min(MongoEventLog.STRIDE, known.position() - start + 1);
        List<Commit> page = commits.from(start, Math.max(1, stride));
        for (Commit commit : page) {
            for (int i = 0; i < commit.events().size(); i++) {
                if (commit.position() + i >= next) {
                    buffer.add(messages.tracked(commit, i));
                }
            }
        }
        if (!page.isEmpty()) {
            next = page.getLast().last() + 1;
            boundary = next;
        }
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        fill();
        return Optional.ofNullable(buffer.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        fill();
        if (!buffer.isEmpty()) {
            return true;
        }
        listen();
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (buffer.isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || !tail.await(next, left)) {
                break;
            }
            fill();
        }
        return !buffer.isEmpty();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(1, TimeUnit.HOURS)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return buffer.remove();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        this.callback = callback;
        listen();
        return true;
    }

    @Override
    public void close() {
        callback = null;
        tail.removeListener(onGrowth);
    }
}
