package org.waymark.contract.time;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.time.Timescale.Kind;
import org.waymark.contract.time.Timescale.Recurrence;

/**
 * Reads what plans write about time into one of the kinds of {@link Timescale}. Pure: the same words and the same
 * context give the same reading, on any day. Nothing is guessed silently: what rests on an assumption is
 * {@linkplain Timescale#unconfirmed() unconfirmed}, what cannot be read is {@link Kind#UNREADABLE}, at most with a
 * suggestion. No words make it fail.
 */
public final class TimescaleReader {

    /** Words as long as this are a paragraph, not a time. */
    private static final int LONGEST = 150;

    private static final String ONGOING_WORD =
            "(?:on-? ?going|continuous(?:ly)?|continuing|continual(?:ly)?|continues|rolling(?: program(?:me)?)?"
                    + "|already in place|(?:is |are |now )?in place|business as usual|bau)";
    private static final Pattern ONGOING = Pattern.compile(ONGOING_WORD + "\\b(.*)");
    private static final Pattern ONGOING_PLAIN = Pattern.compile("(?:current and |current, |already |is |and )?"
            + ONGOING_WORD + "|throughout|throughout the (?:life|period|lifetime|duration)"
            + " of the (?:plan|strategy|action plan)|throughout the (?:year|strategy|plan)|all year(?: round)?|weekly|daily|fortnightly"
            + "|in place and " + ONGOING_WORD + "|" + ONGOING_WORD + "(?: |/|, )+" + ONGOING_WORD);
    private static final Pattern ONGOING_REST = Pattern.compile(
            "[ ,;:/(-]*(?:(?:inc|incl|including|include|since|from|throughout|during|for|in|over|across|as|when|where|with|until|to"
                    + "|through|and|but|subject|process|programme|program|work|activity|action|basis|review|monitor(?:ing|ed)?|part"
                    + "|commitment|weekly|daily|support|development|requirement|priority)\\b.*)?");
    private static final Pattern ONGOING_UNTIL =
            Pattern.compile(ONGOING_WORD + "[ ,;:(-]*(?:until|till|up to|through to|to|ending|ends|by|end) (.+?)\\)?");
    private static final Pattern ONGOING_WITH_DATE = Pattern.compile(ONGOING_WORD
            + "[ ,;:/(-]*(?:with |and |but )?(?:(?:first |next |to be |formal )?(?:review(?:ed)?|report|due|target)(?: date)?"
            + "(?: in| by| due| on)?[: -]*|complete by )(.+?)\\)?");
    private static final Pattern THEN_ONGOING = Pattern.compile(
            "(.+?)[ ,;:/&+(-]*(?:and then |and |then |& )?(?:is |will be |be )?(?:thereafter |then )?(?:" + ONGOING_WORD
                    + "|onwards?|thereafter|beyond|after)(?: thereafter)?\\)?");
    private static final Pattern FROM_DATE = Pattern.compile(
            "(?:from|starting|starting from|starting in|commencing|beginning|as from|with effect from|wef) (.+)");

    private static final String COMPLETE_WORD = "(?:(?:now |all |already |action |fully )?"
            + "(?:complete|completed|done|achieved|finished|delivered|implemented)|100% complete|closed|action closed)\\b";
    private static final String ENDED_WORD =
            "(?:(?:now |has |action )?(?:ended|stopped|discontinued|withdrawn|cancelled|canceled|abandoned|superseded|ceased)"
                    + "|no longer (?:required|needed|applicable|relevant|proceeding)|not (?:being )?(?:progressed|proceeding|pursued|taken forward))\\b";
    private static final Pattern COMPLETE = Pattern.compile(COMPLETE_WORD);
    private static final Pattern COMPLETE_ON =
            Pattern.compile(COMPLETE_WORD + "[ ,;:(-]*(?:in |on |as of |as at |at |since )?(.+?)\\)?");
    private static final Pattern ENDED = Pattern.compile(ENDED_WORD);
    private static final Pattern ENDED_ON =
            Pattern.compile(ENDED_WORD + "[ ,;:(-]*(?:in |on |as of |as at |at |since )?(.+?)\\)?");
    private static final Pattern COMPLETE_BUT_ONGOING =
            Pattern.compile(COMPLETE_WORD + "(?: ?[/,&(-] ?| and | but | now )" + ONGOING_WORD + "\\)?");

    private static final Pattern CONDITIONAL = Pattern.compile(
            "(?:as per|per|as (?!soon as|at|of|above|below|before)(?=[a-z])|in line with|in accordance with|according to|aligned (?:to|with)"
                    + "|linked to|tied to|when|whenever|once|subject to|depend(?:ent|ant|ing|s) (?:on|upon)|conditional on|contingent on|pending"
                    + "|awaiting|following|after|upon|on (?:completion|approval|agreement|receipt|publication|appointment|request|demand) ?(?:of)?"
                    + "|if|where|wherever|will follow|in parallel with|alongside|to follow|to be (?:determined|decided|agreed|set|confirmed) (?:by|when|once|after|following)"
                    + "|timescales? (?:as|per|to be (?:determined|set|agreed) (?:by|in|with)))\\b.+"
                    + "|as (?:and when|required|needed|necessary|appropriate)|as and when|when (?:required|needed|necessary)|ad[ -]hoc"
                    + "|on (?:request|demand)|conditional");

    private static final Pattern END_OF = Pattern.compile(
            "(?:by |before |at |towards |due |due by |due at )?(?:the )?(?:very )?(?:end|year[ -]end)(?: of)?(?: the)?(?: year)?[ ,]+(.+)");
    private static final Pattern LEAD_IN = Pattern.compile(
            "(?:(?:to be |will be |should be )?(?:complete|completed|achieved|delivered|done|implemented|finished|finalised|in place|agreed|launched|reviewed|launch|start|review|target|deadline|due|timescale)"
                    + "(?: date)?\\b ?[:-]? ?)?(?:(?:on or before|no later than|not later than|due by|due in|due on|by|in|during|throughout|within|on|at|for|target)"
                    + "(?: date)?[: ]+)?(?:the |both )?(.+)");
    private static final Pattern DONE_LEAD_IN =
            Pattern.compile("(?:completed|achieved|delivered|done|implemented|finished)\\b.*");
    private static final Pattern VAGUE_PART = Pattern.compile(
            "(?:by |in |during )?(?:the )?(?:early|mid|middle|late|later|beginning|start|first half|second half|around|about|approx|approximately|circa|ca?|c\\.|provisionally|estimated|est|hopefully|probably|possibly|likely)"
                    + "(?: of| in)?(?: the)?[ .:-]+(.+)");
    private static final Pattern VAGUE_END = Pattern.compile(
            "(.+?)[ ,;:/(-]*(?:tbc|tba|provisional(?:ly)?|to be confirmed|estimated|est|approx(?:imately)?|at earliest|\\?)[?)]*");
    private static final Pattern FIRM_END = Pattern.compile(
            "(.+?)[ ,;(-]*(?:at the latest|latest|deadline|\\(?target\\)?|if not before|or (?:before|sooner|earlier))\\)?");
    private static final Pattern BETWEEN = Pattern.compile("between (.+) and (.+)");

    private static final Pattern WAITING = Pattern.compile(
            "(?:date |dates |timescales? |deadline )?(?:tb[cadn]|to be (?:confirmed|agreed|determined|decided|set|announced|advised|identified|established)|not known|unknown|n/?a|not applicable|not set"
                    + "|none|nil|\\?+|awaited|asap|as soon as possible|immediate(?:ly)?|urgent(?:ly)?|now|(?:short|medium|long|longer)[ -]term)\\b.*");
    private static final Pattern WORD_OF_TIME = Pattern.compile(
            "\\b(?:" + PeriodReader.monthPattern()
                    + "|spring|summer|autumn|winter|easter|christmas|term|weeks?|days?|months?|quarters?|years?|yr|meetings?|dates?|soon|tbc|tba|deadline|q[1-4]|fy)\\b");
    private static final Pattern REFERENCE =
            Pattern.compile("(?:as|see|as per|covered (?:in|by))[: ]+\\d+(?:\\.\\d+)*.*");

    private static final Pattern WITHIN = Pattern.compile(
            "(?:with)?in (?:the next |a |the first )?(\\d{1,3}|one|two|three|four|five|six|nine|twelve|eighteen) ?(weeks?|months?|years?).*");
    private static final Pattern LONG_YEAR = Pattern.compile("(.*?)\\b(\\d{5})\\b(.*)");
    private static final Pattern IMPOSSIBLE_DAY = Pattern.compile(
            "(29|30|31)((?:st|nd|rd|th)?(?: of)?[ ./-]+(?:" + PeriodReader.monthPattern() + "|\\d{1,2})[ ./-]+\\d{4})");
    private static final Pattern AMERICAN_DAY = Pattern.compile("(\\d{1,2})([/.-])(\\d{1,2})([/.-]\\d{2,4})");
    private static final Pattern BEFORE = Pattern.compile("(?:before|prior to|ahead of) (?:the )?(?:start of )?(.+)");
    private static final Pattern FRAGMENT =
            Pattern.compile("\\b(?:\\d{1,2}(?:st|nd|rd|th)? )?" + PeriodReader.monthPattern()
                    + "[ -]'?\\d{4}\\b|\\b\\d{1,2}/\\d{1,2}/\\d{4}\\b|\\b\\d{4}-\\d{2}-\\d{2}\\b");
    private static final Pattern WRITTEN_MONTH = Pattern.compile("\\b[a-z]{4,12}\\b");

    /** Day 0 of spreadsheets' serial dates, and the numbers that can be meant as dates from 2000 to 2079. */
    private static final LocalDate SPREADSHEET_EPOCH = LocalDate.of(1899, 12, 30);

    private static final int FIRST_SERIAL = 36526;
    private static final int LAST_SERIAL = 65745;

    private TimescaleReader() {}

    /** Reads the words without any context: a recurring timescale has a target only if its words name one. */
    public static Timescale read(@Nullable String written) {
        return read(written, ReadingContext.none());
    }

    /**
     * Reads the words. Null is read like an empty cell.
     *
     * @param written the words as they stand in the plan, kept exactly
     * @param context from when recurring timescales count
     */
    public static Timescale read(@Nullable String written, ReadingContext context) {
        String kept = written == null ? "" : written;
        String words = Words.normalise(kept);
        if (words.isEmpty()) {
            return plain(kept, Kind.NONE);
        }
        if (words.length() > LONGEST) {
            return new Timescale(kept, Kind.UNREADABLE, null, null, null, false, fragment(words));
        }
        Timescale reading = settled(kept, words);
        if (reading == null
                && !REFERENCE.matcher(words).matches()
                && !WAITING.matcher(words).matches()) {
            reading = dated(kept, words);
            if (reading == null) {
                reading = recurring(kept, words, context);
            }
            if (reading == null) {
                reading = dateThenOngoing(kept, words, context);
            }
            if (reading == null) {
                reading = ongoing(kept, words, context);
            }
            if (reading == null && CONDITIONAL.matcher(words).matches() && fragment(words) == null) {
                reading = plain(kept, Kind.CONDITIONAL);
            }
            if (reading == null) {
                reading = lines(kept);
            }
        }
        return reading != null
                ? reading
                : new Timescale(kept, Kind.UNREADABLE, null, null, null, false, suggestion(words, context));
    }

    /**
     * The same recurring timescale with its next occurrence as target: the first one that is later than both
     * {@code after} and the occurrence that it has now.
     *
     * @throws IllegalArgumentException if the timescale does not recur
     */
    public static Timescale next(Timescale recurring, LocalDate after) {
        Recurrence recurrence = recurring.recurrence();
        if (recurrence == null) {
            throw new IllegalArgumentException("Does not recur: " + recurring.written());
        }
        LocalDate current = recurring.target();
        LocalDate later = current != null && current.isAfter(after) ? current : after;
        return new Timescale(
                recurring.written(),
                recurring.kind(),
                recurring.from(),
                occurrence(recurrence, current, later.plusDays(1), after),
                recurrence,
                recurring.unconfirmed(),
                recurring.suggestion());
    }

    /**
     * Whether the timescale recurs without naming a part of the year or a first day, so that its occurrences count from
     * the adoption of its plan.
     */
    public static boolean countsFromAdoption(Timescale timescale) {
        Recurrence recurrence = timescale.recurrence();
        return recurrence != null
                && recurrence.anchor() == null
                && read(timescale.written()).kind() == Kind.RECURRING
                && read(timescale.written()).target() == null;
    }

    /**
     * Whether it {@linkplain #countsFromAdoption counts from the adoption} of its plan and nobody has named a day yet: one that
     * was only assumed, before there was an adoption, is none.
     */
    public static boolean waitsForAdoption(Timescale timescale) {
        return (!timescale.dated() || timescale.unconfirmed()) && countsFromAdoption(timescale);
    }

    /** What it is once its plan is adopted: with its first day where it {@linkplain #waitsForAdoption waited}, else itself. */
    public static Timescale atAdoption(Timescale timescale, LocalDate adoptedOn) {
        if (!waitsForAdoption(timescale)) {
            return timescale;
        }
        Timescale read = read(timescale.written(), ReadingContext.from(adoptedOn));
        return timescale.unconfirmed() ? read : read.confirmed();
    }

    /**
     * Whether the words are a remark on progress rather than a time ("Key providers signed up, requires expansion"):
     * several words that cannot be read and do not speak of time. Such words belong into a progress note.
     */
    public static boolean isRemark(@Nullable String written) {
        String words = Words.normalise(written == null ? "" : written);
        Timescale reading = read(written);
        if (reading.kind() != Kind.UNREADABLE || reading.suggestion() != null) {
            return false;
        }
        long count = Pattern.compile("[a-z]{2,}").matcher(words).results().count();
        boolean waiting =
                WAITING.matcher(words).matches() || REFERENCE.matcher(words).matches();
        return !waiting
                && (count >= 5 || count >= 2 && !WORD_OF_TIME.matcher(words).find());
    }

    private static @Nullable Timescale settled(String written, String words) {
        if (COMPLETE.matcher(words).matches() || names(COMPLETE_ON, words)) {
            return plain(written, Kind.SETTLED_COMPLETE);
        }
        if (ENDED.matcher(words).matches() || names(ENDED_ON, words)) {
            return plain(written, Kind.SETTLED_ENDED);
        }
        return null;
    }

    /** Whether the words are a settled word followed by nothing but a date. */
    private static boolean names(Pattern pattern, String words) {
        Matcher m = pattern.matcher(words);
        return m.matches() && PeriodReader.read(m.group(1)) != null;
    }

    private static @Nullable Timescale dated(String written, String words) {
        Period period = period(words);
        return period == null ? null : dated(written, Kind.DATE, period);
    }

    private static Timescale dated(String written, Kind kind, Period period) {
        return new Timescale(
                written,
                kind == Kind.DATE && period.window() ? Kind.WINDOW : kind,
                period.window() ? period.from() : null,
                period.until(),
                null,
                period.unconfirmed(),
                null);
    }

    /** The period that the words name, with what people write around one. */
    private static @Nullable Period period(String words) {
        Period plain = PeriodReader.read(words);
        if (plain != null) {
            return plain;
        }
        Matcher m = BETWEEN.matcher(words);
        if (m.matches()) {
            return PeriodReader.read(m.group(1) + " to " + m.group(2));
        }
        if (words.startsWith("from ")) {
            Period window = PeriodReader.read(words.substring(5));
            return window != null && window.window() && words.matches(".*(?: to | until | till |-).*") ? window : null;
        }
        m = FIRM_END.matcher(words);
        if (m.matches()) {
            return period(m.group(1));
        }
        m = VAGUE_END.matcher(words);
        if (m.matches()) {
            Period vague = period(m.group(1));
            return vague == null ? null : vague.unsure();
        }
        m = END_OF.matcher(words);
        if (m.matches()) {
            Period whole = PeriodReader.read(m.group(1));
            if (whole == null) {
                return null;
            }
            // "end of 2018" says which of two ends is meant no more than "2018", but it says that the end is meant
            return m.group(1).matches("\\d{4}") ? whole.asOneDate().sure() : whole.asOneDate();
        }
        m = VAGUE_PART.matcher(words);
        if (m.matches()) {
            Period vague = PeriodReader.read(m.group(1));
            return vague == null ? null : vague.asOneDate().unsure();
        }
        m = LEAD_IN.matcher(words);
        if (m.matches() && !m.group(1).equals(words)) {
            Period led = period(m.group(1));
            if (led == null) {
                return null;
            }
            boolean by = words.matches(".*\\b(?:by|before|no later than|not later than)\\b.*");
            Period date = by ? led.asOneDate() : led;
            return DONE_LEAD_IN.matcher(words).matches() ? date.unsure() : date;
        }
        return null;
    }

    private static @Nullable Timescale recurring(String written, String words, ReadingContext context) {
        RecurrenceReader.Reading reading = RecurrenceReader.read(words);
        return reading == null ? null : recurring(written, reading, context, false);
    }

    private static Timescale recurring(
            String written, RecurrenceReader.Reading reading, ReadingContext context, boolean unconfirmed) {
        LocalDate reference = context.reference();
        LocalDate target = reading.first();
        Recurrence recurrence = reading.recurrence();
        boolean assumed = recurrence.anchor() == null && target == null;
        LocalDate counted = assumed ? context.adoptedOn() : reference;
        if (reference != null && counted != null && (target == null || target.isBefore(reference))) {
            target = occurrence(recurrence, target, reference, counted);
        }
        return new Timescale(
                written,
                Kind.RECURRING,
                null,
                target,
                recurrence,
                unconfirmed || assumed || reading.unconfirmed(),
                null);
    }

    private static @Nullable Timescale dateThenOngoing(String written, String words, ReadingContext context) {
        Matcher m = THEN_ONGOING.matcher(words);
        if (m.matches()) {
            String head = m.group(1).replaceAll("^from ", "");
            Period period = period(head);
            if (period != null) {
                return dated(written, Kind.DATE_THEN_ONGOING, period);
            }
            RecurrenceReader.Reading recurrence = RecurrenceReader.read(head);
            if (recurrence != null) {
                return recurring(written, recurrence, context, true);
            }
        }
        m = ONGOING_WITH_DATE.matcher(words);
        if (m.matches()) {
            Period period = period(m.group(1));
            if (period != null) {
                return dated(written, Kind.DATE_THEN_ONGOING, period.unsure());
            }
        }
        m = FROM_DATE.matcher(words);
        if (m.matches()) {
            Period period = period(m.group(1));
            if (period != null) {
                return dated(written, Kind.DATE_THEN_ONGOING, period.unsure());
            }
        }
        return null;
    }

    private static @Nullable Timescale ongoing(String written, String words, ReadingContext context) {
        if (ONGOING_PLAIN.matcher(words).matches()) {
            return plain(written, Kind.ONGOING);
        }
        if (COMPLETE_BUT_ONGOING.matcher(words).matches()) {
            return new Timescale(written, Kind.ONGOING, null, null, null, true, null);
        }
        Matcher m = ONGOING_UNTIL.matcher(words);
        if (m.matches()) {
            Period end = period(m.group(1));
            if (end != null) {
                return dated(written, Kind.DATE, end.asOneDate().unsure());
            }
        }
        m = ONGOING.matcher(words);
        if (m.matches()) {
            String rest = m.group(1).replaceAll("^[ ,;:/(&-]+(?:and |with )?|\\)$", "");
            RecurrenceReader.Reading recurrence = RecurrenceReader.read(rest);
            if (recurrence != null) {
                return recurring(written, recurrence, context, true);
            }
            boolean otherSentence = words.contains(". ");
            if (!otherSentence
                    && !words.startsWith("in place")
                    && ONGOING_REST.matcher(m.group(1)).matches()) {
                return plain(written, Kind.ONGOING);
            }
            if (period(rest) != null) {
                return plain(written, Kind.ONGOING);
            }
        }
        return null;
    }

    /** A cell of several lines, each with a date: the first and the last of them. */
    private static @Nullable Timescale lines(String written) {
        List<Period> periods = new ArrayList<>();
        for (String line : written.split("[\\r\\n\\u2028\\u000B;]+")) {
            String words = Words.normalise(line);
            if (!words.isEmpty()) {
                Period period = period(words);
                if (period == null) {
                    return null;
                }
                periods.add(period);
            }
        }
        if (periods.size() < 2) {
            return null;
        }
        LocalDate from =
                periods.stream().map(Period::from).min(LocalDate::compareTo).orElseThrow();
        LocalDate until =
                periods.stream().map(Period::until).max(LocalDate::compareTo).orElseThrow();
        return dated(written, Kind.WINDOW, new Period(from, until, true, true));
    }

    private static Timescale plain(String written, Kind kind) {
        return new Timescale(written, kind, null, null, null, false, null);
    }

    // Occurrences

    /** The first occurrence that is not before {@code earliest}. */
    private static LocalDate occurrence(
            Recurrence recurrence, @Nullable LocalDate known, LocalDate earliest, LocalDate reference) {
        MonthDay anchor = recurrence.anchor();
        if (known == null && anchor == null) {
            LocalDate first = reference.plusMonths(recurrence.months());
            return first.isBefore(earliest) ? occurrence(recurrence, first, earliest, reference) : first;
        }
        // for an anchor with an interval of more than a year any year may be the first
        LocalDate start = known != null ? known : anchorIn(requireAnchor(anchor), earliest.getYear() - 1);
        int months = known != null ? recurrence.months() : Math.min(recurrence.months(), 12);
        for (long step = 0; ; step++) {
            LocalDate day = stepped(start, step * months, anchor);
            if (!day.isBefore(earliest)) {
                return day;
            }
        }
    }

    private static MonthDay requireAnchor(@Nullable MonthDay anchor) {
        if (anchor == null) {
            throw new IllegalStateException("No anchor");
        }
        return anchor;
    }

    private static LocalDate anchorIn(MonthDay anchor, int year) {
        return endOfMonth(anchor) ? anchor.atYear(year).with(TemporalAdjusters.lastDayOfMonth()) : anchor.atYear(year);
    }

    private static LocalDate stepped(LocalDate start, long months, @Nullable MonthDay anchor) {
        LocalDate day = start.plusMonths(months);
        return anchor != null && endOfMonth(anchor) ? day.withDayOfMonth(day.lengthOfMonth()) : day;
    }

    private static boolean endOfMonth(MonthDay anchor) {
        return anchor.getDayOfMonth() >= anchor.getMonth().minLength();
    }

    // Suggestions

    private static @Nullable LocalDate suggestion(String words, ReadingContext context) {
        LocalDate day = mistyped(words, context);
        if (day == null) {
            day = withoutYear(words, context);
        }
        if (day == null) {
            Matcher before = BEFORE.matcher(words);
            Period period = before.matches() ? period(before.group(1)) : null;
            day = period == null ? null : period.from().minusDays(1);
        }
        return day != null ? day : fragment(words);
    }

    private static @Nullable LocalDate mistyped(String words, ReadingContext context) {
        Matcher m = LONG_YEAR.matcher(words);
        if (m.matches()) {
            String digits = m.group(2);
            int serial = Integer.parseInt(digits);
            if (digits.equals(words) && serial >= FIRST_SERIAL && serial <= LAST_SERIAL) {
                return SPREADSHEET_EPOCH.plusDays(serial);
            }
            return shortened(m.group(1), digits, m.group(3), context);
        }
        m = IMPOSSIBLE_DAY.matcher(words);
        if (m.matches()) {
            for (int day = Integer.parseInt(m.group(1)) - 1; day >= 28; day--) {
                Period period = period(day + m.group(2));
                if (period != null) {
                    return period.until();
                }
            }
        }
        m = AMERICAN_DAY.matcher(words);
        if (m.matches()) {
            Period period = period(m.group(3) + m.group(2) + m.group(1) + m.group(4));
            if (period != null) {
                return period.until();
            }
        }
        return misspelt(words);
    }

    /** One digit too many in the year: a doubled one goes first, then the reading nearest to the context. */
    private static @Nullable LocalDate shortened(String before, String digits, String after, ReadingContext context) {
        LocalDate best = null;
        boolean bestDoubled = false;
        for (int i = 0; i < digits.length(); i++) {
            String year = digits.substring(0, i) + digits.substring(i + 1);
            boolean doubled = i > 0 && digits.charAt(i) == digits.charAt(i - 1);
            Period period = year.matches("20\\d\\d") ? period(before + year + after) : null;
            if (period == null) {
                continue;
            }
            LocalDate day = period.until();
            LocalDate reference = context.reference();
            boolean nearer = best == null
                    || reference != null
                            && Math.abs(day.toEpochDay() - reference.toEpochDay())
                                    < Math.abs(best.toEpochDay() - reference.toEpochDay());
            if (doubled && !bestDoubled || doubled == bestDoubled && nearer) {
                best = day;
                bestDoubled = doubled;
            }
        }
        return best;
    }

    /** A month with a letter or two wrong. */
    private static @Nullable LocalDate misspelt(String words) {
        Matcher m = WRITTEN_MONTH.matcher(words);
        while (m.find()) {
            for (Month month : Month.values()) {
                String name = month.name().toLowerCase(Locale.ROOT);
                int distance = distance(m.group(), name);
                if (distance > 0 && distance <= (name.length() > 5 ? 2 : 1)) {
                    Period period = period(words.substring(0, m.start()) + name + words.substring(m.end()));
                    if (period != null) {
                        return period.until();
                    }
                }
            }
        }
        return null;
    }

    /** Edits, and swaps of neighbouring letters, from one word to the other. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int substitution = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(substitution, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }

    /** "June" or "within six months", counted from the context. */
    private static @Nullable LocalDate withoutYear(String words, ReadingContext context) {
        LocalDate reference = context.reference();
        if (reference == null) {
            return null;
        }
        String part = words.replaceAll("^(?:by |in |during |end of |the |end )+", "");
        Period period = PeriodReader.inYear(part, reference.getYear());
        if (period != null) {
            LocalDate day = period.until();
            return day.isBefore(reference) ? period.plusYears(1).until() : day;
        }
        Matcher m = WITHIN.matcher(words);
        if (m.matches()) {
            int count = switch (m.group(1)) {
                case "one" -> 1;
                case "two" -> 2;
                case "three" -> 3;
                case "four" -> 4;
                case "five" -> 5;
                case "six" -> 6;
                case "nine" -> 9;
                case "twelve" -> 12;
                case "eighteen" -> 18;
                default -> Integer.parseInt(m.group(1));
            };
            return switch (m.group(2).charAt(0)) {
                case 'w' -> reference.plusWeeks(count);
                case 'm' -> reference.plusMonths(count);
                default -> reference.plusYears(count);
            };
        }
        return words.matches("immediate(?:ly)?|asap|as soon as possible|now") ? reference : null;
    }

    /** The only date inside the words, if there is exactly one. */
    private static @Nullable LocalDate fragment(String words) {
        Matcher m = FRAGMENT.matcher(words);
        if (!m.find()) {
            return null;
        }
        Period period = PeriodReader.read(m.group());
        return period == null || m.find() ? null : period.until();
    }
}
