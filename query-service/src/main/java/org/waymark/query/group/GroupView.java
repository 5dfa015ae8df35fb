package org.waymark.query.group;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.group.GroupDetails;
import org.waymark.query.view.PartyName;

/**
 * A group with its calendar.
 *
 * @param version number of events of the group: what If-Match takes
 * @param reportsToName name of the group above, or null
 * @param reports groups that report to this one
 * @param meetings by date
 * @param reportsDue reports that plans promise it, those whose date comes first first, those without a date last
 */
public record GroupView(
        String groupId,
        GroupDetails details,
        long version,
        @Nullable String reportsToName,
        List<Named> reports,
        List<PlanSeen> plans,
        List<Meeting> meetings,
        @Nullable Meeting next,
        @Nullable Meeting last,
        List<Report> reportsDue) {

    public record Named(String groupId, String name) {}

    public record PlanSeen(String planId, String title, GroupDetails.Sees sees, boolean decides) {}

    /**
     * @param updateRequests, secondRequests, papersDeadline, issue by working days of the group's nation and the policy
     *     of the first plan that it decides about, else that it sees, else the default policy
     * @param packPosition log entry at which the pack was frozen, or null before its issue
     */
    public record Meeting(
            String meetingId,
            LocalDate date,
            MeetingState state,
            LocalDate updateRequests,
            LocalDate secondRequests,
            LocalDate papersDeadline,
            LocalDate issue,
            @Nullable Long packPosition,
            @Nullable String packHash,
            List<Decision> decisions) {}

    /**
     * A report that was promised to the group.
     *
     * @param promisedBy actions whose measures promise it
     * @param owedBy parties that owe it; empty where the governance officer sees to it
     * @param receivedOn day on which it was given last, or null before
     * @param next day on which it comes due, or null where none is known or it was given for good
     * @param daysLate days since that day, or 0
     */
    public record Report(
            String reportId,
            String title,
            String planId,
            String planTitle,
            List<Promise> promisedBy,
            List<PartyName> owedBy,
            @Nullable Integer everyMonths,
            @Nullable LocalDate receivedOn,
            @Nullable LocalDate next,
            long daysLate) {

        /** Whether it was due once and was given. */
        public boolean given() {
            return next == null && everyMonths == null && receivedOn != null;
        }
    }

    public record Promise(String actionId, String reference) {}

    public enum MeetingState {
        SCHEDULED,
        HELD,
        CANCELLED
    }

    /** @param text null where it was removed */
    public record Decision(DecisionKind kind, @Nullable String text, List<String> actionIds) {}
}
