package org.waymark.command.plan;

/** Which actions belong to which plan. */
public interface PlanActions {

    /** Whether the action was added to the plan, or carried over into it, and not carried over from it. */
    boolean belongs(String actionId, String planId);
}
