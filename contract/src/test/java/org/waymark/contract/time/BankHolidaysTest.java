package org.waymark.contract.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BankHolidaysTest {

    /** Days that were proclaimed once, or moved, in every nation: what no rule knows. */
    private static final Map<Integer, Set<String>> EXTRA = Map.of(
            2011, Set.of("2011-04-29"),
            2012, Set.of("2012-06-04", "2012-06-05"),
            2020, Set.of("2020-05-08"),
            2022, Set.of("2022-06-02", "2022-06-03", "2022-09-19"),
            2023, Set.of("2023-05-08"));

    private static final Map<Integer, Set<String>> MOVED_AWAY =
            Map.of(2012, Set.of("2012-05-28"), 2020, Set.of("2020-05-04"), 2022, Set.of("2022-05-30"));

    private static final Map<Integer, Set<String>> EXTRA_IN_SCOTLAND = Map.of(2026, Set.of("2026-06-15"));

    @ParameterizedTest
    @EnumSource
    void the_shipped_list_follows_the_rules_but_for_what_was_proclaimed_once(Nation nation) {
        for (int year = 2009; year <= 2027; year++) {
            Set<LocalDate> expected =
                    new TreeSet<>(BankHolidayRules.of(nation, year).keySet());
            Set<LocalDate> away = days(MOVED_AWAY, year);
            assertThat(expected).containsAll(away);
            expected.removeAll(away);
            expected.addAll(days(EXTRA, year));
            if (nation == Nation.SCOTLAND) {
                expected.addAll(days(EXTRA_IN_SCOTLAND, year));
            }
            assertThat(BankHolidays.of(nation).in(year).keySet())
                    .as("%s %d", nation, year)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_shipped_list_reaches_to_the_end_of_2027_and_rules_go_on(Nation nation) {
        assertThat(BankHolidays.horizon(nation)).isEqualTo("2027-12-31");
        assertThat(BankHolidays.of(nation).in(2040)).isEqualTo(BankHolidayRules.of(nation, 2040));
        assertThat(BankHolidays.of(nation).in(1990)).isEqualTo(BankHolidayRules.of(nation, 1990));
    }

    @ParameterizedTest
    @EnumSource
    void that_the_shipped_list_ends_is_said_sixty_days_before(Nation nation) {
        assertThat(BankHolidays.runsOut(nation, LocalDate.of(2027, 10, 31))).isNull();
        assertThat(BankHolidays.runsOut(nation, LocalDate.of(2027, 11, 1))).isEqualTo("2027-12-31");
        assertThat(BankHolidays.runsOut(nation, LocalDate.of(2028, 3, 1))).isEqualTo("2027-12-31");
        assertThat(BankHolidays.runsOut(LocalDate.of(2027, 10, 31))).isNull();
        assertThat(BankHolidays.runsOut(LocalDate.of(2027, 11, 1))).isEqualTo("2027-12-31");
    }

    @ParameterizedTest
    @EnumSource
    void no_bank_holiday_is_on_a_weekend(Nation nation) {
        for (int year = 1990; year <= 2060; year++) {
            assertThat(BankHolidays.of(nation).in(year).keySet())
                    .allMatch(day -> day.getDayOfWeek() != DayOfWeek.SATURDAY)
                    .allMatch(day -> day.getDayOfWeek() != DayOfWeek.SUNDAY);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ENGLAND, 2016-12-26, Boxing Day",
        "ENGLAND, 2016-12-27, Christmas Day",
        "ENGLAND, 2018-01-01, New Year’s Day",
        "ENGLAND, 2020-05-08, Early May bank holiday (VE day)",
        "ENGLAND, 2020-12-28, Boxing Day",
        "ENGLAND, 2021-12-27, Christmas Day",
        "ENGLAND, 2021-12-28, Boxing Day",
        "ENGLAND, 2022-01-03, New Year’s Day",
        "WALES, 2022-06-02, Spring bank holiday",
        "WALES, 2022-06-03, Platinum Jubilee bank holiday",
        "SCOTLAND, 2022-01-04, 2nd January",
        "SCOTLAND, 2022-09-19, Bank Holiday for the State Funeral of Queen Elizabeth II",
        "SCOTLAND, 2024-12-02, St Andrew’s Day",
        "SCOTLAND, 2025-08-04, Summer bank holiday",
        "NORTHERN_IRELAND, 2018-03-19, St Patrick’s Day",
        "NORTHERN_IRELAND, 2018-07-12, Battle of the Boyne (Orangemen’s Day)",
        "NORTHERN_IRELAND, 2025-07-14, Battle of the Boyne (Orangemen’s Day)",
        "NORTHERN_IRELAND, 2023-05-08, Bank holiday for the coronation of King Charles III",
    })
    void offices_are_closed_on(Nation nation, LocalDate day, String title) {
        assertThat(BankHolidays.of(nation).includes(day)).isTrue();
        assertThat(BankHolidays.of(nation).title(day)).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource({
        "ENGLAND, 2018-01-02",
        "ENGLAND, 2020-05-04",
        "ENGLAND, 2022-05-30",
        "ENGLAND, 2018-03-19",
        "SCOTLAND, 2018-04-02",
        "SCOTLAND, 2018-08-27",
        "NORTHERN_IRELAND, 2018-11-30",
    })
    void offices_are_open_on(Nation nation, LocalDate day) {
        assertThat(BankHolidays.of(nation).includes(day)).isFalse();
        assertThat(BankHolidays.of(nation).title(day)).isNull();
    }

    @Test
    void easter_is_computed_as_the_church_does() {
        assertThat(BankHolidayRules.easterSunday(2000)).isEqualTo("2000-04-23");
        assertThat(BankHolidayRules.easterSunday(2008)).isEqualTo("2008-03-23");
        assertThat(BankHolidayRules.easterSunday(2018)).isEqualTo("2018-04-01");
        assertThat(BankHolidayRules.easterSunday(2026)).isEqualTo("2026-04-05");
        assertThat(BankHolidayRules.easterSunday(2038)).isEqualTo("2038-04-25");
    }

    private static Set<LocalDate> days(Map<Integer, Set<String>> exceptions, int year) {
        Set<LocalDate> days = new HashSet<>();
        exceptions.getOrDefault(year, Set.of()).forEach(day -> days.add(LocalDate.parse(day)));
        return days;
    }
}
