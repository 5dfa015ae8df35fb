package org.waymark.query.projection;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** How rows and histories are written down. Theirs alone, so that a change to an API's JSON cannot spoil stored views. */
final class ViewJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .changeDefaultVisibility(checker -> checker.withIsGetterVisibility(Visibility.NONE))
            .build();

    private static final Map<Class<?>, ObjectReader> READERS = new ConcurrentHashMap<>();
    private static final Map<Class<?>, ObjectWriter> WRITERS = new ConcurrentHashMap<>();

    private static final ObjectReader STRINGS = MAPPER.readerFor(new TypeReference<Map<String, String>>() {});

    private ViewJson() {}

    static String write(Object value) {
        return WRITERS.computeIfAbsent(value.getClass(), MAPPER::writerFor).writeValueAsString(value);
    }

    static <T> T read(String json, Class<T> type) {
        return type.cast(READERS.computeIfAbsent(type, MAPPER::readerFor).readValue(json));
    }

    static Map<String, String> readStrings(String json) {
        return STRINGS.readValue(json);
    }
}
