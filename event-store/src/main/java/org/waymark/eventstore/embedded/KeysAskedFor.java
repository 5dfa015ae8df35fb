package org.waymark.eventstore.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a document holds one of the keys of a query {@code {field: {$in: […]}}}. The server compares each document
 * that an index found for it with one key after the other, which is most of what reading a page of the log costs there.
 */
final class KeysAskedFor {

    /** With fewer keys, comparing is as fast. */
    private static final int MANY = 8;

    /** @param keys empty when the query is of another form */
    private record Asked(Document query, String field, Set<Object> keys) {}

    private final ThreadLocal<@Nullable Asked> last = new ThreadLocal<>();

    /** Whether it certainly does; when not, that is for the server to find out. */
    boolean certainlyIn(Document document, Document query) {
        Asked asked = asked(query);
        if (asked.keys().isEmpty()) {
            return false;
        }
        Object value = document.get(asked.field());
        if (value instanceof Collection<?> values) {
            return values.stream().anyMatch(each -> each != null && asked.keys().contains(each));
        }
        return value != null && asked.keys().contains(value);
    }

    /** The same query is asked about many documents, one after the other. */
    @SuppressWarnings("ReferenceEquality")
    private Asked asked(Document query) {
        Asked asked = last.get();
        if (asked == null || asked.query() != query) {
            asked = read(query);
            last.set(asked);
        }
        return asked;
    }

    private static Asked read(Document query) {
        if (query.size() == 1) {
            String field = query.keySet().iterator().next();
            if (query.get(field) instanceof Document condition
                    && condition.size() == 1
                    && condition.get("$in") instanceof Collection<?> keys
                    && keys.size() >= MANY) {
                return new Asked(query, field, new HashSet<>(keys));
            }
        }
        return new Asked(query, "", Set.of());
    }
}
