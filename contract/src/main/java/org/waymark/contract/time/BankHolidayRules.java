package org.waymark.contract.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Bank holidays by rule, for years that the shipped list does not reach. Source: Banking and Financial Dealings Act 1971,
 * schedule 1, and the proclamations that are the same every year (New Year's Day, early May, substitute days). What is
 * proclaimed once (a jubilee, a funeral) no rule knows.
 */
final class BankHolidayRules {

    private BankHolidayRules() {}

    /** The bank holidays of one calendar year by title, in order; substitute days instead of weekends. */
    static SortedMap<LocalDate, String> of(Nation nation, int year) {
        SortedMap<LocalDate, String> days = new TreeMap<>();
        LocalDate newYear = LocalDate.of(year, Month.JANUARY, 1);
        LocalDate easter = easterSunday(year);
        days.put(easter.minusDays(2), "Good Friday");
        days.put(newYear.withMonth(5).with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY)), "Early May bank holiday");
        days.put(newYear.withMonth(5).with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)), "Spring bank holiday");
        pair(days, LocalDate.of(year, Month.DECEMBER, 25), "Christmas Day", "Boxing Day");
        if (nation == Nation.SCOTLAND) {
            pair(days, newYear, "New Year’s Day", "2nd January");
            days.put(
                    newYear.withMonth(8).with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY)), "Summer bank holiday");
            days.put(orMonday(LocalDate.of(year, Month.NOVEMBER, 30)), "St Andrew’s Day");
        } else {
            days.put(orMonday(newYear), "New Year’s Day");
            days.put(easter.plusDays(1), "Easter Monday");
            days.put(newYear.withMonth(8).with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)), "Summer bank holiday");
        }
        if (nation == Nation.NORTHERN_IRELAND) {
            days.put(orMonday(LocalDate.of(year, Month.MARCH, 17)), "St Patrick’s Day");
            days.put(orMonday(LocalDate.of(year, Month.JULY, 12)), "Battle of the Boyne (Orangemen’s Day)");
        }
        return Collections.unmodifiableSortedMap(days);
    }

    /** The Gregorian computus of Meeus, Jones and Butcher. */
    static LocalDate easterSunday(int year) {
        int golden = year % 19;
        int century = year / 100;
        int yearOfCentury = year % 100;
        int moonCorrection = (century - (century + 8) / 25 + 1) / 3;
        int epact = (19 * golden + century - century / 4 - moonCorrection + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7;
        int late = (golden + 11 * epact + 22 * weekday) / 451;
        int monthAndDay = epact + weekday - 7 * late + 114;
        return LocalDate.of(year, monthAndDay / 31, monthAndDay % 31 + 1);
    }

    /** Two holidays on consecutive days; one that falls on a weekend is moved behind both. */
    private static void pair(SortedMap<LocalDate, String> days, LocalDate first, String title, String next) {
        LocalDate second = first.plusDays(1);
        switch (first.getDayOfWeek()) {
            case FRIDAY -> {
                days.put(first, title);
                days.put(second.plusDays(2), next);
            }
            case SATURDAY -> {
                days.put(first.plusDays(2), title);
                days.put(second.plusDays(2), next);
            }
            case SUNDAY -> {
                days.put(second, next);
                days.put(second.plusDays(1), title);
            }
            default -> {
                days.put(first, title);
                days.put(second, next);
            }
        }
    }

    private static LocalDate orMonday(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY, SUNDAY -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            default -> day;
        };
    }
}
