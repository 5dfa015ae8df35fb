package org.waymark.query.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.waymark.contract.party.PartyEvent.PartyMerged;
import org.waymark.contract.party.PartyEvent.PartyRegistered;
import org.waymark.contract.party.PartyKind;
import org.waymark.query.ServiceUnderTest;
import org.waymark.query.action.Actions;
import org.waymark.query.history.Histories;
import org.waymark.query.projection.Views;
import org.waymark.query.reading.Reading;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.Gap;

/** What a merge does to names, leads and history. */
class MergedPartiesTest extends ServiceUnderTest {

    @Autowired
    private Parties parties;

    @Autowired
    private Actions actions;

    @Autowired
    private Histories histories;

    @Autowired
    private Views views;

    private void twoRecordsOfOneParty() {
        aPlan();
        happens(new PartyRegistered(id("goes"), "Care Navigation", PartyKind.TEAM, "Kirklees", List.of("Navigators")));
        happens(new PartyRegistered(
                id("stays"), "Council Care Navigation", PartyKind.TEAM, "Kirklees", List.of("CCN")));
        happens(anAction("a").led(id("goes")));
        happens(anAction("b").led(id("stays")));
        settle();
        happens(new PartyMerged(id("goes"), id("stays")));
        settle();
    }

    @Test
    void the_one_that_stays_has_the_names_and_the_actions_of_both() {
        twoRecordsOfOneParty();

        PartyView party = parties.party(id("stays"));

        assertThat(party.aliases()).containsExactly("CCN", "Care Navigation", "Navigators");
        assertThat(party.leads()).isEqualTo(2);
        assertThat(parties.all())
                .extracting(PartyView::partyId)
                .contains(id("stays"))
                .doesNotContain(id("goes"));
        assertThat(actions.ledBy(List.of(id("stays"))))
                .flatExtracting(row -> row.leads())
                .allSatisfy(lead -> assertThat(lead.name()).isEqualTo("Council Care Navigation"));
    }

    @Test
    void the_one_that_goes_keeps_its_history_and_says_what_stands_for_it() {
        twoRecordsOfOneParty();

        assertThat(parties.party(id("goes")).mergedInto()).isEqualTo(id("stays"));
        assertThat(histories.ofParty(id("goes"), AsAt.now(), 1, 10).rows())
                .hasSize(2)
                .first()
                .satisfies(entry -> assertThat(entry.sentence()).contains("Council Care Navigation"));
        assertThat(Objects.requireNonNull(views.action(id("a"))).leads().parties())
                .containsExactly(id("goes"));
    }

    @Test
    void whoever_could_be_written_to_for_one_can_be_for_both() {
        twoRecordsOfOneParty();
        Reading reading = new Reading(day("06-01"), views.plans(), views.parties(), Map.of(), Set.of(id("goes")));

        assertThat(reading.gaps(Objects.requireNonNull(views.action(id("b"))))).doesNotContain(Gap.NOBODY_TO_WRITE_TO);
        assertThat(reading.gaps(Objects.requireNonNull(views.action(id("a"))))).doesNotContain(Gap.NOBODY_TO_WRITE_TO);
        assertThat(new Reading(day("06-01"), views.plans(), views.parties(), Map.of(), Set.of())
                        .gaps(Objects.requireNonNull(views.action(id("b")))))
                .contains(Gap.NOBODY_TO_WRITE_TO);
    }
}
