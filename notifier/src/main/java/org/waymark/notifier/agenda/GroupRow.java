package org.waymark.notifier.agenda;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.group.ReportDetails;

/**
 * A group, its officers and its calendar.
 *
 * @param meetings meetings by id
 * @param reports by id, reports that were promised to the group and are not called off
 */
public record GroupRow(
        String groupId,
        long position,
        GroupDetails details,
        Map<String, Meeting> meetings,
        Map<String, ReportDue> reports)
        implements Row {

    static final String KIND = "g/";

    /** How a meeting stands. */
    public enum MeetingState {
        SCHEDULED,
        HELD,
        CANCELLED
    }

    /**
     * A date in a group's calendar.
     *
     * @param moved whether it was moved there from another date
     * @param pack its pack once it was issued, or null
     */
    public record Meeting(
            String meetingId,
            LocalDate date,
            MeetingState state,
            boolean moved,
            @Nullable Pack pack) {}

    /**
     * A frozen report.
     *
     * @param issuedOn local day
     * @param position log entry at which it is frozen
     * @param hash of that entry, in hex
     */
    public record Pack(LocalDate issuedOn, long position, String hash) {}

    /**
     * A report that the group waits for.
     *
     * @param next day on which it comes due, or null where none is known
     * @param datedOn day on which that was set
     */
    public record ReportDue(
            String groupId,
            String reportId,
            ReportDetails details,
            @Nullable LocalDate next,
            LocalDate datedOn) {

        /** Unique over all groups. */
        public String key() {
            return groupId + "/" + reportId;
        }

        ReportDue next(@Nullable LocalDate due, LocalDate day) {
            return new ReportDue(groupId, reportId, details, due, day);
        }
    }

    public GroupRow {
        meetings = Map.copyOf(meetings);
        reports = Map.copyOf(reports);
    }

    @Override
    public String key() {
        return key(groupId);
    }

    static String key(String groupId) {
        return KIND + groupId;
    }
}
