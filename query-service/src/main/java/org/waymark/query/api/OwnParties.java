package org.waymark.query.api;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.waymark.contract.log.Role;
import org.waymark.query.identity.SignedIn;

/** Keeps leads to what concerns the parties for which they act; everybody else is let through. */
final class OwnParties {

    private OwnParties() {}

    /** Whether somebody asks as a lead, and so for their own parties only. */
    static boolean bind(Authentication asking) {
        return asking.getAuthorities().stream()
                .anyMatch(authority -> ("ROLE_" + Role.LEAD.name()).equals(authority.getAuthority()));
    }

    /**
     * @param partyId the party that is asked about, or null for all
     * @throws AccessDeniedException where a lead asks about another party than their own
     */
    static void check(Authentication asking, @Nullable String partyId) {
        if (bind(asking) && (partyId == null || !of(asking).contains(partyId))) {
            throw new AccessDeniedException("A lead asks about mails to one of their own parties");
        }
    }

    private static List<String> of(Authentication asking) {
        return switch (asking.getPrincipal()) {
            case SignedIn person -> person.parties();
            case Jwt token -> Objects.requireNonNullElse(token.getClaimAsStringList("parties"), List.of());
            case null, default -> List.of();
        };
    }
}
