package org.waymark.contract.group;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.EventName;
import org.waymark.contract.log.FreeText;

/** What can happen to a group and its meetings. */
public sealed interface GroupEvent extends Event {

    String groupId();

    @Override
    default String streamId() {
        return groupId();
    }

    @EventName("group.formed")
    record GroupFormed(String groupId, GroupDetails details) implements GroupEvent {}

    @EventName("group.amended")
    record GroupAmended(String groupId, GroupDetails from, GroupDetails to) implements GroupEvent {}

    @EventName("group.meeting-scheduled")
    record MeetingScheduled(String groupId, String meetingId, LocalDate date) implements GroupEvent {}

    @EventName("group.meeting-moved")
    record MeetingMoved(String groupId, String meetingId, LocalDate from, LocalDate to, FreeText reason)
            implements GroupEvent {}

    @EventName("group.meeting-cancelled")
    record MeetingCancelled(String groupId, String meetingId, LocalDate date, FreeText reason) implements GroupEvent {}

    @EventName("group.meeting-held")
    record MeetingHeld(String groupId, String meetingId, LocalDate date) implements GroupEvent {}

    /**
     * @param position global position of the log at which the pack is frozen
     * @param hash hash of the commit at that position, in hex
     */
    @EventName("group.pack-issued")
    record PackIssued(String groupId, String meetingId, long position, String hash) implements GroupEvent {}

    @EventName("group.decision-taken")
    record DecisionTaken(String groupId, String meetingId, DecisionKind kind, FreeText text, List<String> actionIds)
            implements GroupEvent {}

    /**
     * A report was promised to the group, or something about the promise was put right.
     *
     * @param from what stood before, or null for a new one
     */
    @EventName("group.report-due-set")
    record ReportDueSet(
            String groupId, String reportId, @Nullable ReportDetails from, ReportDetails to) implements GroupEvent {}

    /**
     * @param due the date that it was given for, or null where none was known
     * @param next the date of the next one, or null where no other follows
     */
    @EventName("group.report-received")
    record ReportReceived(
            String groupId,
            String reportId,
            LocalDate receivedOn,
            @Nullable LocalDate due,
            @Nullable LocalDate next) implements GroupEvent {}

    @EventName("group.report-no-longer-due")
    record ReportNoLongerDue(String groupId, String reportId, FreeText reason) implements GroupEvent {}

    @EventName("group.text-redacted")
    record GroupTextRedacted(String groupId, long position, String digest, String reason) implements GroupEvent {}
}
