package org.waymark.notifier.identity;

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
import org.springframework.stereotype.Component;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.log.Role;
import org.waymark.notifier.NotifierProperties;

/** The token with which the daily check calls other services. */
@Component
public class ServiceToken {

    private static final Duration LIFE = Duration.ofMinutes(5);

    private final byte[] secret;
    private final Clock clock;

    ServiceToken(NotifierProperties properties, Clock clock) {
        this.secret = secret(properties);
        this.clock = clock;
    }

    static byte[] secret(NotifierProperties properties) {
        byte[] secret = properties.identity().secret().getBytes(StandardCharsets.UTF_8);
        if (secret.length < 32) {
            throw new IllegalStateException("Set waymark.identity.secret to a secret of 32 bytes or more");
        }
        return secret;
    }

    /** A token that lives for some minutes. */
    public String current() {
        Instant now = clock.instant();
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject(Metadata.DAILY_CHECK)
                        .claim("role", Role.SERVICE.name())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .build());
        try {
            token.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException("HS256 with 32 bytes or more is always possible", e);
        }
        return token.serialize();
    }
}
