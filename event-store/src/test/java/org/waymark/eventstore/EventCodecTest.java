package org.waymark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.EventCatalogue;
import org.waymark.contract.log.FreeText;

class EventCodecTest {

    private final EventCodec codec = new EventCodec(Identifiers.seeded(1), List.of());

    static List<Class<?>> events() {
        return EventCatalogue.entries().stream()
                .<Class<?>>map(EventCatalogue.Entry::type)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_of_the_catalogue_comes_back_as_it_was(Class<?> type) throws Exception {
        Event event = Samples.of(type);
        EventCodec.Encoded encoded = codec.encode(event, "a-1#0");
        assertThat(encoded.payload()).doesNotContain("words of").doesNotContain("\"update\"");
        Map<String, String> texts = new LinkedHashMap<>();
        encoded.texts().forEach(text -> texts.put(text.digest(), text.text()));
        Event read = codec.decode(event.streamId(), encoded.name(), encoded.version(), encoded.payload(), texts);
        assertThat(read.toString().replaceAll("digest=[0-9a-f]{64}", "digest=null"))
                .isEqualTo(event.toString());
        // Read and written again, it is the same to the byte
        assertThat(codec.encode(read, "a-1#0").payload()).isEqualTo(encoded.payload());
    }

    @Test
    void nothing_but_the_record_is_written() {
        EventCodec.Encoded encoded =
                codec.encode(new ActionEvent.ProgressReported("a-1", FreeText.of("Under way")), "a-1#0");
        assertThat(encoded.name()).isEqualTo("action.progress-reported");
        assertThat(encoded.payload())
                .isEqualTo("{\"actionId\":\"a-1\",\"note\":{\"$text\":\""
                        + encoded.texts().getFirst().digest() + "\"}}");
    }

    @Test
    void equal_texts_have_different_digests_at_different_places() {
        Event event = new ActionEvent.ProgressReported("a-1", FreeText.of("No change"));
        assertThat(codec.encode(event, "a-1#0").payload())
                .isNotEqualTo(codec.encode(event, "a-1#1").payload());
    }
}
