package org.waymark.query.web;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.waymark.query.identity.QueryIdentityProperties;
import org.waymark.query.identity.SignedIn;

/**
 * Addresses under which a calendar program, which cannot sign in, reads a feed. An address is one person's own; it ends
 * when that person may no longer sign in or no longer governs, and all end with a new secret.
 */
@Component
public final class FeedAddress {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    FeedAddress(QueryIdentityProperties identity) {
        key = new SecretKeySpec(identity.secret().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The address of a plan's feed for this person, without the host. */
    public String of(String planId, SignedIn person) {
        return "/feeds/plans/" + planId + "/" + person.userId() + "/" + mark(planId, person.userId()) + "/mail.ics";
    }

    /** Whether an address was given out for this plan and person. */
    boolean isGenuine(String planId, String userId, String mark) {
        return MessageDigest.isEqual(
                mark(planId, userId).getBytes(StandardCharsets.UTF_8), mark.getBytes(StandardCharsets.UTF_8));
    }

    private String mark(String planId, String userId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] bytes = mac.doFinal(("feed\n" + planId + "\n" + userId).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every JVM has " + ALGORITHM, e);
        }
    }
}
