package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.waymark.contract.time.Timescale;

/** What an action can lack. */
enum Gap {
    NO_LEAD,
    NOBODY_TO_WRITE_TO,
    NO_DATE,
    UNREADABLE;

    /** The first day on which it counts: adoption, entry into the plan, or the change that made the gap. */
    LocalDate since(ActionDay action) {
        LocalDate changed = switch (this) {
            case NO_LEAD, NOBODY_TO_WRITE_TO -> action.row().leadsChangedOn();
            case NO_DATE, UNREADABLE -> action.row().datedOn();
        };
        return ActionDay.later(action.countsFrom(), changed);
    }

    static Set<Gap> of(ActionDay action) {
        Set<Gap> gaps = EnumSet.noneOf(Gap.class);
        if (action.row().leads().parties().isEmpty()) {
            gaps.add(NO_LEAD);
        } else if (action.plan().allLeadContacts(action.row().leads()).isEmpty()) {
            gaps.add(NOBODY_TO_WRITE_TO);
        }
        if (action.row().timescale().kind() == Timescale.Kind.NONE) {
            gaps.add(NO_DATE);
        } else if (action.row().timescale().kind() == Timescale.Kind.UNREADABLE) {
            gaps.add(UNREADABLE);
        }
        return gaps;
    }
}
