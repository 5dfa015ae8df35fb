package org.waymark.query.strategy;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.plan.PlanState;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.view.Counts;

/**
 * A strategy rolled up by priority.
 *
 * @param plan the plan that sets it out; its own actions are the strategy's promises
 * @param columns one for each partner's plan, or for a partner without one: those who were asked in the order in which
 *     they are named, then others who made one all the same
 * @param priorities as the strategy prints them
 * @param elsewhere actions of the partners' plans under no priority of the strategy, or null where there are none
 * @param all over the adopted plans; a draft is shown and not counted
 */
public record StrategyView(
        PlanSummary plan,
        List<Column> columns,
        List<Priority> priorities,
        @Nullable Priority elsewhere,
        Priority all) {

    /**
     * @param planId null while the partner has made none
     * @param state null without a plan
     * @param adoptedOn null where it is not adopted
     * @param promisedBy day by which the plan was promised, or null
     * @param lateDays days past that day for a plan that is not adopted; else 0
     * @param counts over the plan's actions; null without a plan
     */
    public record Column(
            String partner,
            @Nullable String planId,
            @Nullable PlanState state,
            @Nullable LocalDate adoptedOn,
            @Nullable LocalDate promisedBy,
            long lateDays,
            @Nullable Counts counts) {

        /** Whether its actions count. */
        public boolean counted() {
            return state == PlanState.ADOPTED || state == PlanState.CLOSED;
        }
    }

    /**
     * @param number possibly empty
     * @param promises the strategy's own actions under it
     * @param cells one for each column
     * @param counts over the cells that count
     */
    public record Priority(String number, String title, int promises, List<Cell> cells, Counts counts) {}

    /** @param themeId theme of the partner's plan that serves the priority; null where none does */
    public record Cell(@Nullable String themeId, int actions, int late) {}

    /** Partners whose plan counts. */
    public long made() {
        return columns.stream().filter(Column::counted).count();
    }

    /** Partners who have none that is adopted. */
    public List<Column> notMade() {
        return columns.stream().filter(column -> !column.counted()).toList();
    }
}
