package org.waymark.notifier.mail;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Makes the two forms of a digest. */
public final class Renderer {

    private final HtmlForm html = new HtmlForm();

    /**
     * Both forms of a mail, in the same words.
     *
     * @param calendar dates in it, as an iCalendar file, or null where none is to come and none has gone
     */
    public record Rendered(
            String subject,
            String text,
            String html,
            @Nullable String calendar) {}

    /**
     * The mail of a day.
     *
     * @param domain right-hand side of ids in its calendar file
     */
    public Rendered render(Digest digest, LocalDate day, String domain) {
        return new Rendered(
                digest.subject(),
                TextForm.of(digest),
                html.of(digest),
                digest.dates().isEmpty() && digest.gone().isEmpty() ? null : CalendarForm.of(digest, day, domain));
    }
}
