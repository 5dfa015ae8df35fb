package org.waymark.query.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailState;
import org.waymark.eventstore.StoredEvent;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.MailEntry;

/**
 * One generation of the stored views. Every read on a reader's way is by {@code _id}, which is an index hit on every
 * server; only the log of mails is searched. Generations lie side by side, so that one can be built while another is
 * read.
 */
final class ViewStore {

    /** Ids of a plan's actions are spread over this many documents, so that none grows without bound. */
    private static final int BUCKETS = 16;

    /**
     * Entries of a history per document. A stored history with longer ones is read all the same: its entries lie in the
     * documents that are asked for anyway.
     */
    static final int CHUNK = 10;

    private static final List<String> NAMES =
            List.of("actions", "plans", "groups", "parties", "indicators", "mails", "histories", "lists", "versions");
    private static final Pattern NAME = Pattern.compile("q(\\d*)_(?:" + String.join("|", NAMES) + ")");

    private static final int KEYS_PER_READ = 1_000;
    private static final int WRITES_AT_ONCE = 1_000;
    private static final BulkWriteOptions IN_ANY_ORDER = new BulkWriteOptions().ordered(false);
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final ReplaceOptions PUT = new ReplaceOptions().upsert(true);

    private final MongoDatabase database;
    private final int generation;

    ViewStore(MongoDatabase database, int generation) {
        this.database = database;
        this.generation = generation;
    }

    int generation() {
        return generation;
    }

    /** Makes the indexes that a real server wants; the embedded one answers by key anyway. */
    void prepare() {
        collection("actions").createIndex(Indexes.ascending("planId"));
        collection("mails").createIndex(Indexes.descending("needsLook", "position"));
        collection("mails").createIndex(Indexes.descending("position"));
        collection("mails").createIndex(Indexes.ascending("planIds"));
        collection("mails").createIndex(Indexes.ascending("actionIds"));
    }

    /** The generations of which there is anything. */
    static Set<Integer> generations(MongoDatabase database) {
        Set<Integer> generations = new TreeSet<>();
        for (String name : database.listCollectionNames()) {
            Matcher matcher = NAME.matcher(name);
            if (matcher.matches()) {
                generations.add(matcher.group(1).isEmpty() ? 1 : Integer.parseInt(matcher.group(1)));
            }
        }
        return generations;
    }

    /** Removes this generation. */
    void drop() {
        Set<String> there = database.listCollectionNames().into(new HashSet<>());
        for (String name : NAMES) {
            MongoCollection<Document> collection = collection(name);
            if (there.contains(collection.getNamespace().getCollectionName())) {
                collection.drop();
            }
        }
    }

    // Rows

    <T> Map<String, Row<T>> rows(RowKind<T> kind, Collection<String> ids) {
        Map<String, Row<T>> rows = new HashMap<>();
        for (List<String> some : inParts(ids)) {
            for (Document row : collection(kind.name()).find(Filters.in("_id", some))) {
                rows.put(row.getString("_id"), row(kind, row));
            }
        }
        return rows;
    }

    /** Every row of a kind that has few. */
    <T> List<Row<T>> all(RowKind<T> kind) {
        List<Row<T>> rows = new ArrayList<>();
        for (Document row : collection(kind.name()).find()) {
            rows.add(row(kind, row));
        }
        return rows;
    }

    /** Ids of all rows of a kind; of actions also those that a plan has and whose row is gone. */
    Set<String> ids(RowKind<?> kind) {
        Set<String> ids = new LinkedHashSet<>();
        for (Document row : collection(kind.name()).find().projection(Projections.include("_id"))) {
            ids.add(row.getString("_id"));
        }
        if (kind == RowKind.ACTIONS) {
            for (Document list : collection("lists").find()) {
                ids.addAll(list.getList("ids", String.class));
            }
        }
        return ids;
    }

    private static <T> Row<T> row(RowKind<T> kind, Document row) {
        return new Row<>(ViewJson.read(row.getString("json"), kind.type()), row.getInteger("entries", 0));
    }

    /** @param missing ids of which it is certain that there is no row yet */
    <T> void put(RowKind<T> kind, Map<String, Row<T>> rows, Set<String> missing) {
        List<WriteModel<Document>> writes = new ArrayList<>(rows.size());
        rows.forEach((id, row) -> {
            Document document = new Document("_id", id).append("entries", row.entries());
            switch (row.state()) {
                case ActionState action ->
                    document.append("planId", action.planId()).append("position", action.position());
                case MailEntry mail -> describe(mail, document);
                default -> {}
            }
            document.append("json", ViewJson.write(Objects.requireNonNull(row.state())));
            writes.add(
                    missing.contains(id)
                            ? new InsertOneModel<>(document)
                            : new ReplaceOneModel<>(new Document("_id", id), document, PUT));
        });
        write(kind.name(), writes);
    }

    private static void describe(MailEntry entry, Document document) {
        Mail mail = entry.mail();
        document.append("position", entry.position())
                .append("state", entry.state().name())
                .append("needsLook", needsLook(entry.state()))
                .append("role", mail.role().name())
                .append("day", mail.day().toString())
                .append(
                        "planIds",
                        mail.items().stream().map(Mail.Item::planId).distinct().toList())
                .append(
                        "actionIds",
                        mail.items().stream()
                                .map(Mail.Item::actionId)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList())
                .append(
                        "rules",
                        mail.items().stream()
                                .map(i -> i.rule().name())
                                .distinct()
                                .toList());
        if (mail.partyId() != null) {
            document.append("partyId", mail.partyId());
        }
    }

    static boolean needsLook(MailState state) {
        return switch (state) {
            case FAILED, OUTCOME_UNKNOWN, GIVEN_UP -> true;
            case WAITING, SENDING, SENT -> false;
        };
    }

    MongoCollection<Document> mails() {
        return collection("mails");
    }

    /** Ids of the mails about any of these actions. */
    Set<String> mailsAbout(Collection<String> actionIds) {
        Set<String> ids = new LinkedHashSet<>();
        for (Document mail : mails().find(Filters.in("actionIds", actionIds)).projection(Projections.include("_id"))) {
            ids.add(mail.getString("_id"));
        }
        return ids;
    }

    // The actions of a plan

    /** Ids of all actions that are or were in the plan. */
    Set<String> actionIds(String planId) {
        List<String> keys = IntStream.range(0, BUCKETS)
                .mapToObj(bucket -> listKey(planId, bucket))
                .toList();
        Set<String> ids = new LinkedHashSet<>();
        for (Document list : collection("lists").find(Filters.in("_id", keys))) {
            ids.addAll(list.getList("ids", String.class));
        }
        return ids;
    }

    /** @param added ids by plan */
    void addActionIds(Map<String, Set<String>> added) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        added.forEach((planId, ids) -> ids.stream()
                .collect(Collectors.groupingBy(id -> Math.floorMod(id.hashCode(), BUCKETS)))
                .forEach((bucket, some) -> writes.add(new UpdateOneModel<>(
                        new Document("_id", listKey(planId, bucket)), Updates.addEachToSet("ids", some), UPSERT))));
        write("lists", writes);
    }

    private static String listKey(String planId, int bucket) {
        return "plan#" + planId + "#" + bucket;
    }

    // Histories

    /**
     * Adds entries to histories; adding the same entry at the same place again changes nothing.
     *
     * @param entries what is added, with its place, in the order of the places, by stream
     * @param alone whether it is certain that each entry is added once and nobody else adds any
     */
    void addEntries(Map<String, List<Placed>> entries, boolean alone) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        entries.forEach((streamId, placed) -> {
            int from = 0;
            while (from < placed.size()) {
                int chunk = placed.get(from).place() / CHUNK;
                int to = from + 1;
                while (to < placed.size() && placed.get(to).place() / CHUNK == chunk) {
                    to++;
                }
                List<Placed> some = placed.subList(from, to);
                boolean begins = alone && some.getFirst().place() % CHUNK == 0;
                writes.add(begins ? chunk(streamId, chunk, some) : addition(streamId, chunk, some));
                from = to;
            }
        });
        write("histories", writes);
    }

    private static WriteModel<Document> chunk(String streamId, int chunk, List<Placed> placed) {
        Document fields = new Document();
        placed.forEach(entry -> fields.append(entry.field(), entry.lines()));
        return new InsertOneModel<>(new Document("_id", historyKey(streamId, chunk)).append("e", fields));
    }

    private static WriteModel<Document> addition(String streamId, int chunk, List<Placed> placed) {
        Document fields = new Document();
        placed.forEach(entry -> fields.append("e." + entry.field(), entry.lines()));
        return new UpdateOneModel<>(
                new Document("_id", historyKey(streamId, chunk)), new Document("$set", fields), UPSERT);
    }

    /**
     * An entry of a history as it is stored.
     *
     * @param place index in the history, from 0
     * @param field of its document
     */
    record Placed(int place, String field, String lines) {}

    /**
     * The stored histories of these streams, each in the order of the log.
     *
     * @param lengths number of entries by stream
     */
    Map<String, List<StoredEvent>> histories(Map<String, Integer> lengths, Kept kept) {
        List<String> keys = new ArrayList<>();
        lengths.forEach((streamId, length) -> {
            for (int chunk = 0; chunk * CHUNK < length; chunk++) {
                keys.add(historyKey(streamId, chunk));
            }
        });
        Map<String, List<Document>> chunks = new HashMap<>();
        for (List<String> some : inParts(keys)) {
            for (Document chunk : collection("histories").find(Filters.in("_id", some))) {
                String key = chunk.getString("_id");
                chunks.computeIfAbsent(key.substring(0, key.lastIndexOf('#')), _ -> new ArrayList<>())
                        .add(chunk);
            }
        }
        // Reading the entries is most of the work where there are many
        return chunks.entrySet().parallelStream()
                .collect(Collectors.toMap(Map.Entry::getKey, stream -> history(stream.getValue(), kept)));
    }

    private static List<StoredEvent> history(List<Document> chunks, Kept kept) {
        List<StoredEvent> history = new ArrayList<>();
        for (Document chunk : chunks) {
            chunk.get("e", Document.class).forEach((field, lines) -> {
                StoredEntry entry = StoredEntry.read(field, (String) lines);
                if (kept.keeps(entry.position(), entry.happenedAt(), entry.recordedAt())) {
                    history.add(entry.event());
                }
            });
        }
        history.sort(Comparator.comparingLong(StoredEvent::position));
        return history;
    }

    /** Which entries of a history a reader wants. */
    interface Kept {
        boolean keeps(long position, Instant happenedAt, Instant recordedAt);
    }

    /** Takes the words with this digest out of a stored history. */
    void redact(String streamId, int length, String digest) {
        for (int chunk = 0; chunk * CHUNK < length; chunk++) {
            Document filter = new Document("_id", historyKey(streamId, chunk));
            Document stored = collection("histories").find(filter).first();
            if (stored == null) {
                continue;
            }
            Document fields = new Document();
            stored.get("e", Document.class).forEach((field, line) -> {
                String without = StoredEntry.withoutText((String) line, digest);
                if (!without.equals(line)) {
                    fields.append("e." + field, without);
                }
            });
            if (!fields.isEmpty()) {
                collection("histories").updateOne(filter, new Document("$set", fields));
            }
        }
    }

    private static String historyKey(String streamId, int chunk) {
        return streamId + "#" + chunk;
    }

    // Versions: small documents that tell readers whether what they hold is still true

    /** Positions by key; 0 for a key that was never written. */
    Map<String, Long> versions(Collection<String> keys) {
        Map<String, Long> versions = new HashMap<>();
        keys.forEach(key -> versions.put(key, 0L));
        for (Document version : collection("versions").find(Filters.in("_id", keys))) {
            versions.put(version.getString("_id"), version.getLong("position"));
        }
        return versions;
    }

    /** Writes the versions of these keys in their order, and the checkpoint last. */
    void putVersions(List<String> keys, long position, @Nullable Checkpoint checkpoint) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (String key : keys) {
            writes.add(new ReplaceOneModel<>(
                    new Document("_id", key), new Document("_id", key).append("position", position), PUT));
        }
        if (checkpoint != null) {
            Document document = new Document("_id", Checkpoint.KEY)
                    .append("position", checkpoint.position())
                    .append("owner", checkpoint.owner())
                    .append("recordedAt", checkpoint.recordedAt().toString());
            writes.add(new ReplaceOneModel<>(new Document("_id", Checkpoint.KEY), document, PUT));
        }
        if (!writes.isEmpty()) {
            collection("versions").bulkWrite(writes);
        }
    }

    @Nullable
    Checkpoint checkpoint() {
        Document stored =
                collection("versions").find(Filters.eq("_id", Checkpoint.KEY)).first();
        return stored == null
                ? null
                : new Checkpoint(
                        stored.getLong("position"),
                        stored.getString("owner"),
                        Instant.parse(stored.getString("recordedAt")));
    }

    /**
     * How far these views have read.
     *
     * @param owner the process that wrote last
     * @param recordedAt when the entry at {@code position} was recorded
     */
    record Checkpoint(long position, String owner, Instant recordedAt) {
        static final String KEY = "views";
    }

    /** Many are sent by two threads: one writes down what comes next while the server is at the one before. */
    private void write(String name, List<WriteModel<Document>> writes) {
        if (writes.size() <= WRITES_AT_ONCE) {
            if (!writes.isEmpty()) {
                collection(name).bulkWrite(writes, IN_ANY_ORDER);
            }
            return;
        }
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<CompletableFuture<Void>> parts = new ArrayList<>();
            for (int from = 0; from < writes.size(); from += WRITES_AT_ONCE) {
                List<WriteModel<Document>> part = writes.subList(from, Math.min(writes.size(), from + WRITES_AT_ONCE));
                parts.add(CompletableFuture.runAsync(() -> collection(name).bulkWrite(part, IN_ANY_ORDER), two));
            }
            parts.forEach(Joined::result);
        }
    }

    private MongoCollection<Document> collection(String name) {
        return database.getCollection(generation == 1 ? "q_" + name : "q" + generation + "_" + name);
    }

    private static List<List<String>> inParts(Collection<String> keys) {
        List<String> all = List.copyOf(keys);
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += KEYS_PER_READ) {
            parts.add(all.subList(from, Math.min(all.size(), from + KEYS_PER_READ)));
        }
        return parts;
    }
}
