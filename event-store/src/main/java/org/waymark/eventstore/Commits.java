package org.waymark.eventstore;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.Commit.Link;

/**
 * The collection of commits. Everything is asked for by key, which is an index hit on every server: the embedded one has
 * no ordered index and scans for anything else.
 */
final class Commits {

    private static final String COLLECTION = "log";
    private static final String HINTS = "log_hints";
    private static final int STRIDE = 512;

    /** With fewer keys than this, their commits are one answer. */
    private static final int FEW_KEYS = 64;

    /** Whose commits are one answer too, whatever their texts. */
    private static final int EVENTS_AT_ONCE = 500;

    private static final Bson LINK =
            Projections.include(Commit.POSITION, Commit.COUNT, Commit.HASH, Commit.RECORDED_AT);
    private static final Bson CONTENT = Projections.exclude(Commit.KEYS);

    private final MongoCollection<Document> collection;
    private final MongoCollection<Document> hints;

    private Commits(MongoCollection<Document> collection, MongoCollection<Document> hints) {
        this.collection = collection;
        this.hints = hints;
    }

    /** Opens the log of this database; what it needs is made when it is not there. */
    static Commits in(MongoDatabase database) {
        Commits commits = toRead(database);
        commits.collection.createIndex(
                Indexes.ascending(Commit.KEYS), new IndexOptions().unique(true).name("keys"));
        return commits;
    }

    /** Opens the log of this database and makes nothing. */
    static Commits toRead(MongoDatabase database) {
        MongoDatabase safe = durable(database);
        return new Commits(safe.getCollection(COLLECTION), safe.getCollection(HINTS));
    }

    /** The database such that what is written or read outlives the loss of a server. */
    static MongoDatabase durable(MongoDatabase database) {
        MongoDatabase safe = database.withReadPreference(ReadPreference.primary());
        return isReplicated(database)
                ? safe.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)).withReadConcern(ReadConcern.MAJORITY)
                : safe;
    }

    /** Whether the server keeps copies: then only what a majority has in its journal counts. */
    static boolean isReplicated(MongoDatabase database) {
        // By its old name, which servers of every age (and the embedded one) answer to
        Document hello = database.runCommand(new Document("isMaster", 1));
        return hello.containsKey("setName") || "isdbgrid".equals(hello.getString("msg"));
    }

    void insert(List<Commit> commits) {
        List<Document> documents = new ArrayList<>(commits.size());
        for (Commit commit : commits) {
            documents.add(commit.toDocument());
        }
        collection.insertMany(documents, new InsertManyOptions().ordered(true));
    }

    /** The commits that begin at these positions, in order, as links. */
    private List<Link> links(Collection<Long> positions) {
        TreeMap<Long, Link> found = new TreeMap<>();
        for (Document document :
                collection.find(Filters.in(Commit.POSITION, positions)).projection(LINK)) {
            Link link = Link.from(document);
            found.put(link.position(), link);
        }
        return List.copyOf(found.values());
    }

    /** The last commit, found from one that is known to be there ({@link Link#GENESIS} always is). */
    Link lastAfter(Link known) {
        Link last = known;
        int stride = 4;
        while (true) {
            Link before = last;
            for (Link link : links(positions(before.next(), stride))) {
                // A page read while others write may show a later commit and not yet an earlier one
                if (link.position() == last.next()) {
                    last = link;
                }
            }
            if (last.position() == before.position()) {
                return last;
            }
            stride = Math.min(STRIDE, stride * 4);
        }
    }

    /** The last commit, found from the hint that appenders leave. A hint that is old or wrong costs only time. */
    Link last() {
        Document hint = hints.find(Filters.eq("_id", "head")).first();
        if (hint != null && hint.get("position") instanceof Long position) {
            for (Link link : links(List.of(position))) {
                if (link.hash().equals(hint.getString("hash"))) {
                    return lastAfter(link);
                }
            }
        }
        return lastAfter(Link.GENESIS);
    }

    void leaveHint(Link link) {
        hints.replaceOne(
                Filters.eq("_id", "head"),
                new Document("_id", "head").append("position", link.position()).append("hash", link.hash()),
                new ReplaceOptions().upsert(true));
    }

    /** The commit whose events include this position, or null when the log does not reach it. */
    @Nullable
    Link containing(long position) {
        // Most commits are short: look nearby first, then as far back as a commit can reach
        long[] reaches = {0, 15, 127, Commit.MAX_EVENTS - 1};
        long looked = position + 1;
        for (long reach : reaches) {
            long from = Math.max(1, position - reach);
            if (from < looked) {
                for (Link link : links(LongStream.range(from, looked).boxed().toList())) {
                    if (link.position() <= position && position <= link.last()) {
                        return link;
                    }
                }
                looked = from;
            }
        }
        return null;
    }

    /**
     * The commits from this position on, as far as they follow each other without a gap and begin within the next
     * {@code stride} positions.
     *
     * @param position where a commit begins, or will
     */
    List<Commit> from(long position, int stride) {
        Map<Long, Document> found = new TreeMap<>();
        for (Document document : collection
                .find(
                        stride == 1
                                ? Filters.eq(Commit.POSITION, position)
                                : Filters.in(Commit.POSITION, positions(position, stride)))
                .projection(CONTENT)) {
            found.put(document.getLong(Commit.POSITION), document);
        }
        List<Commit> commits = new ArrayList<>(found.size());
        long next = position;
        for (Document document : found.values()) {
            if (document.getLong(Commit.POSITION) != next) {
                break;
            }
            Commit commit = Commit.from(document);
            commits.add(commit);
            next += commit.events().size();
        }
        return commits;
    }

    /**
     * The documents of the commits that begin at these positions, whole, in order. A position that is no longer a long was
     * tampered with; it is for the caller to find that out.
     */
    Collection<Document> documentsFrom(long position, int stride) {
        TreeMap<Long, Document> found = new TreeMap<>();
        for (Document document : collection.find(Filters.in(Commit.POSITION, positions(position, stride)))) {
            found.put(document.get(Commit.POSITION, Number.class).longValue(), document);
        }
        return found.values();
    }

    /** How many documents there are. */
    long count() {
        return collection.countDocuments();
    }

    /**
     * Keys of documents that a walk from commit to commit up to {@code end} does not meet. Reads every key: for a log in
     * which something is wrong.
     */
    List<Object> strayIds(long end) {
        List<Object> strays = new ArrayList<>();
        TreeMap<Long, Integer> lengths = new TreeMap<>();
        for (Document document : collection.find().projection(Projections.include(Commit.POSITION, Commit.COUNT))) {
            if (document.get(Commit.POSITION) instanceof Long position
                    && document.get(Commit.COUNT) instanceof Integer count) {
                lengths.put(position, count);
            } else {
                strays.add(document.get(Commit.POSITION));
            }
        }
        long next = 1;
        for (Map.Entry<Long, Integer> commit : lengths.entrySet()) {
            if (commit.getKey() == next && next < end) {
                next += commit.getValue();
            } else {
                strays.add(commit.getKey());
            }
        }
        return strays;
    }

    @Nullable
    Commit at(long position) {
        Document document =
                collection.find(Filters.eq(Commit.POSITION, position)).first();
        return document == null ? null : Commit.from(document);
    }

    /**
     * The commits that hold any of these keys, by position. The embedded server answers once per key, and refuses an answer that
     * is too large: of many keys it is asked first where their commits are, and then for those, some at a time.
     */
    TreeMap<Long, Commit> holding(Collection<String> keys) {
        if (keys.size() == 1) {
            return commits(Filters.eq(Commit.KEYS, keys.iterator().next()));
        }
        return keys.size() <= FEW_KEYS ? commits(Filters.in(Commit.KEYS, keys)) : inParts(lengths(keys));
    }

    private TreeMap<Long, Commit> commits(Bson filter) {
        TreeMap<Long, Commit> found = new TreeMap<>();
        for (Document document : collection.find(filter)) {
            long position = document.getLong(Commit.POSITION);
            if (!found.containsKey(position)) {
                found.put(position, Commit.from(document));
            }
        }
        return found;
    }

    /** Number of events, by position, of the commits that hold any of these keys. */
    private TreeMap<Long, Integer> lengths(Collection<String> keys) {
        TreeMap<Long, Integer> lengths = new TreeMap<>();
        for (Document document : collection
                .find(Filters.in(Commit.KEYS, keys))
                .projection(Projections.include(Commit.POSITION, Commit.COUNT))) {
            lengths.put(document.getLong(Commit.POSITION), document.getInteger(Commit.COUNT));
        }
        return lengths;
    }

    private TreeMap<Long, Commit> inParts(TreeMap<Long, Integer> lengths) {
        TreeMap<Long, Commit> found = new TreeMap<>();
        List<Long> part = new ArrayList<>();
        int events = 0;
        for (Map.Entry<Long, Integer> commit : lengths.entrySet()) {
            part.add(commit.getKey());
            events += commit.getValue();
            if (events >= EVENTS_AT_ONCE) {
                found.putAll(commits(Filters.in(Commit.POSITION, part)));
                part.clear();
                events = 0;
            }
        }
        if (!part.isEmpty()) {
            found.putAll(commits(Filters.in(Commit.POSITION, part)));
        }
        return found;
    }

    /** Which of these keys commits hold. */
    Set<String> taken(Set<String> keys) {
        if (keys.size() == 1) {
            return holds(keys.iterator().next()) ? keys : Set.of();
        }
        Set<String> taken = new HashSet<>();
        for (Document document :
                collection.find(Filters.in(Commit.KEYS, keys)).projection(Projections.include(Commit.KEYS))) {
            document.getList(Commit.KEYS, String.class).stream()
                    .filter(keys::contains)
                    .forEach(taken::add);
        }
        return taken;
    }

    boolean holds(String key) {
        return collection
                        .find(Filters.eq(Commit.KEYS, key))
                        .projection(Projections.include(Commit.POSITION))
                        .first()
                != null;
    }

    /** Which of these commits lie where they were meant to: the attempts found at their positions. */
    Set<String> attemptsAt(Collection<Long> positions) {
        Set<String> attempts = new LinkedHashSet<>();
        for (Document document : collection
                .find(Filters.in(Commit.POSITION, positions))
                .projection(Projections.include(Commit.ATTEMPT))) {
            attempts.add(document.getString(Commit.ATTEMPT));
        }
        return attempts;
    }

    boolean removeText(long position, int event, String digest) {
        return collection
                        .updateOne(
                                Filters.eq(Commit.POSITION, position),
                                Updates.pull(Commit.TEXTS, new Document("event", event).append("digest", digest)))
                        .getModifiedCount()
                == 1;
    }

    private static List<Long> positions(long from, int stride) {
        return LongStream.range(from, from + stride).boxed().toList();
    }
}
