package org.waymark.query.api;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.query.board.BoardFilter;
import org.waymark.query.history.HistoryEntry;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.InvalidQuery;

/** Reads query parameters; what is left blank counts as not given. Pages and JSON share it. */
public final class Parameters {

    private Parameters() {}

    /**
     * The moment that a reader asks for, as it stands in an address.
     *
     * @param asAt a date as 2018-03-31, or null
     * @param position number of a log entry, or null
     * @param by {@code recorded} or {@code happened}, or null for the first
     */
    record When(
            @Nullable String asAt,
            @Nullable String position,
            @Nullable String by) {

        /** @throws InvalidQuery when one of them cannot be read */
        AsAt read() {
            return Parameters.asAt(asAt, position, by);
        }
    }

    /**
     * @param asAt a date as 2018-03-31, or null
     * @param position number of a log entry, or null
     * @param by {@code recorded} or {@code happened}
     */
    public static AsAt asAt(@Nullable String asAt, @Nullable String position, @Nullable String by) {
        AsAt.By view = constant("by", by, AsAt.By.class);
        String number = given(position);
        Long entry = null;
        if (number != null) {
            try {
                entry = Long.valueOf(number);
            } catch (NumberFormatException e) {
                throw new InvalidQuery("position", "enter-a-log-entry");
            }
        }
        return new AsAt(date("asAt", asAt), entry, view == null ? AsAt.By.RECORDED : view);
    }

    public static BoardFilter filter(
            @Nullable String words,
            @Nullable String theme,
            @Nullable String party,
            @Nullable String rating,
            @Nullable String status,
            @Nullable String label,
            @Nullable String needs,
            @Nullable String sort,
            int page,
            int size) {
        BoardFilter.Sort order = constant("sort", sort, BoardFilter.Sort.class);
        return new BoardFilter(
                given(words),
                given(theme),
                given(party),
                constant("rating", rating, Rating.class),
                constant("status", status, Status.class),
                given(label),
                constant("needs", needs, BoardFilter.Need.class),
                order == null ? BoardFilter.Sort.PRINTED : order,
                page,
                size);
    }

    /** @param kinds names of kinds with commas between them, or null for all */
    public static Set<HistoryEntry.Kind> kinds(@Nullable String kinds) {
        Set<HistoryEntry.Kind> wanted = EnumSet.noneOf(HistoryEntry.Kind.class);
        String names = given(kinds);
        if (names != null) {
            for (String name : names.split(",", -1)) {
                HistoryEntry.Kind kind = constant("kinds", name, HistoryEntry.Kind.class);
                if (kind != null) {
                    wanted.add(kind);
                }
            }
        }
        return wanted;
    }

    /** A date as 2018-03-31, or null where none is given. */
    public static @Nullable LocalDate date(String field, @Nullable String text) {
        String date = given(text);
        if (date == null) {
            return null;
        }
        try {
            return LocalDate.parse(date);
        } catch (DateTimeParseException e) {
            throw new InvalidQuery(field, "enter-a-date");
        }
    }

    /** A constant by its name in lower or upper case, with hyphens or underscores; null where none is given. */
    public static <E extends Enum<E>> @Nullable E constant(String field, @Nullable String text, Class<E> type) {
        String name = given(text);
        if (name == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(name.replace('-', '_'))) {
                return constant;
            }
        }
        StringBuilder choices = new StringBuilder();
        for (E constant : type.getEnumConstants()) {
            choices.append(choices.isEmpty() ? "" : ", ")
                    .append(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        throw new InvalidQuery(field, "choose-one", choices.toString());
    }

    public static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
