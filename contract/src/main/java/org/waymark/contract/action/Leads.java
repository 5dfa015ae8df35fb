package org.waymark.contract.action;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.InvalidField;

/**
 * The parties that lead an action, in the order the plan names them; possibly none.
 *
 * @param parties party ids without repetition
 * @param accountable the one party marked accountable, or null when none is marked
 */
public record Leads(List<String> parties, @Nullable String accountable) {

    public Leads {
        parties = List.copyOf(parties);
        if (parties.stream().distinct().count() != parties.size()) {
            throw new InvalidField("leads", "name-each-lead-once");
        }
        if (accountable != null && !parties.contains(accountable)) {
            throw new InvalidField("accountable", "choose-the-accountable-lead-from-the-leads");
        }
    }

    /** Nobody leads. */
    public static Leads none() {
        return new Leads(List.of(), null);
    }

    /** Those who lead, none of them marked accountable. */
    public static Leads of(String... parties) {
        return new Leads(List.of(parties), null);
    }

    /** Whom level 1 goes to: the accountable party alone, else every lead. */
    public List<String> answerable() {
        return accountable == null ? parties : List.of(accountable);
    }
}
