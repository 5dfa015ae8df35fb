package org.waymark.query.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.waymark.contract.indicator.ReadingGap;
import org.waymark.query.indicator.IndicatorView;
import org.waymark.query.indicator.Indicators;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.NotKnown;

/** The table of the Leicester, Leicestershire and Rutland strategy, as if the plan of the other fixtures had it. */
class FixtureIndicators {

    private static final List<String> AREAS = List.of("National", "Leicestershire", "Leicester City", "Rutland");
    private static final List<String> PERIODS = List.of("2012-13", "2014-15", "2016-17");

    @Bean
    Indicators indicators(FixtureViews.World world) {
        ActionRow row = world.need("a-82");
        List<IndicatorView.Measured> measured =
                List.of(new IndicatorView.Measured(row.actionId(), row.reference(), row.name(), row.themeTitle()));
        List<IndicatorView> all = List.of(
                indicator("i-1d", "1D", "Quality of life that carers report", "score", measured, """
                        8.1 7.9 - 7.9 7.4 7.5 7.1 7.2 7.2 9.0 8.4 7.9"""),
                indicator("i-1i", "1I (2)", "Carers with enough social contact", "per cent", List.of(), """
                        ? 38.5 - ? 32.5 31.4 ? 31.9 31.0 ? 46.0 31.1"""),
                indicator(
                        "i-3b",
                        "3B",
                        "Carers’ overall satisfaction with <social> services",
                        "per cent",
                        List.of(),
                        """
                        42.7 41.2 - 43.3 41.2 31.2 37.9 37.7 43.5 62.4 55.8 62.1"""),
                indicator(
                        "i-3c",
                        "3C",
                        "Carers included or consulted about the person they care for",
                        "per cent",
                        List.of(),
                        """
                        72.9 72.3 - 75.6 72.5 68.5 63.5 68.5 70.7 92.6 76.7 84.6"""),
                indicator("i-3d", "3D (2)", "Carers for whom information is easy to find", "per cent", List.of(), """
                        71.4 65.5 - 65.5 58.4 63.5 52.5 55.5 57.3 78.0 76.8 79.5"""));
        IndicatorView begun = indicator("i-new", null, "Carers known to their practice", null, List.of(), "");
        return new Indicators() {
            @Override
            public List<IndicatorView> all() {
                return world.empty ? List.of() : all;
            }

            @Override
            public List<IndicatorView> ofPlan(String planId) {
                return all();
            }

            @Override
            public List<IndicatorView> ofAction(String actionId) {
                return all.stream()
                        .filter(each -> each.actions().stream()
                                .anyMatch(action -> action.actionId().equals(actionId)))
                        .toList();
            }

            @Override
            public IndicatorView indicator(String indicatorId) {
                if (indicatorId.equals(begun.indicatorId())) {
                    return begun;
                }
                return all.stream()
                        .filter(each -> each.indicatorId().equals(indicatorId))
                        .findFirst()
                        .orElseThrow(() -> new NotKnown("indicator", indicatorId));
            }
        };
    }

    /** @param values area by area; {@code -} was not published, {@code ?} was not asked */
    private static IndicatorView indicator(
            String id,
            @Nullable String code,
            String name,
            @Nullable String unit,
            List<IndicatorView.Measured> measured,
            String values) {
        List<IndicatorView.Reading> readings = new ArrayList<>();
        String[] read = values.isBlank() ? new String[0] : values.strip().split(" ", -1);
        for (int i = 0; i < read.length; i++) {
            String area = AREAS.get(i / PERIODS.size());
            String period = PERIODS.get(i % PERIODS.size());
            readings.add(
                    switch (read[i]) {
                        case "-" -> new IndicatorView.Reading(area, period, null, ReadingGap.NOT_PUBLISHED);
                        case "?" -> new IndicatorView.Reading(area, period, null, ReadingGap.NOT_ASKED);
                        default -> new IndicatorView.Reading(area, period, new BigDecimal(read[i]), null);
                    });
        }
        return new IndicatorView(
                id,
                "kirklees",
                "Carers Strategy action plan",
                name,
                unit,
                code,
                code == null ? null : "Survey of Adult Carers in England, every two years",
                readings.isEmpty() ? List.of() : AREAS,
                readings.isEmpty() ? List.of() : PERIODS,
                readings,
                measured,
                7);
    }
}
