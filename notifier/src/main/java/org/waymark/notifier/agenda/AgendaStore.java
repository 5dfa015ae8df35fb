package org.waymark.notifier.agenda;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The agenda's rows in MongoDB, each under its key as JSON. Can be thrown away: it is folded from the log again. */
final class AgendaStore {

    /** Goes up when rows hold more than before; rows of another form are not looked at any more. */
    static final int FORM = 4;

    private static final String COLLECTION = "notifier_agenda_" + FORM;
    private static final String POSITION = "position";
    private static final String BODY = "body";

    /** How often the rows were made anew: who holds some in memory reads all of them then, because some may be gone. */
    private static final String REBUILDS = "rebuilds";

    /** How far the log was read when the row was written: what changed since some moment is found by it. */
    private static final String WRITTEN_AT = "writtenAt";

    /** The embedded server compares each row with each key of a question. */
    private static final int KEYS_PER_READ = 200;

    private static final int ROWS_PER_WRITE = 1_000;

    private final MongoCollection<Document> collection;
    private final JsonMapper json = JsonMapper.builder().build();

    AgendaStore(MongoDatabase database) {
        collection = database.getCollection(COLLECTION);
        collection.createIndex(Indexes.ascending(WRITTEN_AT));
    }

    /** The rows under these keys, as far as they exist. */
    Map<String, Row> find(Collection<String> keys) {
        Map<String, Row> rows = new HashMap<>();
        List<String> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += KEYS_PER_READ) {
            List<String> some = all.subList(from, Math.min(all.size(), from + KEYS_PER_READ));
            for (Document document : collection.find(Filters.in("_id", some))) {
                put(rows, document);
            }
        }
        return rows;
    }

    /** Rows that were written when the log was read up to this position, or later. */
    Map<String, Row> writtenFrom(long position) {
        Map<String, Row> rows = new HashMap<>();
        for (Document document :
                collection.find(Filters.gte(WRITTEN_AT, position)).batchSize(5_000)) {
            put(rows, document);
        }
        return rows;
    }

    private void put(Map<String, Row> rows, Document document) {
        String key = document.getString("_id");
        Class<? extends Row> type = type(key);
        if (type != null) {
            rows.put(key, json.readValue(document.getString(BODY), type));
        }
    }

    private static @Nullable Class<? extends Row> type(String key) {
        return switch (key.substring(0, Row.KIND_LENGTH)) {
            case ActionRow.KIND -> ActionRow.class;
            case PlanRow.KIND -> PlanRow.class;
            case GroupRow.KIND -> GroupRow.class;
            case PartyRow.KIND -> PartyRow.class;
            case PersonRow.KIND -> PersonRow.class;
            default -> null;
        };
    }

    /** Writes rows, and behind them how far the log is read, in one go. */
    void write(Collection<Row> rows, long position) {
        ReplaceOptions upsert = new ReplaceOptions().upsert(true);
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Row row : rows) {
            Document document = new Document("_id", row.key())
                    .append(POSITION, row.position())
                    .append(WRITTEN_AT, position)
                    .append(BODY, json.writeValueAsString(row));
            writes.add(new ReplaceOneModel<>(Filters.eq("_id", row.key()), document, upsert));
        }
        writes.add(new UpdateOneModel<>(
                Filters.eq("_id", POSITION), Updates.set(POSITION, position), new UpdateOptions().upsert(true)));
        collection.bulkWrite(writes);
    }

    /**
     * Makes the rows these ones and no others. Each is replaced as a whole, and only where it differs, so that a reader finds
     * each row as it was or as it is to be.
     *
     * @return how many differed
     */
    int replaceAll(Map<String, Row> rows, long position) {
        Map<String, Row> stored = writtenFrom(0);
        List<Row> changed = new ArrayList<>();
        rows.forEach((key, row) -> {
            if (!asStored(row).equals(stored.get(key))) {
                changed.add(row);
            }
        });
        for (int from = 0; from < changed.size(); from += ROWS_PER_WRITE) {
            write(changed.subList(from, Math.min(changed.size(), from + ROWS_PER_WRITE)), position());
        }
        List<String> gone =
                stored.keySet().stream().filter(key -> !rows.containsKey(key)).toList();
        for (int from = 0; from < gone.size(); from += KEYS_PER_READ) {
            collection.deleteMany(Filters.in("_id", gone.subList(from, Math.min(gone.size(), from + KEYS_PER_READ))));
        }
        write(List.of(), position);
        collection.updateOne(Filters.eq("_id", POSITION), Updates.inc(REBUILDS, 1L));
        return changed.size() + gone.size();
    }

    private Row asStored(Row row) {
        return json.readValue(json.writeValueAsString(row), row.getClass());
    }

    /** Position up to which the agenda has read the log; 0 before the first event. */
    long position() {
        return state().position();
    }

    /**
     * @param position up to which the agenda has read the log; 0 before the first event
     * @param rebuilds how often the rows were made anew
     */
    record State(long position, long rebuilds) {}

    State state() {
        Document stored = collection.find(Filters.eq("_id", POSITION)).first();
        return stored == null ? new State(0, 0) : new State(stored.getLong(POSITION), stored.get(REBUILDS, 0L));
    }
}
