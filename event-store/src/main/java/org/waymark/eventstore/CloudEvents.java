package org.waymark.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.Commit.CommitText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events of the log as CloudEvents 1.0 in the JSON format, one to a line, with all that the commits' hashes are made of: from
 * the lines of a whole log the same log can be made again, hash for hash.
 *
 * <p>Attributes of our own, all texts because CloudEvents knows no long numbers: {@code position}, {@code sequence} (within the
 * stream, from 0), {@code streamkind}, {@code recordedat}, {@code commit} (position of the first event recorded with it),
 * {@code attempt}, {@code previoushash}, {@code hash}; and {@code commitsize}, a number.
 */
final class CloudEvents {

    static final String BEGUN = "waymark.export-begun.v1";
    static final String ENDED = "waymark.export-ended.v1";

    private static final String SOURCE = "urn:waymark:log";
    private static final String PREFIX = "waymark.";
    private static final Pattern TYPE = Pattern.compile("waymark\\.(.+)\\.v(\\d{1,9})");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private CloudEvents() {}

    /** A line that is no event of the log: what the file holds, or that this was all. */
    static String note(String type, Instant now, ObjectNode data) {
        ObjectNode line = JSON.createObjectNode();
        line.put("specversion", "1.0");
        line.put("id", type + "/" + now);
        line.put("source", SOURCE);
        line.put("type", type);
        line.put("time", now.toString());
        line.put("datacontenttype", "application/json");
        line.set("data", data);
        return JSON.writeValueAsString(line);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** One event of a commit. */
    static String line(Commit commit, int index) {
        CommitEvent event = commit.events().get(index);
        ObjectNode line = JSON.createObjectNode();
        line.put("specversion", "1.0");
        line.put("id", event.key());
        line.put("source", SOURCE);
        line.put("type", PREFIX + event.name() + ".v" + event.version());
        line.put("subject", event.streamId());
        line.put("time", event.happenedAt());
        line.put("datacontenttype", "application/json");
        line.put("position", Long.toString(commit.position() + index));
        line.put("sequence", Long.toString(event.sequence()));
        line.put("streamkind", event.kind());
        line.put("recordedat", commit.recordedAt().toString());
        line.put("commit", Long.toString(commit.position()));
        line.put("commitsize", commit.events().size());
        line.put("attempt", commit.attempt());
        line.put("previoushash", commit.previous());
        line.put("hash", commit.hash());
        ObjectNode data = line.putObject("data");
        put(data, "event", event.payload());
        put(data, "metadata", event.metadata());
        ArrayNode texts = data.putArray("texts");
        for (CommitText text : commit.texts()) {
            if (text.event() == index) {
                texts.addObject()
                        .put("digest", text.digest())
                        .put("salt", text.salt())
                        .put("text", text.text());
            }
        }
        return JSON.writeValueAsString(line);
    }

    /** As JSON where writing it again gives the same characters, which the hash is over; otherwise as a text beside it too. */
    private static void put(ObjectNode data, String name, String json) {
        JsonNode tree = JSON.readTree(json);
        data.set(name, tree);
        if (!JSON.writeValueAsString(tree).equals(json)) {
            data.put(name + "AsStored", json);
        }
    }

    private static String stored(JsonNode data, String name) {
        JsonNode verbatim = data.get(name + "AsStored");
        if (verbatim != null) {
            return verbatim.asString();
        }
        JsonNode tree = data.get(name);
        if (tree == null) {
            throw new IllegalArgumentException("its data has no " + name);
        }
        return JSON.writeValueAsString(tree);
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it is no CloudEvent of an export, with what is wrong in words
     */
    static Line read(String text) {
        JsonNode line;
        try {
            line = JSON.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON: " + e.getOriginalMessage(), e);
        }
        String type = required(line, "type");
        JsonNode data = line.path("data");
        if (type.equals(BEGUN) || type.equals(ENDED)) {
            return new Line(type, data, null);
        }
        Matcher name = TYPE.matcher(type);
        if (!name.matches()) {
            throw new IllegalArgumentException("its type is " + type);
        }
        CommitEvent event = new CommitEvent(
                required(line, "subject"),
                required(line, "streamkind"),
                number(line, "sequence"),
                name.group(1),
                Integer.parseInt(name.group(2)),
                stored(data, "event"),
                stored(data, "metadata"),
                required(line, "time"));
        List<CommitText> texts = new ArrayList<>();
        for (JsonNode one : data.path("texts")) {
            texts.add(new CommitText(0, required(one, "digest"), required(one, "salt"), required(one, "text")));
        }
        return new Line(
                type,
                data,
                new Part(
                        number(line, "position"),
                        number(line, "commit"),
                        line.path("commitsize").asInt(0),
                        Instant.parse(required(line, "recordedat")),
                        required(line, "attempt"),
                        hash(line, "previoushash"),
                        hash(line, "hash"),
                        event,
                        texts));
    }

    /** @param part null in a line that is no event of the log */
    record Line(String type, JsonNode data, @Nullable Part part) {}

    /** An event with what its line says about its commit; its texts are not placed yet. */
    record Part(
            long position,
            long commit,
            int commitSize,
            Instant recordedAt,
            String attempt,
            String previous,
            String hash,
            CommitEvent event,
            List<CommitText> texts) {}

    private static String required(JsonNode line, String name) {
        JsonNode value = line.get(name);
        if (value == null || !value.isString()) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return value.stringValue();
    }

    private static long number(JsonNode line, String name) {
        String text = required(line, name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("its " + name + " is " + text, e);
        }
    }

    private static String hash(JsonNode line, String name) {
        String text = required(line, name);
        try {
            if (HexFormat.of().parseHex(text).length == 32) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its " + name + " is " + text, e);
        }
        throw new IllegalArgumentException("its " + name + " is " + text);
    }
}
