package org.waymark.eventstore.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** A database of mongo-java-server's H2 backend, made quick at reading many documents by key. */
final class DurableDatabase extends H2Database {

    /** What the maps of the H2 backend are called; a file written with the backend itself is read here, and the reverse. */
    private static final String DOCUMENTS = "databases.";

    private static final String ABOUT = "meta.";

    private final MVStore store;

    DurableDatabase(String name, MVStore store, CursorRegistry cursors) {
        // First, because what is there is opened by the other constructor
        this.store = store;
        super(name, store, cursors);
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
        String namespace = getFullCollectionNamespace(name);
        return new Collection(
                this,
                name,
                options,
                store.openMap(DOCUMENTS + namespace),
                store.openMap(ABOUT + namespace),
                cursorRegistry);
    }

    private static final class Collection extends H2Collection {

        private final KeysAskedFor keys = new KeysAskedFor();

        private Collection(
                MongoDatabase database,
                String name,
                CollectionOptions options,
                MVMap<Object, Document> documents,
                MVMap<String, Object> about,
                CursorRegistry cursors) {
            super(database, name, options, documents, about, cursors);
        }

        @Override
        protected boolean documentMatchesQuery(Document document, Document query) {
            return keys.certainlyIn(document, query) || super.documentMatchesQuery(document, query);
        }

        /** It is only for {@code collStats}, and each document would be encoded for it once more, or twice when it changes. */
        @Override
        protected boolean tracksDataSize() {
            return false;
        }
    }
}
