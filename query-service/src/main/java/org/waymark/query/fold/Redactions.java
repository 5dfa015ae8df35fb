package org.waymark.query.fold;

import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.FreeText;

/** Takes words out of what was folded when they were removed from the log. */
public final class Redactions {

    private Redactions() {}

    /** {@code text} without its words when they are the ones removed. */
    public static FreeText in(FreeText text, String digest) {
        return text.text() != null && digest.equals(text.digest()) ? new FreeText(null, digest) : text;
    }

    /** As {@link #in}, for a text that may be missing. */
    public static @Nullable FreeText of(@Nullable FreeText text, String digest) {
        return text == null ? null : in(text, digest);
    }
}
