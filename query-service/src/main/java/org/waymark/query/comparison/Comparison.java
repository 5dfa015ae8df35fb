package org.waymark.query.comparison;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.query.history.HistoryEntry;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.Counts;

/**
 * A plan at two moments. Only what is different in the end is told: a rating that went to red and back is no change.
 *
 * @param plan as at {@code to}
 * @param entries entries of the log about the plan and its actions between the two, mails not counted
 * @param changes the kinds in order of urgency, within a kind as printed
 * @param silent open actions that were there at {@code from} and have had no update after that day, as printed
 */
public record Comparison(
        PlanSummary plan, Side from, Side to, int entries, List<Change> changes, List<ActionRow> silent) {

    /**
     * @param day day from which lateness counts
     * @param position last log entry that counts
     */
    public record Side(LocalDate day, long position, Counts counts) {}

    /** What can be different, the worst first. */
    public enum Kind {
        TURNED_RED,
        SLIPPED,
        LEAD_CHANGED,
        TURNED_GREEN,
        COMPLETED,
        ENDED,
        ADDED,
        REOPENED,
        DATE_CHANGED,
        RATED,
        STATUS_CHANGED,
        AMENDED,
        CARRIED_OVER
    }

    /**
     * One difference of one action. Completing or ending says its rating too.
     *
     * @param before the action at {@code from}; null when it was added since
     * @param after the action at {@code to}; null when it was carried over into another plan
     * @param position the log entry that brought it to where it is at {@code to}
     * @param words the words given with that entry, or null
     */
    public record Change(
            Kind kind,
            @Nullable ActionRow before,
            @Nullable ActionRow after,
            long position,
            Instant happenedAt,
            HistoryEntry.Who who,
            @Nullable String words) {

        /** The action as a reader finds it: as it is, or as it was before it went. */
        public ActionRow action() {
            ActionRow row = after == null ? before : after;
            if (row == null) {
                throw new IllegalStateException("A change is about an action");
            }
            return row;
        }
    }

    /** How many actions there are of a kind. */
    public int count(Kind kind) {
        return (int) changes.stream().filter(change -> change.kind() == kind).count();
    }
}
