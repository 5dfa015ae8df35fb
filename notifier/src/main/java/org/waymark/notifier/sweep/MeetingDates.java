package org.waymark.notifier.sweep;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.waymark.notifier.agenda.GroupRow;

/**
 * The days around one meeting of a group that answers for a plan.
 *
 * @param previous day of the group's last meeting before this one, or the day of adoption where there was none
 * @param request day on which leads are asked for an update
 * @param secondRequest day on which they are asked again
 * @param papers papers deadline
 * @param moved whether it was moved to its date from another one
 * @param issue day on which the pack goes out, so that the clear days lie between
 * @param pack the pack once it was issued, or null
 */
public record MeetingDates(
        GroupRow group,
        String meetingId,
        LocalDate date,
        LocalDate previous,
        LocalDate request,
        LocalDate secondRequest,
        LocalDate papers,
        LocalDate issue,
        boolean scheduled,
        boolean moved,
        GroupRow.@Nullable Pack pack) {

    private static final char MOVED_TO = '@';

    /**
     * What requests and lists for this meeting are known by. A meeting that was moved is another one in this: what was said
     * about the old date does not stand for the new one.
     */
    public String occurrence() {
        return moved ? meetingId + MOVED_TO + date : meetingId;
    }

    /** Whether an occurrence is of this meeting, on this date or an earlier one. */
    boolean isOf(String occurrence) {
        return occurrence.equals(meetingId) || occurrence.startsWith(meetingId + MOVED_TO);
    }
}
