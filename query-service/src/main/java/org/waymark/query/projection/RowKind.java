package org.waymark.query.projection;

import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.indicator.IndicatorEvent;
import org.waymark.contract.log.Event;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.party.PartyEvent;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.GroupState;
import org.waymark.query.fold.IndicatorState;
import org.waymark.query.fold.MailEntry;
import org.waymark.query.fold.PartyState;
import org.waymark.query.fold.PlanFacts;

/**
 * The kinds of rows, each in a collection of its own.
 *
 * @param name of the collection, without generation
 */
record RowKind<T>(String name, Class<T> type) {

    static final RowKind<ActionState> ACTIONS = new RowKind<>("actions", ActionState.class);
    static final RowKind<PlanFacts> PLANS = new RowKind<>("plans", PlanFacts.class);
    static final RowKind<GroupState> GROUPS = new RowKind<>("groups", GroupState.class);
    static final RowKind<PartyState> PARTIES = new RowKind<>("parties", PartyState.class);
    static final RowKind<IndicatorState> INDICATORS = new RowKind<>("indicators", IndicatorState.class);
    static final RowKind<MailEntry> MAILS = new RowKind<>("mails", MailEntry.class);

    /** Of which kind the stream of an event has a row; null where it has none, or a later release only knows. */
    static @Nullable RowKind<?> of(Event event) {
        return switch (event) {
            case ActionEvent _ -> ACTIONS;
            case PlanEvent _ -> PLANS;
            case GroupEvent _ -> GROUPS;
            case PartyEvent _ -> PARTIES;
            case IndicatorEvent _ -> INDICATORS;
            case MailEvent _ -> MAILS;
            default -> null;
        };
    }
}
