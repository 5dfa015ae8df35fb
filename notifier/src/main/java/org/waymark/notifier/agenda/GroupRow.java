package org.waymark.notifier.agenda;

import java.time.LocalDate;
import java.util.Map;
import org.waymark.contract.group.GroupDetails;

/**
 * A group, its officers and its calendar.
 *
 * @param meetings meetings by id
 */
public record GroupRow(String groupId, long position, GroupDetails details, Map<String, Meeting> meetings)
        implements Row {

    /** How a meeting stands. */
    public enum MeetingState {
        SCHEDULED,
        HELD,
        CANCELLED
    }

    /** A date in a group's calendar. */
    public record Meeting(String meetingId, LocalDate date, MeetingState state) {}

    public GroupRow {
        meetings = Map.copyOf(meetings);
    }

    @Override
    public String key() {
        return key(groupId);
    }

    static String key(String groupId) {
        return "g/" + groupId;
    }
}
