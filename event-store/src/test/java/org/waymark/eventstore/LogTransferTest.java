package org.waymark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.Metadata;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was exported can be imported, hash for hash, and nothing else can. */
class LogTransferTest {

    private static final Instant NOW = Instant.parse("2018-06-25T09:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EmbeddedMongo mongo;
    private LogUnderTest log;

    /** Commits of several events, texts, one removed on record, request keys, and events that this release does not know. */
    @BeforeEach
    void write() {
        mongo = EmbeddedMongo.inMemory();
        log = new LogUnderTest(mongo.uri(), "from");
        log.note("a-1", 0);
        log.note("a-1", 1, 3, Map.of(Metadata.REQUEST, "u-1/k1", Metadata.ACTOR, "u-1"));
        FreeText note = ((ActionEvent.ProgressReported)
                        log.events().readStream("a-1").get(2).payload())
                .note();
        String digest = Objects.requireNonNull(note.digest());
        log.append(LogUnderTest.message("a-1", 4, new ActionEvent.TextRedacted("a-1", 3, digest, "A name"), Map.of()));
        assertThat(log.events().redact(3, digest)).isTrue();
        log.log()
                .appendRaw(List.of(new CommitEvent(
                        "x-1",
                        "Later",
                        0,
                        "later.than-this-release",
                        3,
                        "{\"share\": 1.50, \"of\":[1e3,\"\\u00e9\"],\"far\":12345678901234567890}",
                        "{}",
                        "2031-01-01T00:00:00.000000001Z")));
        log.note("a-2", 0, 1, Map.of(Metadata.REQUEST, "u-1/k2"));
    }

    @AfterEach
    void close() {
        log.close();
        mongo.close();
    }

    private String exported() throws IOException {
        StringBuilder out = new StringBuilder();
        LogExport.Report report = LogExport.of(log.database()).whole(out, NOW, _ -> {});
        assertThat(report).isEqualTo(new LogExport.Report(7, log.events().head()));
        return out.toString();
    }

    private static LogImport.Report imported(LogUnderTest into, String text) throws IOException {
        return LogImport.into(into.database()).from(new BufferedReader(new StringReader(text)), _ -> {});
    }

    private LogUnderTest empty(String name) {
        return new LogUnderTest(mongo.uri(), name);
    }

    private static List<Document> documents(LogUnderTest log) {
        return log.database().getCollection("log").find().into(new ArrayList<>());
    }

    @Test
    void a_log_made_of_an_export_is_the_same_to_the_last_byte() throws IOException {
        try (LogUnderTest copy = empty("copy")) {
            LogImport.Report report = imported(copy, exported());

            Head head = log.events().head();
            assertThat(report).isEqualTo(new LogImport.Report(7, 0, head));
            assertThat(documents(copy)).isEqualTo(documents(log));
            Verification verification = copy.verifier().verify(head, _ -> {});
            assertThat(verification.intact()).isTrue();
            assertThat(verification.redactions()).isEqualTo(1);
            copy.note("a-2", 1);
            assertThat(copy.events().head().position()).isEqualTo(8);
        }
    }

    @Test
    void each_line_is_a_cloud_event() throws IOException {
        List<JsonNode> lines = exported().lines().map(JSON::readTree).toList();

        assertThat(lines).hasSize(9).allSatisfy(line -> {
            assertThat(line.path("specversion").asString()).isEqualTo("1.0");
            assertThat(line.path("source").asString()).isNotEmpty();
            assertThat(line.path("type").asString()).startsWith("waymark.");
            assertThat(Instant.parse(line.path("time").asString())).isNotNull();
            assertThat(line.propertyNames()).allMatch(name -> name.matches("[a-z]{1,20}"));
        });
        assertThat(lines.stream().map(line -> line.path("id").asString())).doesNotHaveDuplicates();
        JsonNode first = lines.get(1);
        assertThat(first.path("type").asString()).isEqualTo("waymark.action.progress-reported.v1");
        assertThat(first.path("subject").asString()).isEqualTo("a-1");
        assertThat(first.path("position").asString()).isEqualTo("1");
        assertThat(first.path("data").path("texts").path(0).path("text").asString())
                .isEqualTo("Note 0");
        assertThat(lines.get(3).path("data").path("texts")).isEmpty();
        assertThat(lines.getLast().path("data").path("hash").asString())
                .isEqualTo(log.events().head().hash());
    }

    @Test
    void an_export_cut_off_anywhere_is_refused_and_the_whole_one_goes_on_from_there() throws IOException {
        String whole = exported();
        List<String> lines = whole.lines().toList();
        for (int kept = 0; kept < lines.size(); kept++) {
            String part = String.join("\n", lines.subList(0, kept));
            try (LogUnderTest copy = empty("cut-" + kept)) {
                assertThatExceptionOfType(LogImport.Unusable.class)
                        .isThrownBy(() -> imported(copy, part))
                        .withMessageContaining("Line " + (kept + 1));

                assertThat(imported(copy, whole).head()).isEqualTo(log.events().head());
                assertThat(documents(copy)).isEqualTo(documents(log));
            }
        }
    }

    @Test
    void an_import_that_wrote_a_part_is_continued() throws IOException {
        String whole = exported();
        try (LogUnderTest copy = empty("part")) {
            copy.database().getCollection("log").insertMany(documents(log).subList(0, 2));

            assertThat(imported(copy, whole).before()).isEqualTo(4);
            assertThat(documents(copy)).isEqualTo(documents(log));
            assertThat(imported(copy, whole).before()).isEqualTo(7);
        }
    }

    @Test
    void a_changed_line_is_named_and_not_written() throws IOException {
        String changed = exported().replace("\"u-1\"", "\"u-2\"");
        try (LogUnderTest copy = empty("changed")) {
            assertThatExceptionOfType(LogImport.Unusable.class)
                    .isThrownBy(() -> imported(copy, changed))
                    .withMessageContaining("Line 5")
                    .withMessageContaining("entry 2 was changed");
            assertThat(copy.events().head().position()).isZero();
        }
    }

    @Test
    void a_missing_line_is_named() throws IOException {
        List<String> lines = new ArrayList<>(exported().lines().toList());
        lines.remove(5);
        try (LogUnderTest copy = empty("missing")) {
            assertThatExceptionOfType(LogImport.Unusable.class)
                    .isThrownBy(() -> imported(copy, String.join("\n", lines)))
                    .withMessage("Line 6 cannot be used: it is entry 6 where 5 is to follow");
        }
    }

    @Test
    void a_file_that_is_something_else_is_refused() throws IOException {
        try (LogUnderTest copy = empty("else")) {
            assertThatExceptionOfType(LogImport.Unusable.class)
                    .isThrownBy(() -> imported(copy, "Theme,Reference,Action\n"))
                    .withMessageContaining("Line 1 cannot be used: it is not JSON");
            assertThatExceptionOfType(LogImport.Unusable.class)
                    .isThrownBy(() -> imported(copy, "{}\n"))
                    .withMessageContaining("it has no type");
        }
    }

    @Test
    void nothing_is_imported_into_another_log() throws IOException {
        String whole = exported();
        try (LogUnderTest other = empty("other")) {
            other.note("b-1", 0, 2, Map.of());
            List<Document> before = documents(other);

            assertThatExceptionOfType(LogImport.Unusable.class)
                    .isThrownBy(() -> imported(other, whole))
                    .withMessageContaining("the database holds another log, with 2 entries");
            assertThat(documents(other)).isEqualTo(before);
        }
    }

    @Test
    void a_longer_log_is_not_cut_to_the_length_of_an_export() throws IOException {
        String whole = exported();
        log.note("a-2", 1);

        assertThatExceptionOfType(LogImport.Unusable.class)
                .isThrownBy(() -> imported(log, whole))
                .withMessageContaining("another log");
        assertThat(log.events().head().position()).isEqualTo(8);
    }

    @Test
    void a_selection_is_to_be_read_and_no_log_is_made_of_it() throws IOException {
        StringBuilder out = new StringBuilder();
        LogExport.Selection second = new LogExport.Selection() {
            @Override
            public String name() {
                return "plan:p-1";
            }

            @Override
            public boolean takes(String kind, String streamId, String name, JsonNode payload) {
                return streamId.equals("a-2");
            }
        };
        LogExport.Report report = LogExport.of(log.database()).selected(second, out, NOW, _ -> {});

        assertThat(report.events()).isEqualTo(1);
        assertThat(out.toString().lines()).hasSize(3);
        try (LogUnderTest copy = empty("selection")) {
            assertThatExceptionOfType(LogImport.Unusable.class)
                    .isThrownBy(() -> imported(copy, out.toString()))
                    .withMessageContaining("plan:p-1");
        }
    }

    @Test
    void a_broken_log_is_not_exported_as_if_it_were_whole() {
        log.database().getCollection("log").deleteOne(new Document("_id", 5L));
        assertThatExceptionOfType(LogExport.BrokenLog.class)
                .isThrownBy(this::exported)
                .withMessageContaining("entry 5");

        log.database()
                .getCollection("log")
                .updateOne(new Document("_id", 2L), new Document("$set", new Document("attempt", "w-other")));
        assertThatExceptionOfType(LogExport.BrokenLog.class)
                .isThrownBy(this::exported)
                .withMessageContaining("entry 2");
    }
}
