package org.waymark.command.plan;

import java.util.Map;
import java.util.Set;

/**
 * What other deciders need to know about a plan.
 *
 * @param closed whether it takes no more actions
 * @param proposals whether what a lead changes about date, completion or ending waits for governance
 * @param themes theme ids of its outline
 * @param objectives objective ids of its outline
 * @param carriedOver by action id, the plan in which the action goes on
 */
public record PlanFacts(
        String planId,
        String title,
        boolean closed,
        boolean proposals,
        Set<String> themes,
        Set<String> objectives,
        Map<String, String> carriedOver) {}
