package org.waymark.query.group;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.group.GroupDetails;

/**
 * A group with its calendar.
 *
 * @param version number of events of the group: what If-Match takes
 * @param reportsToName name of the group above, or null
 * @param reports groups that report to this one
 * @param meetings by date
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
        @Nullable Meeting last) {

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

    public enum MeetingState {
        SCHEDULED,
        HELD,
        CANCELLED
    }

    /** @param text null where it was removed */
    public record Decision(DecisionKind kind, @Nullable String text, List<String> actionIds) {}
}
