package org.waymark.contract.action;

/** What a board did about an action. */
public enum DecisionKind {
    DECIDED,
    NOTED,
    SIGNED_OFF
}
