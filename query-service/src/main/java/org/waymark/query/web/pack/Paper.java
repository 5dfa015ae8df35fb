package org.waymark.query.web.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pack in words, for the page and the PDF.
 *
 * @param subtitle possibly empty
 * @param marks what has to be said before anything else: that it is not issued, or for whom it is; possibly empty
 * @param frozen where the log was cut, in words
 * @param mark mark of the log there, in groups of eight
 */
public record Paper(
        String owner,
        String group,
        String meeting,
        String issued,
        String title,
        String subtitle,
        boolean draft,
        List<String> marks,
        List<Plan> plans,
        String frozen,
        String mark,
        String address) {

    /** What is said of one plan. */
    public record Plan(String title, String subtitle, List<Section> sections) {}

    /**
     * @param id unique in the paper
     * @param more small print beside the title; possibly empty
     * @param words a sentence under it; possibly empty
     * @param asks what the group is asked to do
     * @param themes tables under titles of their own
     */
    public record Section(
            String id,
            String title,
            String more,
            String words,
            List<Ask> asks,
            @Nullable Table table,
            List<Theme> themes,
            String after) {

        boolean wide() {
            return !themes.isEmpty();
        }
    }

    /** @param act what the group is to do; {@code about} the rest of the sentence */
    public record Ask(String act, String about) {}

    public record Theme(String title, String counts, Table table) {}

    /** @param kind part of the table's class, for the widths of its columns */
    public record Table(String kind, String caption, List<String> columns, List<Row> rows) {}

    /** @param group a heading over the rows behind it: one cell */
    public record Row(boolean group, boolean black, List<Cell> cells) {}

    /**
     * @param href action that it leads to, or empty
     * @param lines small print under the text
     * @param late how late it is, or empty
     */
    public record Cell(String text, String href, List<String> lines, String late, List<Tag> tags, boolean number) {

        static Cell of(String text) {
            return new Cell(text, "", List.of(), "", List.of(), false);
        }

        static Cell of(String text, List<String> lines) {
            return new Cell(
                    text, "", lines.stream().filter(line -> !line.isEmpty()).toList(), "", List.of(), false);
        }

        static Cell number(long number) {
            return new Cell(Long.toString(number), "", List.of(), "", List.of(), true);
        }

        static Cell tags(List<Tag> tags) {
            return new Cell("", "", List.of(), "", tags, false);
        }

        Cell lateBy(String words) {
            return new Cell(text, href, lines, words, tags, number);
        }

        Cell tagged(List<Tag> more) {
            return new Cell(text, href, lines, late, more, number);
        }

        Cell to(String address) {
            return new Cell(text, address, lines, late, tags, number);
        }
    }

    /** @param look part of its class: {@code red}, {@code level3}, {@code gap} */
    public record Tag(String look, String text) {}
}
