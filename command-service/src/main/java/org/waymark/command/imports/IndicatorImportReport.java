package org.waymark.command.imports;

import java.util.List;
import org.waymark.command.imports.ImportReport.RowProblem;

/**
 * What an import of readings read, and what it changed or would change.
 *
 * @param dryRun whether nothing was written
 * @param rows rows of the table, header not counted
 * @param indicators that the table names
 * @param values, notPublished, notAsked rows by what they say; with the rows left out they are all rows
 * @param defined, recorded, corrected changes by kind
 * @param unchanged rows that say what is on record, or what people have put right since the last table
 * @param kept what the table repeats from the last one and people have changed since; it stays as they made it
 * @param position global position of the last event, or of the log where nothing was written
 */
record IndicatorImportReport(
        String planId,
        boolean dryRun,
        int rows,
        int indicators,
        int values,
        int notPublished,
        int notAsked,
        List<RowProblem> rowsLeftOut,
        int defined,
        int recorded,
        int corrected,
        int unchanged,
        List<Change> changes,
        List<Kept> kept,
        long position) {

    /**
     * One change.
     *
     * @param indicator its code, or where it has none its name
     * @param area, period empty where the indicator itself is new
     * @param from what was on record, empty where nothing was
     */
    record Change(long row, String indicator, String command, String area, String period, String from, String to) {}

    /** @param area, period empty where it is the name that differs */
    record Kept(long row, String indicator, String area, String period, String table, String here) {}
}
