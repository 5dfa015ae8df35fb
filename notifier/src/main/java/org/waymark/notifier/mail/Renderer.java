package org.waymark.notifier.mail;

import org.jspecify.annotations.Nullable;

/** Makes the two forms of a digest. */
public final class Renderer {

    private final HtmlForm html = new HtmlForm();

    /**
     * Both forms of a mail, in the same words.
     *
     * @param calendar dates in it, as an iCalendar file, or null where it has none to come
     */
    public record Rendered(
            String subject,
            String text,
            String html,
            @Nullable String calendar) {}

    public Rendered render(Digest digest) {
        return new Rendered(digest.subject(), TextForm.of(digest), html.of(digest), null);
    }
}
