package org.waymark.query.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
 * @param successor plan to which actions were carried over, or null
 */
public record PlanView(
        PlanSummary summary,
        long version,
        Map<Rating, String> ratings,
        PlanOutline outline,
        Policy policy,
        List<AtMeeting> atMeetings,
        @Nullable String successor) {

    public record AtMeeting(LocalDate day, String groupName, Counts counts) {}
}
