package org.waymark.query.party;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parties of all areas. */
public interface Parties {

    /** Every party that was not merged into another, by name. */
    List<PartyView> all();

    /** @throws org.waymark.query.view.NotKnown when there is no such party */
    PartyView party(String partyId);

    /** Everybody in the directory, by name; null when it could not be asked. */
    @Nullable
    List<PersonView> people();

    /** Somebody has just changed something about people here; the next answer knows it. */
    void peopleChanged();
}
