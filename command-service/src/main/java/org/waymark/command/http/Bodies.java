package org.waymark.command.http;

import static org.waymark.command.rule.Texts.say;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.words.Sentence;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON strictly, and says exactly what about it cannot be used. */
@Component
public class Bodies {

    /** Characters of one text; some ten pages. */
    private static final int LONGEST_TEXT = 20_000;

    /** The field that holds a whole file, which has a limit of its own ({@link BodyLimit}). */
    private static final String FILE = "csv";

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .addModule(new SimpleModule().addDeserializer(LocalDate.class, new Day()))
            .build();

    /** Reads a record. */
    public <T> T read(byte[] body, Class<T> type) {
        return read(fields(body), type);
    }

    <T> T read(ObjectNode fields, Class<T> type) {
        try {
            return mapper.treeToValue(fields, type);
        } catch (JacksonException e) {
            throw problem(e, fields);
        }
    }

    ObjectNode fields(byte[] body) {
        if (body.length == 0) {
            return mapper.createObjectNode();
        }
        try {
            if (mapper.readTree(body) instanceof ObjectNode object) {
                checkTexts("", object);
                return object;
            }
        } catch (JacksonException e) {
            throw ProblemType.MALFORMED_REQUEST.saying("request.is-not-json", e.getOriginalMessage() + where(e));
        }
        throw ProblemType.MALFORMED_REQUEST.saying("request.is-no-object");
    }

    /** A text that nobody reads to its end, or that cannot be shown, is refused before anything is decided. */
    private static void checkTexts(String path, JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(field -> checkTexts(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                checkTexts(path + "[" + i + "]", node.get(i));
            }
        } else if (node.isString()) {
            String text = node.stringValue();
            if (text.length() > LONGEST_TEXT && !path.equals(FILE)) {
                throw new InvalidField(path, say("request.shorten-this", text.length()));
            }
            if (!shown(text)) {
                throw new InvalidField(path, say("request.take-out-signs"));
            }
        }
    }

    private static boolean shown(String text) {
        return text.codePoints()
                .noneMatch(sign -> Character.getType(sign) == Character.SURROGATE
                        || (Character.isISOControl(sign) && sign != '\n' && sign != '\r' && sign != '\t'));
    }

    /** A day as text, or null; Jackson's own also takes numbers and lists. */
    private static final class Day extends ValueDeserializer<LocalDate> {

        @Override
        public @Nullable LocalDate deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser);
            }
            String text = parser.getString().strip();
            if (text.isEmpty()) {
                return null;
            }
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                return (LocalDate) context.handleWeirdStringValue(LocalDate.class, text, "is no day");
            }
        }
    }

    private static String where(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " (line %d, column %d)"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    private static RuntimeException problem(JacksonException e, ObjectNode fields) {
        InvalidField invalid = cause(e, InvalidField.class);
        if (invalid != null) {
            return invalid;
        }
        String path = path(e);
        if (e instanceof UnrecognizedPropertyException) {
            return ProblemType.UNKNOWN_FIELD
                    .saying("request.field-is-unknown", path)
                    .about(path);
        }
        if (cause(e, NullPointerException.class) != null) {
            List<String> missing = missing(e, fields);
            return missing.isEmpty()
                    ? ProblemType.MALFORMED_REQUEST
                            .saying("request.something-is-missing", path)
                            .about(path)
                    : new InvalidField(missing.getFirst(), say("request.fill-in", String.join(", ", missing)));
        }
        if (e instanceof InvalidFormatException format && format.getTargetType() != null) {
            return (format.getTargetType().isEnum()
                            ? ProblemType.UNKNOWN_VALUE.saying(
                                    "request.choose-one-for", constants(format.getTargetType()), path)
                            : unreadable(path, format.getTargetType()))
                    .about(path);
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return unreadable(path, mismatch.getTargetType()).about(path);
        }
        return ProblemType.MALFORMED_REQUEST
                .saying("request.is-not-understood", e.getOriginalMessage())
                .about(path);
    }

    private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static String path(JacksonException e) {
        return e.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String constants(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            names.add(((Enum<?>) constant).name());
        }
        return String.join(", ", names);
    }

    private static ProblemException unreadable(String path, Class<?> type) {
        return ProblemType.UNKNOWN_VALUE.saying("request.value-is-unreadable", path, expected(type));
    }

    private static Sentence expected(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "LocalDate" -> say("request.write-a-day");
            case "LocalTime" -> say("request.write-a-time");
            case "List", "ArrayList", "Collection" -> say("request.send-a-list");
            case "String" -> say("request.send-a-text");
            case "int", "long", "Integer", "Long", "BigDecimal" -> say("request.send-a-number");
            case "boolean", "Boolean" -> say("request.send-true-or-false");
            default -> type.isEnum() ? say("request.choose-one", constants(type)) : say("request.send-an-object");
        };
    }

    /** What a record that met a null would have needed: its components without a value that may not be null. */
    private static List<String> missing(JacksonException e, ObjectNode fields) {
        JsonNode node = fields;
        StringBuilder prefix = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            String name = step.getPropertyName();
            node = name == null ? node.path(step.getIndex()) : node.path(name);
            prefix.append(name == null ? "[" + step.getIndex() + "]" : name).append('.');
        }
        List<String> missing = new ArrayList<>();
        ValueInstantiationException made = cause(e, ValueInstantiationException.class);
        if (made != null) {
            for (RecordComponent component : components(made.getType().getRawClass())) {
                JsonNode value = node.get(component.getName());
                if ((value == null || value.isNull())
                        && !component.getType().isPrimitive()
                        && !nullable(component.getAnnotatedType())) {
                    missing.add(prefix + component.getName());
                }
            }
        }
        return missing;
    }

    private static RecordComponent[] components(Class<?> type) {
        return type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
    }

    private static boolean nullable(AnnotatedElement type) {
        return type.isAnnotationPresent(Nullable.class);
    }
}
