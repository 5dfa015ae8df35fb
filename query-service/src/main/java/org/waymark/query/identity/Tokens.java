package org.waymark.query.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.waymark.contract.log.Role;

/** Makes the short-lived tokens by which other services know who is acting. */
@Component
public final class Tokens {

    /** Long enough for one request, with clocks a little apart. */
    private static final Duration LIFE = Duration.ofMinutes(2);

    private final byte[] secret;
    private final Clock clock;

    Tokens(QueryIdentityProperties properties, Clock clock) {
        this.clock = clock;
        this.secret = properties.secret().getBytes(StandardCharsets.UTF_8);
    }

    /** A token for somebody who is signed in. */
    public String of(SignedIn person) {
        return token(person.userId(), person.role(), person.parties(), "session");
    }

    /**
     * A token for somebody who is signed in and says when their own mail comes: they act as what the directory has them as.
     *
     * @throws IllegalArgumentException when they are nobody of the directory
     */
    public String ofOwnContact(SignedIn person) {
        String contactId = person.contactId();
        if (contactId == null) {
            throw new IllegalArgumentException(person.userId() + " is nobody of the directory");
        }
        return token(contactId, person.role(), person.parties(), "session");
    }

    /** A token for a contact who answers by the link in a mail: a lead of these parties and nothing else. */
    public String ofLink(String contactId, List<String> parties) {
        return token(contactId, Role.LEAD, parties, "link");
    }

    /** A token for query-service itself, to read the directory. */
    public String ofThisService() {
        return token("query-service", Role.SERVICE, List.of(), "api");
    }

    SecretKey key() {
        return new SecretKeySpec(secret, "HmacSHA256");
    }

    /** By the injected clock, as the other services check them. */
    private String token(String subject, Role role, List<String> parties, String via) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(subject)
                .claim("role", role.name())
                .claim("parties", parties)
                .claim("via", via)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("A token could not be signed", e);
        }
    }
}
