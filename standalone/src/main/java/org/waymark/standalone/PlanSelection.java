package org.waymark.standalone;

import java.util.HashSet;
import java.util.Set;
import org.waymark.eventstore.LogExport;
import tools.jackson.databind.JsonNode;

/**
 * What is about one plan: the plan, actions that are or were in it, mails about it, and whatever these name (parties, groups,
 * indicators). Has to be shown the log once before it chooses, because an action may come into the plan late, and a party is
 * there before it is named.
 */
final class PlanSelection implements LogExport.Selection {

    private final String planId;
    private final Set<String> streams = new HashSet<>();
    private final Set<String> named = new HashSet<>();

    PlanSelection(String planId) {
        this.planId = planId;
    }

    /** Whether the log, as far as it was shown, has no such plan. */
    boolean isEmpty() {
        return !streams.contains(planId);
    }

    @Override
    public String name() {
        return "plan:" + planId;
    }

    @Override
    public boolean takes(String kind, String streamId, String name, JsonNode payload) {
        return switch (kind) {
            case "Plan" -> plan(streamId, name, payload);
            case "Action" -> action(streamId, name, payload);
            case "Mail" -> mail(payload);
            default -> named.contains(streamId);
        };
    }

    private boolean plan(String streamId, String name, JsonNode payload) {
        if (name.equals("plan.actions-carried-over")
                && payload.path("successorPlanId").asString("").equals(planId)) {
            payload.path("actionIds").forEach(id -> streams.add(id.asString("")));
        }
        if (!streamId.equals(planId)) {
            return false;
        }
        streams.add(planId);
        note(payload);
        return true;
    }

    private boolean action(String streamId, String name, JsonNode payload) {
        if (name.equals("action.added") && payload.path("planId").asString("").equals(planId)) {
            streams.add(streamId);
        }
        if (!streams.contains(streamId)) {
            return false;
        }
        note(payload);
        return true;
    }

    private boolean mail(JsonNode payload) {
        for (JsonNode item : payload.path("mail").path("items")) {
            if (item.path("planId").asString("").equals(planId)) {
                return true;
            }
        }
        return false;
    }

    /** Every text of the payload: where one is the id of a party or group, its stream is wanted. */
    private void note(JsonNode node) {
        if (node.isString()) {
            named.add(node.stringValue());
        } else {
            node.forEach(this::note);
        }
    }
}
