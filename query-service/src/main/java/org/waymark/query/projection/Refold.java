package org.waymark.query.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.log.Event;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.eventstore.StoredEvent;
import org.waymark.eventstore.UnknownEvent;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.EventContext;
import org.waymark.query.fold.PlanFacts;

/** Folds stored histories, or parts of them, by the same functions that keep the rows. */
public final class Refold {

    private Refold() {}

    /** The action after these entries of its history; null when it was not added by then. */
    public static @Nullable ActionState action(List<StoredEvent> history) {
        ActionState state = null;
        for (StoredEvent entry : history) {
            state = action(state, entry);
        }
        return state;
    }

    /** The action after one more entry of its history. */
    public static @Nullable ActionState action(@Nullable ActionState before, StoredEvent entry) {
        Event event = entry.payload();
        EventContext context = EventContext.of(entry);
        if (before == null) {
            return event instanceof ActionEvent.ActionAdded added ? ActionState.apply(null, added, context) : null;
        }
        return switch (event) {
            case ActionEvent own -> ActionState.apply(before, own, context);
            case UnknownEvent _ -> ActionState.unread(before, context);
            default -> ActionState.about(before, event, context);
        };
    }

    /** The plan after these entries of its history; null when it was not created by then. */
    public static @Nullable PlanFacts plan(List<StoredEvent> history) {
        PlanFacts state = null;
        for (StoredEvent entry : history) {
            if (entry.payload() instanceof PlanEvent event
                    && (state != null || event instanceof PlanEvent.PlanCreated)) {
                state = PlanFacts.apply(state, event, EventContext.of(entry));
            }
        }
        return state;
    }
}
