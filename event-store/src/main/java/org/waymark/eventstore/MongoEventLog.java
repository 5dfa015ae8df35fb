package org.waymark.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.waymark.contract.log.Metadata;
import org.waymark.eventstore.Commit.Link;

/** {@link EventLog} on the collection of commits. */
final class MongoEventLog implements EventLog {

    /** Places of a stream asked for at once, at first and at most. */
    private static final int FIRST_PAGE = 16;

    private static final int LARGEST_PAGE = 256;
    private static final int KEYS_AT_ONCE = 4_000;
    static final int STRIDE = 256;

    /** Positions that are first asked for where this process knows of no more. */
    private static final int BEYOND_THE_END = 8;

    private final Commits commits;
    private final LogTail tail;
    private final Messages messages;

    MongoEventLog(Commits commits, LogTail tail, Messages messages) {
        this.commits = commits;
        this.tail = tail;
        this.messages = messages;
    }

    @Override
    public Head head() {
        return tail.look().head();
    }

    @Override
    public Optional<StoredRequest> findRequest(String requestKey) {
        return commits.holding(List.of(Commit.requestKey(requestKey))).values().stream()
                .findFirst()
                .map(commit -> request(commit, requestKey));
    }

    static StoredRequest request(Commit commit, String requestKey) {
        LinkedHashSet<String> streams = new LinkedHashSet<>();
        String fingerprint = "";
        for (CommitEvent event : commit.events()) {
            streams.add(event.streamId());
            Map<String, String> metadata = EventCodec.metadata(event.metadata());
            if (requestKey.equals(metadata.get(Metadata.REQUEST))) {
                fingerprint = metadata.getOrDefault(Metadata.REQUEST_FINGERPRINT, fingerprint);
            }
        }
        return new StoredRequest(
                requestKey, fingerprint, commit.position(), commit.last(), List.copyOf(streams), commit.recordedAt());
    }

    @Override
    public List<StoredEvent> readStream(String streamId) {
        return readStreams(List.of(streamId));
    }

    @Override
    public List<StoredEvent> readStreams(Collection<String> streamIds) {
        Set<String> wanted = Set.copyOf(streamIds);
        TreeMap<Long, StoredEvent> events = new TreeMap<>();
        for (Commit commit : commitsOf(wanted, 0)) {
            for (int i = 0; i < commit.events().size(); i++) {
                if (wanted.contains(commit.events().get(i).streamId())) {
                    events.put(commit.position() + i, messages.stored(commit, i));
                }
            }
        }
        return List.copyOf(events.values());
    }

    /**
     * All commits with events of these streams from this sequence on, by position. Streams are asked for in pages of
     * places, and a page that comes back full is followed by a larger one.
     */
    Collection<Commit> commitsOf(Collection<String> streamIds, long firstSequence) {
        TreeMap<Long, Commit> found = new TreeMap<>();
        Map<String, Long> next = new LinkedHashMap<>();
        for (String streamId : streamIds) {
            next.put(streamId, firstSequence);
        }
        int page = FIRST_PAGE;
        while (!next.isEmpty()) {
            List<String> keys = new ArrayList<>(Math.min(next.size() * page, KEYS_AT_ONCE + page));
            Map<Long, Commit> round = new TreeMap<>();
            for (Map.Entry<String, Long> stream : next.entrySet()) {
                for (int i = 0; i < page; i++) {
                    keys.add(CommitEvent.key(stream.getKey(), stream.getValue() + i));
                }
                if (keys.size() >= KEYS_AT_ONCE) {
                    round.putAll(commits.holding(keys));
                    keys.clear();
                }
            }
            if (!keys.isEmpty()) {
                round.putAll(commits.holding(keys));
            }
            Map<String, Long> highest = new LinkedHashMap<>();
            for (Commit commit : round.values()) {
                for (CommitEvent event : commit.events()) {
                    if (next.containsKey(event.streamId())) {
                        highest.merge(event.streamId(), event.sequence(), Math::max);
                    }
                }
            }
            found.putAll(round);
            int asked = page;
            next.entrySet().removeIf(stream -> {
                Long reached = highest.get(stream.getKey());
                if (reached == null || reached < stream.getValue() + asked - 1) {
                    return true;
                }
                stream.setValue(reached + 1);
                return false;
            });
            page = Math.min(page * 4, LARGEST_PAGE);
        }
        return found.values();
    }

    @Override
    public void read(long fromPosition, Predicate<StoredEvent> consumer) {
        if (fromPosition < 1) {
            throw new IllegalArgumentException("Positions begin at 1: " + fromPosition);
        }
        long wanted = fromPosition;
        long next = startOf(fromPosition);
        int unknown = BEYOND_THE_END;
        while (true) {
            long known = tail.knownPosition() - next + 1;
            List<Commit> page = commits.from(next, (int) Math.clamp(known, unknown, STRIDE));
            if (known <= 0) {
                unknown = Math.min(STRIDE, unknown * 4);
            }
            if (page.isEmpty()) {
                return;
            }
            for (Commit commit : page) {
                for (int i = 0; i < commit.events().size(); i++) {
                    if (commit.position() + i >= wanted) {
                        wanted = commit.position() + i + 1;
                        if (!consumer.test(messages.stored(commit, i))) {
                            return;
                        }
                    }
                }
            }
            next = page.getLast().last() + 1;
        }
    }

    /** Where the commit begins that holds this position. Behind the last one that is known, the next one does. */
    private long startOf(long position) {
        if (position == tail.known().last() + 1) {
            return position;
        }
        Link holder = commits.containing(position);
        return holder == null ? position : holder.position();
    }

    @Override
    public long positionAt(Instant moment) {
        return lastWhere(link -> !link.recordedAt().isAfter(moment));
    }

    /** The last position of those, all at the beginning of the log, for which this holds. */
    long lastWhere(Predicate<Link> holds) {
        long low = 0;
        long high = tail.look().last();
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            Link link = commits.containing(middle);
            if (link == null) {
                throw new IllegalStateException("The log has no position " + middle + "; verify it");
            }
            if (holds.test(link)) {
                low = link.last();
            } else {
                high = link.position() - 1;
            }
        }
        return low;
    }

    @Override
    public boolean redact(long position, String digest) {
        Link link = commits.containing(position);
        return link != null && commits.removeText(link.position(), (int) (position - link.position()), digest);
    }
}
