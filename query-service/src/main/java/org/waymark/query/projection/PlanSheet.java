package org.waymark.query.projection;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.query.fold.ActionState;

/** The folded actions of one plan, held in memory for as long as their version is the stored one. */
final class PlanSheet {

    private final String planId;
    private final Map<String, Row<ActionState>> rows;
    private long version;
    private @Nullable PlanActions snapshot;

    PlanSheet(String planId, Map<String, Row<ActionState>> rows, long version) {
        this.planId = planId;
        this.rows = new HashMap<>(rows);
        this.rows.values().removeIf(row -> !row.state().planId().equals(planId));
        this.version = version;
    }

    /** Whether this holds everything up to a stored version. Negative versions are those of entries tried again. */
    synchronized boolean holds(long stored) {
        return version == stored || version > stored && stored >= 0;
    }

    synchronized void take(Map<String, Row<ActionState>> changed, long newVersion) {
        changed.forEach((id, row) -> {
            if (row.state().planId().equals(planId)) {
                rows.put(id, row);
            } else {
                rows.remove(id);
            }
        });
        version = newVersion;
        snapshot = null;
    }

    synchronized PlanActions snapshot() {
        PlanActions current = snapshot;
        if (current == null) {
            Map<String, ActionState> byId = HashMap.newHashMap(rows.size());
            rows.forEach((id, row) -> byId.put(id, row.state()));
            current = PlanActions.of(planId, byId, version);
            snapshot = current;
        }
        return current;
    }

    /** The row of an action, or null when it is not in this plan. */
    synchronized @Nullable Row<ActionState> row(String actionId) {
        return rows.get(actionId);
    }

    synchronized Map<String, Integer> lengths() {
        Map<String, Integer> lengths = new HashMap<>();
        rows.forEach((id, row) -> lengths.put(id, row.entries()));
        return lengths;
    }
}
