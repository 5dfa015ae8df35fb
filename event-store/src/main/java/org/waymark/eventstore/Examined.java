package org.waymark.eventstore;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.Commit.CommitText;
import org.waymark.eventstore.Verification.Fault;
import org.waymark.eventstore.Verification.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a commit says about itself, whatever stands before and behind it.
 *
 * @param key as it is stored; a position, unless somebody tampered with it
 * @param commit null when it is damaged, or not what its hash says
 * @param fault what is wrong with it; null when nothing is
 * @param missingTexts free texts that are gone, in order: position and digest, and the position; a redaction must tell why
 * @param redactions that it records, as position and digest of the text
 */
record Examined(
        @Nullable Object key,
        @Nullable Commit commit,
        @Nullable Fault fault,
        Map<String, Long> missingTexts,
        Set<String> redactions) {

    /** Places around its own at which a commit may have been recorded that was moved. */
    private static final int REACH = 1_000;

    private static final Pattern TEXT = Pattern.compile("\\{\"\\$text\":\"([0-9a-f]{64})\"}");
    private static final String REDACTION = ".text-redacted";
    private static final Set<String> FIELDS = Set.of(
            Commit.POSITION,
            Commit.COUNT,
            Commit.PREVIOUS,
            Commit.HASH,
            Commit.RECORDED_AT,
            Commit.ATTEMPT,
            Commit.KEYS,
            Commit.EVENTS,
            Commit.TEXTS);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Examined of(Document document) {
        Object key = document.get(Commit.POSITION);
        if (!(key instanceof Long position)) {
            return damaged(key, null);
        }
        if (!document.keySet().equals(FIELDS)) {
            return damaged(key, changed(position, "its fields are " + document.keySet()));
        }
        Commit commit;
        byte[] content;
        try {
            commit = Commit.from(document);
            if (!commit.toDocument().equals(document)) {
                return damaged(key, changed(position, "something in it has no place there"));
            }
            content = Hashing.content(commit.events(), commit.attempt());
        } catch (RuntimeException e) {
            return damaged(key, changed(position, "it is damaged: " + e.getMessage()));
        }
        if (commit.events().isEmpty()
                || !Integer.valueOf(commit.events().size()).equals(document.get(Commit.COUNT))) {
            return damaged(key, changed(position, "it does not hold as many events as it says"));
        }
        Fault moved = checkHash(commit, content);
        if (moved != null) {
            return damaged(key, moved);
        }
        if (!commit.keys().equals(Commit.keysOf(commit.events()))) {
            return new Examined(
                    key, commit, changed(position, "its keys are not those of its events"), Map.of(), Set.of());
        }
        Map<String, Long> missing = new LinkedHashMap<>();
        Set<String> redactions = new HashSet<>();
        Fault fault = checkTexts(commit, missing, redactions);
        return new Examined(key, commit, fault, missing, redactions);
    }

    private static Examined damaged(@Nullable Object key, @Nullable Fault fault) {
        return new Examined(key, null, fault, Map.of(), Set.of());
    }

    static Fault changed(long position, String how) {
        return new Fault(position, Kind.CHANGED, "The commit at position " + position + " was changed: " + how);
    }

    private static @Nullable Fault checkHash(Commit commit, byte[] content) {
        long position = commit.position();
        long millis = commit.recordedAt().toEpochMilli();
        if (Hashing.link(commit.previous(), position, millis, content).equals(commit.hash())) {
            return null;
        }
        for (long other = Math.max(1, position - REACH); other < position + REACH; other++) {
            if (Hashing.link(commit.previous(), other, millis, content).equals(commit.hash())) {
                return new Fault(position, Kind.REORDERED, "The commit here was recorded at position " + other);
            }
        }
        return changed(position, "it does not have the hash that was recorded");
    }

    private static @Nullable Fault checkTexts(Commit commit, Map<String, Long> missing, Set<String> redactions) {
        Map<String, Integer> owned = new LinkedHashMap<>();
        for (int i = 0; i < commit.events().size(); i++) {
            CommitEvent event = commit.events().get(i);
            Matcher texts = TEXT.matcher(event.payload());
            while (texts.find()) {
                owned.put(texts.group(1), i);
            }
            if (event.name().endsWith(REDACTION)) {
                JsonNode redaction = JSON.readTree(event.payload());
                redactions.add(redaction.path("position").asLong(0) + "/"
                        + redaction.path("digest").asString(""));
            }
        }
        List<String> order = List.copyOf(owned.keySet());
        int reached = -1;
        for (CommitText text : commit.texts()) {
            int place = order.indexOf(text.digest());
            if (place >= 0 && place <= reached) {
                return changed(commit.position(), "the free texts beside it do not lie in their order");
            }
            reached = Math.max(reached, place);
            Integer event = owned.remove(text.digest());
            if (event == null || event != text.event()) {
                return changed(commit.position(), "a free text lies beside it that no event refers to");
            }
            byte[] salt;
            try {
                salt = HexFormat.of().parseHex(text.salt());
            } catch (IllegalArgumentException e) {
                return changed(commit.position(), "a salt is damaged");
            }
            if (!EventCodec.digest(salt, text.text()).equals(text.digest())) {
                return changed(commit.position() + event, "a free text is not the one that was recorded");
            }
        }
        owned.forEach((digest, event) -> {
            long position = commit.position() + event;
            missing.put(position + "/" + digest, position);
        });
        return null;
    }
}
