package org.waymark.contract.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.waymark.contract.time.Timescale.Kind;

class TimescalePropertiesTest {

    @Property
    void the_target_of_a_month_is_its_last_day_however_it_is_spelt(
            @ForAll @IntRange(min = 1990, max = 2060) int year,
            @ForAll @IntRange(min = 1, max = 12) int monthNumber,
            @ForAll("spellings") String spelling) {
        YearMonth month = YearMonth.of(year, monthNumber);
        String full = month.getMonth().getDisplayName(TextStyle.FULL, Locale.UK);
        String written = spelling.replace("MONTH", full)
                .replace("MON", full.substring(0, 3))
                .replace("YEAR", Integer.toString(year));

        Timescale timescale = TimescaleReader.read(written);

        assertThat(timescale.kind()).isEqualTo(Kind.DATE);
        assertThat(timescale.target()).isEqualTo(month.atEndOfMonth());
        assertThat(timescale.written()).isEqualTo(written);
    }

    @Provide
    Arbitrary<String> spellings() {
        return Arbitraries.of(
                "MONTH YEAR",
                "MON YEAR",
                "MON-YEAR",
                "MON – YEAR",
                "  MONTH   YEAR . ",
                "by MONTH YEAR",
                "end of MONTH YEAR",
                "By the end of MON. YEAR",
                "(MONTH YEAR)",
                "MONTH\u00a0YEAR");
    }

    @Property
    void a_day_is_read_as_itself_in_every_british_spelling(
            @ForAll @IntRange(min = 0, max = 25_000) int days, @ForAll("dayPatterns") String pattern) {
        LocalDate day = LocalDate.of(1995, 1, 1).plusDays(days);
        String written = day.format(DateTimeFormatter.ofPattern(pattern, Locale.UK));

        Timescale timescale = TimescaleReader.read(written);

        assertThat(timescale.kind()).isEqualTo(Kind.DATE);
        assertThat(timescale.target()).isEqualTo(day);
        assertThat(timescale.unconfirmed()).isFalse();
    }

    @Provide
    Arbitrary<String> dayPatterns() {
        return Arbitraries.of("dd/MM/yyyy", "d/M/yyyy", "d MMMM yyyy", "EEEE d MMMM yyyy", "yyyy-MM-dd", "d.M.yyyy");
    }

    @Property
    void the_target_of_a_window_is_its_last_day_and_the_start_lies_before_it(
            @ForAll @IntRange(min = 0, max = 800) int start,
            @ForAll @IntRange(min = 1, max = 60) int length,
            @ForAll("windows") String between) {
        YearMonth first = YearMonth.of(1995, 1).plusMonths(start);
        YearMonth last = first.plusMonths(length);
        DateTimeFormatter format = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);

        Timescale timescale = TimescaleReader.read(first.format(format) + between + last.format(format));

        assertThat(timescale.kind()).isEqualTo(Kind.WINDOW);
        assertThat(timescale.from()).isEqualTo(first.atDay(1));
        assertThat(timescale.target()).isEqualTo(last.atEndOfMonth());
    }

    @Provide
    Arbitrary<String> windows() {
        return Arbitraries.of(" - ", "-", " – ", " to ", " until ", " / ");
    }

    @Property
    void the_target_of_a_season_quarter_or_year_lies_in_the_year_that_is_named(
            @ForAll @IntRange(min = 1995, max = 2060) int year, @ForAll("parts") String part) {
        String next = String.format("%02d", (year + 1) % 100);
        LocalDate target = targetOf(TimescaleReader.read(
                part.replace("YEAR", Integer.toString(year)).replace("NEXT", next)));

        assertThat(target).isBetween(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 3, 31));
        assertThat(target.plusDays(1).getDayOfMonth()).isEqualTo(1);
    }

    @Provide
    Arbitrary<String> parts() {
        return Arbitraries.of(
                "Spring YEAR",
                "Summer YEAR",
                "autumn YEAR",
                "Winter YEAR",
                "Winter YEAR/NEXT",
                "Q1 YEAR/NEXT",
                "Q2 YEAR-NEXT",
                "Q3 YEAR–NEXT",
                "Quarter 4 YEAR/NEXT",
                "YEAR/NEXT",
                "by end of YEAR",
                "YEAR");
    }

    @Property
    void no_words_make_the_reader_fail_and_all_are_kept(@ForAll String written) {
        assertThat(TimescaleReader.read(written, ReadingContext.from(LocalDate.of(2018, 1, 15)))
                        .written())
                .isEqualTo(written);
        TimescaleReader.isRemark(written);
    }

    @Property
    void no_mixture_of_the_words_of_time_makes_the_reader_fail(@ForAll("mixtures") String written) {
        Timescale timescale = TimescaleReader.read(written, ReadingContext.from(LocalDate.of(2018, 1, 15)));

        assertThat(timescale.written()).isEqualTo(written);
        if (timescale.from() != null) {
            assertThat(timescale.from()).isBeforeOrEqualTo(timescale.target());
        }
        if (timescale.kind() == Kind.RECURRING) {
            assertThat(timescale.target()).isNotNull();
        }
    }

    @Provide
    Arbitrary<String> mixtures() {
        return Arbitraries.of(
                        "March",
                        "2018",
                        "17",
                        "31",
                        "/",
                        "-",
                        " ",
                        " ",
                        "to",
                        "and",
                        "ongoing",
                        "Q3",
                        "autumn",
                        "each",
                        "year",
                        "annually",
                        "twice",
                        "every",
                        "by",
                        "end of",
                        "(",
                        ")",
                        "complete",
                        "as",
                        "per",
                        "\n",
                        "12",
                        "20010",
                        "until",
                        "from",
                        "then",
                        "six",
                        "monthly",
                        ",",
                        ".",
                        "tbc",
                        "?",
                        "winter",
                        "29",
                        "February")
                .list()
                .ofMaxSize(9)
                .map(words -> String.join("", words).replaceAll("([a-z0-9])([A-Za-z])", "$1 $2"));
    }

    @Property
    void the_next_occurrence_is_always_later_and_never_skips_one(
            @ForAll @IntRange(min = 0, max = 20_000) int adopted,
            @ForAll @IntRange(min = 0, max = 2_000) int later,
            @ForAll("recurring") String written) {
        LocalDate adoption = LocalDate.of(1995, 1, 1).plusDays(adopted);
        Timescale first = TimescaleReader.read(written, ReadingContext.from(adoption));
        LocalDate target = targetOf(first);
        assertThat(first.kind()).isEqualTo(Kind.RECURRING);
        assertThat(target).isAfterOrEqualTo(adoption);

        LocalDate after = target.plusDays(later);
        LocalDate next = targetOf(TimescaleReader.next(first, after));

        assertThat(next).isAfter(after);
        int months = first.recurrence() == null ? 0 : first.recurrence().months();
        assertThat(next.minusMonths(months).minusDays(4)).isBeforeOrEqualTo(after);
    }

    @Provide
    Arbitrary<String> recurring() {
        return Arbitraries.of(
                "June each year",
                "Annually (autumn)",
                "Annually (winter)",
                "Six monthly",
                "quarterly",
                "monthly",
                "Annual",
                "every two years",
                "March and September each year");
    }

    private static LocalDate targetOf(Timescale timescale) {
        return Objects.requireNonNull(timescale.target());
    }
}
