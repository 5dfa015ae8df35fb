package org.waymark.contract.time;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.time.Timescale.Recurrence;

/**
 * Reads words that say how often something comes back, and when in the year. Expects normalised words; answers null where
 * it cannot be sure that it understood all of them.
 */
final class RecurrenceReader {

    /**
     * @param recurrence interval and anchor
     * @param first day of the first occurrence where the words name one with its year, otherwise null
     * @param unconfirmed whether the words could mean another interval
     */
    record Reading(Recurrence recurrence, @Nullable LocalDate first, boolean unconfirmed) {}

    private record Interval(int months, boolean unconfirmed) {}

    /** A year without leap day never matters here: month ends are kept as such. */
    private static final int SOME_LEAP_YEAR = 2016;

    private static final String EVERY = "(?:each|every|per|a|in every|in each)";
    private static final String NUMBER =
            "(\\d{1,2}|one|once|two|twice|three|thrice|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen)";
    private static final Pattern TIMES_A_YEAR = Pattern.compile("(?:at least )?" + NUMBER + "(?: ?x| times)? ?(?:"
            + EVERY + " (?:calendar |financial )?year|yearly|annually" + "|per annum|p\\.?a\\.?)");
    private static final Pattern EVERY_N_MONTHS =
            Pattern.compile("(?:(?:each|every) )?" + NUMBER + "[ -]?(?:monthly|months|month)");
    private static final Pattern EVERY_N_YEARS =
            Pattern.compile("(?:(?:each|every) )?" + NUMBER + "[ -]?(?:yearly|years|year)");
    private static final Pattern FILLER = Pattern.compile(
            "(?:report(?:s|ing)?|review(?:s|ed)?|update[sd]?|meetings?|basis|on an?|on|an|a|reported|monitored)");

    private static final Pattern STARTING = Pattern.compile(
            "(.+?) ?[-,:;(]? ?(?:from|starting|starting from|starting in|commencing|commencing in|beginning|beginning in"
                    + "|first in|first due|first|since|as from|as of|with effect from|next|next due|next in) (.+?)\\)?");
    private static final Pattern FROM_THEN = Pattern.compile(
            "(?:from |starting |starting in )?(.+?)(?: ?[,;-] ?(?:and )?(?:then )?| and then | then | and )"
                    + "(.+?)(?: thereafter| after that| afterwards)?");
    private static final Pattern PART_THEN_EVERY = Pattern.compile(
            "(?:in |by |by end of |by the end of |end of )?(.+?) ?[,(-]? ?(?:of )?"
                    + "(?:each year|every year|annually|yearly|annual|per year|each calendar year|each and every year|pa|p\\.a)\\)?");
    private static final Pattern EVERY_PART = Pattern.compile("(?:each|every) (.+?)(?: (?:from|starting) (.+))?");

    private RecurrenceReader() {}

    static @Nullable Reading read(String words) {
        String plain = words.replaceAll(" ?\\((?:ongoing|on-going)\\)$", "");
        Interval interval = interval(plain);
        if (interval != null) {
            return new Reading(new Recurrence(interval.months(), null), null, interval.unconfirmed());
        }
        Matcher m = PART_THEN_EVERY.matcher(plain);
        if (m.matches()) {
            Reading anchored = anchored(new Interval(12, false), m.group(1));
            if (anchored != null) {
                return anchored;
            }
        }
        m = EVERY_PART.matcher(plain);
        if (m.matches()) {
            Reading anchored = anchored(new Interval(12, false), m.group(1));
            if (anchored != null) {
                return m.group(2) == null ? anchored : startingAt(anchored, m.group(2));
            }
        }
        m = STARTING.matcher(plain);
        if (m.matches()) {
            Interval every = interval(m.group(1));
            Reading starting = every == null ? null : starting(every, m.group(2));
            if (starting != null) {
                return starting;
            }
        }
        for (int split = 1; split < plain.length(); split++) {
            if (" -,:;(".indexOf(plain.charAt(split)) < 0) {
                continue;
            }
            Interval every = interval(plain.substring(0, split).strip());
            if (every == null) {
                continue;
            }
            String rest = plain.substring(split)
                    .replaceAll("^[ ,:;(-]+|[) ]+$", "")
                    .replaceAll("^(?:(?:in|by|by end of|by the end of|end of|each|every|during) )+", "");
            Reading anchored = anchored(every, rest);
            if (anchored == null) {
                anchored = starting(every, rest);
            }
            if (anchored != null) {
                return anchored;
            }
        }
        m = FROM_THEN.matcher(plain);
        if (m.matches()) {
            Interval every = interval(m.group(2));
            if (every != null) {
                return starting(every, m.group(1));
            }
        }
        return null;
    }

    /** How many months lie between two occurrences, or null. */
    private static @Nullable Interval interval(String words) {
        String plain = FILLER.matcher(words)
                .replaceAll(match -> isWord(words, match.start(), match.end()) ? "" : match.group())
                .replaceAll(" +", " ")
                .replaceAll("^(?:at least|minimum|min|normally|usually) ", "")
                .strip();
        Interval known = switch (plain) {
            case "monthly", "every month", "each month", "per month", "once month" -> new Interval(1, false);
            case "every other month", "bi-monthly", "bimonthly" -> new Interval(2, !plain.startsWith("every"));
            case "quarterly", "every quarter", "each quarter", "per quarter", "once quarter" -> new Interval(3, false);
            case "termly", "every term", "each term", "per term" -> new Interval(4, true);
            case "half yearly", "half-yearly", "halfyearly", "half year", "every half year" -> new Interval(6, false);
            case "biannual", "biannually", "bi-annual", "bi-annually", "bi annually" -> new Interval(6, true);
            case "annual",
                    "annually",
                    "yearly",
                    "each year",
                    "every year",
                    "per year",
                    "per annum",
                    "p.a",
                    "once year",
                    "once per year",
                    "once each year",
                    "once annually" -> new Interval(12, false);
            case "biennial", "biennially", "every other year" -> new Interval(24, false);
            default -> null;
        };
        if (known != null) {
            return known;
        }
        Matcher m = TIMES_A_YEAR.matcher(words);
        if (m.matches()) {
            int times = number(m.group(1));
            // eight times a year has no whole interval; nobody is asked more often than agreed
            return times < 1 || times > 12 ? null : new Interval(Math.ceilDiv(12, times), 12 % times != 0);
        }
        m = EVERY_N_MONTHS.matcher(plain);
        if (m.matches() && number(m.group(1)) >= 1) {
            boolean duration = plain.endsWith("months") && !plain.startsWith("e");
            return duration ? null : new Interval(number(m.group(1)), false);
        }
        m = EVERY_N_YEARS.matcher(plain);
        if (m.matches() && number(m.group(1)) >= 1) {
            boolean duration = !plain.startsWith("e") && !plain.endsWith("yearly");
            return duration ? null : new Interval(12 * number(m.group(1)), false);
        }
        return null;
    }

    private static boolean isWord(String text, int start, int end) {
        return (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)) && text.charAt(start - 1) != '-')
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)) && text.charAt(end) != '-');
    }

    /** The interval with the parts of the year that {@code words} name ("autumn", "march and september"), or null. */
    private static @Nullable Reading anchored(Interval interval, String words) {
        List<MonthDay> parts = new ArrayList<>();
        for (String word : words.split(" ?(?:,|/|&|\\band\\b) ?")) {
            Period period = PeriodReader.inYear(word.strip(), SOME_LEAP_YEAR);
            if (period == null) {
                return null;
            }
            parts.add(anchor(period.until()));
        }
        if (parts.size() == 1) {
            return new Reading(new Recurrence(interval.months(), parts.getFirst()), null, interval.unconfirmed());
        }
        int step = 12 / parts.size();
        boolean even = 12 % parts.size() == 0;
        for (int i = 0; even && i < parts.size(); i++) {
            int gap = parts.get((i + 1) % parts.size()).getMonthValue()
                    - parts.get(i).getMonthValue();
            even = Math.floorMod(gap, 12) == step % 12;
        }
        if (!even || interval.months() != 12 && interval.months() != step) {
            return null;
        }
        return new Reading(new Recurrence(step, parts.getFirst()), null, false);
    }

    private static @Nullable Reading starting(Interval interval, String words) {
        Period first = PeriodReader.read(words.replaceAll("^(?:the )?(?:by |in |end of |end |by end of )+", ""));
        if (first == null) {
            return anchored(interval, words);
        }
        boolean wholeYear = first.from().plusMonths(6).isBefore(first.until());
        return new Reading(
                new Recurrence(interval.months(), wholeYear ? null : anchor(first.until())),
                first.until(),
                interval.unconfirmed() || first.unconfirmed());
    }

    /** The anchored reading, no earlier than the first day of the period that {@code words} name. */
    private static @Nullable Reading startingAt(Reading anchored, String words) {
        Period start = PeriodReader.read(words);
        MonthDay anchor = anchored.recurrence().anchor();
        if (start == null || anchor == null) {
            return null;
        }
        LocalDate first = anchor.atYear(start.from().getYear());
        return new Reading(
                anchored.recurrence(),
                first.isBefore(start.from()) ? anchor.atYear(start.from().getYear() + 1) : first,
                anchored.unconfirmed());
    }

    /** The day of the year; the end of February is its end in every year. */
    private static MonthDay anchor(LocalDate day) {
        return day.getDayOfMonth() == day.lengthOfMonth()
                ? MonthDay.of(day.getMonth(), day.getMonth().maxLength())
                : MonthDay.from(day);
    }

    private static int number(String word) {
        return switch (word) {
            case "one", "once" -> 1;
            case "two", "twice" -> 2;
            case "three", "thrice" -> 3;
            case "four" -> 4;
            case "five" -> 5;
            case "six" -> 6;
            case "seven" -> 7;
            case "eight" -> 8;
            case "nine" -> 9;
            case "ten" -> 10;
            case "eleven" -> 11;
            case "twelve" -> 12;
            case "eighteen" -> 18;
            default -> Integer.parseInt(word);
        };
    }
}
