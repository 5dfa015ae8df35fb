package org.waymark.contract.party;

import java.util.List;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.InvalidField;

/** What can be asked of a party. People and their addresses are not parties: they are in the directory. */
public sealed interface PartyCommand extends Command {

    String partyId();

    @Override
    default String streamId() {
        return partyId();
    }

    /** @param area the organisation whose plans know the party by this name ({@code PlanDetails.owner}) */
    record RegisterParty(String partyId, String name, PartyKind kind, String area, List<String> aliases)
            implements PartyCommand {
        public RegisterParty {
            partyId = InvalidField.required("partyId", partyId, "give-the-party-an-id");
            name = InvalidField.required("name", name, "enter-the-partys-name");
            kind = kind == null ? PartyKind.ORGANISATION : kind;
            area = InvalidField.required("area", area, "enter-the-organisation-whose-plans-name-the-party");
            aliases = aliases == null ? List.of() : List.copyOf(aliases);
        }
    }

    record RenameParty(String partyId, String name) implements PartyCommand {
        public RenameParty {
            name = InvalidField.required("name", name, "enter-the-partys-name");
        }
    }

    record AddAlias(String partyId, String alias) implements PartyCommand {
        public AddAlias {
            alias = InvalidField.required("alias", alias, "enter-the-other-name");
        }
    }

    /** The name was not the party's: an import that finds it does not take it for this party any more. */
    record RemoveAlias(String partyId, String alias) implements PartyCommand {
        public RemoveAlias {
            alias = InvalidField.required("alias", alias, "choose-the-name-to-take-away");
        }
    }

    record ChangePartyKind(String partyId, PartyKind kind) implements PartyCommand {
        public ChangePartyKind {
            InvalidField.required("kind", kind, "choose-what-sort-of-party-it-is");
        }
    }

    /** Two records are one party: from now on {@code partyId} stands for {@code into}. */
    record MergeParty(String partyId, String into) implements PartyCommand {
        public MergeParty {
            into = InvalidField.required("into", into, "choose-the-party-to-keep");
            if (into.equals(partyId)) {
                throw new InvalidField("into", "choose-another-party");
            }
        }
    }
}
