package org.waymark.eventstore.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreTool;

/**
 * The H2 backend of mongo-java-server, made durable: no answer leaves before everything that it could have seen or done
 * is committed to the file and synced. Waiting callers share one commit. The store's own commits in the background are
 * off, because they could fall between a document and its index entries; a commit here waits until no write is half
 * done, so that what a crash leaves behind is always a whole number of commands.
 */
final class DurableBackend extends H2Backend {

    private static final String FILE = "waymark.mv.db";
    private static final String COMPACTED = "waymark.compacted";
    private static final String LOCK = "waymark.lock";

    /** Documents are kept as objects; one that is not cached has to be deserialised, which is slow. */
    private static final int CACHE_MEGABYTES = 96;

    /** Smaller files are not worth a compaction. */
    private static final long COMPACTED_FROM_BYTES = 256 * 1024;

    /** Commits between two looks for space that can be used again. */
    private static final int TIDY_EVERY = 64;

    private static final int TIDY_FILL_PERCENT = 50;
    private static final int TIDY_BYTES = 4 * 1024 * 1024;

    private static final Set<String> WITHOUT_DATA = Set.of(
            "hello",
            "ismaster",
            "ping",
            "buildinfo",
            "serverstatus",
            "whatsmyuri",
            "killcursors",
            "endsessions",
            "getlog",
            "hostinfo",
            "connectionstatus");

    private final MVStore store;

    /** Shared by commands at work, exclusive for the moment in which a commit takes its picture. */
    private final ReadWriteLock picture = new ReentrantReadWriteLock(true);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition durable = lock.newCondition();
    private long applied;
    private long committed;
    private boolean committing;

    private final Path directory;
    private final FileChannel directoryLock;
    private int commits;

    private DurableBackend(MVStore store, Path directory, FileChannel directoryLock) {
        super(store);
        this.store = store;
        this.directory = directory;
        this.directoryLock = directoryLock;
    }

    static DurableBackend open(Path directory) {
        FileChannel locked = lock(directory);
        try {
            compact(directory);
            MVStore store = new MVStore.Builder()
                    .fileName(directory.resolve(FILE).toString())
                    .autoCommitDisabled()
                    .autoCompactFillRate(0)
                    .cacheSize(CACHE_MEGABYTES)
                    .open();
            store.setRetentionTime(0);
            store.setVersionsToKeep(0);
            return new DurableBackend(store, directory, locked);
        } catch (RuntimeException | Error e) {
            close(locked);
            throw e;
        }
    }

    private static FileChannel lock(Path directory) {
        try {
            FileChannel channel =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return channel;
                }
            } catch (OverlappingFileLockException e) {
                // This process has it: the same thing
            }
            channel.close();
            throw new DataDirectoryInUse(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + directory, e);
        }
    }

    /** Writes what is alive into a new file and puts that in place of the old one, so that a crash leaves one of them. */
    private static void compact(Path directory) {
        Path file = directory.resolve(FILE);
        Path compacted = directory.resolve(COMPACTED);
        try {
            Files.deleteIfExists(compacted);
            if (!Files.exists(file) || Files.size(file) < COMPACTED_FROM_BYTES) {
                return;
            }
            // On a copy, because the tool puts its result in place without syncing it
            Files.copy(file, compacted);
            MVStoreTool.compact(compacted.toString(), false);
            sync(compacted);
            Files.move(compacted, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + directory, e);
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        return new DurableDatabase(databaseName, getMvStore(), getCursorRegistry());
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        String command = message.getDocument().keySet().iterator().next().toLowerCase(Locale.ROOT);
        if (WITHOUT_DATA.contains(command)) {
            return super.handleMessage(message);
        }
        Document answer;
        long mine;
        picture.readLock().lock();
        try {
            answer = super.handleMessage(message);
        } finally {
            mine = noteApplied();
            picture.readLock().unlock();
        }
        awaitDurable(mine);
        return answer;
    }

    private long noteApplied() {
        lock.lock();
        try {
            return store.hasUnsavedChanges() ? ++applied : applied;
        } finally {
            lock.unlock();
        }
    }

    private void awaitDurable(long mine) {
        lock.lock();
        try {
            while (committed < mine) {
                if (committing) {
                    durable.awaitUninterruptibly();
                } else {
                    committing = true;
                    long reached;
                    lock.unlock();
                    try {
                        reached = commitNow();
                    } finally {
                        lock.lock();
                        committing = false;
                        durable.signalAll();
                    }
                    committed = Math.max(committed, reached);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private long commitNow() {
        long reached;
        picture.writeLock().lock();
        try {
            lock.lock();
            try {
                reached = applied;
            } finally {
                lock.unlock();
            }
            store.commit();
            if (++commits % TIDY_EVERY == 0) {
                store.compact(TIDY_FILL_PERCENT, TIDY_BYTES);
            }
        } finally {
            picture.writeLock().unlock();
        }
        store.sync();
        return reached;
    }

    @Override
    public void close() {
        if (!store.isClosed()) {
            store.commit();
            store.sync();
            store.close();
            compact(directory);
            close(directoryLock);
        }
        super.close();
    }
}
