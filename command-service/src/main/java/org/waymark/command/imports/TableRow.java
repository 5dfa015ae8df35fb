package org.waymark.command.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;

/**
 * One row as its layout reads it, before anything is compared or counted.
 *
 * @param number row of the file, the header being row 1
 * @param theme heading of its section, as printed or a number
 * @param themeNumber number of its section, empty where none is printed
 * @param reference as printed; empty where the layout counts
 * @param objectiveReference reference of the statement it serves
 * @param statement the statement it serves, or null
 * @param leads cell with those who lead
 * @param partners cell with those who help
 * @param firstLeads whether of several leads the first leads and the others are partners
 * @param time time cell
 * @param status as the table states it, or null
 * @param pointsAt where a row points that only points elsewhere, or null
 * @param findings of its whole section
 * @param sectionMeasures of its whole section
 * @param milestones text and time, in turns separated by {@code @}
 * @param waitsFor references of actions it depends on
 */
record TableRow(
        long number,
        Kind kind,
        String theme,
        String themeNumber,
        String reference,
        String objectiveReference,
        @Nullable String statement,
        boolean priority,
        String text,
        @Nullable String title,
        @Nullable String process,
        String leads,
        String accountable,
        String partners,
        boolean firstLeads,
        String time,
        @Nullable Status status,
        Rating rating,
        List<String> measures,
        List<String> labels,
        List<String> milestones,
        List<String> waitsFor,
        @Nullable String note,
        @Nullable String reason,
        @Nullable String pointsAt,
        List<String> findings,
        List<String> sectionMeasures,
        @Nullable String vision) {

    /** What a row is. */
    enum Kind {
        ACTION,
        POINTER,
        STATEMENT
    }

    static Builder at(long number) {
        return new Builder(number);
    }

    /** A row with nothing but what is said about it. */
    static final class Builder {
        private final long number;
        private Kind kind = Kind.ACTION;
        private String theme = "";
        private String themeNumber = "";
        private String reference = "";
        private String objectiveReference = "";
        private @Nullable String statement;
        private boolean priority;
        private String text = "";
        private @Nullable String title;
        private @Nullable String process;
        private String leads = "";
        private String accountable = "";
        private String partners = "";
        private boolean firstLeads;
        private String time = "";
        private @Nullable Status status;
        private Rating rating = Rating.NONE;
        private List<String> measures = List.of();
        private List<String> labels = List.of();
        private List<String> milestones = List.of();
        private List<String> waitsFor = List.of();
        private @Nullable String note;
        private @Nullable String reason;
        private @Nullable String pointsAt;
        private List<String> findings = List.of();
        private List<String> sectionMeasures = List.of();
        private @Nullable String vision;

        private Builder(long number) {
            this.number = number;
        }

        Builder theme(String heading, String headingNumber) {
            theme = heading;
            themeNumber = headingNumber;
            return this;
        }

        Builder reference(String printed) {
            reference = printed;
            return this;
        }

        Builder serves(String printed, String what, boolean flagged) {
            objectiveReference = printed;
            statement = what.isEmpty() ? null : what;
            priority = flagged;
            return this;
        }

        Builder text(String promised) {
            text = promised;
            return this;
        }

        Builder title(String printed) {
            title = orNull(printed);
            return this;
        }

        Builder process(String printed) {
            process = orNull(printed);
            return this;
        }

        Builder leads(String cell) {
            leads = cell;
            return this;
        }

        Builder accountable(String cell) {
            accountable = cell;
            return this;
        }

        Builder partners(String cell) {
            partners = cell;
            return this;
        }

        Builder firstLeads() {
            firstLeads = true;
            return this;
        }

        Builder time(String cell) {
            time = cell;
            return this;
        }

        Builder status(@Nullable Status stated) {
            status = stated;
            return this;
        }

        Builder rating(Rating stated) {
            rating = stated;
            return this;
        }

        Builder measures(List<String> printed) {
            measures = printed;
            return this;
        }

        Builder labels(List<String> printed) {
            labels = printed;
            return this;
        }

        Builder milestones(List<String> printed) {
            milestones = printed;
            return this;
        }

        Builder waitsFor(List<String> references) {
            waitsFor = references;
            return this;
        }

        Builder note(String cell) {
            note = orNull(cell);
            return this;
        }

        Builder reason(String cell) {
            reason = orNull(cell);
            return this;
        }

        Builder section(List<String> found, List<String> measured, String sentence) {
            findings = found;
            sectionMeasures = measured;
            vision = orNull(sentence);
            return this;
        }

        Builder pointsAt(String where) {
            kind = Kind.POINTER;
            pointsAt = where;
            return this;
        }

        Builder statementOnly() {
            kind = Kind.STATEMENT;
            return this;
        }

        TableRow row() {
            return new TableRow(
                    number,
                    kind,
                    theme,
                    themeNumber,
                    reference,
                    objectiveReference,
                    statement,
                    priority,
                    text,
                    title,
                    process,
                    leads,
                    accountable,
                    partners,
                    firstLeads,
                    time,
                    status,
                    rating,
                    measures,
                    labels,
                    milestones,
                    waitsFor,
                    note,
                    reason,
                    pointsAt,
                    findings,
                    sectionMeasures,
                    vision);
        }

        private static @Nullable String orNull(String cell) {
            return cell.isBlank() ? null : cell;
        }
    }
}
