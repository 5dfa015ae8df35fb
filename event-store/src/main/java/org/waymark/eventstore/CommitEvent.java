package org.waymark.eventstore;

import org.bson.Document;

/**
 * An event exactly as it is stored and hashed.
 *
 * @param kind Axon's type of the aggregate
 * @param payload JSON
 * @param metadata JSON
 * @param happenedAt ISO-8601 instant
 */
record CommitEvent(
        String streamId,
        String kind,
        long sequence,
        String name,
        int version,
        String payload,
        String metadata,
        String happenedAt) {

    static String key(String streamId, long sequence) {
        return streamId + "#" + sequence;
    }

    String key() {
        return key(streamId, sequence);
    }

    Document toDocument() {
        return new Document("stream", streamId)
                .append("kind", kind)
                .append("seq", sequence)
                .append("name", name)
                .append("version", version)
                .append("payload", payload)
                .append("meta", metadata)
                .append("at", happenedAt);
    }

    static CommitEvent from(Document document) {
        return new CommitEvent(
                document.getString("stream"),
                document.getString("kind"),
                document.getLong("seq"),
                document.getString("name"),
                document.getInteger("version"),
                document.getString("payload"),
                document.getString("meta"),
                document.getString("at"));
    }
}
