package org.waymark.query.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.waymark.query.language.Language;

/** Dates and times as readers meet them, in the language of the page. */
public final class Dates {

    public static final ZoneId LOCAL = ZoneId.of("Europe/London");

    private static final DateTimeFormatter WITH_WEEKDAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM", Locale.UK);
    private static final DateTimeFormatter SORTABLE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

    /** Names of the months by language; a board writes hundreds of days. */
    private static final Map<Locale, List<String>> MONTHS = new ConcurrentHashMap<>();

    private Dates() {}

    /** 30 September 2017. */
    public static String day(LocalDate day) {
        List<String> months = MONTHS.computeIfAbsent(Language.current(), Dates::months);
        return day.getDayOfMonth() + " " + months.get(day.getMonthValue() - 1) + " " + day.getYear();
    }

    private static List<String> months(Locale language) {
        return Arrays.stream(Month.values())
                .map(month -> month.getDisplayName(TextStyle.FULL, language))
                .toList();
    }

    /** Tuesday 3 July 2018. */
    public static String weekday(LocalDate day) {
        return WITH_WEEKDAY.withLocale(Language.current()).format(day);
    }

    /** July 2018. */
    static String month(YearMonth month) {
        return MONTH.withLocale(Language.current()).format(month);
    }

    /** 3 Jul. */
    public static String shortDay(LocalDate day) {
        return SHORT.withLocale(Language.current()).format(day);
    }

    /** 25 June 2018, 07:30. */
    public static String moment(Instant instant) {
        return day(local(instant)) + ", " + time(instant);
    }

    /** 2018-06-25 07:30:00, for a file that is sorted. */
    static String sortable(Instant instant) {
        return SORTABLE.format(instant.atZone(LOCAL));
    }

    /** 07:30. */
    public static String time(Instant instant) {
        return TIME.format(instant.atZone(LOCAL));
    }

    /** A whole day as biweekly takes it, which writes the date that a moment has in the zone of the JVM. */
    public static Date forCalendar(LocalDate day) {
        return Date.from(day.atStartOfDay(ZoneId.systemDefault()).toInstant());
    }

    /** The day in Europe/London. */
    public static LocalDate local(Instant instant) {
        return LocalDate.ofInstant(instant, LOCAL);
    }
}
