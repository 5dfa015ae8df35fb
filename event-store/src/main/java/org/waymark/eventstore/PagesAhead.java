package org.waymark.eventstore;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Pages of the log, whole: while one is worked on, the one behind it is read. For one thread at a time. */
final class PagesAhead implements AutoCloseable {

    private final Commits commits;
    private final int stride;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().name("waymark-log-ahead").daemon().unstarted(task));
    private long expected;
    private @Nullable CompletableFuture<Collection<Document>> ahead;

    /** @param stride positions that a page reaches over */
    PagesAhead(Commits commits, int stride) {
        this.commits = commits;
        this.stride = stride;
    }

    /** The documents that begin from this position on, in order; see {@link Commits#documentsFrom}. */
    Collection<Document> from(long position) {
        CompletableFuture<Collection<Document>> read = ahead;
        ahead = null;
        Collection<Document> page =
                read != null && expected == position ? result(read) : commits.documentsFrom(position, stride);
        long end = position;
        for (Document document : page) {
            // Anything else was tampered with: its reader finds out, and goes on elsewhere or not at all
            if (document.get(Commit.POSITION) instanceof Long begin
                    && document.get(Commit.COUNT) instanceof Integer count) {
                end = begin + count;
            }
        }
        if (end > position) {
            long next = end;
            expected = next;
            ahead = CompletableFuture.supplyAsync(() -> commits.documentsFrom(next, stride), reader);
        }
        return page;
    }

    private static Collection<Document> result(CompletableFuture<Collection<Document>> read) {
        try {
            return read.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
