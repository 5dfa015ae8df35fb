package org.waymark.query.milestone;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.group.GroupDetails;
import org.waymark.query.view.PartyName;

/**
 * Milestones as a group follows them, each in one list only. What was reached before the group last met, and what is
 * left of an action that is closed, is in none.
 *
 * @param plans adopted plans that the group sees
 * @param met day of its last meeting, or null
 * @param meets day of its next meeting, or null
 * @param late past their date and not reached, the latest first
 * @param becameLate how many of those came due since the group met
 * @param reached since it met (ever, where it has not), the first first
 * @param coming due until it meets again, the first first; empty where no meeting is arranged
 * @param later due after that, the first first
 * @param undated without a date
 */
public record MilestoneView(
        String groupId,
        String groupName,
        GroupDetails.Kind kind,
        int plans,
        @Nullable LocalDate met,
        @Nullable LocalDate meets,
        List<Item> late,
        int becameLate,
        List<Item> reached,
        List<Item> coming,
        List<Item> later,
        List<Item> undated) {

    /**
     * @param text what will be different
     * @param due day by which, or null
     * @param lateDays days past it; 0 when it is not late
     * @param lastNote newest word about its action, or null
     * @param lastNoteOn day of that word, or null
     * @param proposed another date that waits for governance, or null
     */
    public record Item(
            String actionId,
            String reference,
            String planTitle,
            String text,
            @Nullable LocalDate due,
            @Nullable LocalDate reachedOn,
            int lateDays,
            List<PartyName> leads,
            String themeNumber,
            String themeTitle,
            @Nullable String lastNote,
            @Nullable LocalDate lastNoteOn,
            @Nullable LocalDate proposed) {}

    /** All of them. */
    public int count() {
        return late.size() + reached.size() + coming.size() + later.size() + undated.size();
    }
}
