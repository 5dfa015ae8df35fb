package org.waymark.query.projection;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The versions as readers see them. One page asks for a dozen, and many pages are read at once: what was looked up is
 * good until this process knows of a change, and for a few milliseconds at most, because others may project too.
 */
final class Versions {

    private static final long GOOD_NANOS = 10_000_000L;

    /** Keys that are looked up with those asked for, because they were of use before. */
    private static final int ALONG = 500;

    /** @param change of {@link #changes} before the first look-up */
    private record Look(ViewStore store, long change, long begin, Map<String, Long> seen) {}

    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Look last;

    /** Something was written: what was looked up before no longer counts. */
    void changed() {
        changes.incrementAndGet();
    }

    long of(ViewStore store, String key) {
        return of(store, Set.of(key)).getOrDefault(key, 0L);
    }

    /** Positions by key, of these at least; 0 for a key that was never written. */
    Map<String, Long> of(ViewStore store, Collection<String> keys) {
        long change = changes.get();
        Look look = last;
        boolean good = look != null
                && look.store() == store
                && look.change() == change
                && System.nanoTime() - look.begin() < GOOD_NANOS;
        if (look == null || !good) {
            Set<String> wanted = new HashSet<>(keys);
            if (look != null) {
                look.seen().entrySet().stream()
                        .filter(known -> known.getValue() != 0)
                        .limit(ALONG)
                        .forEach(known -> wanted.add(known.getKey()));
            }
            look = new Look(store, change, System.nanoTime(), new ConcurrentHashMap<>());
            look.seen().putAll(store.versions(wanted));
            last = look;
        } else if (!look.seen().keySet().containsAll(keys)) {
            look.seen().putAll(store.versions(keys));
        }
        return look.seen();
    }
}
