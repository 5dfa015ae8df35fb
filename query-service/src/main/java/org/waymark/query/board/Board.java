package org.waymark.query.board;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.Counts;
import org.waymark.query.view.PartyName;

/**
 * The board of a plan.
 *
 * @param plan the plan and its counts as at the moment looked at, over all actions
 * @param asAt what was asked for
 * @param day day from which lateness counts: today, or the day looked at
 * @param position last log entry that went into it
 * @param today today's counts, when another moment is looked at; otherwise null
 * @param matching actions that fit the filter, on all pages
 * @param pages at least 1
 * @param parties the leads and partners that can be filtered by, by name
 * @param labels the labels that can be filtered by
 * @param allThemes every theme that can be filtered by, in printed order
 * @param themes those with a row on this page, in printed order; without a filter every theme
 * @param directoryKnown whether the directory could be asked; without it nobody-to-write-to is a lower bound
 */
public record Board(
        PlanSummary plan,
        AsAt asAt,
        LocalDate day,
        long position,
        @Nullable Counts today,
        BoardFilter filter,
        int matching,
        int pages,
        List<PartyName> parties,
        List<String> labels,
        List<ThemeName> allThemes,
        List<Theme> themes,
        boolean directoryKnown) {

    public record ThemeName(String themeId, String number, String title) {}

    /**
     * @param counts over all actions of the theme, whatever the filter
     * @param folded whether it has nothing open to say (all actions closed, not late, no gap) and can be shown as one
     *     line
     * @param sections objectives and what stands directly under the theme, in printed order
     */
    public record Theme(
            String themeId,
            String number,
            String title,
            @Nullable String vision,
            List<String> priorities,
            List<String> findings,
            List<String> measures,
            Counts counts,
            boolean folded,
            List<Section> sections) {}

    /**
     * An objective with its rows. One without any is a bare statement of the plan.
     *
     * @param objectiveId null for rows directly under the theme
     * @param reference as printed; possibly empty
     * @param statement empty for rows directly under the theme
     */
    public record Section(
            @Nullable String objectiveId,
            String reference,
            String statement,
            boolean priority,
            List<ActionRow> actions,
            List<Pointer> pointers) {}

    /** A row that only points at another place; shown, not counted. */
    public record Pointer(String reference, String text, String pointsAt) {}
}
