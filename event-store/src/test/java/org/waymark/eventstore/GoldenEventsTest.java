package org.waymark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.EventCatalogue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a release has written, each later one reads: a file for each version of each event, as it was first written. A file is
 * added with a new event or version, and never changed.
 */
class GoldenEventsTest {

    private static final Path FILES = Path.of("src/test/resources/org/waymark/eventstore/golden");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final EventCodec codec = new EventCodec(Identifiers.seeded(1), List.of());

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_was_written_once_is_read_and_nothing_of_it_gets_lost(Path file) throws IOException {
        JsonNode golden = JSON.readTree(Files.readString(file));
        Map<String, String> texts = new LinkedHashMap<>();
        golden.path("texts")
                .properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().stringValue()));
        JsonNode payload = golden.path("payload");

        Event read = codec.decode(
                golden.path("stream").stringValue(),
                golden.path("name").stringValue(),
                golden.path("version").intValue(),
                payload.toString(),
                texts);

        assertThat(read).isNotInstanceOf(UnknownEvent.class);
        assertThat(read.toString()).doesNotContain("text=null");
        EventCodec.Encoded again = codec.encode(read, "a-1#0");
        if (again.version() == golden.path("version").intValue()) {
            assertHolds(JSON.readTree(again.payload()), payload, "");
        }
    }

    /** What came to a version later may stand beside what was there. */
    private static void assertHolds(JsonNode written, JsonNode golden, String place) {
        if (golden instanceof ObjectNode object) {
            object.properties()
                    .forEach(field ->
                            assertHolds(written.path(field.getKey()), field.getValue(), place + "/" + field.getKey()));
        } else if (golden.isArray()) {
            assertThat(written.size()).as(place).isEqualTo(golden.size());
            for (int i = 0; i < golden.size(); i++) {
                assertHolds(written.path(i), golden.path(i), place + "/" + i);
            }
        } else {
            assertThat(written).as(place).isEqualTo(golden);
        }
    }

    static List<EventCatalogue.Entry> entries() {
        return List.copyOf(EventCatalogue.entries());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void each_event_has_a_file(EventCatalogue.Entry entry) {
        assertThat(file(entry))
                .as(
                        "a new event or version: run this test once with -Dwaymark.golden.write=true, and keep what it adds")
                .exists();
    }

    /** Adds files that are not there, and leaves the others alone. */
    @Test
    @EnabledIfSystemProperty(
            named = "waymark.golden.write",
            matches = "true",
            disabledReason = "files are added on demand")
    void files_are_added_for_new_events() throws Exception {
        Files.createDirectories(FILES);
        for (EventCatalogue.Entry entry : entries()) {
            if (!Files.exists(file(entry))) {
                Event event = Samples.of(entry.type());
                EventCodec.Encoded encoded = codec.encode(event, "a-1#0");
                ObjectNode golden = JSON.createObjectNode()
                        .put("name", encoded.name())
                        .put("version", encoded.version())
                        .put("stream", event.streamId());
                golden.set("payload", JSON.readTree(encoded.payload()));
                ObjectNode texts = golden.putObject("texts");
                encoded.texts().forEach(text -> texts.put(text.digest(), text.text()));
                Files.writeString(file(entry), JSON.writeValueAsString(golden) + "\n");
            }
        }
    }

    private static Path file(EventCatalogue.Entry entry) {
        return FILES.resolve(entry.name() + ".v" + entry.version() + ".json");
    }
}
