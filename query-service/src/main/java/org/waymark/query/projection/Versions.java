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

    /**
     * @param change of {@link #changes} before the first look-up
     * @param seen what was looked up, by key
     * @param asked keys that readers asked for since then; the next look-up has them too
     */
    private record Look(ViewStore store, long change, long begin, Map<String, Long> seen, Set<String> asked) {
        Look(ViewStore store, long change) {
            this(store, change, System.nanoTime(), new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet());
        }
    }

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
                wanted.addAll(look.asked());
            }
            look = new Look(store, change);
            look.seen().putAll(store.versions(wanted));
            last = look;
        } else if (!look.seen().keySet().containsAll(keys)) {
            look.seen().putAll(store.versions(keys));
        }
        look.asked().addAll(keys);
        return look.seen();
    }
}
