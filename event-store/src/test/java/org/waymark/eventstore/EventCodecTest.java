package org.waymark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Leads;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.EventCatalogue;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.plan.Policy;

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
        Event event = (Event) sample(type, type, "x");
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

    private static Object sample(Type generic, Class<?> type, String name) throws Exception {
        if (type == String.class) {
            return name + " of “Wörter” \"quoted\"";
        } else if (type == FreeText.class) {
            return FreeText.of("words of " + name);
        } else if (type == int.class || type == Integer.class) {
            return 3;
        } else if (type == long.class || type == Long.class) {
            return 4_000_000_000L;
        } else if (type == double.class || type == Double.class) {
            return 2.5;
        } else if (type == boolean.class || type == Boolean.class) {
            return true;
        } else if (type == java.math.BigDecimal.class) {
            return new java.math.BigDecimal("12.50");
        } else if (type == LocalDate.class) {
            return LocalDate.of(2018, 3, 31);
        } else if (type == LocalTime.class) {
            return LocalTime.of(9, 30);
        } else if (type == Instant.class) {
            return Instant.parse("2018-03-31T09:30:00.123456Z");
        } else if (type == MonthDay.class) {
            return MonthDay.of(11, 30);
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type == List.class) {
            Type element = ((ParameterizedType) generic).getActualTypeArguments()[0];
            return List.of(sample(element, raw(element), name));
        } else if (type == Map.class) {
            Type[] both = ((ParameterizedType) generic).getActualTypeArguments();
            return Map.of(sample(both[0], raw(both[0]), name), sample(both[1], raw(both[1]), name));
        } else if (type == Leads.class) {
            return Leads.of("p-1");
        } else if (type == Policy.class) {
            return Policy.standard();
        } else if (type.isRecord()) {
            RecordComponent[] components = type.getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = sample(components[i].getGenericType(), components[i].getType(), components[i].getName());
            }
            return type.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
        }
        throw new IllegalArgumentException("No sample of " + type);
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType parameterized
                ? (Class<?>) parameterized.getRawType()
                : (Class<?>) type;
    }
}
