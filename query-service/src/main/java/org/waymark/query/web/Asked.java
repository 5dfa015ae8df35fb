package org.waymark.query.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.InvalidQuery;

/** Reads parameters of an address, and puts them together again. */
public final class Asked {

    private Asked() {}

    /** Null for nothing or blank. */
    public static @Nullable String text(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** A value of an enum by its slug; null for nothing. */
    public static <E extends Enum<E>> @Nullable E value(Class<E> type, String field, @Nullable String value) {
        String given = text(value);
        if (given == null) {
            return null;
        }
        try {
            return Enum.valueOf(type, given.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new InvalidQuery(field, "choose-what-is-offered", field);
        }
    }

    /** A day as a date field sends it; null for nothing. */
    public static @Nullable LocalDate day(String field, @Nullable String value) {
        String given = text(value);
        if (given == null) {
            return null;
        }
        try {
            return LocalDate.parse(given);
        } catch (DateTimeParseException e) {
            throw new InvalidQuery(field, "enter-a-date");
        }
    }

    /** Now, unless a day before today is named. */
    public static AsAt asAt(@Nullable LocalDate day, LocalDate today) {
        if (day == null || day.equals(today)) {
            return AsAt.now();
        }
        if (day.isAfter(today)) {
            throw new InvalidQuery("asAt", "enter-a-day-that-has-passed");
        }
        return AsAt.endOf(day);
    }

    /** The same, by what was on record by the end of that day or, where {@code by} says so, by what had happened. */
    public static AsAt asAt(@Nullable LocalDate day, @Nullable String by, LocalDate today) {
        AsAt.By view = value(AsAt.By.class, "by", by);
        AsAt moment = asAt(day, today);
        return moment.day() == null || view == null ? moment : new AsAt(moment.day(), null, view);
    }

    /** What keeps a moment in an address, by parameter; nothing for now. */
    static Map<String, Object> moment(AsAt asAt) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (asAt.day() != null) {
            parameters.put("asAt", asAt.day());
            if (asAt.by() == AsAt.By.HAPPENED) {
                parameters.put("by", Texts.slug(asAt.by()));
            }
        }
        return parameters;
    }

    /** A query string from what is not null, beginning with a question mark; empty when all is null. */
    public static String query(Map<String, ? extends @Nullable Object> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> {
            if (value != null && !value.toString().isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
            }
        });
        return query.toString();
    }
}
