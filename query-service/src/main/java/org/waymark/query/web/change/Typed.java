package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody typed into a form, kept as it is until it is saved. */
public final class Typed {

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    public static Typed of(HttpServletRequest request) {
        Typed typed = new Typed();
        request.getParameterMap()
                .forEach((name, given) -> typed.values.put(
                        name, Stream.of(given).map(Typed::withLines).toList()));
        return typed;
    }

    /** Browsers send what has several lines with CR and LF, whatever they were given. */
    public static String withLines(String sent) {
        return sent.replace("\r\n", "\n");
    }

    /** Stripped; empty when nothing was typed. */
    public String get(String name) {
        List<String> given = values.get(name);
        return given == null || given.isEmpty() ? "" : given.getFirst().strip();
    }

    /** The version of what was seen, which the form holds as {@code version}; null where that is none. */
    public @Nullable Long version() {
        String version = get("version");
        return version.matches("\\d{1,18}") ? Long.valueOf(version) : null;
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .toList();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    public void put(String name, @Nullable String value) {
        values.put(name, value == null ? List.of() : List.of(value));
    }

    void putAll(String name, List<String> given) {
        values.put(name, List.copyOf(given));
    }

    /** Lines that are not blank. */
    List<String> lines(String name) {
        return get(name)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    boolean hasDay(String name) {
        return !get(name + "-day").isEmpty()
                || !get(name + "-month").isEmpty()
                || !get(name + "-year").isEmpty();
    }

    /**
     * A day that was typed as three numbers.
     *
     * @param message what to say beside the field when they name no day
     * @throws NoDay when they name no day
     */
    public LocalDate day(String name, String message) {
        try {
            return LocalDate.of(
                    Integer.parseInt(get(name + "-year")),
                    Integer.parseInt(get(name + "-month")),
                    Integer.parseInt(get(name + "-day")));
        } catch (NumberFormatException | DateTimeException e) {
            throw new NoDay(message);
        }
    }

    /** As if this day had been typed. */
    public void putDay(String name, LocalDate day) {
        put(name + "-day", String.valueOf(day.getDayOfMonth()));
        put(name + "-month", String.valueOf(day.getMonthValue()));
        put(name + "-year", String.valueOf(day.getYear()));
    }

    /** Everything by which the form can be sent again, as hidden fields. */
    List<Map.Entry<String, String>> hidden(java.util.Set<String> without) {
        return values.entrySet().stream()
                .filter(entry -> !without.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream()
                        .map(value -> Map.entry(entry.getKey(), Objects.requireNonNull(value))))
                .toList();
    }
}
