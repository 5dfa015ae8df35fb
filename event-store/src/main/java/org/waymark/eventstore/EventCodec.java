package org.waymark.eventstore;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.EventCatalogue;
import org.waymark.contract.log.FreeText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/**
 * How events are written: a name and a version from {@link EventCatalogue}, and JSON in which each free text is only its
 * digest. The words and their salt lie beside it.
 */
final class EventCodec {

    /** Holds a free text's place in a payload; in JSON text it cannot occur otherwise, because quotes are escaped. */
    static final String TEXT = "$text";

    private static final String GONE = "gone";
    private static final TypeReference<TreeMap<String, String>> STRINGS = new TypeReference<>() {};
    private static final JsonMapper PLAIN = JsonMapper.builder().build();
    private static final Logger log = LoggerFactory.getLogger(EventCodec.class);

    /** An event's stored form. */
    record Encoded(String name, int version, String payload, List<Text> texts) {}

    /** A free text as it lies beside its event. */
    record Text(String digest, String salt, String text) {}

    private final Identifiers identifiers;
    private final Map<String, EventUpcaster> upcasters = new HashMap<>();
    private final Map<String, ObjectReader> readers = new ConcurrentHashMap<>();
    private final Map<String, Boolean> reported = new ConcurrentHashMap<>();
    private final JsonMapper mapper;
    private final ObjectWriter writer;

    EventCodec(Identifiers identifiers, Collection<? extends EventUpcaster> upcasters) {
        this.identifiers = identifiers;
        for (EventUpcaster upcaster : upcasters) {
            EventUpcaster other = this.upcasters.put(upcaster.name() + "/" + upcaster.fromVersion(), upcaster);
            if (other != null) {
                throw new IllegalStateException("Two upcasters for " + upcaster.name() + " version "
                        + upcaster.fromVersion() + ": " + other + " and " + upcaster);
            }
        }
        SimpleModule texts = new SimpleModule("free texts");
        texts.addSerializer(FreeText.class, new TextWriter());
        texts.addDeserializer(FreeText.class, new TextReader());
        mapper = JsonMapper.builder()
                .addModule(texts)
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .changeDefaultVisibility(visibility -> visibility
                        .withGetterVisibility(JsonAutoDetect.Visibility.NONE)
                        .withIsGetterVisibility(JsonAutoDetect.Visibility.NONE)
                        .withFieldVisibility(JsonAutoDetect.Visibility.ANY))
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
        writer = mapper.writer();
    }

    /**
     * @param place where it will lie, {@code stream#sequence}; salts are drawn for it
     * @throws IllegalArgumentException when the payload is no event of the catalogue
     */
    Encoded encode(Object payload, String place) {
        EventCatalogue.Entry entry = EventCatalogue.byType(payload.getClass());
        if (entry == null) {
            throw new IllegalArgumentException(payload.getClass() + " is not in the catalogue of events");
        }
        TextSink sink = new TextSink(place);
        String json = writer.withAttribute(TextSink.class, sink).writeValueAsString(payload);
        return new Encoded(entry.name(), entry.version(), json, List.copyOf(sink.texts));
    }

    /**
     * @param texts the words beside the event, by digest
     * @throws UnreadableEvent when this release knows the event and yet cannot read it
     */
    Event decode(String streamId, String name, int version, String payload, Map<String, String> texts) {
        EventCatalogue.Entry entry = EventCatalogue.byName(name);
        int reached = version;
        JsonNode upcast = null;
        try {
            while (entry != null && reached < entry.version()) {
                EventUpcaster upcaster = upcasters.get(name + "/" + reached);
                if (upcaster == null) {
                    break;
                }
                ObjectNode before = upcast == null ? (ObjectNode) mapper.readTree(payload) : (ObjectNode) upcast;
                upcast = upcaster.upcast(before);
                reached++;
            }
            if (entry == null || reached != entry.version()) {
                if (reported.putIfAbsent(name + "/" + version, true) == null) {
                    log.warn(
                            "Events {} of version {} cannot be read by this release; they are passed over",
                            name,
                            version);
                }
                return new UnknownEvent(streamId, name, version, payload);
            }
            ObjectReader reader = readers.computeIfAbsent(name, unused -> mapper.readerFor(entry.type()))
                    .withAttribute(TextReader.class, texts);
            return upcast == null ? reader.readValue(payload) : reader.readValue(upcast);
        } catch (JacksonException | IllegalArgumentException | ClassCastException e) {
            throw new UnreadableEvent(
                    "The event " + name + " version " + version + " of stream " + streamId + " cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }

    String encodeMetadata(Map<String, ?> metadata) {
        TreeMap<String, String> strings = new TreeMap<>();
        metadata.forEach((key, value) -> strings.put(key, String.valueOf(value)));
        return writer.writeValueAsString(strings);
    }

    Map<String, String> decodeMetadata(String json) {
        return metadata(json);
    }

    static Map<String, String> metadata(String json) {
        try {
            return PLAIN.readValue(json, STRINGS);
        } catch (JacksonException e) {
            throw new UnreadableEvent("The metadata " + json + " cannot be read", e);
        }
    }

    JsonNode tree(String json) {
        return mapper.readTree(json);
    }

    /** The digest that stands for a text in its event. */
    static String digest(byte[] salt, String text) {
        return Hashing.hex(Hashing.sha256(salt, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Takes free texts out of an event that is being written. */
    private final class TextSink {
        private final String place;
        private final List<Text> texts = new ArrayList<>();

        TextSink(String place) {
            this.place = place;
        }

        String take(String text) {
            byte[] salt = identifiers.salt(place + "/" + texts.size());
            String digest = digest(salt, text);
            texts.add(new Text(digest, HexFormat.of().formatHex(salt), text));
            return digest;
        }
    }

    private static final class TextWriter extends ValueSerializer<FreeText> {
        @Override
        public void serialize(FreeText value, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            String text = value.text();
            if (text == null) {
                // A copy of a text that was removed where it came from: nothing is kept beside this event
                out.writeStringProperty(TEXT, value.digest());
                out.writeBooleanProperty(GONE, true);
            } else if (context.getAttribute(TextSink.class) instanceof TextSink sink) {
                out.writeStringProperty(TEXT, sink.take(text));
            } else {
                throw new IllegalStateException("Free text is written with its event only");
            }
            out.writeEndObject();
        }
    }

    private static final class TextReader extends ValueDeserializer<FreeText> {
        @Override
        public @Nullable FreeText deserialize(JsonParser in, DeserializationContext context) {
            String digest = null;
            if (!in.isExpectedStartObjectToken()) {
                return (FreeText) context.handleUnexpectedToken(FreeText.class, in);
            }
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String property = in.currentName();
                in.nextToken();
                if (TEXT.equals(property)) {
                    digest = in.getString();
                } else {
                    in.skipChildren();
                }
            }
            if (digest == null) {
                return context.reportInputMismatch(FreeText.class, "A free text has a digest");
            }
            Object texts = context.getAttribute(TextReader.class);
            return new FreeText(texts instanceof Map<?, ?> map ? (String) map.get(digest) : null, digest);
        }
    }

    /** Runs a decoding and names the position in what it throws. */
    static <T> T at(long position, Supplier<T> decoding) {
        try {
            return decoding.get();
        } catch (UnreadableEvent e) {
            throw new UnreadableEvent("Position " + position + ": " + e.getMessage(), e);
        }
    }
}
