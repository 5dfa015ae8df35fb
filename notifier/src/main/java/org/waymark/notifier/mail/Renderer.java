package org.waymark.notifier.mail;

/** Makes the two forms of a digest. */
public final class Renderer {

    private final HtmlForm html = new HtmlForm();

    /** Both forms of a mail, in the same words. */
    public record Rendered(String subject, String text, String html) {}

    public Rendered render(Digest digest) {
        return new Rendered(digest.subject(), TextForm.of(digest), html.of(digest));
    }
}
