package org.waymark.command.rule;

import java.util.List;
import org.axonframework.messaging.MetaData;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.log.Role;

/** Who acts, as the metadata of a command say. Commands without a role come from inside the service and may do all. */
public final class Acting {

    /**
     * Party ids that a lead answers for, separated by spaces. Travels with commands only and is not stored with events.
     */
    public static final String PARTIES = "parties";

    private Acting() {}

    /** Whether the actor acts as a lead, and so only for their own parties. */
    public static boolean asLead(MetaData metaData) {
        return Role.LEAD.name().equals(metaData.get(Metadata.ROLE));
    }

    /** Whether another service of this installation acts, such as the notifier. */
    public static boolean asService(MetaData metaData) {
        return Role.SERVICE.name().equals(metaData.get(Metadata.ROLE));
    }

    /** Parties that the actor answers for. */
    public static List<String> parties(MetaData metaData) {
        return metaData.get(PARTIES) instanceof String parties && !parties.isBlank()
                ? List.of(parties.split(" ", -1))
                : List.of();
    }
}
