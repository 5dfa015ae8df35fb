package org.waymark.command.action;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.time.Timescale;

/** What a lead asked for and governance has not answered yet. */
sealed interface Proposal {

    record OfDate(Timescale to, String reason) implements Proposal {}

    /** @param completedOn the day on which it was done; null where the log does not say */
    record OfCompletion(String note, @Nullable LocalDate completedOn) implements Proposal {}

    record OfEnding(String reason) implements Proposal {}

    /** @param without parties that would lead it no more */
    record OfLead(Set<String> without, String reason) implements Proposal {}

    /** The same proposal after its words were removed from the log. */
    default Proposal withoutWords() {
        return switch (this) {
            case OfDate date -> new OfDate(date.to(), Action.REMOVED);
            case OfCompletion completion -> new OfCompletion(Action.REMOVED, completion.completedOn());
            case OfEnding ending -> new OfEnding(Action.REMOVED);
            case OfLead lead -> new OfLead(lead.without(), Action.REMOVED);
        };
    }
}
