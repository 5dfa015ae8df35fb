package org.waymark.eventstore;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * How commits are hashed: SHA-256 over fields with their length in front (texts in UTF-8, numbers big-endian), so that
 * no two contents have the same bytes. Written down for auditors in the decision record on the storage engine.
 */
final class Hashing {

    private Hashing() {}

    /** What happened: all that the hash of a commit covers, except where and when it came to lie. */
    static byte[] content(List<CommitEvent> events, String attempt) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 * events.size());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(events.size());
            for (CommitEvent event : events) {
                text(out, event.streamId());
                text(out, event.kind());
                out.writeLong(event.sequence());
                text(out, event.name());
                out.writeInt(event.version());
                text(out, event.payload());
                text(out, event.metadata());
                text(out, event.happenedAt());
            }
            text(out, attempt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sha256(bytes.toByteArray());
    }

    /** The link: predecessor's hash, place, time of recording (milliseconds), content. */
    static String link(String previous, long position, long recordedAtMillis, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            text(out, previous);
            out.writeLong(position);
            out.writeLong(recordedAtMillis);
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hex(sha256(bytes.toByteArray()));
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
