package org.waymark.query.party;

import java.util.List;

/** Parties of all areas. */
public interface Parties {

    /** Every party that was not merged into another, by name. */
    List<PartyView> all();

    /** @throws org.waymark.query.view.NotKnown when there is no such party */
    PartyView party(String partyId);
}
