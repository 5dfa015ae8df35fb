package org.waymark.command.dispatch;

import java.util.List;
import org.waymark.command.rule.Imported;
import org.waymark.contract.log.Role;

/**
 * Who acts, in which role, and how it came in.
 *
 * @param id user id, contact id or {@code daily-check}; never a name
 * @param parties parties that a lead answers for; possibly empty
 * @param via {@code session}, {@code api}, {@code import}, {@code link} or {@code daily-check}
 */
public record Actor(String id, Role role, List<String> parties, String via) {

    public Actor {
        parties = List.copyOf(parties);
    }

    /** The same person, through an import. */
    public Actor importing() {
        return new Actor(id, role, parties, Imported.VIA);
    }
}
