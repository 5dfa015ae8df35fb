package org.waymark.contract.party;

import java.util.List;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.EventName;

/** What can happen to a party. */
public sealed interface PartyEvent extends Event {

    String partyId();

    @Override
    default String streamId() {
        return partyId();
    }

    @EventName("party.registered")
    record PartyRegistered(String partyId, String name, PartyKind kind, String area, List<String> aliases)
            implements PartyEvent {}

    @EventName("party.renamed")
    record PartyRenamed(String partyId, String from, String to) implements PartyEvent {}

    @EventName("party.alias-added")
    record AliasAdded(String partyId, String alias) implements PartyEvent {}

    @EventName("party.alias-removed")
    record AliasRemoved(String partyId, String alias) implements PartyEvent {}

    @EventName("party.kind-changed")
    record PartyKindChanged(String partyId, PartyKind from, PartyKind to) implements PartyEvent {}

    @EventName("party.merged")
    record PartyMerged(String partyId, String into) implements PartyEvent {}
}
