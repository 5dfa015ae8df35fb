package org.waymark.notifier.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.notifier.World;
import org.waymark.notifier.directory.Contact;

class AbsenceTest {

    private static World world() {
        return World.adoptedOn("2018-01-02")
                .contact("c-rani", "Rani Gill", Contact.Role.MEMBER)
                .due("a-1", "2018-03-29");
    }

    @Test
    void while_somebody_is_away_the_deputy_is_written_to_instead_and_nobody_hears_the_same_twice() {
        World world = world().away("c-sam", "2018-03-12", "2018-03-23", "c-rani");

        assertThat(world.checkUntil("2018-03-26"))
                .filteredOn(line -> line.contains("REMINDER"))
                .containsExactly(
                        "2018-03-01 REMINDER_BEFORE a-1 c-sam",
                        "2018-03-15 REMINDER_BEFORE a-1 c-rani",
                        "2018-03-26 REMINDER_BEFORE a-1 c-sam");
    }

    @Test
    void the_deputys_line_says_for_whom_it_is() {
        World world =
                world().away("c-sam", "2018-03-12", "2018-03-23", "c-rani").on("2018-03-15");

        assertThat(world.check()).singleElement().satisfies(item -> {
            assertThat(item.insteadOf()).isEqualTo("c-sam");
            assertThat(item.partyId()).isEqualTo("carers");
        });
    }

    @Test
    void a_deputy_who_is_a_contact_too_gets_each_line_once_and_in_their_own_right() {
        World world = world().contact("c-ali", "Ali Khan", Contact.Role.LEAD, "carers")
                .away("c-sam", "2018-03-12", "2018-03-23", "c-ali")
                .on("2018-03-15");

        assertThat(world.check())
                .singleElement()
                .satisfies(item -> assertThat(item.insteadOf()).isNull());
    }

    @Test
    void without_a_deputy_governance_hears_at_once_that_nobody_can_be_written_to() {
        World world = world().away("c-sam", "2018-01-09", "2018-01-19", null);

        assertThat(world.checkUntil("2018-01-12"))
                .containsExactly("2018-01-09 level 2 NOBODY_TO_WRITE_TO a-1", "2018-01-09 ESCALATION a-1 c-priya");
        world.on("2018-01-20").checkUntil("2018-01-22");
        assertThat(world.row("a-1").open()).isEmpty();
    }

    @Test
    void a_deputy_who_is_away_too_or_cannot_be_reached_counts_as_nobody() {
        World away = world().away("c-sam", "2018-01-09", "2018-01-19", "c-rani")
                .away("c-rani", "2018-01-11", "2018-01-15", null);
        World unreachable =
                world().away("c-sam", "2018-01-09", "2018-01-19", "c-rani").undeliverable("c-rani");

        assertThat(away.checkUntil("2018-01-12"))
                .containsExactly("2018-01-11 level 2 NOBODY_TO_WRITE_TO a-1", "2018-01-11 ESCALATION a-1 c-priya");
        assertThat(unreachable.checkUntil("2018-01-09")).contains("2018-01-09 level 2 NOBODY_TO_WRITE_TO a-1");
    }

    @Test
    void while_another_contact_is_there_an_absence_is_no_gap() {
        World world = world().contact("c-ali", "Ali Khan", Contact.Role.LEAD, "carers")
                .away("c-sam", "2018-03-12", "2018-03-23", null);

        assertThat(world.checkUntil("2018-03-15"))
                .containsExactly(
                        "2018-03-01 REMINDER_BEFORE a-1 c-ali",
                        "2018-03-01 REMINDER_BEFORE a-1 c-sam",
                        "2018-03-15 REMINDER_BEFORE a-1 c-ali");
    }

    @Test
    void whoever_left_gets_nothing_and_governance_hears_with_the_next_check() {
        World world = world();
        world.checkUntil("2018-01-08");
        world.on("2018-01-09").leaves("c-sam");

        assertThat(world.checkUntil("2018-03-29"))
                .startsWith("2018-01-09 level 2 NOBODY_TO_WRITE_TO a-1", "2018-01-09 ESCALATION a-1 c-priya")
                .noneMatch(line -> line.endsWith("c-sam"));
    }

    @Test
    void officers_and_chairs_have_deputies_too() {
        World world = World.adoptedOn("2018-01-02")
                .contact("c-rani", "Rani Gill", Contact.Role.MEMBER)
                .action("a-1", World.date("2018-02-28"), Status.IN_PROGRESS, Rating.AMBER)
                .away("c-priya", "2018-01-02", "2018-12-31", "c-rani")
                .on("2018-02-07");

        assertThat(world.checkUntil("2018-02-07")).contains("2018-02-07 ESCALATION a-1 c-rani");
    }
}
