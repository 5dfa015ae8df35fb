package org.waymark.query.people;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.waymark.query.language.Language;

/**
 * Texts of query-service, from {@code query-messages.properties} or its translation into the language of the page. A text whose key ends in {@code .one} is taken for the
 * number 1. Dates read "30 September 2017", numbers have a comma at the thousands.
 */
public final class Words {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final ResourceBundleMessageSource SOURCE = source();

    private Words() {}

    private static ResourceBundleMessageSource source() {
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasename("query-messages");
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        return source;
    }

    /** @throws org.springframework.context.NoSuchMessageException when there is no such text */
    public static String of(String key, Object... arguments) {
        return SOURCE.getMessage(key, arguments, Language.current());
    }

    /** The text for this number of things, which is argument 0: {@code key.one} for 1, {@code key.many} otherwise. */
    public static String count(String key, long number, Object... further) {
        Object[] arguments = new Object[further.length + 1];
        arguments[0] = number;
        System.arraycopy(further, 0, arguments, 1, further.length);
        return of(key + (number == 1 ? ".one" : ".many"), arguments);
    }

    public static boolean has(String key) {
        return SOURCE.getMessage(key, null, null, Locale.ROOT) != null;
    }

    public static String date(LocalDate day) {
        return DATE.withLocale(Language.current()).format(day);
    }

    /** Constants of an enum: {@code rating.RED}. */
    public static String of(String kind, Enum<?> constant) {
        return of(kind + "." + constant.name());
    }
}
