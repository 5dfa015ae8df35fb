package org.waymark.query.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.words.MessageFile;
import org.waymark.query.language.Language;

/**
 * Every text of the pages, from {@code query-pages.properties} or its translation into the reader's language. A text may
 * name its arguments as {@code {0}}; where a key has a sibling that ends in {@code .one}, that one is taken when the first
 * argument is the number 1. Numbers are written with a comma per thousand, dates in full. Read once for each language and
 * taken apart beforehand, because a board asks for hundreds of them.
 */
@Component
public final class Texts {

    private static final Pattern BETWEEN_YEARS = Pattern.compile("(?<=\\d)-(?=\\d)");

    private record Template(List<String> literals, List<Integer> arguments) {
        static Template of(String text) {
            List<String> literals = new ArrayList<>();
            List<Integer> arguments = new ArrayList<>();
            int from = 0;
            for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
                int close = text.indexOf('}', open);
                literals.add(text.substring(from, open));
                arguments.add(Integer.valueOf(text.substring(open + 1, close)));
                from = close + 1;
            }
            literals.add(text.substring(from));
            return new Template(List.copyOf(literals), List.copyOf(arguments));
        }

        String fill(@Nullable Object[] values) {
            if (arguments.isEmpty()) {
                return literals.getFirst();
            }
            StringBuilder filled = new StringBuilder();
            for (int i = 0; i < arguments.size(); i++) {
                filled.append(literals.get(i)).append(written(values[arguments.get(i)]));
            }
            return filled.append(literals.getLast()).toString();
        }
    }

    private final Map<Locale, Map<String, Template>> languages = new ConcurrentHashMap<>();

    private Map<String, Template> templates() {
        return languages.computeIfAbsent(Language.current(), Texts::in);
    }

    private static Map<String, Template> in(Locale language) {
        MessageFile pages = Language.pages();
        Map<String, Template> templates = new HashMap<>();
        pages.keys().forEach(key -> templates.put(key, Template.of(pages.get(key, language))));
        return templates;
    }

    /**
     * The text under a key.
     *
     * @throws IllegalArgumentException when there is none: a fault of the program, found by a test
     */
    public String get(String key, @Nullable Object... arguments) {
        Map<String, Template> templates = templates();
        Template template = null;
        if (arguments.length > 0 && arguments[0] instanceof Number number && number.longValue() == 1) {
            template = templates.get(key + ".one");
        }
        if (template == null) {
            template = templates.get(key);
        }
        if (template == null) {
            throw new IllegalArgumentException("No text " + key);
        }
        return template.fill(arguments);
    }

    /** The text for a value of an enum: {@code status.in-progress}. */
    public String of(String prefix, Enum<?> value, @Nullable Object... arguments) {
        return get(prefix + "." + slug(value), arguments);
    }

    /** Whether there is a text under a key. */
    public boolean has(String key) {
        return Language.pages().keys().contains(key);
    }

    Set<String> keys() {
        return Language.pages().keys();
    }

    /** A value of an enum as part of a key or address: {@code in-progress}. */
    public static String slug(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A number with a comma per thousand and as many decimals as wanted: {@code 7.90}. */
    public static String decimal(BigDecimal number, int decimals) {
        return String.format(Locale.UK, "%,." + decimals + "f", number);
    }

    /** A period as readers meet it: {@code 2016–17}. */
    public static String period(String period) {
        return BETWEEN_YEARS.matcher(period).replaceAll("–");
    }

    private static String written(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Long number -> grouped(number);
            case Integer number -> grouped(number);
            case LocalDate day -> Dates.day(day);
            default -> value.toString();
        };
    }

    private static String grouped(long number) {
        return number > -1000 && number < 1000 ? Long.toString(number) : String.format(Locale.UK, "%,d", number);
    }
}
