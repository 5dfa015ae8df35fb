package org.waymark.contract.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.MonthDay;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.contract.time.Timescale.Kind;
import org.waymark.contract.time.Timescale.Recurrence;

class TimescaleReaderTest {

    private static final LocalDate ADOPTION = LocalDate.of(2018, 1, 15);
    private static final ReadingContext CONTEXT = ReadingContext.from(ADOPTION);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            March 2018                      | 2018-03-31
            march 2018                      | 2018-03-31
            MARCH  2018                     | 2018-03-31
            Mar 2018                        | 2018-03-31
            Sep 2017                        | 2017-09-30
            Sept 2017                       | 2017-09-30
            Sept. 2017                      | 2017-09-30
            September 2017                  | 2017-09-30
            September, 2017                 | 2017-09-30
            Feb 2016                        | 2016-02-29
            Jul-17                          | 2017-07-31
            Jul–17                          | 2017-07-31
            Jul - 17                        | 2017-07-31
            July 2017.                      | 2017-07-31
            Mar '18                         | 2018-03-31
            March2018                       | 2018-03-31
            2018 March                      | 2018-03-31
            03/2018                         | 2018-03-31
            2018-03                         | 2018-03-31
            31/03/2018                      | 2018-03-31
            31/3/18                         | 2018-03-31
            05/04/2018                      | 2018-04-05
            31.03.2018                      | 2018-03-31
            31-03-2018                      | 2018-03-31
            2018-03-31                      | 2018-03-31
            31 March 2018                   | 2018-03-31
            31st March 2018                 | 2018-03-31
            31st of March 2018              | 2018-03-31
            the 2nd of May 2018             | 2018-05-02
            31-Mar-18                       | 2018-03-31
            Friday 30 March 2018            | 2018-03-30
            Wed 28th March 2018             | 2018-03-28
            March 31, 2018                  | 2018-03-31
            w/c 5 March 2018                | 2018-03-11
            w/e 9 March 2018                | 2018-03-09
            by March 2018                   | 2018-03-31
            By the end of March 2018        | 2018-03-31
            end of March 2018               | 2018-03-31
            End March 2018                  | 2018-03-31
            by end Mar 2018                 | 2018-03-31
            In March 2018                   | 2018-03-31
            Due: March 2018                 | 2018-03-31
            To be completed by March 2018   | 2018-03-31
            Complete by end March 2018      | 2018-03-31
            No later than 31 March 2018     | 2018-03-31
            March 2018 at the latest        | 2018-03-31
            (March 2018)                    | 2018-03-31
            by end of 2018                  | 2018-12-31
            End of 2018                     | 2018-12-31
            by end of 2018/19               | 2019-03-31
            end of financial year 2018/19   | 2019-03-31
            Q1 2016-17                      | 2016-06-30
            Q3 2016-17                      | 2016-12-31
            Q3 2016/17                      | 2016-12-31
            Q4 2016-17                      | 2017-03-31
            Q3 of 2016/2017                 | 2016-12-31
            Quarter 4 2018/19               | 2019-03-31
            3rd quarter 2018/19             | 2018-12-31
            2018/19 Q1                      | 2018-06-30
            end of Q3 2016-17               | 2016-12-31
            Spring 2018                     | 2018-05-31
            Summer 2018                     | 2018-08-31
            Autumn 2019                     | 2019-11-30
            by autumn 2019                  | 2019-11-30
            Winter 2018                     | 2019-02-28
            Winter 2019                     | 2020-02-29
            Winter 2018/19                  | 2019-02-28
            """)
    void a_date_comes_due_on_the_last_day_that_it_names(String written, LocalDate target) {
        Timescale timescale = TimescaleReader.read(written);

        assertThat(timescale).isEqualTo(new Timescale(written, Kind.DATE, null, target, null, false, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2018                   | 2018-12-31
            by 2018                | 2018-12-31
            Mar 18                 | 2018-03-31
            03/18                  | 2018-03-31
            Q3 2016                | 2016-12-31
            March 2018 (TBC)       | 2018-03-31
            March 2018?            | 2018-03-31
            mid March 2018         | 2018-03-31
            early 2018             | 2018-12-31
            Ongoing until Mar 2019 | 2019-03-31
            Completed by Mar 2018  | 2018-03-31
            """)
    void a_date_that_rests_on_an_assumption_is_flagged(String written, LocalDate target) {
        Timescale timescale = TimescaleReader.read(written);

        assertThat(timescale).isEqualTo(new Timescale(written, Kind.DATE, null, target, null, true, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Oct / Nov 2017              | 2017-10-01 | 2017-11-30 | false
            Oct/Nov 2017                | 2017-10-01 | 2017-11-30 | false
            Oct–Nov 2017                | 2017-10-01 | 2017-11-30 | false
            October and November 2017   | 2017-10-01 | 2017-11-30 | false
            May/June 2009               | 2009-05-01 | 2009-06-30 | false
            Oct / Nov / Dec 2017        | 2017-10-01 | 2017-12-31 | false
            Dec / Jan 2018              | 2017-12-01 | 2018-01-31 | true
            Dec 2017 – Jan 2018         | 2017-12-01 | 2018-01-31 | false
            Jul-17 to Sep-17            | 2017-07-01 | 2017-09-30 | false
            Sept 2017 - March           | 2017-09-01 | 2018-03-31 | true
            between April and June 2018 | 2018-04-01 | 2018-06-30 | false
            from April 2018 to Mar 2019 | 2018-04-01 | 2019-03-31 | false
            1 – 5 March 2018            | 2018-03-01 | 2018-03-05 | false
            1 April 2018 - 31 Mar 2019  | 2018-04-01 | 2019-03-31 | false
            Summer/Autumn 2018          | 2018-06-01 | 2018-11-30 | false
            Q1/Q2 2018/19               | 2018-04-01 | 2018-09-30 | false
            2019 – 2022                 | 2019-01-01 | 2022-12-31 | true
            2019-2022                   | 2019-01-01 | 2022-12-31 | true
            2018-21                     | 2018-01-01 | 2021-12-31 | true
            2018/19                     | 2018-04-01 | 2019-03-31 | false
            2018-19                     | 2018-04-01 | 2019-03-31 | false
            2018–19                     | 2018-04-01 | 2019-03-31 | false
            FY 2018/19                  | 2018-04-01 | 2019-03-31 | false
            financial year 2018/19      | 2018-04-01 | 2019-03-31 | false
            1999/00                     | 1999-04-01 | 2000-03-31 | false
            2009-10                     | 2009-04-01 | 2010-03-31 | true
            18/19                       | 2018-04-01 | 2019-03-31 | true
            """)
    void a_window_keeps_its_start(String written, LocalDate from, LocalDate target, boolean unconfirmed) {
        Timescale timescale = TimescaleReader.read(written);

        assertThat(timescale).isEqualTo(new Timescale(written, Kind.WINDOW, from, target, null, unconfirmed, null));
    }

    @Test
    void several_lines_with_a_date_each_run_from_the_first_to_the_last_until_somebody_confirms() {
        Timescale timescale = TimescaleReader.read("April 2018\nSept 2018");

        assertThat(timescale)
                .isEqualTo(new Timescale(
                        "April 2018\nSept 2018",
                        Kind.WINDOW,
                        LocalDate.of(2018, 4, 1),
                        LocalDate.of(2018, 9, 30),
                        null,
                        true,
                        null));
    }

    @Test
    void a_date_broken_over_two_lines_is_one_date() {
        assertThat(TimescaleReader.read("March\n2018").target()).isEqualTo("2018-03-31");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            June each year                     | 12 | --06-30 | 2018-06-30
            by June each year                  | 12 | --06-30 | 2018-06-30
            End of June each year              | 12 | --06-30 | 2018-06-30
            Each June                          | 12 | --06-30 | 2018-06-30
            every January                      | 12 | --01-31 | 2018-01-31
            June annually                      | 12 | --06-30 | 2018-06-30
            Annually (autumn)                  | 12 | --11-30 | 2018-11-30
            Annually in autumn                 | 12 | --11-30 | 2018-11-30
            Annually – autumn                  | 12 | --11-30 | 2018-11-30
            Annual (winter)                    | 12 | --02-29 | 2018-02-28
            Annual report in March             | 12 | --03-31 | 2018-03-31
            1 April each year                  | 12 | --04-01 | 2018-04-01
            Q4 each year                       | 12 | --03-31 | 2018-03-31
            Every June from 2019               | 12 | --06-30 | 2019-06-30
            March and September each year      | 6  | --03-31 | 2018-03-31
            Six monthly (March and September)  | 6  | --03-31 | 2018-03-31
            Six monthly (September, March)     | 6  | --09-30 | 2018-03-31
            Annually from March 2017           | 12 | --03-31 | 2018-03-31
            Quarterly from April 2018          | 3  | --04-30 | 2018-04-30
            Quarterly from April 2017          | 3  | --04-30 | 2018-01-31
            June 2017 and annually thereafter  | 12 | --06-30 | 2018-06-30
            March 2019, then quarterly         | 3  | --03-31 | 2019-03-31
            """)
    void a_recurring_timescale_with_an_anchor_comes_due_on_its_next_occurrence(
            String written, int months, MonthDay anchor, LocalDate target) {
        Timescale timescale = TimescaleReader.read(written, CONTEXT);

        assertThat(timescale)
                .isEqualTo(new Timescale(
                        written, Kind.RECURRING, null, target, new Recurrence(months, anchor), false, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            monthly             | 1  | 2018-02-15
            Every month         | 1  | 2018-02-15
            Bi-monthly          | 2  | 2018-03-15
            every two months    | 2  | 2018-03-15
            Quarterly           | 3  | 2018-04-15
            every quarter       | 3  | 2018-04-15
            Quarterly reports   | 3  | 2018-04-15
            four times a year   | 3  | 2018-04-15
            three times a year  | 4  | 2018-05-15
            Six monthly         | 6  | 2018-07-15
            6-monthly           | 6  | 2018-07-15
            six-monthly report  | 6  | 2018-07-15
            Every 6 months      | 6  | 2018-07-15
            Half yearly         | 6  | 2018-07-15
            Bi-annually         | 6  | 2018-07-15
            twice per year      | 6  | 2018-07-15
            Twice a year        | 6  | 2018-07-15
            2 x per year        | 6  | 2018-07-15
            twice yearly        | 6  | 2018-07-15
            Annual              | 12 | 2019-01-15
            Annually            | 12 | 2019-01-15
            Yearly              | 12 | 2019-01-15
            Once a year         | 12 | 2019-01-15
            Each year           | 12 | 2019-01-15
            Annual review       | 12 | 2019-01-15
            every two years     | 24 | 2020-01-15
            Every 3 years       | 36 | 2021-01-15
            Ongoing - quarterly | 3  | 2018-04-15
            """)
    void without_an_anchor_it_counts_from_the_context_and_says_so(String written, int months, LocalDate target) {
        Timescale timescale = TimescaleReader.read(written, CONTEXT);

        assertThat(timescale)
                .isEqualTo(
                        new Timescale(written, Kind.RECURRING, null, target, new Recurrence(months, null), true, null));
    }

    @ParameterizedTest
    @CsvSource({
        "Six monthly, 2018-01-15, 2018-07-15",
        "Six monthly, 2018-07-14, 2018-07-15",
        "Six monthly, 2018-07-15, 2018-07-15",
        "Six monthly, 2018-07-16, 2019-01-15",
        "quarterly, 2019-12-24, 2020-01-15",
        "June each year, 2019-12-24, 2020-06-30",
    })
    void without_an_anchor_the_next_occurrence_counts_from_the_adoption_whenever_it_is_read(
            String written, LocalDate today, LocalDate target) {
        Timescale timescale = TimescaleReader.read(written, ReadingContext.of(today, ADOPTION));

        assertThat(timescale.target()).isEqualTo(target);
    }

    @Test
    void in_a_draft_nothing_without_an_anchor_has_a_date_yet() {
        ReadingContext draft = ReadingContext.of(LocalDate.of(2018, 1, 15), null);

        assertThat(TimescaleReader.read("Six monthly", draft))
                .isEqualTo(
                        new Timescale("Six monthly", Kind.RECURRING, null, null, new Recurrence(6, null), true, null));
        assertThat(TimescaleReader.read("June each year", draft).target()).isEqualTo(LocalDate.of(2018, 6, 30));
        assertThat(TimescaleReader.read("Six monthly from June 2019", draft).target())
                .isEqualTo(LocalDate.of(2019, 6, 30));
    }

    @ParameterizedTest
    @CsvSource({
        "Six monthly, true",
        "Annually, true",
        "Annually (autumn), false",
        "June each year, false",
        "Six monthly from June 2019, false",
        "June 2019, false",
        "Ongoing, false",
    })
    void only_what_names_no_part_of_the_year_counts_from_the_adoption(String written, boolean counts) {
        assertThat(TimescaleReader.countsFromAdoption(TimescaleReader.read(written, CONTEXT)))
                .isEqualTo(counts);
    }

    @Test
    void without_a_context_nothing_recurs_on_a_known_day_unless_the_words_name_one() {
        assertThat(TimescaleReader.read("Six monthly").target()).isNull();
        assertThat(TimescaleReader.read("June each year").target()).isNull();
        assertThat(TimescaleReader.read("Quarterly from April 2018").target()).isEqualTo("2018-04-30");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            June each year            | 2018-06-30 | 2019-06-30
            June each year            | 2020-02-01 | 2020-06-30
            Annual (winter)           | 2019-03-05 | 2020-02-29
            Quarterly from April 2018 | 2018-05-01 | 2018-07-31
            Quarterly from April 2018 | 2018-12-01 | 2019-01-31
            Six monthly               | 2018-07-15 | 2019-01-15
            Six monthly               | 2019-03-01 | 2019-07-15
            every two years           | 2020-01-15 | 2022-01-15
            """)
    void the_next_occurrence_keeps_the_rhythm(String written, LocalDate after, LocalDate next) {
        Timescale current = TimescaleReader.read(written, CONTEXT);

        assertThat(TimescaleReader.next(current, after).target()).isEqualTo(next);
    }

    @Test
    void an_occurrence_done_early_is_followed_by_the_one_behind_it() {
        Timescale current = TimescaleReader.read("June each year", CONTEXT);

        assertThat(TimescaleReader.next(current, LocalDate.of(2018, 5, 2)).target())
                .isEqualTo("2019-06-30");
    }

    @Test
    void what_does_not_recur_has_no_next_occurrence() {
        Timescale once = TimescaleReader.read("March 2018");

        assertThatThrownBy(() -> TimescaleReader.next(once, ADOPTION)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ongoing",
                "ongoing.",
                "ON GOING",
                "On-going",
                "In place",
                "Already in place",
                "In place and ongoing",
                "Ongoing inc 2009",
                "Ongoing from 2016",
                "Ongoing since April 2016",
                "Ongoing as part of contract monitoring",
                "Continuous",
                "Rolling programme",
                "Business as usual",
                "Throughout the life of the strategy"
            })
    void ongoing_never_comes_due(String written) {
        assertThat(TimescaleReader.read(written, CONTEXT)).isEqualTo(plain(written, Kind.ONGOING));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            June 2017 and ongoing          | 2017-06-30 | false
            June 2017 & ongoing            | 2017-06-30 | false
            June 2017 and then ongoing     | 2017-06-30 | false
            June 2017, then ongoing        | 2017-06-30 | false
            June 2017 (ongoing)            | 2017-06-30 | false
            June 2017/ongoing              | 2017-06-30 | false
            By June 2017 – ongoing         | 2017-06-30 | false
            April 2018 onwards             | 2018-04-30 | false
            From April 2018 onwards        | 2018-04-30 | false
            March 2018 and beyond          | 2018-03-31 | false
            From April 2018                | 2018-04-30 | true
            Ongoing - review March 2018    | 2018-03-31 | true
            """)
    void a_date_then_ongoing_comes_due_once(String written, LocalDate target, boolean unconfirmed) {
        assertThat(TimescaleReader.read(written, CONTEXT))
                .isEqualTo(new Timescale(written, Kind.DATE_THEN_ONGOING, null, target, null, unconfirmed, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "As per project plan",
                "As policy change happens",
                "as contracts are renewed",
                "When funding is agreed",
                "Once the post is filled",
                "Subject to funding",
                "Dependent on recruitment",
                "In line with the Care Act review",
                "Following the review",
                "On completion of the pilot",
                "Pending national guidance",
                "As required",
                "As and when",
                "Ad hoc"
            })
    void what_waits_for_something_is_conditional(String written) {
        assertThat(TimescaleReader.read(written, CONTEXT)).isEqualTo(plain(written, Kind.CONDITIONAL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Complete",
                "COMPLETE.",
                "Completed",
                "Done",
                "Achieved",
                "Completed March 2017",
                "Complete – 12/03/2017",
                "Completed (Sept 2017)"
            })
    void a_time_column_can_say_complete(String written) {
        assertThat(TimescaleReader.read(written, CONTEXT)).isEqualTo(plain(written, Kind.SETTLED_COMPLETE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ended", "ended", "Ended Sept 2017", "Discontinued", "Withdrawn", "No longer required"})
    void a_time_column_can_say_ended(String written) {
        assertThat(TimescaleReader.read(written, CONTEXT)).isEqualTo(plain(written, Kind.SETTLED_ENDED));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\n\t ", "\u00a0", "-", "–", "..."})
    void blank_is_none(@Nullable String written) {
        assertThat(TimescaleReader.read(written, CONTEXT)).isEqualTo(plain(written == null ? "" : written, Kind.NONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TBC",
                "tbc.",
                "To be confirmed",
                "N/A",
                "?",
                "Easter 2019",
                "Year 1",
                "Short term",
                "In progress",
                "as 3.3",
                "11/12",
                "Mar 1066",
                "99999999999999999999",
                "2019 – 2018",
                "Q5 2018/19",
                "Q1 2018-20",
                "Not complete",
                "Partially complete",
                "Complete, awaiting sign off",
                "Key providers signed up, requires expansion",
                "In place for carers services. Unknown for other services."
            })
    void what_cannot_be_read_is_left_to_a_person(String written) {
        assertThat(TimescaleReader.read(written, CONTEXT)).isEqualTo(plain(written, Kind.UNREADABLE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            April 20010                        | 2010-04-30
            March 20188                        | 2018-03-31
            Febuary 2018                       | 2018-02-28
            Septmber 2017                      | 2017-09-30
            Ocotber 2017                       | 2017-10-31
            31 April 2018                      | 2018-04-30
            30th February 2018                 | 2018-02-28
            31/06/2018                         | 2018-06-30
            03/31/2018                         | 2018-03-31
            43190                              | 2018-03-31
            June                               | 2018-06-30
            by end of June                     | 2018-06-30
            Autumn                             | 2018-11-30
            within 6 months                    | 2018-07-15
            Before April 2018                  | 2018-03-31
            after March 2018                   | 2018-03-31
            Draft to the board in March 2018   | 2018-03-31
            """)
    void the_nearest_reading_is_suggested_and_not_used(String written, LocalDate suggestion) {
        assertThat(TimescaleReader.read(written, CONTEXT))
                .isEqualTo(new Timescale(written, Kind.UNREADABLE, null, null, null, false, suggestion));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Key providers signed up, requires expansion",
                "Requires development",
                "Awareness improving, requires development",
                "Some know, some do not",
                "Champions in place in most practices",
                "Varies from service to service",
                "Currently only a small number of larger public sector employers",
                "In place for carers services. Unknown for other services.",
                "Baseline: CLiK 2016 and ASC Survey 2016 Monitor: As future versions of CLiK and ASC Survey are produced"
            })
    void a_remark_is_told_from_a_time(String written) {
        assertThat(TimescaleReader.isRemark(written)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "TBC", "To be confirmed", "April 20010", "Easter 2019", "After Easter", "as 3.3", "Ongoing"})
    void not_everything_that_is_no_date_is_a_remark(String written) {
        assertThat(TimescaleReader.isRemark(written)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1,", "March, ", "March 2018 and ", "?", "(tbc", "ongoing ", "each ", "- ", "a ", "by ", "2018/"
            })
    @Timeout(10)
    void endless_words_are_read_in_no_time(String part) {
        for (int length = 10; length <= 10_000; length *= 10) {
            String written = part.repeat(length / part.length() + 1) + "x";
            assertThat(TimescaleReader.read(written, CONTEXT).written()).isEqualTo(written);
            assertThat(TimescaleReader.isRemark(written)).isIn(true, false);
        }
        for (int length = 20; length < 200; length += 10) {
            TimescaleReader.read(part.repeat(length / part.length() + 1), CONTEXT);
        }
    }

    private static Timescale plain(String written, Kind kind) {
        return new Timescale(written, kind, null, null, null, false, null);
    }
}
