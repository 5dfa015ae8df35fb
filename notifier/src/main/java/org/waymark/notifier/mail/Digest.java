package org.waymark.notifier.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, in the order in which it says it, before it becomes text or HTML.
 *
 * @param next sentences about what happens next
 * @param why why the reader gets it
 */
public record Digest(
        String subject,
        String greeting,
        List<String> intro,
        List<Section> sections,
        @Nullable Link all,
        String nextHeading,
        List<String> next,
        List<String> why) {

    /**
     * Actions, or a report, under one heading.
     *
     * @param paragraphs what is said before the actions
     * @param entries actions in full
     * @param more the others by reference, in one sentence, or null
     */
    public record Section(
            String heading,
            boolean late,
            List<String> paragraphs,
            List<Entry> entries,
            @Nullable String more) {}

    /**
     * One action in full.
     *
     * @param due the sentence about its date
     * @param facts what is so
     * @param ask what will be asked, or what is wanted
     */
    public record Entry(String reference, String title, String due, String facts, String ask, Link link) {}

    /** A place to go. */
    public record Link(String words, String address) {}
}
