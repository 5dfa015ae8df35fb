package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.waymark.contract.plan.PlanState;
import org.waymark.query.strategy.Strategies;
import org.waymark.query.strategy.StrategyView;
import org.waymark.query.view.Counts;

/** A strategy with the plans of its partners. */
@Controller
class StrategyController {

    /** A partner who has no adopted plan. */
    public record Missing(StrategyView.Column column, String stands, String more, String late) {}

    /** @param href the actions it counts, or null where there are none to show */
    public record Counted(int actions, @Nullable String href, boolean counts, String late) {}

    /** @param sum counts over the adopted plans in words */
    public record Line(StrategyView.Priority priority, String promises, List<Counted> cells, String sum) {}

    private final Strategies strategies;
    private final Wording wording;
    private final Texts texts;
    private final Pages pages;

    StrategyController(Strategies strategies, Wording wording, Texts texts, Pages pages) {
        this.strategies = strategies;
        this.wording = wording;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/plans/{planId}/strategy")
    ResponseEntity<byte[]> strategy(@PathVariable String planId, HttpServletRequest request) {
        StrategyView view = strategies.strategy(planId);
        return pages.page(request, "strategy", Pages.Section.PLANS)
                .with("owner", view.plan().owner())
                .with("plan", view.plan())
                .with("view", view)
                .with("lead", lead(view))
                .with("missing", view.notMade().stream().map(this::missing).toList())
                .with("states", view.columns().stream().map(this::state).toList())
                .with(
                        "lines",
                        view.priorities().stream()
                                .map(priority -> line(view, priority))
                                .toList())
                .with("elsewhere", view.elsewhere() == null ? null : line(view, view.elsewhere()))
                .with("all", line(view, view.all()))
                .with(
                        "made",
                        texts.get("strategy.made", view.made(), view.columns().size()))
                .show();
    }

    private String lead(StrategyView view) {
        Counts counts = view.all().counts();
        String made = texts.get("strategy.lead", view.made(), view.columns().size());
        String late = counts.late() == 0 ? "" : texts.get("strategy.late", counts.late());
        return texts.get("strategy.sum", made, wording.counts(counts), late).strip();
    }

    private Missing missing(StrategyView.Column column) {
        Counts counts = column.counts();
        String stands = counts == null ? "" : texts.get("strategy.draft", counts.actions(), counts.actionsWithGap());
        return new Missing(
                column,
                stands,
                column.promisedBy() == null ? "" : texts.get("strategy.promised", column.promisedBy()),
                column.lateDays() == 0 ? "" : texts.get("when.late", column.lateDays()));
    }

    /** What stands under the name of a partner, or empty where there is no plan. */
    private String state(StrategyView.Column column) {
        if (column.state() == PlanState.DRAFT) {
            return texts.get("strategy.not-counted");
        }
        return column.adoptedOn() == null ? "" : texts.get("strategy.adopted", column.adoptedOn());
    }

    private Line line(StrategyView view, StrategyView.Priority priority) {
        List<Counted> cells = new ArrayList<>();
        for (int i = 0; i < priority.cells().size(); i++) {
            StrategyView.Cell cell = priority.cells().get(i);
            StrategyView.Column column = view.columns().get(i);
            cells.add(new Counted(
                    cell.actions(),
                    href(cell, column),
                    column.counted(),
                    cell.late() == 0 ? "" : texts.get("strategy.cell-late", cell.late())));
        }
        return new Line(
                priority,
                priority.promises() == 0 ? "" : texts.get("strategy.promises", priority.promises()),
                cells,
                wording.counts(priority.counts()));
    }

    private static @Nullable String href(StrategyView.Cell cell, StrategyView.Column column) {
        if (column.planId() == null || cell.actions() == 0) {
            return null;
        }
        String board = "/plans/" + Objects.requireNonNull(column.planId());
        return cell.themeId() == null ? board : board + "?theme=" + cell.themeId();
    }
}
