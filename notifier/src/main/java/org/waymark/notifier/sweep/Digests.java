package org.waymark.notifier.sweep;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Short names for long things: the same text always gets the same name. */
public final class Digests {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 16;

    private Digests() {}

    /** Sixteen letters and digits (80 bits of SHA-256) that stand for {@code text}. */
    public static String of(String text) {
        byte[] hash;
        try {
            hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
        StringBuilder name = new StringBuilder(LENGTH);
        int bits = 0;
        int held = 0;
        for (int i = 0; name.length() < LENGTH; i++) {
            bits = (bits << 8) | (hash[i] & 0xff);
            held += 8;
            while (held >= 5 && name.length() < LENGTH) {
                held -= 5;
                name.append(ALPHABET.charAt((bits >> held) & 31));
            }
            bits &= (1 << held) - 1;
        }
        return name.toString();
    }
}
