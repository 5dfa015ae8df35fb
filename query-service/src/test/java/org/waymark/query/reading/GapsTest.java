package org.waymark.query.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.time.TimescaleReader;
import org.waymark.query.TestEvents;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.EventContext;
import org.waymark.query.people.Absence;
import org.waymark.query.people.Directory;
import org.waymark.query.people.Directory.Person;
import org.waymark.query.view.Gap;

/** What an action lacks: the same as what the ladder of escalations counts. */
class GapsTest {

    private static final LocalDate DAY = LocalDate.of(2018, 6, 25);
    private static final EventContext CONTEXT = new EventContext(
            1, 0, "a", Instant.parse("2018-06-01T08:00:00Z"), Instant.parse("2018-06-01T08:00:00Z"), "u-1");

    private static Set<Gap> gaps(ActionState action, @Nullable Set<String> reachable) {
        return new Reading(DAY, Map.of(), Map.of(), Map.of(), reachable).gaps(action);
    }

    private static ActionState dated() {
        return ActionState.apply(
                null, TestEvents.anAction("a", "plan").due("2018-12-31").added(), CONTEXT);
    }

    @ParameterizedTest
    @CsvSource({"Complete", "Ended"})
    void an_action_that_was_opened_again_has_no_date_in_what_the_plan_calls_settled(String written) {
        ActionState settled = ActionState.apply(
                dated(),
                new ActionEvent.TimescaleSet("a", TestEvents.on("2018-12-31"), TimescaleReader.read(written), null),
                CONTEXT);
        ActionState opened = ActionState.apply(
                settled,
                new ActionEvent.Reopened("a", Status.COMPLETE, Status.IN_PROGRESS, FreeText.of("Too early")),
                CONTEXT);

        assertThat(gaps(opened, null)).containsExactly(Gap.NO_DATE);
    }

    private static Person contact(
            String id, String role, boolean undeliverable, @Nullable Absence away, @Nullable LocalDate leftOn) {
        return new Person(id, id, role, List.of("p-count"), undeliverable, away, leftOn, null);
    }

    private static Set<Gap> gapsWith(Person... people) {
        List<Person> all = List.of(people);
        return gaps(dated(), new Directory.Snapshot(true, 1, all, Map.of("p-count", all)).reachable(DAY));
    }

    private static Absence away(String from, String until, @Nullable String deputy) {
        return new Absence(LocalDate.parse(from), LocalDate.parse(until), deputy);
    }

    @Test
    void nobody_can_be_written_to_while_all_contacts_are_away_without_a_deputy() {
        Absence now = away("2018-06-20", "2018-06-25", null);

        assertThat(gapsWith(contact("c-1", "LEAD", false, now, null))).containsExactly(Gap.NOBODY_TO_WRITE_TO);
        assertThat(gapsWith(
                        contact("c-1", "LEAD", false, now, null),
                        contact("c-2", "LEAD", false, away("2018-06-01", "2018-06-24", null), null)))
                .isEmpty();
        assertThat(gapsWith(contact("c-1", "LEAD", false, away("2018-06-26", "2018-06-30", null), null)))
                .isEmpty();
    }

    @Test
    void a_deputy_counts_where_that_one_is_there_and_can_be_written_to() {
        Person away = contact("c-1", "LEAD", false, away("2018-06-20", "2018-06-30", "c-2"), null);

        assertThat(gapsWith(away, contact("c-2", "DEPUTY", false, null, null))).isEmpty();
        assertThat(gapsWith(away)).containsExactly(Gap.NOBODY_TO_WRITE_TO);
        assertThat(gapsWith(away, contact("c-2", "DEPUTY", true, null, null))).containsExactly(Gap.NOBODY_TO_WRITE_TO);
        assertThat(gapsWith(away, contact("c-2", "DEPUTY", false, null, DAY.minusDays(1))))
                .containsExactly(Gap.NOBODY_TO_WRITE_TO);
        assertThat(gapsWith(away, contact("c-2", "DEPUTY", false, away("2018-06-25", "2018-06-25", null), null)))
                .containsExactly(Gap.NOBODY_TO_WRITE_TO);
    }

    @Test
    void while_the_directory_is_not_known_nobody_is_taken_for_missing() {
        assertThat(gaps(dated(), null)).isEmpty();
    }
}
