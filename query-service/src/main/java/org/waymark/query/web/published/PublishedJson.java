package org.waymark.query.web.published;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.time.Timescale;
import org.waymark.query.fold.GroupState;
import org.waymark.query.published.PublishedPlan;
import org.waymark.query.view.Counts;
import org.waymark.query.web.Texts;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A published plan as JSON, and the JSON Schema (draft 2020-12) that it keeps to. */
@Component
class PublishedJson {

    /** Grows when something is taken away or means something else; the schema of before stays where it is then. */
    static final int FORMAT = 1;

    static final String SCHEMA = "/published/schemas/plan-" + FORMAT + ".json";

    private static final List<String> COUNTS =
            List.of("actions", "open", "complete", "ended", "late", "red", "amber", "green", "blue", "not_rated");

    private final Texts texts;
    private final JsonMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    PublishedJson(Texts texts) {
        this.texts = texts;
    }

    byte[] plan(PublishedPlan plan) {
        PublishedPlan.Paper paper = plan.paper();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("$schema", SCHEMA);
        document.put("format", FORMAT);
        document.put("plan_id", plan.planId());
        document.put("title", plan.title());
        document.put("publisher", plan.owner());
        document.put("strategy", plan.strategy());
        document.put(
                "paper",
                map(
                        "group", paper.groupName(),
                        "meeting_date", paper.meeting().toString(),
                        "issued_date", paper.issuedOn().toString(),
                        "log_entry", paper.position(),
                        "log_hash", paper.hash()));
        document.put(
                "held_until", plan.hold() == null ? null : plan.hold().until().toString());
        document.put("exempt_actions_left_out", plan.exempt());
        Map<String, @Nullable Object> ratings = new LinkedHashMap<>();
        plan.ratings().forEach((rating, meaning) -> ratings.put(PublishedField.word(rating), meaning));
        document.put("rating_definitions", ratings);
        document.put("counts", counts(plan.counts()));
        document.put(
                "themes",
                plan.themes().stream()
                        .map(theme -> map(
                                "number",
                                theme.number(),
                                "title",
                                theme.title(),
                                "vision",
                                theme.vision(),
                                "counts",
                                counts(theme.counts())))
                        .toList());
        document.put(
                "actions",
                plan.actions().stream()
                        .map(action -> {
                            Map<String, @Nullable Object> row = new LinkedHashMap<>();
                            for (PublishedField field : PublishedField.values()) {
                                row.put(field.key(), field.of(action));
                            }
                            return row;
                        })
                        .toList());
        document.put(
                "decisions",
                plan.decisions().stream()
                        .map(decision -> map(
                                "action_id", decision.action().id(),
                                "reference", decision.action().reference(),
                                "kind", PublishedField.word(decision.kind()),
                                "text", decision.text(),
                                "decided_date", decision.on().toString()))
                        .toList());
        document.put(
                "meetings",
                plan.meetings().stream()
                        .map(meeting -> map(
                                "group", meeting.groupName(),
                                "date", meeting.date().toString(),
                                "state", PublishedField.word(meeting.state())))
                        .toList());
        return json.writeValueAsBytes(document);
    }

    private static Map<String, @Nullable Object> counts(Counts counts) {
        return map(
                "actions", counts.actions(),
                "open", counts.open(),
                "complete", counts.complete(),
                "ended", counts.ended(),
                "late", counts.late(),
                "red", counts.rated(Rating.RED),
                "amber", counts.rated(Rating.AMBER),
                "green", counts.rated(Rating.GREEN),
                "blue", counts.rated(Rating.BLUE),
                "not_rated", counts.rated(Rating.NONE));
    }

    /** The schema: every name is there in every document, null where nothing is known, and no other name is. */
    byte[] schema() {
        Map<String, @Nullable Object> action = new LinkedHashMap<>();
        for (PublishedField field : PublishedField.values()) {
            action.put(field.key(), described(type(field), texts.of("published.field", field)));
        }
        Map<String, @Nullable Object> counts = new LinkedHashMap<>();
        COUNTS.forEach(name -> counts.put(name, count()));
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("$schema", map("const", SCHEMA));
        properties.put("format", map("const", FORMAT));
        properties.put("plan_id", map("type", "string"));
        properties.put("title", map("type", "string"));
        properties.put("publisher", map("type", "string"));
        properties.put("strategy", described(orNull("string"), texts.get("published.schema.strategy")));
        properties.put(
                "paper",
                described(
                        object(map(
                                "group", map("type", "string"),
                                "meeting_date", day(),
                                "issued_date", day(),
                                "log_entry", count(),
                                "log_hash", map("type", "string", "pattern", "^[0-9a-f]{64}$"))),
                        texts.get("published.schema.paper")));
        properties.put(
                "held_until",
                described(
                        map("type", List.of("string", "null"), "format", "date"), texts.get("published.schema.held")));
        properties.put("exempt_actions_left_out", described(count(), texts.get("published.schema.exempt")));
        properties.put(
                "rating_definitions",
                described(
                        map(
                                "type",
                                "object",
                                "propertyNames",
                                map("enum", words(Rating.values())),
                                "additionalProperties",
                                map("type", "string")),
                        texts.get("published.schema.ratings")));
        properties.put("counts", map("$ref", "#/$defs/counts"));
        properties.put(
                "themes",
                list(object(map(
                        "number", map("type", "string"),
                        "title", map("type", "string"),
                        "vision", orNull("string"),
                        "counts", map("$ref", "#/$defs/counts")))));
        properties.put("actions", list(map("$ref", "#/$defs/action")));
        properties.put(
                "decisions",
                list(object(map(
                        "action_id", map("type", "string"),
                        "reference", map("type", "string"),
                        "kind", map("enum", words(DecisionKind.values())),
                        "text", map("type", "string"),
                        "decided_date", day()))));
        properties.put(
                "meetings",
                list(object(map(
                        "group", map("type", "string"),
                        "date", day(),
                        "state", map("enum", words(GroupState.MeetingState.values()))))));
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "https://waymark.example/schemas/published-plan-" + FORMAT + ".json");
        schema.put("title", texts.get("published.schema.title"));
        schema.putAll(object(properties));
        schema.put("$defs", map("action", object(action), "counts", object(counts)));
        return json.writeValueAsBytes(schema);
    }

    private static Map<String, @Nullable Object> type(PublishedField field) {
        return switch (field.type()) {
            case TEXT -> map("type", "string");
            case TEXT_OR_NULL -> orNull("string");
            case TEXTS -> list(map("type", "string"));
            case DAY_OR_NULL -> map("type", List.of("string", "null"), "format", "date");
            case NUMBER -> count();
            case WORD -> map("enum", words(field));
        };
    }

    /** The words that a field can hold. */
    static List<String> words(PublishedField field) {
        return switch (field) {
            case TIMESCALE_KIND -> words(Timescale.Kind.values());
            case RATING -> words(Rating.values());
            case STATUS -> words(Status.values());
            default -> List.of();
        };
    }

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values).map(PublishedField::word).toList();
    }

    private static Map<String, @Nullable Object> object(Map<String, @Nullable Object> properties) {
        return map(
                "type",
                "object",
                "properties",
                properties,
                "required",
                List.copyOf(properties.keySet()),
                "additionalProperties",
                false);
    }

    private static Map<String, @Nullable Object> list(Map<String, @Nullable Object> items) {
        return map("type", "array", "items", items);
    }

    private static Map<String, @Nullable Object> orNull(String type) {
        return map("type", List.of(type, "null"));
    }

    private static Map<String, @Nullable Object> day() {
        return map("type", "string", "format", "date");
    }

    private static Map<String, @Nullable Object> count() {
        return map("type", "integer", "minimum", 0);
    }

    private static Map<String, @Nullable Object> described(Map<String, @Nullable Object> schema, String description) {
        schema.put("description", description);
        return schema;
    }

    /** In the order given. */
    private static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}
