package org.waymark.eventstore;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * A cache of aggregates that never hands out a stale one: before an entry is used, the log is asked by key for the event
 * after the last one it has seen. An append by another process between this look and the commit is refused by the log
 * itself, because its place in the stream is taken.
 */
final class FreshCache implements Cache {

    private final Cache cache;
    private final Commits commits;

    FreshCache(Cache cache, Commits commits) {
        this.cache = cache;
        this.commits = commits;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <K, V> @Nullable V get(K key) {
        Object value = cache.get(key);
        if (value instanceof AggregateCacheEntry<?> entry && isStale(key, entry)) {
            cache.remove(key);
            return null;
        }
        return (V) value;
    }

    private boolean isStale(Object key, AggregateCacheEntry<?> entry) {
        Long version = lastSequence(entry);
        return version == null || commits.holds(CommitEvent.key(String.valueOf(key), version + 1));
    }

    /** In memory an entry holds the aggregate itself, and gives it back without being told how to make one. */
    private static @Nullable Long lastSequence(AggregateCacheEntry<?> entry) {
        return entry.recreateAggregate(null, null, null, null).version();
    }

    @Override
    public void put(Object key, Object value) {
        cache.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return cache.putIfAbsent(key, value);
    }

    @Override
    public <T> T computeIfAbsent(Object key, Supplier<T> valueSupplier) {
        return cache.computeIfAbsent(key, valueSupplier);
    }

    @Override
    public boolean remove(Object key) {
        return cache.remove(key);
    }

    @Override
    public void removeAll() {
        cache.removeAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return cache.containsKey(key);
    }

    @Override
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        cache.computeIfPresent(key, update);
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener cacheEntryListener) {
        return cache.registerCacheEntryListener(cacheEntryListener);
    }
}
