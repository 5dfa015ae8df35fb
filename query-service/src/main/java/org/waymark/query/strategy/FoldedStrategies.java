package org.waymark.query.strategy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.PlanState;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.plan.PlanSummaries;
import org.waymark.query.projection.Views;
import org.waymark.query.reading.Reader;
import org.waymark.query.reading.Reading;
import org.waymark.query.strategy.StrategyView.Cell;
import org.waymark.query.strategy.StrategyView.Column;
import org.waymark.query.strategy.StrategyView.Priority;
import org.waymark.query.view.NotKnown;

/**
 * Rolls up live plans. A plan delivers the strategy whose title it names; it is a partner's whose name its owner has; its
 * themes are the strategy's priorities by their titles, else by their numbers.
 */
@Component
final class FoldedStrategies implements Strategies {

    private final Views views;
    private final Reader reader;
    private final PlanSummaries summaries;

    FoldedStrategies(Views views, Reader reader, PlanSummaries summaries) {
        this.views = views;
        this.reader = reader;
        this.summaries = summaries;
    }

    @Override
    public List<SetOut> all() {
        Collection<PlanFacts> plans = views.plans().values();
        return plans.stream()
                .filter(FoldedStrategies::setsOut)
                .map(plan -> new SetOut(
                        plan.planId(),
                        Objects.requireNonNull(plan.details().strategy()),
                        plan.details().deliveredBy().size(),
                        (int) plan.details().deliveredBy().stream()
                                .filter(partner -> plans.stream().anyMatch(other -> delivers(other, partner, plan)))
                                .count()))
                .sorted(Comparator.comparing(SetOut::strategy).thenComparing(SetOut::planId))
                .toList();
    }

    /** Whether this is an adopted plan of that partner for what the strategy sets out. */
    private static boolean delivers(PlanFacts plan, PlanDetails.DeliveryPartner partner, PlanFacts strategy) {
        return !setsOut(plan)
                && plan.state() != PlanState.DRAFT
                && isSame(plan.details().strategy(), strategy.details().strategy())
                && isSame(plan.details().owner(), partner.owner());
    }

    @Override
    public @Nullable String setOutBy(String planId) {
        Map<String, PlanFacts> plans = views.plans();
        PlanFacts plan = plans.get(planId);
        String strategy = plan == null ? null : plan.details().strategy();
        if (strategy == null) {
            return null;
        }
        return plans.values().stream()
                .filter(FoldedStrategies::setsOut)
                .filter(other -> isSame(other.details().strategy(), strategy))
                .map(PlanFacts::planId)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    @Override
    public List<PlanDetails.DeliveryPartner> partners(String planId) {
        PlanFacts plan = views.plans().get(planId);
        if (plan == null) {
            throw new NotKnown("plan", planId);
        }
        return plan.details().deliveredBy();
    }

    @Override
    public StrategyView strategy(String planId) {
        Reading reading = reader.reading();
        PlanFacts plan = reading.plans().get(planId);
        if (plan == null || !setsOut(plan)) {
            throw new NotKnown("strategy", planId);
        }
        List<Delivery> deliveries = deliveries(plan, reading);
        List<Column> columns =
                deliveries.stream().map(each -> column(each, reading)).toList();
        Collection<ActionState> promises = views.actions(planId).actions();
        List<Priority> priorities = new ArrayList<>();
        for (PlanOutline.Theme theme : plan.outline().themes()) {
            int promised = (int) promises.stream()
                    .filter(action -> action.details().themeId().equals(theme.themeId()))
                    .count();
            priorities.add(priority(theme.number(), theme.title(), promised, theme.themeId(), deliveries, reading));
        }
        Priority elsewhere = priority("", "", 0, null, deliveries, reading);
        boolean some = elsewhere.cells().stream().anyMatch(cell -> cell.actions() > 0);
        return new StrategyView(
                summaries.summary(plan, promises, reading),
                columns,
                priorities,
                some ? elsewhere : null,
                all(promises.size(), deliveries, reading));
    }

    private static boolean setsOut(PlanFacts plan) {
        return plan.details().strategy() != null
                && !plan.details().deliveredBy().isEmpty();
    }

    /**
     * A partner's plan, or that there is none.
     *
     * @param served priority of the strategy that each of the plan's themes is, by their ids; none for the others
     */
    private record Delivery(
            String partner,
            @Nullable LocalDate promisedBy,
            @Nullable PlanFacts plan,
            List<ActionState> actions,
            Map<String, String> served) {

        boolean counts() {
            return plan != null && plan.state() != PlanState.DRAFT;
        }

        /** @param priority null for what serves none */
        List<ActionState> under(@Nullable String priority) {
            return actions.stream()
                    .filter(action -> Objects.equals(served.get(action.details().themeId()), priority))
                    .toList();
        }
    }

    private List<Delivery> deliveries(PlanFacts strategy, Reading reading) {
        List<PlanFacts> delivering = reading.plans().values().stream()
                .filter(plan -> !setsOut(plan)
                        && isSame(plan.details().strategy(), strategy.details().strategy()))
                .sorted(Comparator.comparing((PlanFacts plan) -> plan.details().owner())
                        .thenComparing(PlanFacts::planId))
                .toList();
        List<Delivery> deliveries = new ArrayList<>();
        List<PlanFacts> others = new ArrayList<>(delivering);
        for (PlanDetails.DeliveryPartner partner : strategy.details().deliveredBy()) {
            List<PlanFacts> own = delivering.stream()
                    .filter(plan -> isSame(plan.details().owner(), partner.owner()))
                    .toList();
            others.removeAll(own);
            if (own.isEmpty()) {
                deliveries.add(new Delivery(partner.owner(), partner.promisedBy(), null, List.of(), Map.of()));
            }
            own.forEach(plan -> deliveries.add(delivery(partner.owner(), partner.promisedBy(), plan, strategy)));
        }
        others.forEach(plan -> deliveries.add(delivery(plan.details().owner(), null, plan, strategy)));
        return deliveries;
    }

    private Delivery delivery(String partner, @Nullable LocalDate promisedBy, PlanFacts plan, PlanFacts strategy) {
        return new Delivery(
                partner, promisedBy, plan, views.actions(plan.planId()).actions(), served(plan, strategy));
    }

    private static Map<String, String> served(PlanFacts plan, PlanFacts strategy) {
        Map<String, String> served = new HashMap<>();
        List<PlanOutline.Theme> priorities = strategy.outline().themes();
        for (PlanOutline.Theme theme : plan.outline().themes()) {
            Stream.concat(
                            priorities.stream().filter(priority -> isSame(priority.title(), theme.title())),
                            priorities.stream()
                                    .filter(priority -> !theme.number().isEmpty()
                                            && priority.number().equals(theme.number())))
                    .findFirst()
                    .ifPresent(priority -> served.put(theme.themeId(), priority.themeId()));
        }
        return served;
    }

    private static Column column(Delivery delivery, Reading reading) {
        PlanFacts plan = delivery.plan();
        LocalDate promised = delivery.promisedBy();
        long late = delivery.counts() || promised == null
                ? 0
                : Math.max(0, ChronoUnit.DAYS.between(promised, reading.day()));
        return new Column(
                delivery.partner(),
                plan == null ? null : plan.planId(),
                plan == null ? null : plan.state(),
                plan == null ? null : plan.adoptedOn(),
                promised,
                late,
                plan == null ? null : reading.count(delivery.actions()));
    }

    private static Priority priority(
            String number,
            String title,
            int promises,
            @Nullable String themeId,
            List<Delivery> deliveries,
            Reading reading) {
        List<Cell> cells = new ArrayList<>();
        List<ActionState> counted = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            List<ActionState> own = delivery.under(themeId);
            cells.add(cell(delivery, themeId, own, reading));
            if (delivery.counts()) {
                counted.addAll(own);
            }
        }
        return new Priority(number, title, promises, cells, reading.count(counted));
    }

    private static Priority all(int promises, List<Delivery> deliveries, Reading reading) {
        List<Cell> cells = deliveries.stream()
                .map(delivery -> cell(delivery, null, delivery.actions(), reading))
                .toList();
        List<ActionState> counted = deliveries.stream()
                .filter(Delivery::counts)
                .flatMap(delivery -> delivery.actions().stream())
                .toList();
        return new Priority("", "", promises, cells, reading.count(counted));
    }

    private static Cell cell(Delivery delivery, @Nullable String priority, List<ActionState> actions, Reading reading) {
        String themeId = delivery.served().entrySet().stream()
                .filter(each -> each.getValue().equals(priority))
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new Cell(
                themeId,
                actions.size(),
                delivery.counts() ? reading.count(actions).late() : 0);
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one != null
                && other != null
                && one.strip().toLowerCase(Locale.UK).equals(other.strip().toLowerCase(Locale.UK));
    }
}
