package org.waymark.query.identity;

import java.io.Serializable;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.Role;

/**
 * Somebody who is signed in.
 *
 * @param userId what events name
 * @param name what pages show
 * @param parties parties that a lead answers for; empty for others
 * @param contactId the same person in the directory, or null
 */
public record SignedIn(
        String userId,
        String name,
        Role role,
        List<String> parties,
        @Nullable String contactId) implements Principal, Serializable {

    public SignedIn {
        parties = List.copyOf(parties);
    }

    @Override
    public String getName() {
        return userId;
    }
}
