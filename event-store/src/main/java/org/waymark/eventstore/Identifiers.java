package org.waymark.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The one source of everything that is drawn by lot: identifiers, and the salts of free texts. */
public interface Identifiers {

    /**
     * A new identifier, unique over all kinds.
     *
     * @param prefix one letter for the kind, with or without its hyphen
     * @return the prefix, a hyphen and ten of the characters {@code 0-9a-z} without those easily mistaken, for example
     *     {@code a-7f3k2m9qxw}
     */
    String next(String prefix);

    /**
     * A new salt of 16 bytes.
     *
     * @param purpose what it is for; the same purpose may give the same salt, another one never does
     */
    byte[] salt(String purpose);

    /** Identifiers and salts that nobody can guess. */
    static Identifiers random() {
        SecureRandom random = new SecureRandom();
        return new Identifiers() {
            @Override
            public String next(String prefix) {
                byte[] bytes = new byte[8];
                random.nextBytes(bytes);
                return written(prefix, ByteBuffer.wrap(bytes).getLong());
            }

            @Override
            public byte[] salt(String purpose) {
                byte[] salt = new byte[16];
                random.nextBytes(salt);
                return salt;
            }
        };
    }

    /**
     * The same identifiers and salts on each run: each prefix has a sequence of its own, so that the order in which
     * different kinds are drawn does not matter. For the demo and tests.
     */
    static Identifiers seeded(long seed) {
        Map<String, AtomicLong> counters = new ConcurrentHashMap<>();
        return new Identifiers() {
            @Override
            public String next(String prefix) {
                long number = counters.computeIfAbsent(prefix, unused -> new AtomicLong())
                        .incrementAndGet();
                return written(
                        prefix,
                        ByteBuffer.wrap(keyed("id " + prefix + " " + number)).getLong());
            }

            @Override
            public byte[] salt(String purpose) {
                return Arrays.copyOf(keyed("salt " + purpose), 16);
            }

            private byte[] keyed(String what) {
                try {
                    Mac mac = Mac.getInstance("HmacSHA256");
                    mac.init(new SecretKeySpec(
                            ByteBuffer.allocate(Long.BYTES).putLong(seed).array(), "HmacSHA256"));
                    return mac.doFinal(what.getBytes(StandardCharsets.UTF_8));
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("Every Java platform has HmacSHA256", e);
                }
            }
        };
    }

    private static String written(String prefix, long bits) {
        String alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
        StringBuilder id = new StringBuilder(prefix);
        if (!prefix.endsWith("-")) {
            id.append('-');
        }
        for (int i = 0; i < 10; i++) {
            id.append(alphabet.charAt((int) (bits >>> (i * 5)) & 31));
        }
        return id.toString();
    }
}
