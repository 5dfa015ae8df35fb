package org.waymark.command.plan;

import java.util.Optional;
import org.waymark.command.rule.UnknownId;

/** All plans there are, for deciders that depend on one. Never staler than the log. */
public interface Plans {

    /** The plan with this id, if there is one. */
    Optional<PlanFacts> find(String planId);

    /** The plan with this id; throws {@link UnknownId} when there is none. */
    default PlanFacts get(String planId) {
        return find(planId).orElseThrow(() -> new UnknownId("plan.is-unknown", planId));
    }

    /** The plan to which an action belongs today: the one it was added to, or the one it was carried over into. */
    default PlanFacts currentPlanOf(String actionId, String addedTo) {
        PlanFacts plan = get(addedTo);
        String successor = plan.carriedOver().get(actionId);
        return successor == null ? plan : currentPlanOf(actionId, successor);
    }
}
