package org.waymark.eventstore;

import com.mongodb.client.MongoDatabase;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.Commit.CommitText;
import org.waymark.eventstore.Commit.Link;
import org.waymark.eventstore.Verification.Fault;
import org.waymark.eventstore.Verification.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Recomputes the chain of hashes from the first commit on, and what each commit says about itself. Any change, deletion
 * or insertion before a head that was written down elsewhere is found; a free text may be gone where a redaction says
 * so. Can run while others append.
 */
public final class LogVerifier {

    private static final int STRIDE = 1_000;
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

    private final Commits commits;

    LogVerifier(Commits commits) {
        this.commits = commits;
    }

    /** For the log in this database. Writes nothing. */
    public static LogVerifier of(MongoDatabase database) {
        return new LogVerifier(Commits.toRead(database));
    }

    /** Checks the whole log. */
    public Verification verify() {
        return verify(null, events -> {});
    }

    /**
     * Checks the whole log.
     *
     * @param expected a head that was known earlier; null when there is none
     * @param progress is told now and then how many events were checked
     */
    public Verification verify(@Nullable Head expected, LongConsumer progress) {
        return new Run(expected).over(progress);
    }

    private final class Run {
        private final @Nullable Head expected;
        private boolean expectationMet;
        private Link last = Link.GENESIS;
        private long count;
        private final Map<String, Long> missingTexts = new LinkedHashMap<>();
        private final Set<String> redactions = new HashSet<>();

        Run(@Nullable Head expected) {
            this.expected = expected;
            expectationMet = expected == null || expected.position() == 0;
        }

        Verification over(LongConsumer progress) {
            if (expected != null && expected.position() == 0 && !expected.hash().equals(Head.GENESIS)) {
                return result(new Fault(1, Kind.CHANGED, "The expected hash is not that of an empty log"));
            }
            while (true) {
                Collection<Document> page = commits.documentsFrom(last.next(), STRIDE);
                Link before = last;
                for (Document document : page) {
                    Fault fault = check(document);
                    if (fault != null) {
                        return result(fault);
                    }
                }
                progress.accept(last.last());
                if (last.position() == before.position()) {
                    Fault fault = atTheEnd(page.isEmpty());
                    if (fault != null) {
                        return result(fault);
                    }
                    if (commits.documentsFrom(last.next(), 1).isEmpty()) {
                        return result(afterTheEnd());
                    }
                }
            }
        }

        private Verification result(@Nullable Fault fault) {
            long removed =
                    missingTexts.keySet().stream().filter(redactions::contains).count();
            return new Verification(count, last.last(), removed, last.head(), fault);
        }

        /** Nothing follows: is there anything that was not read? */
        private @Nullable Fault atTheEnd(boolean nothingNear) {
            if (nothingNear && commits.count() <= count) {
                return null;
            }
            long stray = Long.MAX_VALUE;
            for (Object id : commits.strayIds(last.next())) {
                if (!(id instanceof Long position)) {
                    return new Fault(last.next(), Kind.INSERTED, "There is a document with the key " + id);
                }
                stray = Math.min(stray, position);
            }
            if (stray == Long.MAX_VALUE || stray == last.next()) {
                return null;
            }
            return stray < last.next()
                    ? new Fault(stray, Kind.INSERTED, "A commit lies where there is none")
                    : new Fault(
                            last.next(),
                            Kind.MISSING,
                            "There is no commit at position " + last.next() + ", and one at " + stray);
        }

        private @Nullable Fault afterTheEnd() {
            if (!expectationMet && expected != null) {
                return expected.position() > last.last()
                        ? new Fault(
                                last.next(),
                                Kind.TRUNCATED,
                                "The log ends at position " + last.last() + " and was known to reach "
                                        + expected.position())
                        : new Fault(
                                expected.position(),
                                Kind.CHANGED,
                                "No commit ends at position " + expected.position() + ", where one was known to end");
            }
            for (Map.Entry<String, Long> missing : missingTexts.entrySet()) {
                if (!redactions.contains(missing.getKey())) {
                    return new Fault(
                            missing.getValue(),
                            Kind.CHANGED,
                            "A free text was removed, and no redaction of it is on record");
                }
            }
            return null;
        }

        private @Nullable Fault check(Document document) {
            Object id = document.get(Commit.POSITION);
            if (!(id instanceof Long position)) {
                return new Fault(last.next(), Kind.INSERTED, "There is a document with the key " + id);
            }
            if (position < last.next()) {
                return new Fault(position, Kind.INSERTED, "A commit begins within the one at " + last.position());
            }
            if (position > last.next()) {
                return commits.documentsFrom(last.next(), 1).isEmpty()
                        ? new Fault(
                                last.next(),
                                Kind.MISSING,
                                "There is no commit at position " + last.next() + ", and one at " + position)
                        : null;
            }
            if (!document.keySet().equals(FIELDS)) {
                return changed(position, "its fields are " + document.keySet());
            }
            Commit commit;
            byte[] content;
            try {
                commit = Commit.from(document);
                if (!commit.toDocument().equals(document)) {
                    return changed(position, "something in it has no place there");
                }
                content = Hashing.content(commit.events(), commit.attempt());
            } catch (RuntimeException e) {
                return changed(position, "it is damaged: " + e.getMessage());
            }
            if (commit.events().isEmpty()
                    || !Integer.valueOf(commit.events().size()).equals(document.get(Commit.COUNT))) {
                return changed(position, "it does not hold as many events as it says");
            }
            long millis = commit.recordedAt().toEpochMilli();
            if (!Hashing.link(commit.previous(), position, millis, content).equals(commit.hash())) {
                for (long other = Math.max(1, position - STRIDE); other < position + STRIDE; other++) {
                    if (Hashing.link(commit.previous(), other, millis, content).equals(commit.hash())) {
                        return new Fault(position, Kind.REORDERED, "The commit here was recorded at position " + other);
                    }
                }
                return changed(position, "it does not have the hash that was recorded");
            }
            if (!commit.previous().equals(last.hash())) {
                // Whole in itself, but not the successor of what stands before it: that was rewritten, hash and all
                return last.position() == 0
                        ? changed(position, "it is not the first commit")
                        : changed(last.position(), "it is not what its successor was recorded after");
            }
            if (!commit.keys().equals(Commit.keysOf(commit.events()))) {
                return changed(position, "its keys are not those of its events");
            }
            Fault text = checkTexts(commit);
            if (text != null) {
                return text;
            }
            last = commit.link();
            count++;
            if (expected != null && last.last() == expected.position()) {
                expectationMet = true;
                if (!last.hash().equals(expected.hash())) {
                    return new Fault(
                            position,
                            Kind.CHANGED,
                            "The log was rewritten: at position " + expected.position() + " the hash was "
                                    + expected.hash());
                }
            }
            return null;
        }

        private Fault changed(long position, String how) {
            return new Fault(position, Kind.CHANGED, "The commit at position " + position + " was changed: " + how);
        }

        private @Nullable Fault checkTexts(Commit commit) {
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
                missingTexts.put(position + "/" + digest, position);
            });
            return null;
        }
    }
}
