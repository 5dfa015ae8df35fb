package org.waymark.notifier.mail;

import java.text.MessageFormat;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/** The sentences of a mail, from one file. */
final class Words {

    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.UK);
    private static final DateTimeFormatter WEEKDAY_FULL = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.UK);

    private final ResourceBundle bundle = ResourceBundle.getBundle("org.waymark.notifier.mail.words", Locale.UK);
    private final ConcurrentHashMap<String, String> patterns = new ConcurrentHashMap<>();

    /** The sentence under this key, with its places filled. */
    String say(String key, Object... values) {
        return new MessageFormat(patterns.computeIfAbsent(key, bundle::getString), Locale.UK).format(values);
    }

    /** The sentence for this number of things: {@code .one}, {@code .two} where there is one, else {@code .other}. */
    String count(String key, long number, Object... values) {
        String two = key + ".two";
        String form = number == 1 && bundle.containsKey(key + ".one")
                ? ".one"
                : number == 2 && bundle.containsKey(two) ? ".two" : ".other";
        Object[] all = new Object[values.length + 1];
        all[0] = number;
        System.arraycopy(values, 0, all, 1, values.length);
        return say(key + form, all);
    }

    /** "30 September 2017". */
    static String date(LocalDate date) {
        return FULL.format(date);
    }

    /** "Tuesdays". */
    static String weekday(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.UK) + "s";
    }

    /** "Tuesday 3 July", with the year where it is not this one. */
    static String day(LocalDate date, LocalDate today) {
        return (date.getYear() == today.getYear() ? WEEKDAY : WEEKDAY_FULL).format(date);
    }
}
