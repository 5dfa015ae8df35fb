package org.waymark.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;

/** The steps before a meeting, by hand from the calendar. */
class MeetingDatesTest {

    @ParameterizedTest
    @CsvSource({
        // England: five clear days; the third is the example of the Local Government Act in the domain brief
        "ENGLAND, 2018-07-17, 2018-06-25, 2018-06-28, 2018-07-02, 2018-07-09",
        "ENGLAND, 2018-06-14, 2018-05-22, 2018-05-25, 2018-05-30, 2018-06-06",
        "ENGLAND, 2018-01-10, 2017-12-14, 2017-12-19, 2017-12-21, 2018-01-02",
        // Wales and Scotland: three clear days; 2 January is a holiday in Scotland alone
        "WALES, 2018-07-17, 2018-06-27, 2018-07-02, 2018-07-04, 2018-07-11",
        "SCOTLAND, 2018-07-17, 2018-06-27, 2018-07-02, 2018-07-04, 2018-07-11",
        "WALES, 2018-01-05, 2017-12-13, 2017-12-18, 2017-12-20, 2017-12-29",
        "SCOTLAND, 2018-01-05, 2017-12-12, 2017-12-15, 2017-12-19, 2017-12-28"
    })
    void the_steps_count_in_working_days_of_the_nation(
            Nation nation, LocalDate meeting, LocalDate requests, LocalDate second, LocalDate papers, LocalDate issue) {
        assertThat(MeetingDates.of(meeting, nation, Policy.standard()))
                .isEqualTo(new MeetingDates(requests, second, papers, issue));
    }
}
