package org.waymark.contract.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {

    private static final WorkingDays ENGLAND = WorkingDays.of(Nation.ENGLAND);

    @ParameterizedTest
    @CsvSource({
        "ENGLAND, 2018-01-10, 5, 2018-01-02",
        "ENGLAND, 2018-07-17, 5, 2018-07-09",
        "WALES, 2018-01-10, 3, 2018-01-04",
        "SCOTLAND, 2018-01-05, 3, 2017-12-28",
        "ENGLAND, 2018-04-04, 5, 2018-03-23",
        "NORTHERN_IRELAND, 2018-07-17, 5, 2018-07-06",
        "ENGLAND, 2018-01-10, 0, 2018-01-09",
    })
    void papers_are_issued_so_that_clear_days_precede_the_meeting(
            Nation nation, LocalDate meeting, int clearDays, LocalDate issue) {
        assertThat(WorkingDays.of(nation).issueDate(meeting, clearDays)).isEqualTo(issue);
    }

    @Test
    void the_papers_deadline_is_five_working_days_before_issue() {
        assertThat(ENGLAND.minus(LocalDate.of(2018, 7, 9), 5)).isEqualTo("2018-07-02");
    }

    @Test
    void weekends_and_bank_holidays_are_no_working_days() {
        assertThat(ENGLAND.isWorkingDay(LocalDate.of(2018, 3, 29))).isTrue();
        assertThat(ENGLAND.isWorkingDay(LocalDate.of(2018, 3, 30))).isFalse();
        assertThat(ENGLAND.isWorkingDay(LocalDate.of(2018, 3, 31))).isFalse();
        assertThat(ENGLAND.isWorkingDay(LocalDate.of(2018, 4, 1))).isFalse();
        assertThat(ENGLAND.isWorkingDay(LocalDate.of(2018, 4, 2))).isFalse();
        assertThat(WorkingDays.of(Nation.SCOTLAND).isWorkingDay(LocalDate.of(2018, 4, 2)))
                .isTrue();
    }

    @Test
    void a_day_off_moves_to_the_working_day_on_either_side() {
        LocalDate easterSunday = LocalDate.of(2018, 4, 1);

        assertThat(ENGLAND.previousOrSame(easterSunday)).isEqualTo("2018-03-29");
        assertThat(ENGLAND.nextOrSame(easterSunday)).isEqualTo("2018-04-03");
        assertThat(ENGLAND.nextOrSame(LocalDate.of(2018, 4, 3))).isEqualTo("2018-04-03");
        assertThat(ENGLAND.previousOrSame(LocalDate.of(2018, 4, 3))).isEqualTo("2018-04-03");
    }

    @Test
    void closures_count_like_bank_holidays() {
        List<LocalDate> christmas =
                LocalDate.of(2017, 12, 27).datesUntil(LocalDate.of(2018, 1, 1)).toList();

        assertThat(WorkingDays.of(Nation.ENGLAND, christmas).plus(LocalDate.of(2017, 12, 22), 1))
                .isEqualTo("2018-01-02");
    }

    @Test
    void a_calendar_without_working_days_is_refused_rather_than_searched_for_ever() {
        LocalDate start = LocalDate.of(2018, 1, 1);
        WorkingDays never = WorkingDays.of(
                Nation.ENGLAND, start.datesUntil(start.plusYears(3)).toList());

        assertThatThrownBy(() -> never.nextOrSame(start)).isInstanceOf(IllegalStateException.class);
    }

    @Property
    void going_forward_and_back_by_the_same_number_comes_home(
            @ForAll Nation nation,
            @ForAll @IntRange(min = 0, max = 20_000) int day,
            @ForAll @IntRange(min = 0, max = 300) int count) {
        WorkingDays workingDays = WorkingDays.of(nation);
        LocalDate start = LocalDate.of(2005, 1, 1).plusDays(day);
        Assume.that(workingDays.isWorkingDay(start));

        assertThat(workingDays.minus(workingDays.plus(start, count), count)).isEqualTo(start);
        assertThat(workingDays.plus(workingDays.minus(start, count), count)).isEqualTo(start);
        assertThat(workingDays.plus(start, -count)).isEqualTo(workingDays.minus(start, count));
    }

    @Property
    void between_says_how_far_plus_has_to_go(
            @ForAll Nation nation,
            @ForAll @IntRange(min = 0, max = 20_000) int day,
            @ForAll @IntRange(min = 0, max = 300) int count) {
        WorkingDays workingDays = WorkingDays.of(nation);
        LocalDate start = LocalDate.of(2005, 1, 1).plusDays(day);
        LocalDate end = workingDays.plus(start, count);

        assertThat(workingDays.between(start, end)).isEqualTo(count);
        if (workingDays.isWorkingDay(start)) {
            assertThat(workingDays.between(end, start)).isEqualTo(-count);
        }
    }

    @Property
    void exactly_the_clear_days_lie_between_issue_and_meeting_and_a_day_later_is_too_late(
            @ForAll Nation nation,
            @ForAll @IntRange(min = 0, max = 20_000) int day,
            @ForAll @IntRange(min = 0, max = 20) int clearDays) {
        WorkingDays workingDays = WorkingDays.of(nation);
        LocalDate meeting = LocalDate.of(2005, 1, 1).plusDays(day);

        LocalDate issue = workingDays.issueDate(meeting, clearDays);

        assertThat(workingDays.isWorkingDay(issue)).isTrue();
        assertThat(workingDays.clearDaysBetween(issue, meeting)).isEqualTo(clearDays);
        LocalDate dayLater = workingDays.plus(issue, 1);
        if (clearDays > 0) {
            assertThat(workingDays.clearDaysBetween(dayLater, meeting)).isLessThan(clearDays);
        }
    }
}
