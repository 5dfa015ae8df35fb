package org.waymark.command.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What makes two requests the same one. */
public final class Keys {

    private static final int LONGEST = 200;

    private Keys() {}

    /** The caller's Idempotency-Key, or a problem where it is missing or cannot be used. */
    public static String required(@Nullable String key) {
        if (key == null || key.isBlank()) {
            throw ProblemType.MISSING_KEY.saying("request.send-a-key");
        }
        if (key.length() > LONGEST || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw ProblemType.MISSING_KEY.saying("request.write-the-key");
        }
        return key;
    }

    /** SHA-256 in hex of address and body. */
    public static String fingerprint(String address, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(address.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
