package org.waymark.eventstore;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the aggregates used last that never hands out a stale one: before an entry is used, the log is asked by key
 * for the event after the last one it has seen. An append by another process between this look and the commit is refused
 * by the log itself, because its place in the stream is taken.
 */
final class FreshCache implements Cache {

    private final ConcurrentMap<Object, Object> entries;
    private final GatheredLookUps lookUps;

    /** @param size aggregates that are kept at most */
    FreshCache(int size, Commits commits) {
        this.entries = Caffeine.newBuilder().maximumSize(size).build().asMap();
        this.lookUps = new GatheredLookUps(commits);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <K, V> @Nullable V get(K key) {
        Object value = entries.get(key);
        if (value instanceof AggregateCacheEntry<?> entry && isStale(key, entry)) {
            entries.remove(key);
            return null;
        }
        return (V) value;
    }

    private boolean isStale(Object key, AggregateCacheEntry<?> entry) {
        Long version = lastSequence(entry);
        return version == null || lookUps.isTaken(CommitEvent.key(String.valueOf(key), version + 1));
    }

    /** In memory an entry holds the aggregate itself, and gives it back without being told how to make one. */
    private static @Nullable Long lastSequence(AggregateCacheEntry<?> entry) {
        return entry.recreateAggregate(null, null, null, null).version();
    }

    @Override
    public void put(Object key, Object value) {
        entries.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.putIfAbsent(key, value) == null;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T computeIfAbsent(Object key, Supplier<T> valueSupplier) {
        return (T) entries.computeIfAbsent(key, _ -> valueSupplier.get());
    }

    @Override
    public boolean remove(Object key) {
        return entries.remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.clear();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.containsKey(key);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        entries.computeIfPresent(key, (_, value) -> update.apply((V) value));
    }

    /** @throws UnsupportedOperationException always: repositories of aggregates do not listen */
    @Override
    public Registration registerCacheEntryListener(EntryListener cacheEntryListener) {
        throw new UnsupportedOperationException("Nobody is told about entries of this cache");
    }
}
