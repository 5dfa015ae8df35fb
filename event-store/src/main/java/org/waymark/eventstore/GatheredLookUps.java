package org.waymark.eventstore;

import com.mongodb.MongoException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether keys are taken, of all who want to know at the same time in one question. An answer is never older than
 * the question: whoever asks while one is under way goes into the next.
 */
final class GatheredLookUps {

    /** One who asks; answered under {@link #asking}. */
    private static final class Asked {
        private final String key;
        private boolean answered;
        private boolean taken;
        private @Nullable MongoException failure;

        private Asked(String key) {
            this.key = key;
        }
    }

    private final Commits commits;
    private final ConcurrentLinkedQueue<Asked> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock asking = new ReentrantLock();

    GatheredLookUps(Commits commits) {
        this.commits = commits;
    }

    /**
     * Whether a commit holds this key.
     *
     * @throws MongoException when the database does not answer
     */
    boolean isTaken(String key) {
        Asked mine = new Asked(key);
        waiting.add(mine);
        asking.lock();
        try {
            if (!mine.answered) {
                askForAll();
            }
        } finally {
            asking.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
        return mine.taken;
    }

    private void askForAll() {
        List<Asked> all = new ArrayList<>();
        for (Asked next = waiting.poll(); next != null; next = waiting.poll()) {
            all.add(next);
        }
        Set<String> keys = new LinkedHashSet<>();
        all.forEach(asked -> keys.add(asked.key));
        try {
            Set<String> taken = commits.taken(keys);
            all.forEach(asked -> asked.taken = taken.contains(asked.key));
        } catch (MongoException e) {
            all.forEach(asked -> asked.failure = e);
        }
        all.forEach(asked -> asked.answered = true);
    }
}
