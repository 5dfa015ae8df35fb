package org.waymark.contract.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.contract.log.InvalidField;

class ReportDetailsTest {

    @ParameterizedTest
    @CsvSource({
        "6, 2018-03-15, 2018-03-10, 2018-09-15, early",
        "6, 2018-03-15, 2018-03-15, 2018-09-15, on the day",
        "6, 2018-03-15, 2018-05-02, 2018-09-15, late: the next keeps its day",
        "6, 2018-03-15, 2018-09-15, 2019-03-15, so late that the next one had come due: one report answers both",
        "6, 2018-08-31, 2018-08-31, 2019-02-28, the last day of a month follows the last day of a month",
        "6, 2019-02-28, 2019-02-28, 2019-08-31, and finds back to it",
        "12, 2018-06-30, 2018-06-01, 2019-06-30, a year"
    })
    void the_next_one_follows_at_its_interval(
            int months, LocalDate due, LocalDate received, LocalDate next, String why) {
        assertThat(report(months, due).after(due, received)).as(why).isEqualTo(next);
    }

    @Test
    void without_a_date_the_interval_counts_from_the_day_it_came() {
        assertThat(report(6, null).after(null, LocalDate.of(2018, 3, 15))).isEqualTo(LocalDate.of(2018, 9, 15));
    }

    @Test
    void a_report_without_an_interval_is_given_once() {
        LocalDate due = LocalDate.of(2018, 3, 15);
        assertThat(report(null, due).after(due, due)).isNull();
    }

    @Test
    void an_interval_is_a_number_of_months_that_makes_sense() {
        assertThatThrownBy(() -> report(0, null)).isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> report(121, null)).isInstanceOf(InvalidField.class);
    }

    private static ReportDetails report(@Nullable Integer months, @Nullable LocalDate next) {
        return new ReportDetails("Annual report", "kirklees", List.of(), List.of(), months, next);
    }
}
