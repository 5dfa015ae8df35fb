package org.waymark.command.party;

import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.waymark.command.rule.Given;
import org.waymark.command.rule.Refused;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.party.PartyCommand.*;
import org.waymark.contract.party.PartyEvent.*;
import org.waymark.contract.party.PartyKind;

class PartyTest {

    private static final PartyRegistered REGISTERED = new PartyRegistered(
            "p-1", "South Glos Council", PartyKind.ORGANISATION, "South Gloucestershire", List.of("SGC"));

    private final AggregateTestFixture<Party> fixture = Given.decider(Party.class);

    private static void refuses(ResultValidator<Party> result, String message) {
        result.expectException(Refused.class).expectExceptionMessage(message).expectNoEvents();
    }

    @Test
    void it_is_registered_without_repeating_its_names() {
        fixture.givenNoPriorActivity()
                .when(new RegisterParty(
                        "p-1",
                        "South Glos Council",
                        PartyKind.ORGANISATION,
                        "South Gloucestershire",
                        List.of("SGC", "South Glos Council", "SGC")))
                .expectEvents(REGISTERED);
    }

    @Test
    void it_is_renamed() {
        fixture.given(REGISTERED)
                .when(new RenameParty("p-1", "The Council"))
                .expectEvents(new PartyRenamed("p-1", "South Glos Council", "The Council"));
        refuses(
                fixture.given(REGISTERED).when(new RenameParty("p-1", "South Glos Council")),
                "This party is called South Glos Council already, so nothing was changed.");
    }

    @Test
    void it_goes_by_more_names() {
        fixture.given(REGISTERED).when(new AddAlias("p-1", "S Glos")).expectEvents(new AliasAdded("p-1", "S Glos"));
        refuses(
                fixture.given(REGISTERED).when(new AddAlias("p-1", "SGC")),
                "South Glos Council is known as SGC already, so nothing was changed.");
    }

    @Test
    void a_name_that_is_not_its_own_is_taken_away_and_can_come_back() {
        fixture.given(REGISTERED).when(new RemoveAlias("p-1", "SGC")).expectEvents(new AliasRemoved("p-1", "SGC"));
        refuses(
                fixture.given(REGISTERED, new AliasRemoved("p-1", "SGC")).when(new RemoveAlias("p-1", "SGC")),
                "South Glos Council is not known as SGC, so nothing was changed.");
        fixture.given(REGISTERED, new AliasRemoved("p-1", "SGC"))
                .when(new AddAlias("p-1", "SGC"))
                .expectEvents(new AliasAdded("p-1", "SGC"));
    }

    @Test
    void it_turns_out_to_be_of_another_kind() {
        fixture.given(REGISTERED)
                .when(new ChangePartyKind("p-1", PartyKind.COLLECTIVE))
                .expectEvents(new PartyKindChanged("p-1", PartyKind.ORGANISATION, PartyKind.COLLECTIVE));
        refuses(
                fixture.given(REGISTERED).when(new ChangePartyKind("p-1", PartyKind.ORGANISATION)),
                "This is what South Glos Council is already, so nothing was changed.");
        refuses(
                fixture.given(REGISTERED, new PartyMerged("p-1", "p-2"))
                        .when(new ChangePartyKind("p-1", PartyKind.TEAM)),
                "South Glos Council was merged into another party, so nothing about it can be changed.");
    }

    @Test
    void it_is_merged_into_another_for_good() {
        PartyMerged merged = new PartyMerged("p-1", "p-2");
        fixture.given(REGISTERED).when(new MergeParty("p-1", "p-2")).expectEvents(merged);
        refuses(
                fixture.given(REGISTERED, merged).when(new RenameParty("p-1", "Other")),
                "South Glos Council was merged into another party, so nothing about it can be changed.");
    }

    @Test
    void it_is_not_merged_in_a_circle_nor_into_nothing() {
        refuses(
                fixture.given(REGISTERED).when(new MergeParty("p-1", "p-merged")),
                "The party to keep was merged into South Glos Council itself. Keep South Glos Council.");
        fixture.given(REGISTERED)
                .when(new MergeParty("p-1", "p-unknown"))
                .expectException(InvalidField.class)
                .expectNoEvents();
    }
}
