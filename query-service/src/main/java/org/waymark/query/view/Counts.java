package org.waymark.query.view;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Rating;

/**
 * What the band over a board says. Lateness, slips and gaps count open actions only.
 *
 * @param actions open + complete + ended
 * @param ratings every rating, also those with 0; adds up to {@code actions}
 * @param late open actions past their target date
 * @param latestBy days by which the latest one is late, 0 when none is
 * @param leastLateBy days by which the least late one is late, 0 when none is
 * @param slipped open actions whose date has slipped at least once
 * @param dueSoon open actions due today or within the next 28 days
 * @param nextDue the first day on which one of them is due, or null
 * @param gaps every gap, also those with 0; an action may have two
 * @param actionsWithGap open actions with at least one gap
 * @param escalated open escalations by level (1, 2, 3), the highest of each action; also those with 0
 * @param proposals proposals that wait for governance
 */
public record Counts(
        int actions,
        int open,
        int complete,
        int ended,
        Map<Rating, Integer> ratings,
        int late,
        int latestBy,
        int leastLateBy,
        int slipped,
        int dueSoon,
        @Nullable LocalDate nextDue,
        Map<Gap, Integer> gaps,
        int actionsWithGap,
        Map<Integer, Integer> escalated,
        int proposals) {

    /** Days ahead that count as soon: the longest reminder before a date. */
    public static final int SOON = 28;

    public int rated(Rating rating) {
        return ratings.getOrDefault(rating, 0);
    }

    public int gap(Gap gap) {
        return gaps.getOrDefault(gap, 0);
    }

    public int escalatedAt(int level) {
        return escalated.getOrDefault(level, 0);
    }

    /** Actions with an open escalation at any level. */
    public int escalations() {
        return escalated.values().stream().mapToInt(Integer::intValue).sum();
    }
}
