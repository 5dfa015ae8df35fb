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
     * @param more the others by reference, or null
     */
    public record Section(
            String heading,
            boolean late,
            List<String> paragraphs,
            List<Entry> entries,
            @Nullable More more) {}

    /**
     * One action in full.
     *
     * @param due the sentence about its date
     * @param facts what is so
     * @param ask what will be asked, or what is wanted
     */
    public record Entry(String reference, String title, String due, String facts, String ask, Link link) {}

    /**
     * Actions by reference, in one sentence.
     *
     * @param before what comes before them
     * @param references each with where it leads
     * @param after what comes after them; possibly empty
     */
    public record More(String before, List<Link> references, String after) {}

    /**
     * A place to go.
     *
     * @param words as they stand on a button, or in a sentence
     * @param brief as they stand before an address, where the text around it says what it is about
     */
    public record Link(String words, String brief, String address) {

        public Link(String words, String address) {
            this(words, words, address);
        }
    }
}
