package org.waymark.query.view;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;

/**
 * One action as a row of a board or list.
 *
 * @param reference as shown, with the ordinal where several actions share it: {@code 1.5 (3)}
 * @param themeNumber as the plan numbers it; possibly empty
 * @param objective statement that it serves, or null
 * @param text what is promised
 * @param title short title, or null
 * @param priority whether its objective carries the priority flag
 * @param ratedSince day of the last change of rating, or of its addition
 * @param closedOn day of completion or ending, or null while open
 * @param level highest level with an open escalation; 0 without one
 * @param lastUpdate day of the newest word from those who lead, or null
 * @param lastNote newest note, or null; null also where it was removed
 * @param noUpdateSince day of the last held meeting when nothing was heard since, else null
 * @param exempt whether the public may not read it
 * @param proposal what waits for governance, or null
 * @param version version of the content: the ETag
 * @param milestones how many, and how many are reached
 */
public record ActionRow(
        String actionId,
        String planId,
        String planTitle,
        String reference,
        String themeId,
        String themeNumber,
        String themeTitle,
        @Nullable String objectiveId,
        @Nullable String objective,
        String text,
        @Nullable String title,
        boolean priority,
        List<PartyName> leads,
        List<PartyName> partners,
        When when,
        Rating rating,
        LocalDate ratedSince,
        Status status,
        @Nullable LocalDate closedOn,
        int level,
        @Nullable LocalDate lastUpdate,
        @Nullable String lastNote,
        @Nullable LocalDate noUpdateSince,
        List<String> labels,
        boolean exempt,
        Set<Gap> gaps,
        @Nullable ProposalKind proposal,
        long version,
        int milestones,
        int milestonesReached) {

    /** What a lead can propose. */
    public enum ProposalKind {
        DATE,
        COMPLETION,
        ENDING,
        /** That it is not theirs. */
        LEAD
    }

    /** The short title where there is one, else what is promised. */
    public String name() {
        return title == null ? text : title;
    }
}
