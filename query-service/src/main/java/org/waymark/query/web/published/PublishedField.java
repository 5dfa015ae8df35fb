package org.waymark.query.web.published;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.waymark.query.published.PublishedAction;

/**
 * What open data says about an action, in the order of its columns. A name never changes its meaning; one that is added
 * goes to the end.
 */
public enum PublishedField {
    ACTION_ID(Type.TEXT, PublishedAction::id),
    REFERENCE(Type.TEXT, PublishedAction::reference),
    THEME_NUMBER(Type.TEXT, PublishedAction::themeNumber),
    THEME(Type.TEXT, PublishedAction::themeTitle),
    OBJECTIVE(Type.TEXT_OR_NULL, PublishedAction::objective),
    TITLE(Type.TEXT_OR_NULL, PublishedAction::title),
    ACTION(Type.TEXT, PublishedAction::text),
    LEADS(Type.TEXTS, PublishedAction::leads),
    PARTNERS(Type.TEXTS, PublishedAction::partners),
    TIMESCALE_WRITTEN(Type.TEXT, PublishedAction::timescale),
    TIMESCALE_KIND(Type.WORD, action -> word(action.timescaleKind())),
    TARGET_DATE(Type.DAY_OR_NULL, action -> written(action.due())),
    FIRST_TARGET_DATE(Type.DAY_OR_NULL, action -> written(action.firstDue())),
    TIMES_SLIPPED(Type.NUMBER, PublishedAction::slips),
    DAYS_SLIPPED(Type.NUMBER, PublishedAction::slippedDays),
    DAYS_LATE(Type.NUMBER, PublishedAction::lateDays),
    RATING(Type.WORD, action -> word(action.rating())),
    STATUS(Type.WORD, action -> word(action.status())),
    CLOSED_DATE(Type.DAY_OR_NULL, action -> written(action.closedOn()));

    /** How a value is written. */
    public enum Type {
        TEXT,
        TEXT_OR_NULL,
        /** One of a few words. */
        WORD,
        /** In a table separated by semicolons. */
        TEXTS,
        /** ISO 8601. */
        DAY_OR_NULL,
        NUMBER
    }

    private final Type type;
    private final Function<PublishedAction, @Nullable Object> value;

    PublishedField(Type type, Function<PublishedAction, @Nullable Object> value) {
        this.type = type;
        this.value = value;
    }

    /** As in the first row of the table and in JSON: {@code target_date}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Type type() {
        return type;
    }

    /** A text, a number, a list of texts, or null where there is none. */
    @Nullable
    Object of(PublishedAction action) {
        return value.apply(action);
    }

    /** As a cell of a table; empty where there is none. */
    String cell(PublishedAction action) {
        Object found = of(action);
        return switch (found) {
            case null -> "";
            case List<?> several ->
                String.join("; ", several.stream().map(String::valueOf).toList());
            default -> String.valueOf(found);
        };
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String written(java.time.@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
