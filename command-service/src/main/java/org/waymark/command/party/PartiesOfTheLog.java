package org.waymark.command.party;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.waymark.contract.party.PartyEvent;
import org.waymark.contract.party.PartyEvent.PartyMerged;
import org.waymark.eventstore.EventLog;

/** Asks the log once about each party: what is registered stays so. */
@Component
class PartiesOfTheLog implements Parties {

    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private final EventLog log;

    PartiesOfTheLog(EventLog log) {
        this.log = log;
    }

    @Override
    public boolean registered(String partyId) {
        if (registered.contains(partyId)) {
            return true;
        }
        boolean found = log.readStream(partyId).stream().anyMatch(stored -> stored.payload() instanceof PartyEvent);
        if (found) {
            registered.add(partyId);
        }
        return found;
    }

    @Override
    public String standsFor(String partyId) {
        return log.readStream(partyId).stream()
                .map(stored -> stored.payload() instanceof PartyMerged merged ? standsFor(merged.into()) : partyId)
                .reduce(partyId, (one, other) -> other);
    }
}
