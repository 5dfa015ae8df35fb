package org.waymark.notifier.mail;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, in the order in which it says it, before it becomes text or HTML.
 *
 * @param next sentences about what happens next
 * @param first what somebody has to know who was never written to before; null for all others
 * @param why why the reader gets it
 * @param settings where the reader says when mail comes, and to whom meanwhile; null for those who sign in
 * @param dates dates to come, for the reader's calendar
 * @param gone dates that may stand in the reader's calendar and do not count any more: what they were of is closed
 */
public record Digest(
        String subject,
        String greeting,
        List<String> intro,
        List<Section> sections,
        @Nullable Link all,
        String nextHeading,
        List<String> next,
        @Nullable First first,
        List<String> why,
        @Nullable Link settings,
        List<Date> dates,
        List<Date> gone) {

    /** Why somebody is written to, and who holds what about them. */
    public record First(String heading, List<String> paragraphs) {}

    /**
     * A date for the reader's calendar.
     *
     * @param actionId whose date it is
     * @param revision grows with every move of the date
     */
    public record Date(String actionId, int revision, LocalDate day, String summary, String description) {}

    /**
     * Actions, or a report, under one heading.
     *
     * @param paragraphs what is said before the actions
     * @param entries actions in full
     * @param more the others by reference, or null
     * @param link where all of it is, or null
     */
    public record Section(
            String heading,
            boolean late,
            List<String> paragraphs,
            List<Entry> entries,
            @Nullable More more,
            @Nullable Link link) {}

    /**
     * One action in full.
     *
     * @param due the sentence about its date
     * @param facts what is so
     * @param ask what will be asked, what is wanted, or what happened, line by line
     */
    public record Entry(String reference, String title, String due, String facts, List<String> ask, Link link) {}

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
