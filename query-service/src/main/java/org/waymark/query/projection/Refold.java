package org.waymark.query.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.indicator.IndicatorEvent;
import org.waymark.contract.log.Event;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.party.PartyEvent;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.eventstore.StoredEvent;
import org.waymark.eventstore.UnknownEvent;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.EventContext;
import org.waymark.query.fold.GroupState;
import org.waymark.query.fold.IndicatorState;
import org.waymark.query.fold.MailEntry;
import org.waymark.query.fold.PartyState;
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
            case UnknownEvent unknown -> ActionState.unread(before, context, Unread.counts(unknown));
            default -> ActionState.about(before, event, context);
        };
    }

    /** The plan after these entries of its history; null when it was not created by then. */
    public static @Nullable PlanFacts plan(List<StoredEvent> history) {
        PlanFacts state = null;
        for (StoredEvent entry : history) {
            state = plan(state, entry);
        }
        return state;
    }

    /** The plan after one more entry of its history. */
    static @Nullable PlanFacts plan(@Nullable PlanFacts before, StoredEvent entry) {
        EventContext context = EventContext.of(entry);
        return switch (entry.payload()) {
            case PlanEvent event
            when before != null || event instanceof PlanEvent.PlanCreated -> PlanFacts.apply(before, event, context);
            case UnknownEvent unknown when before != null -> before.unread(context, Unread.counts(unknown));
            default -> before;
        };
    }

    /** The group after one more entry of its history. */
    static @Nullable GroupState group(@Nullable GroupState before, StoredEvent entry) {
        EventContext context = EventContext.of(entry);
        return switch (entry.payload()) {
            case GroupEvent event
            when before != null || event instanceof GroupEvent.GroupFormed -> GroupState.apply(before, event, context);
            case UnknownEvent unknown when before != null -> before.unread(context, Unread.counts(unknown));
            default -> before;
        };
    }

    /** The party after one more entry of its history. */
    static @Nullable PartyState party(@Nullable PartyState before, StoredEvent entry) {
        EventContext context = EventContext.of(entry);
        return switch (entry.payload()) {
            case PartyEvent event
            when before != null || event instanceof PartyEvent.PartyRegistered ->
                PartyState.apply(before, event, context);
            case UnknownEvent unknown when before != null -> before.unread(context, Unread.counts(unknown));
            default -> before;
        };
    }

    /** The indicator after one more entry of its history. */
    static @Nullable IndicatorState indicator(@Nullable IndicatorState before, StoredEvent entry) {
        EventContext context = EventContext.of(entry);
        return switch (entry.payload()) {
            case IndicatorEvent event
            when before != null || event instanceof IndicatorEvent.IndicatorDefined ->
                IndicatorState.apply(before, event, context);
            case UnknownEvent unknown when before != null -> before.unread(context, Unread.counts(unknown));
            default -> before;
        };
    }

    /** The mail after one more entry of its stream. */
    static @Nullable MailEntry mail(@Nullable MailEntry before, StoredEvent entry) {
        return entry.payload() instanceof MailEvent event
                ? MailEntry.apply(before, event, EventContext.of(entry))
                : before;
    }

    /** The group after these entries of its history; null when it was not formed by then. */
    public static @Nullable GroupState group(List<StoredEvent> history) {
        GroupState state = null;
        for (StoredEvent entry : history) {
            state = group(state, entry);
        }
        return state;
    }

    /** The party after these entries of its history; null when it was not registered by then. */
    public static @Nullable PartyState party(List<StoredEvent> history) {
        PartyState state = null;
        for (StoredEvent entry : history) {
            state = party(state, entry);
        }
        return state;
    }
}
