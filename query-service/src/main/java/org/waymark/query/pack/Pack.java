package org.waymark.query.pack;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.group.GroupDetails.Sees;
import org.waymark.query.board.Board;
import org.waymark.query.comparison.Comparison;
import org.waymark.query.pack.Packs.Edition;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.Counts;
import org.waymark.query.view.PartyName;

/**
 * What a group reads before it meets.
 *
 * @param groupName as it was called at that entry
 * @param date day of the meeting, as it was arranged at that entry
 * @param issue null before the issue: a preview
 * @param day day from which lateness counts: that of the issue, or today
 * @param position last log entry that went into it
 * @param hash mark of the log at that entry, in hex
 * @param exempt exempt actions: left out of the public's edition, marked in the members'
 * @param removed texts that stood in the log at that entry and were removed since
 */
public record Pack(
        String groupId,
        String groupName,
        String meetingId,
        LocalDate date,
        Edition edition,
        @Nullable Issue issue,
        LocalDate day,
        long position,
        String hash,
        int exempt,
        int removed,
        List<Part> parts) {

    /** @param entry log entry that says so */
    public record Issue(long entry, Instant at) {}

    /** Whether this is what the group reads, and not what it would read. */
    public boolean issued() {
        return issue != null;
    }

    /**
     * What is said about one plan; lists are empty where the group does not see so much of it.
     *
     * @param since day of the last meeting before this one, else of the adoption; null when there was neither
     * @param sinceMeeting whether that was a meeting
     * @param figures now and at the two meetings before, newest first
     * @param cases open escalations, the highest level first, then the latest
     * @param milestones of open actions, by date
     * @param board null where the group does not see everything
     */
    public record Part(
            String planId,
            String title,
            String owner,
            Sees sees,
            boolean decides,
            @Nullable LocalDate since,
            boolean sinceMeeting,
            List<Ask> asks,
            List<Figures> figures,
            List<Change> changes,
            List<ActionRow> silent,
            List<Case> cases,
            List<ActionRow> late,
            List<ActionRow> slipped,
            List<ActionRow> red,
            List<ActionRow> gaps,
            List<Milestone> milestones,
            Counts counts,
            @Nullable Board board) {

        /** Cases at one level. */
        public List<Case> casesAt(int level) {
            return cases.stream().filter(each -> each.level() == level).toList();
        }
    }

    /** Something that the group is asked to do. */
    public sealed interface Ask {

        /**
         * To answer what a lead proposes.
         *
         * @param to the date proposed, or null
         * @param days days from the first date agreed to it, or 0
         */
        record Answer(
                ActionRow action,
                ActionRow.ProposalKind kind,
                @Nullable LocalDate to,
                long days) implements Ask {}

        /** To find somebody who leads these. */
        record NameLead(List<ActionRow> actions) implements Ask {}

        /** To hear from these leads about what has reached the chair. */
        record Hear(List<PartyName> leads, List<ActionRow> actions) implements Ask {}
    }

    public record Figures(LocalDate day, Counts counts) {}

    /** @param words given with the entry that brought it about, or null */
    public record Change(
            Comparison.Kind kind,
            @Nullable ActionRow before,
            @Nullable ActionRow after,
            ActionRow action,
            long position,
            LocalDate on,
            @Nullable String words) {}

    /** @param reason in words: "red at two meetings" */
    public record Case(ActionRow action, int level, String reason, LocalDate since, boolean acknowledged) {}

    /** @param due null where it has no date */
    public record Milestone(
            ActionRow action,
            String text,
            @Nullable LocalDate due,
            @Nullable LocalDate reachedOn,
            boolean late) {}
}
