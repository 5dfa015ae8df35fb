package org.waymark.query.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;

/** Dates and times as readers meet them. */
public final class Dates {

    public static final ZoneId LOCAL = ZoneId.of("Europe/London");

    private static final DateTimeFormatter WITH_WEEKDAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM", Locale.UK);
    private static final DateTimeFormatter SORTABLE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);
    private static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };

    private Dates() {}

    /** 30 September 2017. */
    public static String day(LocalDate day) {
        return day.getDayOfMonth() + " " + MONTHS[day.getMonthValue() - 1] + " " + day.getYear();
    }

    /** Tuesday 3 July 2018. */
    public static String weekday(LocalDate day) {
        return WITH_WEEKDAY.format(day);
    }

    /** 3 Jul. */
    public static String shortDay(LocalDate day) {
        return SHORT.format(day);
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
