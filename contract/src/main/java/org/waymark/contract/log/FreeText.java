package org.waymark.contract.log;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A note or reason in a person's own words. The log keeps it beside the event with a salt, and in the event only the
 * salted digest, so that it can be removed without breaking the chain of hashes.
 *
 * @param text the words, stripped and not blank; null once they were removed
 * @param digest SHA-256 in hex of salt and text, as the event holds it; null until the text is stored
 */
public record FreeText(@Nullable String text, @Nullable String digest) {

    public FreeText {
        if (text == null && digest == null) {
            throw new IllegalArgumentException("A free text has words, a digest or both");
        }
        if (text != null && text.isBlank()) {
            throw new IllegalArgumentException("A free text is not blank");
        }
    }

    /** A text that is not stored yet. */
    public static FreeText of(String text) {
        return new FreeText(text.strip(), null);
    }

    /** A text that is not stored yet, or null where there are no words. */
    public static @Nullable FreeText ofNullable(@Nullable String text) {
        return text == null || text.isBlank() ? null : of(text);
    }

    /** Whether the words were removed from the log. */
    public boolean redacted() {
        return text == null;
    }

    /** The words, or {@code replacement} where they were removed. */
    public String orElse(String replacement) {
        return Objects.requireNonNullElse(text, replacement);
    }
}
