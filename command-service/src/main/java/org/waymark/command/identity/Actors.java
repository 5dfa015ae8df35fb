package org.waymark.command.identity;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.waymark.command.dispatch.Actor;
import org.waymark.command.rule.Forbidden;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.log.Role;

/** Reads who acts from a token; never from anything else of a request. */
public final class Actors {

    private static final List<String> WAYS = List.of("session", "api", "link");

    private Actors() {}

    /**
     * Who acts. Claims: {@code sub}, {@code role}, {@code parties} (a list), and {@code via}, which may say
     * {@code session} or {@code link} where another service forwards what a person entered there.
     */
    public static Actor of(Jwt token) {
        String id = token.getSubject();
        Role role = role(token.getClaimAsString("role"));
        if (id == null || id.isBlank()) {
            throw new Forbidden("request.token-without-person");
        }
        List<String> parties = token.getClaimAsStringList("parties");
        String via = token.getClaimAsString("via");
        String way = role == Role.SERVICE ? Metadata.DAILY_CHECK : via != null && WAYS.contains(via) ? via : "api";
        return new Actor(id, role, parties == null ? List.of() : parties, way);
    }

    private static Role role(@Nullable String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Forbidden("request.token-without-role"));
    }
}
