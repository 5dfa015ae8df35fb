package org.waymark.query.published;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.action.Rating;
import org.waymark.contract.plan.Policy;
import org.waymark.query.fold.GroupState;
import org.waymark.query.view.Counts;

/**
 * A plan as at its last issued paper. The plan and its actions are frozen with the paper; the calendar is today's, and
 * both are as they stood before a hold on public pages for as long as that lasts.
 *
 * @param version the same exactly as long as everything below is the same
 * @param created when the plan was created
 * @param strategy title of the strategy that it delivers, or null
 * @param ratings the plan's own definitions; possibly empty
 * @param themes in printed order
 * @param decisions those of the last meeting before the paper that took any, as printed
 * @param exempt actions left out because the public may not read them
 * @param meetings of the groups whose paper it is, by date
 * @param next the next one, or null
 * @param hold what holds the public pages today, or null
 */
public record PublishedPlan(
        String planId,
        String version,
        Instant created,
        String title,
        String owner,
        @Nullable String strategy,
        Map<Rating, String> ratings,
        Paper paper,
        Counts counts,
        List<Theme> themes,
        List<Decision> decisions,
        int exempt,
        List<Meeting> meetings,
        @Nullable Meeting next,
        Policy.@Nullable Hold hold) {

    /**
     * The paper that a group read.
     *
     * @param groupName as the group was called then
     * @param meeting day of the meeting, as it was arranged then
     * @param issuedOn local day of the issue: lateness counts from it
     * @param position last log entry that went into it
     * @param hash mark of the log at that entry, in hex
     */
    public record Paper(
            String groupName, LocalDate meeting, LocalDate issuedOn, Instant issuedAt, long position, String hash) {}

    /**
     * @param number possibly empty
     * @param counts over its actions that are shown
     */
    public record Theme(
            String themeId,
            String number,
            String title,
            @Nullable String vision,
            Counts counts,
            List<Section> sections) {

        public List<PublishedAction> actions() {
            return sections.stream()
                    .flatMap(section -> section.actions().stream())
                    .toList();
        }
    }

    /** @param statement empty for actions directly under the theme; {@code reference} possibly empty too */
    public record Section(String reference, String statement, List<PublishedAction> actions) {}

    public record Decision(PublishedAction action, DecisionKind kind, String text, LocalDate on) {}

    /** @param papersOn day on which its paper is to be issued, or was */
    public record Meeting(
            String groupId,
            String groupName,
            String meetingId,
            LocalDate date,
            GroupState.MeetingState state,
            LocalDate papersOn) {}

    /** Every action that is shown, in printed order. */
    public List<PublishedAction> actions() {
        return themes.stream().flatMap(theme -> theme.actions().stream()).toList();
    }
}
