package org.waymark.notifier.check;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What is remembered of the last check, by whichever notifier. */
final class LastCheck {

    private static final String ID = "last-check";

    private final MongoCollection<Document> collection;
    private final JsonMapper json = JsonMapper.builder().build();

    /**
     * @param position head of the log when it began
     * @param wholeDay whether every plan's hour had come
     * @param people stands for the directory as it was; null in what an earlier release remembered
     */
    record Remembered(
            Report report,
            long position,
            boolean wholeDay,
            @Nullable String people) {}

    LastCheck(MongoDatabase database) {
        collection = database.getCollection("notifier_state");
    }

    void remember(Remembered check) {
        collection.replaceOne(
                Filters.eq("_id", ID),
                new Document("_id", ID).append("body", json.writeValueAsString(check)),
                new ReplaceOptions().upsert(true));
    }

    @Nullable
    Remembered recall() {
        Document stored = collection.find(Filters.eq("_id", ID)).first();
        return stored == null ? null : json.readValue(stored.getString("body"), Remembered.class);
    }
}
