package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.time.Timescale;

/** What an action can lack. */
enum Gap {
    NO_LEAD,
    NOBODY_TO_WRITE_TO,
    NO_DATE,
    UNREADABLE;

    /** The first day on which it counts: adoption, entry into the plan, the change that made the gap, or the
     * day on which the last contact left or went away. */
    LocalDate since(ActionDay action) {
        LocalDate changed = switch (this) {
            case NO_LEAD -> action.row().leadsChangedOn();
            case NOBODY_TO_WRITE_TO -> {
                LocalDate gone = action.plan().lastGoneOn(action.row().leads());
                LocalDate named = action.row().leadsChangedOn();
                yield gone == null ? named : ActionDay.later(gone, named);
            }
            case NO_DATE, UNREADABLE -> action.row().datedOn();
        };
        return ActionDay.later(action.countsFrom(), changed);
    }

    static Set<Gap> of(ActionDay action) {
        Set<Gap> gaps = EnumSet.noneOf(Gap.class);
        if (action.row().leads().parties().isEmpty()) {
            gaps.add(NO_LEAD);
        } else if (action.plan().nobodyToWriteTo(action.row().leads())) {
            gaps.add(NOBODY_TO_WRITE_TO);
        }
        Gap date = of(action.row().timescale());
        if (date != null) {
            gaps.add(date);
        }
        return gaps;
    }

    /** What the timescale of an open action lacks, or null where it has a date or says why it has none. */
    static @Nullable Gap of(Timescale timescale) {
        return switch (timescale.kind()) {
            // Opened again, what the plan calls complete or ended has no date to work towards
            case NONE, SETTLED_COMPLETE, SETTLED_ENDED -> NO_DATE;
            case UNREADABLE -> UNREADABLE;
            default -> null;
        };
    }
}
