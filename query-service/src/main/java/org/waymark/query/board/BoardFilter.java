package org.waymark.query.board;

import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;

/**
 * Which actions of a plan are asked for; null means any.
 *
 * @param words every word must occur in reference, text, title, objective, measures, labels or last note
 * @param party id of a lead or partner
 * @param sort order of the rows
 * @param page from 1, counting actions
 */
public record BoardFilter(
        @Nullable String words,
        @Nullable String theme,
        @Nullable String party,
        @Nullable Rating rating,
        @Nullable Status status,
        @Nullable String label,
        @Nullable Need needs,
        Sort sort,
        int page,
        int size) {

    /** What is asked for by "Needs attention"; in a query the name in lower case with hyphens. Open actions only. */
    public enum Need {
        LATE,
        SLIPPED,
        DUE_SOON,
        NO_DATE,
        NO_LEAD,
        UNREADABLE,
        CONDITIONAL,
        NOBODY_TO_WRITE_TO,
        ESCALATED,
        PROPOSAL,
        ANY_GAP;

        public String parameter() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** Orders of rows; in a query the name in lower case. Other orders than PRINTED give one section per theme all the same. */
    public enum Sort {
        /** As the plan prints them. */
        PRINTED,
        /** The earliest target date first, undated last. */
        DATE,
        /** The most days late first. */
        LATE,
        /** Red, amber, no rating, green, blue. */
        RATING,
        /** The longest without a word first. */
        SILENT;

        public String parameter() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Everything, as printed, on one page. */
    public static BoardFilter everything() {
        return new BoardFilter(null, null, null, null, null, null, null, Sort.PRINTED, 1, 1000);
    }

    public BoardFilter needing(Need need) {
        return new BoardFilter(words, theme, party, rating, status, label, need, sort, page, size);
    }

    /** @param value id of a theme, or null for any */
    public BoardFilter under(@Nullable String value) {
        return new BoardFilter(words, value, party, rating, status, label, needs, sort, page, size);
    }

    /** @param value id of a lead or partner, or null for any */
    public BoardFilter involving(@Nullable String value) {
        return new BoardFilter(words, theme, value, rating, status, label, needs, sort, page, size);
    }

    public BoardFilter rated(Rating value) {
        return new BoardFilter(words, theme, party, value, status, label, needs, sort, page, size);
    }

    public BoardFilter onPage(int number, int rows) {
        return new BoardFilter(words, theme, party, rating, status, label, needs, sort, number, rows);
    }

    /** Whether anything is left out. */
    public boolean filters() {
        return words != null
                || theme != null
                || party != null
                || rating != null
                || status != null
                || label != null
                || needs != null;
    }
}
