package org.waymark.command.plan;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What other deciders need to know about a plan.
 *
 * @param adoptedOn local day from which reminders, ladder and recurring actions count; null for a draft
 * @param closed whether it takes no more actions
 * @param proposals whether what a lead changes about date, completion or ending waits for governance
 * @param themes theme ids of its outline
 * @param objectives objective ids of its outline
 * @param carriedOver by action id, the plan in which the action goes on
 */
public record PlanFacts(
        String planId,
        String title,
        @Nullable LocalDate adoptedOn,
        boolean closed,
        boolean proposals,
        Set<String> themes,
        Set<String> objectives,
        Map<String, String> carriedOver) {}
