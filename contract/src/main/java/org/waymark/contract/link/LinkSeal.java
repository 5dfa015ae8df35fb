package org.waymark.contract.link;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Writes personal links as short tokens for an address, and reads them back. A token is its content in binary form and
 * an HMAC-SHA256 of it, cut to 128 bits (RFC 2104, section 5), in URL-safe base 64 without padding. The key is derived
 * from the secret that the services share (HKDF, RFC 5869) for this purpose alone, so that a token of another kind never
 * passes for a link, nor the other way round. The same link always gives the same token.
 */
public final class LinkSeal {

    private static final String HMAC = "HmacSHA256";
    private static final int MAC_BYTES = 16;
    private static final byte[] PURPOSE = "waymark personal links 1".getBytes(StandardCharsets.US_ASCII);

    /** First byte of every token; another way to write links takes another number. */
    private static final int FORM = 1;

    /** Far more than two ids and what stands around them need. */
    private static final int LONGEST = 512;

    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final int LAST_DAY = 0xFFFF;

    private final SecretKey key;

    /** @param secret the secret that the services share, 32 bytes or more */
    public LinkSeal(byte[] secret) {
        if (secret.length < 32) {
            throw new IllegalArgumentException("A secret has 32 bytes or more");
        }
        try {
            key = KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            HMAC, HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(PURPOSE, 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK derives keys by HKDF with SHA-256", e);
        }
    }

    /** The token that stands for a link in an address. */
    public String seal(PersonalLink link) {
        byte[] content = write(link);
        byte[] token = Arrays.copyOf(content, content.length + MAC_BYTES);
        System.arraycopy(mac(content), 0, token, content.length, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The path of a link's page, from the root of the pages: {@code /a/TOKEN}. */
    public String path(PersonalLink link) {
        return "/" + link.kind().path() + "/" + seal(link);
    }

    /** What a token says; empty for anything that was not sealed here with the same secret. */
    public Optional<PersonalLink> open(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length <= MAC_BYTES) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOf(bytes, bytes.length - MAC_BYTES);
        byte[] mac = Arrays.copyOfRange(bytes, content.length, bytes.length);
        if (!MessageDigest.isEqual(mac, mac(content))) {
            return Optional.empty();
        }
        // One link has one token: base 64 leaves bits over at the end that a changed last letter would hide in
        return read(content).filter(link -> seal(link).equals(token));
    }

    private byte[] mac(byte[] content) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(content), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + HMAC, e);
        }
    }

    private static byte[] write(PersonalLink link) {
        long day = link.issued().toEpochDay() - FIRST_DAY.toEpochDay();
        if (day < 0 || day > LAST_DAY) {
            throw new IllegalArgumentException("No link is issued on " + link.issued());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeByte(link.kind().path().charAt(0));
            out.writeShort((int) day);
            out.writeShort(link.series());
            out.writeUTF(link.contactId());
            if (link.actionId() != null) {
                out.write(link.actionId().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory takes a link", e);
        }
        return bytes.toByteArray();
    }

    /** Only for content whose seal is right; empty where a later release wrote it. */
    private static Optional<PersonalLink> read(byte[] content) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            if (in.readByte() != FORM) {
                return Optional.empty();
            }
            char kind = (char) in.readByte();
            LocalDate issued = FIRST_DAY.plusDays(in.readUnsignedShort());
            int series = in.readUnsignedShort();
            String contactId = in.readUTF();
            String rest = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return switch (kind) {
                case 'a' -> Optional.of(PersonalLink.answer(contactId, rest, issued, series));
                case 'm' -> Optional.of(PersonalLink.mine(contactId, issued, series));
                default -> Optional.empty();
            };
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
