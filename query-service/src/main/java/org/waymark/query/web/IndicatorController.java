package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.util.UriComponentsBuilder;
import org.waymark.contract.indicator.ReadingGap;
import org.waymark.contract.log.Role;
import org.waymark.query.history.Histories;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.indicator.IndicatorView;
import org.waymark.query.indicator.Indicators;
import org.waymark.query.plan.Plans;
import org.waymark.query.view.AsAt;

/** Measures that are numbers over time: the table first, the lines beside it. */
@Controller
class IndicatorController {

    private static final int ENTRIES = 50;

    /**
     * What stands in a table for an area and period.
     *
     * @param blank whether there is no value; the text then says why
     * @param missing whether nothing was ever entered
     */
    public record Cell(String period, String text, boolean blank, boolean missing) {}

    /**
     * A row of a table.
     *
     * @param by how far the last value is from the one before; empty where that cannot be said or nothing changed
     */
    public record Line(String area, List<Cell> cells, String by, String change, boolean unknown) {}

    /** An indicator in words; {@code chart} is null where there is nothing to draw. */
    public record Shown(
            IndicatorView indicator,
            List<String> facts,
            String since,
            List<Line> lines,
            @Nullable Html chart) {}

    /** The way to put one reading right. */
    public record Correction(String href, String text) {}

    private final Indicators indicators;
    private final Plans plans;
    private final Histories histories;
    private final HistoryList historyList;
    private final IndicatorChart chart;
    private final IndicatorFile file;
    private final Texts texts;
    private final Pages pages;

    IndicatorController(
            Indicators indicators,
            Plans plans,
            Histories histories,
            HistoryList historyList,
            IndicatorChart chart,
            IndicatorFile file,
            Texts texts,
            Pages pages) {
        this.indicators = indicators;
        this.plans = plans;
        this.histories = histories;
        this.historyList = historyList;
        this.chart = chart;
        this.file = file;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/plans/{planId}/indicators")
    ResponseEntity<byte[]> ofPlan(@PathVariable String planId, HttpServletRequest request) {
        List<IndicatorView> all = indicators.ofPlan(planId);
        return pages.page(request, "indicators", Pages.Section.PLANS)
                .with("plan", plans.summary(planId))
                .with("indicators", all.stream().map(this::shown).toList())
                .with("summary", summary(all))
                .with("mayChange", mayChange())
                .show();
    }

    @GetMapping("/indicators/{indicatorId}")
    ResponseEntity<byte[]> one(@PathVariable String indicatorId, HttpServletRequest request) {
        IndicatorView indicator = indicators.indicator(indicatorId);
        return pages.page(request, "indicator", Pages.Section.PLANS)
                .with("each", shown(indicator))
                .with("title", title(indicator))
                .with("mayChange", mayChange())
                .with("corrections", mayChange() ? corrections(indicator) : List.of())
                .with(
                        "history",
                        historyList.entries(
                                histories
                                        .ofIndicator(indicatorId, AsAt.now(), 1, ENTRIES)
                                        .rows(),
                                false))
                .show();
    }

    @GetMapping("/plans/{planId}/indicators.csv")
    ResponseEntity<byte[]> file(@PathVariable String planId) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("indicators-" + planId + ".csv")
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(file.write(indicators.ofPlan(planId)));
    }

    private static boolean mayChange() {
        SignedIn me = Pages.signedIn();
        return me != null && (me.role() == Role.GOVERNANCE || me.role() == Role.ADMINISTRATOR);
    }

    private List<Correction> corrections(IndicatorView indicator) {
        return indicator.readings().stream()
                .map(reading -> new Correction(
                        UriComponentsBuilder.fromPath("/indicators/{indicator}/change/correct-reading")
                                .queryParam("area", "{area}")
                                .queryParam("period", "{period}")
                                .encode()
                                .buildAndExpand(indicator.indicatorId(), reading.area(), reading.period())
                                .toUriString(),
                        texts.get("indicators.put-right.one", reading.area(), Texts.period(reading.period()))))
                .toList();
    }

    private static String title(IndicatorView indicator) {
        return indicator.code() == null ? indicator.name() : indicator.code() + " " + indicator.name();
    }

    /** Everything that the tables hold adds up. */
    private String summary(List<IndicatorView> all) {
        int values = 0;
        int notPublished = 0;
        int notAsked = 0;
        int cells = 0;
        for (IndicatorView indicator : all) {
            cells += indicator.areas().size() * indicator.periods().size();
            for (IndicatorView.Reading reading : indicator.readings()) {
                values += reading.value() != null ? 1 : 0;
                notPublished += reading.gap() == ReadingGap.NOT_PUBLISHED ? 1 : 0;
                notAsked += reading.gap() == ReadingGap.NOT_ASKED ? 1 : 0;
            }
        }
        List<String> parts = new ArrayList<>();
        parts.add(texts.get("indicators.values", values));
        if (notPublished > 0) {
            parts.add(texts.get("indicators.count.not-published", notPublished));
        }
        if (notAsked > 0) {
            parts.add(texts.get("indicators.count.not-asked", notAsked));
        }
        int missing = cells - values - notPublished - notAsked;
        if (missing > 0) {
            parts.add(texts.get("indicators.count.not-entered", missing));
        }
        long areas = all.stream()
                .flatMap(indicator -> indicator.areas().stream())
                .distinct()
                .count();
        return texts.get(
                "indicators.summary",
                texts.get("indicators.count", all.size()),
                texts.get("indicators.areas", areas),
                String.join(", ", parts));
    }

    private Shown shown(IndicatorView indicator) {
        List<String> facts = new ArrayList<>();
        facts.add(
                indicator.unit() == null ? texts.get("indicators.no-unit") : StringUtils.capitalize(indicator.unit()));
        if (indicator.source() != null) {
            facts.add(indicator.source());
        }
        List<String> periods = indicator.periods();
        return new Shown(
                indicator,
                facts,
                periods.size() < 2 ? "" : texts.get("indicators.since", Texts.period(periods.get(periods.size() - 2))),
                indicator.areas().stream().map(area -> line(indicator, area)).toList(),
                chart.draw(indicator));
    }

    private Line line(IndicatorView indicator, String area) {
        List<Cell> cells = indicator.periods().stream()
                .map(period -> cell(indicator, area, period))
                .toList();
        BigDecimal change = indicator.change(area);
        if (change == null) {
            return new Line(area, cells, "", texts.get("indicators.change.unknown"), true);
        }
        if (change.signum() == 0) {
            return new Line(area, cells, "", texts.get("indicators.change.none"), false);
        }
        return new Line(
                area,
                cells,
                Texts.decimal(change.abs(), indicator.decimals()),
                texts.get(change.signum() > 0 ? "indicators.change.higher" : "indicators.change.lower"),
                false);
    }

    private Cell cell(IndicatorView indicator, String area, String period) {
        IndicatorView.Reading reading = indicator.reading(area, period);
        if (reading == null) {
            return new Cell(period, texts.get("indicators.not-entered"), true, true);
        }
        BigDecimal value = reading.value();
        if (value != null) {
            return new Cell(period, Texts.decimal(value, indicator.decimals()), false, false);
        }
        return new Cell(
                period,
                texts.of("indicators.gap", Objects.requireNonNullElse(reading.gap(), ReadingGap.NOT_PUBLISHED)),
                true,
                false);
    }
}
