package org.waymark.command.http;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON schemas (2020-12, as OpenAPI 3.1 wants them) of the contract's records. */
final class RecordSchemas {

    private final Components components;

    RecordSchemas(Components components) {
        this.components = components;
    }

    /** The body of a command: its components but those that are filled from elsewhere. */
    Schema<?> body(Class<?> type, Set<String> without) {
        return object(type, without);
    }

    private Schema<?> object(Class<?> type, Set<String> without) {
        Schema<?> schema = typed("object");
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (without.contains(component.getName())) {
                continue;
            }
            schema.addProperty(component.getName(), of(component.getGenericType()));
            if (isRequired(component)) {
                required.add(component.getName());
            }
        }
        schema.setAdditionalProperties(false);
        if (!required.isEmpty()) {
            schema.setRequired(required);
        }
        return schema;
    }

    /** Lists, numbers and what has a default may be left out. */
    private static boolean isRequired(RecordComponent component) {
        AnnotatedType type = component.getAnnotatedType();
        return !type.isAnnotationPresent(Nullable.class)
                && !component.getType().isPrimitive()
                && !Number.class.isAssignableFrom(component.getType())
                && !Collection.class.isAssignableFrom(component.getType())
                && !Map.class.isAssignableFrom(component.getType());
    }

    private Schema<?> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (generic.getRawType() == Map.class) {
                Schema<?> map = typed("object");
                map.setAdditionalProperties(of(last));
                return map;
            }
            Schema<?> list = typed("array");
            list.setItems(of(last));
            return list;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return reference(plain);
        }
        if (plain.isEnum()) {
            Schema<Object> choice = typed("string");
            Arrays.stream(plain.getEnumConstants()).map(Object::toString).forEach(choice::addEnumItemObject);
            return choice;
        }
        if (plain == int.class || plain == Integer.class || plain == long.class || plain == Long.class) {
            return typed("integer");
        }
        if (plain == BigDecimal.class) {
            return typed("number");
        }
        if (plain == boolean.class) {
            return typed("boolean");
        }
        Schema<?> text = typed("string");
        if (plain == LocalDate.class) {
            text.setFormat("date");
        } else if (plain == LocalTime.class) {
            text.setFormat("time");
        }
        return text;
    }

    private Schema<?> reference(Class<?> type) {
        String name =
                type.getName().substring(type.getName().lastIndexOf('.') + 1).replace('$', '.');
        if (components.getSchemas() == null || !components.getSchemas().containsKey(name)) {
            components.addSchemas(name, typed("object"));
            components.addSchemas(name, object(type, Set.of()));
        }
        Schema<?> reference = new Schema<>(SpecVersion.V31);
        reference.set$ref("#/components/schemas/" + name);
        return reference;
    }

    static Schema<Object> typed(String type) {
        Schema<Object> schema = new Schema<>(SpecVersion.V31);
        schema.addType(type);
        return schema;
    }
}
