package org.waymark.eventstore.embedded;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * The H2 backend of mongo-java-server, made durable: no answer leaves before everything that it could have seen or done
 * is committed to the file and synced. Waiting callers share one commit. The store's own commits in the background are
 * off, because they could fall between a document and its index entries; a commit here waits until no write is half
 * done, so that what a crash leaves behind is always a whole number of commands.
 */
final class DurableBackend extends H2Backend {

    private static final String FILE = "waymark.mv.db";
    private static final int COMPACTION_MILLIS = 10_000;

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

    private DurableBackend(MVStore store) {
        super(store);
        this.store = store;
    }

    static DurableBackend open(Path directory) {
        Path file = directory.resolve(FILE);
        MVStore store;
        try {
            store = new MVStore.Builder()
                    .fileName(file.toString())
                    .autoCommitDisabled()
                    .autoCompactFillRate(0)
                    .open();
        } catch (MVStoreException e) {
            if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw new DataDirectoryInUse(directory, e);
            }
            throw e;
        }
        store.setRetentionTime(0);
        store.compactFile(COMPACTION_MILLIS);
        return new DurableBackend(store);
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
            store.close(COMPACTION_MILLIS);
        }
        super.close();
    }
}
