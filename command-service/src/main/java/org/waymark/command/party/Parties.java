package org.waymark.command.party;

import static org.waymark.command.rule.Texts.say;

import java.util.Collection;
import org.waymark.contract.log.InvalidField;

/** All parties there are, for deciders that name some. */
public interface Parties {

    /** Whether a party is registered under this id; merged ones are. */
    boolean registered(String partyId);

    /** The party that stands for this one after all merges; itself where it was not merged. */
    String standsFor(String partyId);

    /** Refuses ids under which no party is registered. */
    default void check(String field, Collection<String> partyIds) {
        for (String partyId : partyIds) {
            if (!registered(partyId)) {
                throw new InvalidField(field, say("party.choose-a-party", partyId));
            }
        }
    }
}
