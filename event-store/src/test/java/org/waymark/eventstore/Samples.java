package org.waymark.eventstore;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.waymark.contract.action.Leads;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.plan.Policy;

/** One event of each kind, in which everything that can be there is there. */
final class Samples {

    private Samples() {}

    static Event of(Class<?> type) throws ReflectiveOperationException {
        return (Event) sample(type, type, "x");
    }

    private static Object sample(Type generic, Class<?> type, String name) throws ReflectiveOperationException {
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
