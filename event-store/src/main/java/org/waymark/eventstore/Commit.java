package org.waymark.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.waymark.contract.log.Metadata;

/** All events of one unit of work, as one document. */
record Commit(
        long position,
        String previous,
        String hash,
        Instant recordedAt,
        String attempt,
        List<String> keys,
        List<CommitEvent> events,
        List<CommitText> texts) {

    /** Events that one commit can hold; readers that start within a commit rely on it. */
    static final int MAX_EVENTS = 1_000;

    static final String POSITION = "_id";
    static final String COUNT = "n";
    static final String PREVIOUS = "prev";
    static final String HASH = "hash";
    static final String RECORDED_AT = "at";
    static final String ATTEMPT = "attempt";
    static final String KEYS = "keys";
    static final String EVENTS = "events";
    static final String TEXTS = "texts";

    private static final String REQUEST = "request#";

    /** A free text, and the event of the commit (from 0) that it belongs to. */
    record CommitText(int event, String digest, String salt, String text) {
        Document toDocument() {
            return new Document("event", event)
                    .append("digest", digest)
                    .append("salt", salt)
                    .append("text", text);
        }

        static CommitText from(Document document) {
            return new CommitText(
                    document.getInteger("event"),
                    document.getString("digest"),
                    document.getString("salt"),
                    document.getString("text"));
        }
    }

    static String requestKey(String request) {
        return REQUEST + request;
    }

    static boolean isRequestKey(String key) {
        return key.startsWith(REQUEST);
    }

    static String requestOf(String key) {
        return key.substring(REQUEST.length());
    }

    /** What a commit of these events occupies: their places in their streams, and the requests that they answer. */
    static List<String> keysOf(List<CommitEvent> events) {
        List<String> keys = new ArrayList<>(events.size() + 1);
        Set<String> requests = new LinkedHashSet<>();
        for (CommitEvent event : events) {
            keys.add(event.key());
            String request = EventCodec.metadata(event.metadata()).get(Metadata.REQUEST);
            if (request != null && !request.isEmpty()) {
                requests.add(requestKey(request));
            }
        }
        keys.addAll(requests);
        return keys;
    }

    /** Position of its last event. */
    long last() {
        return position + events.size() - 1;
    }

    Document toDocument() {
        return new Document(POSITION, position)
                .append(COUNT, events.size())
                .append(PREVIOUS, previous)
                .append(HASH, hash)
                .append(RECORDED_AT, Date.from(recordedAt))
                .append(ATTEMPT, attempt)
                .append(KEYS, keys)
                .append(EVENTS, events.stream().map(CommitEvent::toDocument).toList())
                .append(TEXTS, texts.stream().map(CommitText::toDocument).toList());
    }

    static Commit from(Document document) {
        try {
            List<CommitEvent> events = new ArrayList<>();
            for (Document event : document.getList(EVENTS, Document.class)) {
                events.add(CommitEvent.from(event));
            }
            List<CommitText> texts = new ArrayList<>();
            for (Document text : document.getList(TEXTS, Document.class, List.of())) {
                texts.add(CommitText.from(text));
            }
            return new Commit(
                    document.getLong(POSITION),
                    document.getString(PREVIOUS),
                    document.getString(HASH),
                    document.getDate(RECORDED_AT).toInstant(),
                    document.getString(ATTEMPT),
                    document.getList(KEYS, String.class, List.of()),
                    events,
                    texts);
        } catch (ClassCastException | NullPointerException e) {
            throw new UnreadableEvent("The commit " + document.get(POSITION) + " is damaged: " + e.getMessage(), e);
        }
    }

    /** The words that belong to one of its events, by digest. */
    Map<String, String> textsOf(int event) {
        if (texts.isEmpty()) {
            return Map.of();
        }
        Map<String, String> byDigest = new HashMap<>();
        for (CommitText text : texts) {
            if (text.event() == event) {
                byDigest.put(text.digest(), text.text());
            }
        }
        return byDigest;
    }

    Link link() {
        return new Link(position, events.size(), hash, recordedAt);
    }

    /** A commit without its content. */
    record Link(long position, int count, String hash, Instant recordedAt) {

        static final Link GENESIS = new Link(0, 1, Head.GENESIS, Instant.EPOCH);

        static Link from(Document document) {
            return new Link(
                    document.getLong(POSITION),
                    document.getInteger(COUNT),
                    document.getString(HASH),
                    document.getDate(RECORDED_AT).toInstant());
        }

        long last() {
            return position + count - 1;
        }

        /** Position at which the next commit will lie. */
        long next() {
            return position + count;
        }

        Head head() {
            return new Head(last(), hash);
        }
    }
}
