package org.waymark.contract.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads words that name a stretch of calendar time: a day, month, quarter, season, year, or one to another. Expects
 * normalised words ({@link Words#normalise}); answers null where it cannot be sure that it understood all of them.
 */
final class PeriodReader {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2099;

    /** Longer words than these name no period; the bounds keep the effort for free text small. */
    private static final int LONGEST = 60;

    private static final int MOST_PARTS = 3;

    private static final String MONTH = Arrays.stream(Month.values())
            .map(month -> month.name().toLowerCase(Locale.ROOT))
            .map(PeriodReader::prefixes)
            .collect(Collectors.joining("|", "(?:", ")"));
    private static final String YEAR = "(\\d{4})";
    private static final String YEAR_OR_SHORT = "'?(\\d{4}|\\d{2})";
    private static final String DAY = "(\\d{1,2}) ?(?:st|nd|rd|th)?";
    private static final String WEEKDAY = "(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,? )?";
    private static final String SEASON = "(spring|summer|autumn|winter)";
    private static final String QUARTER =
            "(?:q(?:uarter|tr|u)? ?([1-4])|([1-4])(?:st|nd|rd|th) (?:quarter|qtr)|(first|second|third|fourth) quarter)";
    private static final String FINANCIAL = "(?:financial year|fin\\.? year|fy|f/y)";
    private static final String GAP = "[ ,./-]*";

    private static final Pattern ISO_DAY = Pattern.compile(YEAR + "-(\\d{2})-(\\d{2})(?:t00:00(?::00)?z?)?");
    private static final Pattern UK_DAY =
            Pattern.compile(WEEKDAY + "(\\d{1,2}) ?[/.-] ?(\\d{1,2}) ?[/.-] ?(\\d{4}|\\d{2})");
    private static final Pattern DAY_MONTH_YEAR =
            Pattern.compile(WEEKDAY + "(?:the )?" + DAY + "(?: of)?" + GAP + "(" + MONTH + ")" + GAP + YEAR_OR_SHORT);
    private static final Pattern MONTH_DAY_YEAR =
            Pattern.compile(WEEKDAY + "(" + MONTH + ") (?:the )?" + DAY + ",? " + YEAR);
    private static final Pattern MONTH_YEAR =
            Pattern.compile("(" + MONTH + ")((?:,? of|,? in)? |" + GAP + ")('?)(\\d{4}|\\d{2})");
    private static final Pattern YEAR_MONTH = Pattern.compile(YEAR + GAP + "(" + MONTH + ")");
    private static final Pattern MONTH_NUMBER_YEAR = Pattern.compile("(\\d{1,2}) ?[/.-] ?" + YEAR);
    private static final Pattern MONTH_NUMBER_SHORT_YEAR = Pattern.compile("(\\d{1,2}) ?/ ?(\\d{2})");
    private static final Pattern ISO_MONTH = Pattern.compile(YEAR + "-(\\d{2})");
    private static final Pattern YEAR_PAIR =
            Pattern.compile("(?:" + FINANCIAL + " ?(?:of )?)?" + YEAR + " ?[/-] ?(\\d{2})(?: " + FINANCIAL + ")?");
    private static final Pattern SHORT_YEAR_PAIR = Pattern.compile("(\\d{2}) ?/ ?(\\d{2})");
    private static final Pattern MARKED_YEAR_PAIR =
            Pattern.compile(FINANCIAL + " ?(?:of )?(\\d{4}|\\d{2}) ?[/-] ?(\\d{4}|\\d{2})");
    private static final Pattern MARKED_YEAR = Pattern.compile(FINANCIAL + " ?(?:of )?" + YEAR);
    private static final Pattern CALENDAR_YEAR = Pattern.compile("(?:calendar )?(?:year )?(?:of )?" + YEAR);
    private static final Pattern QUARTER_YEAR =
            Pattern.compile(QUARTER + "(?: of| in)?[ ,-]*(?:" + FINANCIAL + " ?)?(\\d{4})(?: ?[/-] ?(\\d{4}|\\d{2}))?");
    private static final Pattern QUARTER_SHORT_YEARS =
            Pattern.compile(QUARTER + "(?: of| in)?[ ,-]*(?:" + FINANCIAL + " ?)?(\\d{2}) ?[/-] ?(\\d{2})");
    private static final Pattern YEAR_QUARTER =
            Pattern.compile("(?:" + FINANCIAL + " ?)?(\\d{4})(?: ?[/-] ?(\\d{4}|\\d{2}))?[ ,-]*" + QUARTER);
    private static final Pattern SEASON_YEAR =
            Pattern.compile(SEASON + "(?: of| in)?[ ,-]*(\\d{4})(?: ?[/-] ?(\\d{4}|\\d{2}))?");
    private static final Pattern YEAR_SEASON = Pattern.compile("(\\d{4}) " + SEASON);
    private static final Pattern WEEK =
            Pattern.compile("(?:week commencing|week beginning|week starting|week of|w/c|wc|w/b)[: ]*(.+)");
    private static final Pattern WEEK_END = Pattern.compile("(?:week ending|w/e)[: ]*(.+)");

    private static final Pattern ONLY_DAY = Pattern.compile(DAY);
    private static final Pattern ONLY_DAY_MONTH = Pattern.compile(DAY + "(?: of)? ?-?(" + MONTH + ")");
    private static final Pattern ONLY_MONTH = Pattern.compile(MONTH);
    private static final Pattern ONLY_SEASON = Pattern.compile(SEASON);
    private static final Pattern ONLY_QUARTER = Pattern.compile(QUARTER);

    private static final Pattern SEPARATOR =
            Pattern.compile(" ?(?:[-/,;&+\n]|(?<= )(?:to|and|until|till|through|or|up to)(?= )) ?");

    private PeriodReader() {}

    /** One part, or one to another; null when the words are not understood. */
    static @Nullable Period read(String words) {
        return words.length() > LONGEST ? null : read(words, MOST_PARTS);
    }

    private static @Nullable Period read(String words, int parts) {
        Period single = single(words);
        return single != null || parts < 2 ? single : range(words, parts);
    }

    /** A part of the year without its year ("june", "autumn"), as it lies in {@code year}; null when it is none. */
    static @Nullable Period inYear(String words, int year) {
        if (ONLY_MONTH.matcher(words).matches()) {
            return month(words, year);
        }
        if (ONLY_SEASON.matcher(words).matches()) {
            return season(words, year);
        }
        Matcher dayMonth = ONLY_DAY_MONTH.matcher(words);
        if (dayMonth.matches()) {
            return day(year, monthNumber(dayMonth.group(2)), Integer.parseInt(dayMonth.group(1)));
        }
        Matcher quarter = ONLY_QUARTER.matcher(words);
        if (quarter.matches()) {
            return quarter(quarterNumber(quarter, 1), year);
        }
        return null;
    }

    /** Pattern text that finds month names and their abbreviations. */
    static String monthPattern() {
        return MONTH;
    }

    /** The month that these letters begin, at least three of them. */
    static int monthNumber(String name) {
        for (Month month : Month.values()) {
            if (month.name().toLowerCase(Locale.ROOT).startsWith(name)) {
                return month.getValue();
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static @Nullable Period single(String words) {
        Matcher m = ISO_DAY.matcher(words);
        if (m.matches()) {
            return day(number(m, 1), number(m, 2), number(m, 3));
        }
        m = UK_DAY.matcher(words);
        if (m.matches()) {
            return day(year(m.group(3)), number(m, 2), number(m, 1));
        }
        m = DAY_MONTH_YEAR.matcher(words);
        if (m.matches()) {
            return day(year(m.group(3)), monthNumber(m.group(2)), number(m, 1));
        }
        m = MONTH_DAY_YEAR.matcher(words);
        if (m.matches()) {
            return day(number(m, 3), monthNumber(m.group(1)), number(m, 2));
        }
        m = MONTH_YEAR.matcher(words);
        if (m.matches()) {
            Period month = month(m.group(1), year(m.group(4)));
            boolean dayOfMonth = m.group(4).length() == 2
                    && m.group(3).isEmpty()
                    && m.group(2).equals(" ")
                    && number(m, 4) <= 31;
            return month != null && dayOfMonth ? month.unsure() : month;
        }
        m = YEAR_MONTH.matcher(words);
        if (m.matches()) {
            return month(m.group(2), number(m, 1));
        }
        m = MONTH_NUMBER_YEAR.matcher(words);
        if (m.matches() && number(m, 1) >= 1 && number(m, 1) <= 12) {
            return month(Month.of(number(m, 1)).name().toLowerCase(Locale.ROOT), number(m, 2));
        }
        m = MONTH_NUMBER_SHORT_YEAR.matcher(words);
        if (m.matches() && number(m, 1) >= 1 && number(m, 1) <= 12 && number(m, 2) > 12) {
            Period month = month(Month.of(number(m, 1)).name().toLowerCase(Locale.ROOT), year(m.group(2)));
            return month == null || number(m, 2) == number(m, 1) + 1 ? null : month.unsure();
        }
        Period years = years(words);
        if (years != null) {
            return years;
        }
        Period part = quarterOrSeason(words);
        if (part != null) {
            return part;
        }
        m = WEEK.matcher(words);
        if (m.matches()) {
            Period start = single(m.group(1));
            return start == null || !start.from().equals(start.until())
                    ? null
                    : Period.of(start.from(), start.from().plusDays(6));
        }
        m = WEEK_END.matcher(words);
        if (m.matches()) {
            Period end = single(m.group(1));
            return end == null || !end.from().equals(end.until()) ? null : end;
        }
        return null;
    }

    private static @Nullable Period years(String words) {
        Matcher m = YEAR_PAIR.matcher(words);
        if (m.matches() && known(number(m, 1))) {
            int first = number(m, 1);
            int second = number(m, 2);
            if ((first + 1) % 100 == second) {
                Period year = financialYear(first).asWindow();
                // "2009-10" is the financial year to nearly everybody, but October 2009 to a computer
                return ISO_MONTH.matcher(words).matches() && second <= 12 ? year.unsure() : year;
            }
            if (ISO_MONTH.matcher(words).matches() && second >= 1 && second <= 12) {
                YearMonth month = YearMonth.of(first, second);
                return Period.of(month.atDay(1), month.atEndOfMonth());
            }
            int last = first / 100 * 100 + second;
            return last > first ? calendarYears(first, last) : null;
        }
        m = MARKED_YEAR_PAIR.matcher(words);
        if (m.matches()) {
            int first = year(m.group(1));
            int second = year(m.group(2));
            return known(first) && second == first + 1 ? financialYear(first).asWindow() : null;
        }
        m = SHORT_YEAR_PAIR.matcher(words);
        if (m.matches() && number(m, 1) > 12 && number(m, 2) == number(m, 1) + 1) {
            return financialYear(year(m.group(1))).asWindow().unsure();
        }
        m = MARKED_YEAR.matcher(words);
        if (m.matches() && known(number(m, 1))) {
            return financialYear(number(m, 1)).asWindow().unsure();
        }
        m = CALENDAR_YEAR.matcher(words);
        if (m.matches() && known(number(m, 1))) {
            Period year = Period.of(LocalDate.of(number(m, 1), 1, 1), LocalDate.of(number(m, 1), 12, 31));
            return words.startsWith("calendar") ? year : year.unsure();
        }
        return null;
    }

    private static @Nullable Period quarterOrSeason(String words) {
        Matcher m = QUARTER_YEAR.matcher(words);
        if (m.matches()) {
            return quarter(quarterNumber(m, 1), number(m, 4), m.group(5));
        }
        m = QUARTER_SHORT_YEARS.matcher(words);
        if (m.matches()) {
            return quarter(quarterNumber(m, 1), year(m.group(4)), m.group(5));
        }
        m = YEAR_QUARTER.matcher(words);
        if (m.matches()) {
            return quarter(quarterNumber(m, 3), number(m, 1), m.group(2));
        }
        m = SEASON_YEAR.matcher(words);
        if (m.matches()) {
            Period season = season(m.group(1), number(m, 2));
            if (m.group(3) == null) {
                return season;
            }
            boolean followsOn = Integer.parseInt(m.group(3)) % 100 == (number(m, 2) + 1) % 100;
            return followsOn && m.group(1).equals("winter") ? season : null;
        }
        m = YEAR_SEASON.matcher(words);
        if (m.matches()) {
            return season(m.group(2), number(m, 1));
        }
        return null;
    }

    private static @Nullable Period range(String words, int parts) {
        Matcher separator = SEPARATOR.matcher(words);
        for (int at = 0; separator.find(at); at = separator.start() + 1) {
            String first = words.substring(0, separator.start()).strip();
            String last = words.substring(separator.end()).strip();
            if (!first.isEmpty() && !last.isEmpty()) {
                boolean list = separator.group().strip().matches("[,;&+]|and|or|");
                Period range = range(first, last, list, parts);
                if (range != null) {
                    return range;
                }
            }
            if (separator.start() + 1 >= words.length()) {
                break;
            }
        }
        return null;
    }

    private static @Nullable Period range(String first, String last, boolean list, int parts) {
        Period start = single(first);
        if (start == null
                && inYear(first, LAST_YEAR) == null
                && !ONLY_DAY.matcher(first).matches()) {
            return null;
        }
        Period end = read(last, parts - 1);
        if (start != null && end == null) {
            end = inYear(last, start.until().getYear());
            if (end != null && end.from().isBefore(start.from())) {
                end = end.plusYears(1).unsure();
            }
        } else if (start == null && end != null) {
            start = inYear(first, end.from().getYear());
            if (start != null && start.from().isAfter(end.from())) {
                // the year stands behind the last part, so the first part lies in the year before
                start = start.minusYears(1).unsure();
            } else if (start == null) {
                Matcher day = ONLY_DAY.matcher(first);
                start = day.matches() && end.from().equals(end.until())
                        ? day(end.from().getYear(), end.from().getMonthValue(), number(day, 1))
                        : null;
            }
        } else if (list && start != null) {
            // two whole dates in a list are perhaps two steps, not a stretch of time
            start = start.unsure();
        }
        if (start == null
                || end == null
                || end.until().isBefore(start.until())
                || end.from().isBefore(start.from())) {
            return null;
        }
        return new Period(start.from(), end.until(), true, start.unconfirmed() || end.unconfirmed());
    }

    private static @Nullable Period day(int year, int month, int day) {
        try {
            return known(year) ? Period.day(LocalDate.of(year, month, day)) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Period month(String name, int year) {
        if (!known(year)) {
            return null;
        }
        YearMonth month = YearMonth.of(year, monthNumber(name));
        return Period.of(month.atDay(1), month.atEndOfMonth());
    }

    private static @Nullable Period season(String name, int year) {
        if (!known(year)) {
            return null;
        }
        YearMonth first = switch (name) {
            case "spring" -> YearMonth.of(year, 3);
            case "summer" -> YearMonth.of(year, 6);
            case "autumn" -> YearMonth.of(year, 9);
            default -> YearMonth.of(year, 12);
        };
        return Period.of(first.atDay(1), first.plusMonths(2).atEndOfMonth());
    }

    /** The quarters of the UK's public sector start in April. */
    private static @Nullable Period quarter(int quarter, int year) {
        if (!known(year)) {
            return null;
        }
        YearMonth first = YearMonth.of(year, 4).plusMonths(3L * (quarter - 1));
        return Period.of(first.atDay(1), first.plusMonths(2).atEndOfMonth());
    }

    private static @Nullable Period quarter(int quarter, int year, @Nullable String nextYear) {
        Period period = quarter(quarter, year);
        if (period == null) {
            return null;
        }
        if (nextYear == null) {
            return period.unsure();
        }
        return Integer.parseInt(nextYear) % 100 == (year + 1) % 100 ? period : null;
    }

    private static int quarterNumber(Matcher matcher, int firstGroup) {
        for (int group = firstGroup; group < firstGroup + 2; group++) {
            if (matcher.group(group) != null) {
                return number(matcher, group);
            }
        }
        return switch (matcher.group(firstGroup + 2)) {
            case "first" -> 1;
            case "second" -> 2;
            case "third" -> 3;
            default -> 4;
        };
    }

    private static Period financialYear(int first) {
        return Period.of(LocalDate.of(first, 4, 1), LocalDate.of(first + 1, 3, 31));
    }

    private static @Nullable Period calendarYears(int first, int last) {
        return known(last) ? new Period(LocalDate.of(first, 1, 1), LocalDate.of(last, 12, 31), true, true) : null;
    }

    private static boolean known(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** Two digits are a year of this century. */
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() == 2 ? 2000 + year : year;
    }

    private static String prefixes(String name) {
        StringBuilder pattern = new StringBuilder();
        for (int length = name.length(); length >= 3; length--) {
            pattern.append(pattern.isEmpty() ? "" : "|").append(name, 0, length);
        }
        return pattern.toString();
    }
}
