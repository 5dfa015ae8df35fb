package org.waymark.query.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.waymark.contract.log.Role;

/**
 * Who can sign in, until an identity provider does that.
 *
 * @param secret shared by the services that trust each other's tokens; at least 32 bytes
 * @param people those who can sign in; possibly nobody
 */
@ConfigurationProperties("waymark.identity")
public record QueryIdentityProperties(
        String secret, @Nullable List<Person> people) {

    public QueryIdentityProperties {
        if (secret == null || secret.getBytes(java.nio.charset.StandardCharsets.UTF_8).length < 32) {
            throw new IllegalArgumentException("Set waymark.identity.secret to a secret of 32 bytes or more");
        }
    }

    /**
     * @param parties ids of the parties that a lead answers for
     * @param contactId the same person in the directory, or null
     * @param about one thing to try as this person, for the sign-in page, or null
     */
    public record Person(
            String id,
            String name,
            Role role,
            @Nullable List<String> parties,
            @Nullable String contactId,
            @Nullable String about) {

        public SignedIn signedIn() {
            return new SignedIn(id, name, role, parties == null ? List.of() : parties, contactId);
        }
    }

    public List<Person> everybody() {
        return people == null ? List.of() : people;
    }
}
