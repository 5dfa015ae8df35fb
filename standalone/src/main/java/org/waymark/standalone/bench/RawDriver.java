package org.waymark.standalone.bench;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.RawBsonDocument;

/**
 * MongoDB's own driver on the same server, in a database of its own, with its defaults: what the same load costs without
 * Waymark. Collections have no index but {@code _id}.
 */
final class RawDriver implements AutoCloseable {

    private static final int BATCH = 1_000;
    private static final String GENERATION = "q_generation";
    private static final String SUFFIX = "_bare";

    private final MongoClient client;
    private final MongoDatabase waymark;
    private final MongoDatabase bare;
    private final AtomicLong ids = new AtomicLong();

    private RawDriver(MongoClient client, String database) {
        this.client = client;
        waymark = client.getDatabase(database);
        bare = client.getDatabase(database + SUFFIX);
    }

    /** @param mongoUri with the database of the installation that is measured */
    static RawDriver open(String mongoUri) {
        ConnectionString connection = new ConnectionString(mongoUri);
        return new RawDriver(
                MongoClients.create(MongoClientSettings.builder()
                        .applyConnectionString(connection)
                        .build()),
                Objects.requireNonNull(connection.getDatabase()));
    }

    /** The last commits of the log, as they are stored. */
    List<Document> lastCommits(long head, int count) {
        List<Document> commits = new ArrayList<>();
        waymark.getCollection("log")
                .find(Filters.in(
                        "_id",
                        LongStream.rangeClosed(Math.max(1, head - count + 1), head)
                                .boxed()
                                .toList()))
                .into(commits);
        return commits;
    }

    /** Inserts copies of these documents one by one. */
    Load.Result insert(List<Document> like, int threads, int steps, Duration atMost) {
        MongoCollection<Document> collection = bare.getCollection("inserts");
        Load.Result result = Load.run(
                threads,
                steps,
                atMost,
                (thread, number) -> collection.insertOne(
                        new Document(like.get(number % like.size())).append("_id", ids.incrementAndGet())));
        collection.drop();
        return result;
    }

    /**
     * Reads the log in order, and writes the documents of the views in batches.
     *
     * @return seconds for both together
     */
    double readLogAndWriteViews() {
        double seconds = readLog();
        String prefix = view("");
        for (String name : waymark.listCollectionNames()) {
            if (name.startsWith(prefix) && !name.equals(GENERATION)) {
                seconds += copy(name);
            }
        }
        return seconds;
    }

    /** The collection of a view as it is read at present: rebuilt views lie under another name. */
    String view(String name) {
        Document active = waymark.getCollection(GENERATION)
                .find(Filters.eq("_id", "active"))
                .first();
        int generation = active == null ? 1 : active.getInteger("generation", 1);
        return generation == 1 ? "q_" + name : "q" + generation + "_" + name;
    }

    /** Reads the log in order. Returns the seconds that it took. */
    double readLog() {
        long start = System.nanoTime();
        long size = 0;
        for (Document commit :
                waymark.getCollection("log").find().sort(Sorts.ascending("_id")).batchSize(BATCH)) {
            size += commit.size();
        }
        if (size == 0) {
            throw new IllegalStateException("The log is empty");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private double copy(String name) {
        List<Document> all = new ArrayList<>();
        waymark.getCollection(name).find().batchSize(BATCH).into(all);
        MongoCollection<Document> target = bare.getCollection(name);
        long start = System.nanoTime();
        for (int from = 0; from < all.size(); from += BATCH) {
            target.bulkWrite(
                    all.subList(from, Math.min(all.size(), from + BATCH)).stream()
                            .map(document -> new ReplaceOneModel<>(
                                    new Document("_id", document.get("_id")),
                                    document,
                                    new ReplaceOptions().upsert(true)))
                            .toList(),
                    new BulkWriteOptions().ordered(false));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!all.isEmpty()) {
            // The embedded server complains of a collection that was never made
            target.drop();
        }
        return seconds;
    }

    /** Reads the commits of a stream with as many events, whole. */
    int readStream(String streamId, int events) {
        int found = 0;
        List<String> keys = IntStream.range(0, events)
                .mapToObj(sequence -> streamId + "#" + sequence)
                .toList();
        for (Document commit : waymark.getCollection("log").find(Filters.in("keys", keys))) {
            found += commit.isEmpty() ? 0 : 1;
        }
        return found;
    }

    /** Bytes of all documents of the views, as they go over the wire and lie in a file uncompressed. */
    long viewBytes() {
        String prefix = view("");
        long bytes = 0;
        for (String name : waymark.listCollectionNames()) {
            if (name.startsWith(prefix) && !name.equals(GENERATION)) {
                bytes += bytes(waymark.getCollection(name, RawBsonDocument.class));
            }
        }
        return bytes;
    }

    /** Bytes of all documents of the log. */
    long logBytes() {
        return bytes(waymark.getCollection("log", RawBsonDocument.class));
    }

    private static long bytes(MongoCollection<RawBsonDocument> collection) {
        long bytes = 0;
        for (RawBsonDocument document : collection.find().batchSize(BATCH)) {
            bytes += document.getByteBuffer().remaining();
        }
        return bytes;
    }

    /** Keys of the documents that the history of each of these actions is kept in. */
    Map<String, List<String>> partsOfHistories(Set<String> actions) {
        Map<String, List<String>> parts = new HashMap<>();
        for (Document part : waymark.getCollection(view("histories")).find().projection(Projections.include("_id"))) {
            String key = part.getString("_id");
            String action = key.substring(0, key.lastIndexOf('#'));
            if (actions.contains(action)) {
                parts.computeIfAbsent(action, _ -> new ArrayList<>()).add(key);
            }
        }
        return parts;
    }

    /** Reads documents by key, whole. */
    int read(String view, Collection<String> keys) {
        int found = 0;
        for (Document document : waymark.getCollection(view).find(Filters.in("_id", keys))) {
            found += document.isEmpty() ? 0 : 1;
        }
        return found;
    }

    @Override
    public void close() {
        client.close();
    }
}
