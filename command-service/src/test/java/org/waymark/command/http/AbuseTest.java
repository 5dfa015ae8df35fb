package org.waymark.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.waymark.command.RunningService;
import org.waymark.command.RunningService.Answer;
import org.waymark.command.action.ActionBook;
import org.waymark.command.plan.Plans;
import org.waymark.contract.log.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is sent, the answer is a decision or a problem in plain words, and what is recorded can be read again. */
class AbuseTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final RunningService SERVICE = RunningService.get();

    private static String actionId = "";

    private static String planId = "";
    private static String groupId = "";
    private static String partyId = "";
    private static String indicatorId = "";
    private static int count;

    private static void fresh() {
        count++;
        planId = "abused-" + count;
        SERVICE.plan(planId);
        groupId = "g-abused-" + count;
        partyId = "p-abused-" + count;
        indicatorId = "i-abused-" + count;
        actionId = SERVICE.action(planId, "1.1", partyId);
        SERVICE.command("groups/" + groupId + "/form-group", """
                {"details": {"name": "Board", "kind": "BOARD", "nation": "ENGLAND"}}""");
        SERVICE.command("groups/" + groupId + "/schedule-meeting", """
                {"meetingId": "m-abused", "date": "2018-06-03"}""");
        SERVICE.command("indicators/" + indicatorId + "/define-indicator", """
                {"planId": "%s", "name": "Carers known"}""".formatted(planId));
    }

    @Test
    void no_field_that_is_missing_null_or_of_another_kind_breaks_anything() {
        List<String> broken = new ArrayList<>();
        for (CommandCatalogue.Entry entry : CommandCatalogue.all()) {
            fresh();
            ObjectNode good = object(entry.type());
            good.remove(entry.idField());
            for (Map.Entry<String, ObjectNode> bad : mutations(good).entrySet()) {
                String role = entry.kind().equals("mails") ? "SERVICE" : "ADMINISTRATOR";
                Answer answer = SERVICE.commandAs(
                        RunningService.token("u-abuser", Role.valueOf(role)),
                        UUID.randomUUID().toString(),
                        entry.kind() + "/" + id(entry) + "/" + entry.name(),
                        bad.getValue().toString(),
                        entry.needsVersion() ? new String[] {"If-Match", version()} : new String[0]);
                String what = entry.kind() + "/" + entry.name() + " with " + bad.getKey();
                if (answer.status() == 200) {
                    unreadable(what, broken);
                    fresh();
                }
                if (answer.status() >= 500 || answer.status() >= 400 && !inPlainWords(answer)) {
                    broken.add(what + ": " + answer.status() + " " + answer.body());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    /** What was taken must not stand in the way of whatever is asked next. */
    private static void unreadable(String what, List<String> broken) {
        try {
            SERVICE.bean(Plans.class).find(planId);
            SERVICE.bean(ActionBook.class).read(List.of(actionId));
        } catch (RuntimeException e) {
            broken.add(what + " was taken, and cannot be read: " + e);
        }
    }

    private static boolean inPlainWords(Answer answer) {
        String detail = answer.text("detail");
        return !detail.isBlank() && !detail.matches("(?s).*(Exception|java\\.|org\\.waymark|\\bnull\\b).*");
    }

    private static String version() {
        Answer stale = SERVICE.command(
                "actions/" + actionId + "/add-partner", "{\"partyId\": \"p-none\"}", "If-Match", "\"9999\"");
        return "\"" + stale.json().path("currentVersion").asString() + "\"";
    }

    private static String id(CommandCatalogue.Entry entry) {
        boolean first =
                entry.name().matches("create-plan|add-action|form-group|register-party|define-indicator|record-mails");
        String fresh = UUID.randomUUID().toString();
        return switch (entry.kind()) {
            case "plans" -> first ? "x" + fresh : planId;
            case "actions" -> first ? "a-" + fresh : actionId;
            case "groups" -> first ? "g-" + fresh : groupId;
            case "parties" -> first ? "p-" + fresh : partyId;
            case "indicators" -> first ? "i-" + fresh : indicatorId;
            case "installations" -> "installation";
            default -> "b-" + fresh;
        };
    }

    /** The object with one value anywhere in it left out or replaced. */
    private static Map<String, ObjectNode> mutations(ObjectNode good) {
        Map<String, ObjectNode> mutations = new LinkedHashMap<>();
        mutations.put("nothing wrong", good);
        for (List<Object> path : paths(good, List.of())) {
            mutations.put("no " + path, changed(good, path, null));
            for (String other : List.of("null", "\"\"", "[null]", "{}", "\"+999999999-12-31\"", "2147483647")) {
                mutations.put(path + " = " + other, changed(good, path, JSON.readTree(other)));
            }
        }
        return mutations;
    }

    private static List<List<Object>> paths(JsonNode node, List<Object> at) {
        List<List<Object>> paths = new ArrayList<>();
        if (!at.isEmpty()) {
            paths.add(at);
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> paths.addAll(paths(field.getValue(), with(at, field.getKey()))));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                paths.addAll(paths(array.get(i), with(at, i)));
            }
        }
        return paths;
    }

    private static List<Object> with(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private static ObjectNode changed(ObjectNode good, List<Object> path, @Nullable JsonNode value) {
        ObjectNode copy = good.deepCopy();
        JsonNode holder = copy;
        for (Object step : path.subList(0, path.size() - 1)) {
            holder = step instanceof String name ? holder.get(name) : holder.get((int) step);
        }
        Object last = path.getLast();
        if (holder instanceof ObjectNode object) {
            if (value == null) {
                object.remove((String) last);
            } else {
                object.set((String) last, value);
            }
        } else if (holder instanceof ArrayNode array) {
            if (value == null) {
                array.remove((int) last);
            } else {
                array.set((int) last, value);
            }
        }
        return copy;
    }

    // A value for everything that a record may hold

    private static ObjectNode object(Class<?> type) {
        ObjectNode object = JSON.createObjectNode();
        for (RecordComponent component : type.getRecordComponents()) {
            object.set(component.getName(), value(component.getName(), component.getGenericType()));
        }
        return object;
    }

    private static JsonNode value(String name, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (arguments.length == 2) {
                return JSON.createObjectNode().put(((Class<?>) arguments[0]).getEnumConstants()[0].toString(), "Words");
            }
            return JSON.createArrayNode().add(value(name, arguments[0]));
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isRecord()) {
            return object(raw);
        }
        if (raw.isEnum()) {
            return JSON.getNodeFactory().stringNode(raw.getEnumConstants()[0].toString());
        }
        if (raw == String.class) {
            return JSON.getNodeFactory().stringNode(text(name));
        }
        if (raw == LocalDate.class) {
            return JSON.getNodeFactory().stringNode("2018-05-01");
        }
        if (raw == LocalTime.class) {
            return JSON.getNodeFactory().stringNode("07:30");
        }
        if (raw == boolean.class) {
            return JSON.getNodeFactory().booleanNode(true);
        }
        if (raw == BigDecimal.class || raw == int.class || raw == long.class || raw == Integer.class) {
            return JSON.getNodeFactory().numberNode(1);
        }
        throw new AssertionError(type);
    }

    private static String text(String name) {
        return switch (name) {
            case "planId", "successorPlanId" -> planId;
            case "themeId" -> "t1";
            case "objectiveId" -> "o1";
            case "actionIds", "waitsFor", "waitsForActions" -> actionId;
            case "parties", "accountable", "partners", "partyId", "into" -> partyId;
            case "meetingId" -> "m-abused";
            case "timescale" -> "March 2019";
            case "link" -> "https://example.org/";
            default -> "Words";
        };
    }
}
