package org.waymark.query.plan;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.time.Nation;
import org.waymark.query.view.Counts;

/**
 * A plan in numbers.
 *
 * @param rows actions, pointers and bare statements together: what the plan prints
 * @param statements objectives without an action or pointer
 * @param pointers rows that only point elsewhere
 * @param groups those that see the plan, the deciding ones first
 * @param nextMeeting the next meeting of a deciding group (else of any), or null
 * @param lastMeeting the last held meeting of such a group, or null
 * @param silent open actions without an update since {@code lastMeeting}; 0 when there was none
 */
public record PlanSummary(
        String planId,
        String title,
        String owner,
        Nation nation,
        PlanState state,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String strategy,
        @Nullable LocalDate adoptedOn,
        boolean published,
        int rows,
        int themes,
        int statements,
        int pointers,
        Counts counts,
        List<Overseer> groups,
        @Nullable NextMeeting nextMeeting,
        @Nullable LocalDate lastMeeting,
        int silent) {

    public record Overseer(String groupId, String name, boolean decides) {}

    /** The dates that follow from the plan's policy, by working days of the plan's nation. */
    public record NextMeeting(
            String groupId,
            String groupName,
            String meetingId,
            LocalDate date,
            LocalDate updateRequests,
            LocalDate secondRequests,
            LocalDate papersDeadline,
            LocalDate issue) {}
}
