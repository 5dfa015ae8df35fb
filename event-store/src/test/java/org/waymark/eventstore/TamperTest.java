package org.waymark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.Metadata;
import org.waymark.eventstore.Verification.Kind;
import org.waymark.eventstore.embedded.EmbeddedMongo;

class TamperTest {

    private EmbeddedMongo mongo;
    private LogUnderTest log;
    private MongoCollection<Document> commits;
    private Head head;

    @BeforeEach
    void write() {
        mongo = EmbeddedMongo.inMemory();
        log = new LogUnderTest(mongo.uri(), "waymark");
        log.note("a-1", 0);
        log.note("a-1", 1, 2, Map.of(Metadata.REQUEST, "u-1/k1", Metadata.ACTOR, "u-1"));
        log.append(LogUnderTest.message(
                "a-2", 0, new ActionEvent.MilestoneReached("a-2", "s-1", java.time.LocalDate.EPOCH, null), Map.of()));
        log.note("a-1", 3, 3, Map.of(Metadata.ACTOR, "u-2"));
        FreeText note = ((ActionEvent.ProgressReported)
                        log.events().readStream("a-1").get(3).payload())
                .note();
        log.append(LogUnderTest.message(
                "a-1",
                6,
                new ActionEvent.TextRedacted("a-1", 5, Objects.requireNonNull(note.digest()), "A name"),
                Map.of()));
        assertThat(log.events().redact(5, Objects.requireNonNull(note.digest())))
                .isTrue();
        log.note("a-2", 1, 1, Map.of(Metadata.REQUEST, "u-1/k2"));
        commits = log.database().getCollection("log");
        head = log.events().head();
        assertThat(log.verifier().verify(head, events -> {})).isEqualTo(new Verification(6, 9, 1, head, null));
    }

    @AfterEach
    void close() {
        log.close();
        mongo.close();
    }

    private Verification.@Nullable Fault fault() {
        return log.verifier().verify(head, events -> {}).fault();
    }

    private List<Document> all() {
        return commits.find().into(new ArrayList<>());
    }

    private void replace(Document original, Document changed) {
        commits.deleteOne(Filters.eq("_id", original.get("_id")));
        commits.insertOne(changed);
    }

    private void restore(List<Document> originals) {
        commits.drop();
        commits.insertMany(originals);
    }

    @Test
    void any_change_of_a_single_value_in_any_commit_is_found_where_it_is() {
        int tried = 0;
        List<Document> originals = all();
        for (Document original : originals) {
            long position = original.getLong("_id");
            for (Consumer<Document> change : changes(original, new ArrayList<>())) {
                Document changed = copy(original);
                change.accept(changed);
                try {
                    replace(original, changed);
                } catch (MongoWriteException e) {
                    // The server itself refused: the key is taken
                    restore(originals);
                    continue;
                }
                Verification.Fault fault = fault();
                assertThat(fault).as("%s instead of %s", changed, original).isNotNull();
                assertThat(fault.position())
                        .as("%s instead of %s: %s", changed, original, fault)
                        .isBetween(Math.max(1, position - 3), position + original.getInteger("n"));
                restore(originals);
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(150);
        assertThat(fault()).isNull();
    }

    /** Every way to change one value, anywhere in the document. */
    private static List<Consumer<Document>> changes(Document original, List<Object> path) {
        List<Consumer<Document>> changes = new ArrayList<>();
        changes.add(document -> at(document, path).put("extra", "x"));
        for (String key : List.copyOf(at(original, path).keySet())) {
            Object value = at(original, path).get(key);
            if (value instanceof String text) {
                changes.add(document -> at(document, path).put(key, text.isEmpty() ? "x" : "x" + text.substring(1)));
                changes.add(document -> at(document, path).put(key, text + " "));
            } else if (value instanceof Long number) {
                changes.add(document -> at(document, path).put(key, number + 1));
            } else if (value instanceof Integer number) {
                changes.add(document -> at(document, path).put(key, number + 1));
                changes.add(document -> at(document, path).put(key, number.longValue()));
            } else if (value instanceof Date date) {
                changes.add(document -> at(document, path).put(key, new Date(date.getTime() + 1)));
            } else if (value instanceof List<?> list) {
                changes.add(document -> listAt(document, path, key).add("x"));
                for (int i = 0; i < list.size(); i++) {
                    int index = i;
                    changes.add(document -> listAt(document, path, key).remove(index));
                    if (list.get(i) instanceof Document) {
                        List<Object> deeper = new ArrayList<>(path);
                        deeper.add(key);
                        deeper.add(i);
                        changes.addAll(changes(original, deeper));
                    } else {
                        changes.add(document -> listAt(document, path, key).set(index, "x"));
                    }
                }
                if (list.size() > 1) {
                    changes.add(document -> {
                        List<Object> both = listAt(document, path, key);
                        both.add(both.removeFirst());
                    });
                }
            }
            if (!key.equals("_id")) {
                changes.add(document -> at(document, path).remove(key));
            }
        }
        return changes;
    }

    private static Document at(Document document, List<Object> path) {
        Document found = document;
        for (int i = 0; i < path.size(); i += 2) {
            found = found.getList(path.get(i), Document.class).get((Integer) path.get(i + 1));
        }
        return found;
    }

    private static List<Object> listAt(Document document, List<Object> path, String key) {
        return Objects.requireNonNull(at(document, path).getList(key, Object.class));
    }

    private static Document copy(Document document) {
        return Document.parse(document.toBsonDocument()
                .toJson(org.bson.json.JsonWriterSettings.builder()
                        .outputMode(org.bson.json.JsonMode.EXTENDED)
                        .build()));
    }

    @Test
    void a_commit_that_was_taken_out_is_missing() {
        for (Document original : all()) {
            commits.deleteOne(Filters.eq("_id", original.get("_id")));
            Verification.Fault fault = fault();
            assertThat(fault).isNotNull();
            assertThat(fault.position()).isEqualTo(original.getLong("_id"));
            assertThat(fault.kind())
                    .isEqualTo(original.getLong("_id") == head.position() ? Kind.TRUNCATED : Kind.MISSING);
            commits.insertOne(original);
        }
    }

    @Test
    void a_log_cut_off_at_the_end_is_found_against_a_head_that_was_written_down() {
        Document last = all().getLast();
        commits.deleteOne(Filters.eq("_id", last.get("_id")));
        assertThat(log.verifier().verify().intact()).isTrue();
        assertThat(fault()).extracting(Verification.Fault::kind).isEqualTo(Kind.TRUNCATED);
    }

    @Test
    void a_commit_that_was_put_in_is_found() {
        Document copy = copy(all().getLast());
        copy.put("keys", List.of("z#1"));
        for (Object id : List.of(3L, 500L, 1_000_000L, -1L, "x")) {
            copy.put("_id", id);
            commits.insertOne(copy);
            assertThat(log.verifier().verify().intact()).as("%s", id).isFalse();
            commits.deleteOne(Filters.eq("_id", id));
        }
        assertThat(fault()).isNull();
    }

    @Test
    void a_position_kept_as_another_kind_of_number_is_found() {
        Document original = all().get(1);
        Document copy = copy(original);
        copy.put("_id", Math.toIntExact(original.getLong("_id")));
        commits.deleteOne(Filters.eq("_id", original.get("_id")));
        commits.insertOne(copy);

        assertThat(log.verifier().verify().intact()).isFalse();

        commits.deleteOne(Filters.eq("_id", copy.get("_id")));
        commits.insertOne(original);
    }

    @Test
    void commits_that_changed_places_are_found() {
        List<Document> all = all();
        Document first = all.get(0);
        Document third = all.get(2);
        Document firstMoved = copy(first).append("_id", third.get("_id"));
        Document thirdMoved = copy(third).append("_id", first.get("_id"));
        commits.deleteOne(Filters.eq("_id", first.get("_id")));
        commits.deleteOne(Filters.eq("_id", third.get("_id")));
        commits.insertMany(List.of(firstMoved, thirdMoved));
        assertThat(fault()).isNotNull().satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(Kind.REORDERED);
            assertThat(fault.position()).isEqualTo(1);
        });
    }

    @Test
    void a_commit_rewritten_together_with_its_hash_is_found_by_its_successor_or_the_known_head() {
        for (Document original : all()) {
            Document changed = copy(original);
            Document event = changed.getList("events", Document.class).getFirst();
            event.put("at", "2018-01-01T00:00:00Z");
            Commit commit = Commit.from(changed);
            changed.put(
                    "hash",
                    Hashing.link(
                            commit.previous(),
                            commit.position(),
                            commit.recordedAt().toEpochMilli(),
                            Hashing.content(commit.events(), commit.attempt())));
            replace(original, changed);
            assertThat(fault())
                    .isNotNull()
                    .satisfies(fault -> assertThat(fault.position()).isEqualTo(commit.position()));
            replace(changed, original);
        }
    }
}
