package org.waymark.command.imports;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import read, and what it changed or would change.
 *
 * @param dryRun whether nothing was written
 * @param rows rows of the table, header not counted
 * @param pointers rows that only point elsewhere; shown, not counted
 * @param statements rows with a bare statement
 * @param rowsLeftOut rows that could not be used, or whose change was refused
 * @param ratings actions by rating
 * @param timescales how the time column was read
 * @param greenInPast references of green rows whose month has passed: were they done then, or due then?
 * @param unknownParties names that are not registered yet
 * @param lookAlikes names that may be one
 * @param references texts that seem to name another action; nothing is concluded from them
 * @param changes every change, in order
 * @param kept what the table repeats from the last one and people have changed since; it stays as they made it
 * @param created actions that are new
 * @param amended actions that change
 * @param unchanged actions that stay as they are
 * @param vanished actions of the plan that the table does not name; they stay
 * @param position global position of the last event, or of the log where nothing was written
 */
record ImportReport(
        String planId,
        String layout,
        boolean dryRun,
        int rows,
        int actions,
        int themes,
        long pointers,
        long statements,
        List<RowProblem> rowsLeftOut,
        Map<String, Long> ratings,
        Gaps gaps,
        List<TimeKind> timescales,
        List<Unreadable> unreadable,
        List<String> greenInPast,
        List<String> unknownParties,
        List<LookAlike> lookAlikes,
        List<Reference> references,
        boolean planCreated,
        boolean planAmended,
        int created,
        int amended,
        int unchanged,
        List<Change> changes,
        List<Kept> kept,
        List<String> vanished,
        long position) {

    /** A row that is not in the plan, or not as the table has it, and why. */
    record RowProblem(long row, String reference, String why) {}

    /** References of open actions with something missing. */
    record Gaps(List<String> noLead, List<String> noDate, List<String> unreadable, List<String> conditional) {}

    /** @param kind a kind of timescale, or REMARK */
    record TimeKind(String kind, long actions, List<String> written) {}

    /** A time that a person has to settle. */
    record Unreadable(
            long row,
            String reference,
            String written,
            @Nullable LocalDate suggestion) {}

    /** Two names that may be one. */
    record LookAlike(String name, String other) {}

    /** A text that names another action. */
    record Reference(String from, String to, String words) {}

    /**
     * Something that the table only repeats and Waymark has otherwise by now.
     *
     * @param field details, leads, partners, labels, timescale, rating, status, or the plan's sections
     * @param table what the table says, empty where it is long
     * @param here what Waymark says, empty where it is long
     * @param version of the action's content, with which a decision for the table is sent; 0 for the plan's sections
     */
    record Kept(long row, String reference, String field, String table, String here, long version) {}

    /** One change: the command, for which action, in words. */
    record Change(long row, String reference, String command, String what) {}
}
