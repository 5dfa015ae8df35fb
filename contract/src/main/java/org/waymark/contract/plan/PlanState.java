package org.waymark.contract.plan;

/** Where a plan is in its life. Nobody is mailed about a draft or a closed plan. */
public enum PlanState {
    DRAFT,
    ADOPTED,
    CLOSED
}
