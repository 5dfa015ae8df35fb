package org.waymark.query.published;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.time.Timescale;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.PartyName;

/**
 * An action as far as everybody may read it: what the plan promises and how far it is. Notes, reasons, escalations,
 * proposals and people are not in it, so that no page can show them by mistake.
 *
 * @param id the same for ever
 * @param reference as printed, with the ordinal where several actions share it
 * @param themeNumber possibly empty
 * @param objective statement that it serves, or null
 * @param title short title, or null
 * @param text what is promised
 * @param leads names of organisations, teams and roles; possibly empty
 * @param timescale as the plan has it; possibly empty
 * @param due target date, or null
 * @param firstDue first target date ever agreed, or null
 * @param slips how often the date moved to a later one
 * @param slippedDays days from the first date to the target where it has slipped, else 0
 * @param lateDays days past the target on the day of the paper; 0 when it is not late
 * @param closedOn day of completion or ending, or null while open
 */
public record PublishedAction(
        String id,
        String reference,
        String themeNumber,
        String themeTitle,
        @Nullable String objective,
        @Nullable String title,
        String text,
        List<String> leads,
        List<String> partners,
        String timescale,
        Timescale.Kind timescaleKind,
        @Nullable LocalDate due,
        @Nullable LocalDate firstDue,
        int slips,
        long slippedDays,
        int lateDays,
        Rating rating,
        Status status,
        @Nullable LocalDate closedOn) {

    static PublishedAction of(ActionRow row) {
        return new PublishedAction(
                row.actionId(),
                row.reference(),
                row.themeNumber(),
                row.themeTitle(),
                row.objective(),
                row.title(),
                row.text(),
                row.leads().stream().map(PartyName::name).toList(),
                row.partners().stream().map(PartyName::name).toList(),
                row.when().written().strip(),
                row.when().kind(),
                row.when().target(),
                row.when().first(),
                row.when().slips(),
                row.when().slippedDays(),
                row.when().lateDays(),
                row.rating(),
                row.status(),
                row.closedOn());
    }

    /** The short title where there is one, else what is promised. */
    public String name() {
        return title == null ? text : title;
    }

    public boolean late() {
        return lateDays > 0;
    }
}
