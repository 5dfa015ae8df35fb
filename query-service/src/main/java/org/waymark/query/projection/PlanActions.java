package org.waymark.query.projection;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.waymark.query.fold.ActionState;

/**
 * The actions of a plan at one moment.
 *
 * @param actions in no particular order
 * @param byId the same by id; not to be changed
 * @param version changes whenever anything about the plan or its actions does
 * @param escalated how many actions have an open escalation, by the highest level of each
 */
public record PlanActions(
        String planId,
        List<ActionState> actions,
        Map<String, ActionState> byId,
        long version,
        Map<Integer, Integer> escalated) {

    static PlanActions of(String planId, Map<String, ActionState> byId, long version) {
        Map<Integer, Integer> escalated = new TreeMap<>();
        for (ActionState action : byId.values()) {
            if (action.level() > 0) {
                escalated.merge(action.level(), 1, Integer::sum);
            }
        }
        return new PlanActions(planId, List.copyOf(byId.values()), byId, version, Map.copyOf(escalated));
    }
}
