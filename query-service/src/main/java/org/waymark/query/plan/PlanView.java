package org.waymark.query.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.waymark.contract.action.Rating;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.Policy;
import org.waymark.query.view.Counts;

/**
 * One plan with everything around its actions.
 *
 * @param version number of events of the plan: what If-Match takes
 * @param ratings the plan's own definitions
 * @param atMeetings counts by the end of the day of each held meeting of the groups that see the plan, oldest first
 * @param successors plans in which some of its actions went on, in the order in which they were carried over
 */
public record PlanView(
        PlanSummary summary,
        long version,
        Map<Rating, String> ratings,
        PlanOutline outline,
        Policy policy,
        List<AtMeeting> atMeetings,
        List<String> successors) {

    public record AtMeeting(LocalDate day, String groupName, Counts counts) {}
}
