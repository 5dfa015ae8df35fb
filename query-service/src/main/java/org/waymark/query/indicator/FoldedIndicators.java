package org.waymark.query.indicator;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.IndicatorState;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.projection.Views;
import org.waymark.query.reading.Reader;
import org.waymark.query.reading.Reading;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.NotKnown;

/** Indicators from folded rows. */
@Component
final class FoldedIndicators implements Indicators {

    private static final Comparator<IndicatorState> BY_CODE = Comparator.comparing(
                    (IndicatorState indicator) -> Objects.requireNonNullElse(indicator.code(), "\uFFFF"))
            .thenComparing(IndicatorState::name)
            .thenComparing(IndicatorState::indicatorId);

    private final Views views;
    private final Reader reader;

    FoldedIndicators(Views views, Reader reader) {
        this.views = views;
        this.reader = reader;
    }

    @Override
    public List<IndicatorView> all() {
        Reading reading = reader.reading();
        return views.indicators().values().stream()
                .sorted(Comparator.comparing(IndicatorState::planId).thenComparing(BY_CODE))
                .map(indicator -> view(indicator, reading))
                .toList();
    }

    @Override
    public List<IndicatorView> ofPlan(String planId) {
        Reading reading = reader.reading();
        if (!reading.plans().containsKey(planId)) {
            throw new NotKnown("plan", planId);
        }
        return views.indicators().values().stream()
                .filter(indicator -> indicator.planId().equals(planId))
                .sorted(BY_CODE)
                .map(indicator -> view(indicator, reading))
                .toList();
    }

    @Override
    public List<IndicatorView> ofAction(String actionId) {
        List<IndicatorState> found = views.indicators().values().stream()
                .filter(indicator -> indicator.actionIds().contains(actionId))
                .sorted(BY_CODE)
                .toList();
        if (found.isEmpty()) {
            return List.of();
        }
        Reading reading = reader.reading();
        return found.stream().map(indicator -> view(indicator, reading)).toList();
    }

    @Override
    public IndicatorView indicator(String indicatorId) {
        IndicatorState indicator = views.indicators().get(indicatorId);
        if (indicator == null) {
            throw new NotKnown("indicator", indicatorId);
        }
        return view(indicator, reader.reading());
    }

    private IndicatorView view(IndicatorState indicator, Reading reading) {
        PlanFacts plan = reading.plans().get(indicator.planId());
        return new IndicatorView(
                indicator.indicatorId(),
                indicator.planId(),
                plan == null ? indicator.planId() : plan.details().title(),
                indicator.name(),
                indicator.unit(),
                indicator.code(),
                indicator.source(),
                indicator.readings().stream()
                        .map(IndicatorState.Reading::area)
                        .distinct()
                        .toList(),
                indicator.readings().stream()
                        .map(IndicatorState.Reading::period)
                        .distinct()
                        .sorted()
                        .toList(),
                indicator.readings().stream()
                        .map(each -> new IndicatorView.Reading(each.area(), each.period(), each.value(), each.gap()))
                        .toList(),
                indicator.actionIds().stream()
                        .map(id -> measured(id, views.action(id), reading))
                        .toList(),
                indicator.version());
    }

    private static IndicatorView.Measured measured(String actionId, @Nullable ActionState action, Reading reading) {
        if (action == null) {
            return new IndicatorView.Measured(actionId, actionId, "", "");
        }
        ActionRow row = reading.row(action);
        return new IndicatorView.Measured(actionId, row.reference(), row.name(), row.themeTitle());
    }
}
