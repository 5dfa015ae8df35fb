package org.waymark.query.projection;

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
}
