package org.waymark.contract.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final LocalDate APRIL = LocalDate.of(2018, 4, 1);

    @Test
    void a_hold_holds_on_its_first_day_and_its_last_and_not_beside_them() {
        Policy policy = held(hold(10, 20, "Local elections"));

        assertThat(policy.holdOn(day(9))).isNull();
        assertThat(policy.holdOn(day(10))).isEqualTo(hold(10, 20, "Local elections"));
        assertThat(policy.holdOn(day(20))).isEqualTo(hold(10, 20, "Local elections"));
        assertThat(policy.holdOn(day(21))).isNull();
    }

    @Test
    void holds_without_a_day_between_are_one() {
        Policy policy = held(hold(10, 14, "By-election"), hold(15, 20, "Local elections"), hold(22, 25, "Later"));

        assertThat(policy.holdOn(day(12))).isEqualTo(hold(10, 20, "Local elections"));
        assertThat(policy.holdOn(day(18))).isEqualTo(hold(10, 20, "Local elections"));
        assertThat(policy.holdOn(day(21))).isNull();
    }

    @Test
    void holds_that_lie_in_each_other_are_one() {
        Policy policy = held(hold(12, 14, "By-election"), hold(10, 20, "Local elections"), hold(10, 20, "Again"));

        assertThat(policy.holdOn(day(13))).isEqualTo(hold(10, 20, "Local elections"));
    }

    private static Policy held(Policy.Hold... holds) {
        return Policy.standard().change().holds(List.of(holds)).made();
    }

    private static Policy.Hold hold(int from, int until, String name) {
        return new Policy.Hold(day(from), day(until), name);
    }

    private static LocalDate day(int day) {
        return APRIL.withDayOfMonth(day);
    }
}
