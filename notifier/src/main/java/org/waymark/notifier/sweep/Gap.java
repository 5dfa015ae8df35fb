package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;

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
        switch (action.row().timescale().kind()) {
            // Opened again, what the plan calls complete or ended has no date to work towards
            case NONE, SETTLED_COMPLETE, SETTLED_ENDED -> gaps.add(NO_DATE);
            case UNREADABLE -> gaps.add(UNREADABLE);
            default -> {
                // It has a date, or says why it has none
            }
        }
        return gaps;
    }
}
