package org.waymark.query.projection;

import java.util.List;
import java.util.Map;
import org.waymark.query.fold.ActionState;

/**
 * The actions of a plan at one moment.
 *
 * @param actions in no particular order
 * @param byId the same by id; not to be changed
 * @param version changes whenever anything about the plan or its actions does
 */
public record PlanActions(String planId, List<ActionState> actions, Map<String, ActionState> byId, long version) {}
