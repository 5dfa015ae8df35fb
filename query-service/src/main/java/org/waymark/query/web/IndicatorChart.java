package org.waymark.query.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.query.indicator.IndicatorView;

/**
 * The lines of an indicator, an area each, told apart by marker and dash and named at their end. A line stops at a blank and
 * begins again after it. The scale does not begin at nought, so that close lines can be told apart: the table has the numbers.
 */
@Component
final class IndicatorChart {

    private static final int LEFT = 44;
    private static final int RIGHT = 320;
    private static final int WIDTH = 540;
    private static final int TOP = 14;
    private static final int BOTTOM = 134;
    private static final int HEIGHT = 164;

    /** Between the names of two lines. */
    private static final int APART = 16;

    private static final int KINDS = 4;

    private final Texts texts;

    IndicatorChart(Texts texts) {
        this.texts = texts;
    }

    private record Point(int x, int y) {}

    /** A line; {@code points} has null where there is a blank. */
    private record Line(int number, String area, String value, List<@Nullable Point> points, Point last) {}

    /** Nothing where there is no value to draw. */
    @Nullable
    Html draw(IndicatorView indicator) {
        List<Line> lines = lines(indicator);
        if (lines.isEmpty()) {
            return null;
        }
        Html svg = new Html(4000);
        svg.raw("<svg class=\"wm-chart wm-lines\" role=\"img\" viewBox=\"0 0 ")
                .number(WIDTH)
                .raw(" ")
                .number(HEIGHT)
                .raw("\" aria-label=\"")
                .text(name(indicator))
                .raw("\">");
        for (int i = 0; i < indicator.periods().size(); i++) {
            int x = x(i, indicator.periods().size());
            svg.raw("<path class=\"wm-c-grid\" d=\"M")
                    .number(x)
                    .raw(" ")
                    .number(TOP - 8)
                    .raw("V")
                    .number(BOTTOM + 8)
                    .raw("\"/><text class=\"wm-c-mid\" x=\"")
                    .number(x)
                    .raw("\" y=\"")
                    .number(HEIGHT - 6)
                    .raw("\">")
                    .text(Texts.period(indicator.periods().get(i)))
                    .raw("</text>");
        }
        lines.forEach(line -> draw(svg, line));
        names(svg, lines);
        return svg.raw("</svg>");
    }

    private List<Line> lines(IndicatorView indicator) {
        List<BigDecimal> values = new ArrayList<>();
        for (IndicatorView.Reading reading : indicator.readings()) {
            if (reading.value() != null) {
                values.add(reading.value());
            }
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < indicator.areas().size(); i++) {
            String area = indicator.areas().get(i);
            List<@Nullable Point> points = new ArrayList<>();
            Point last = null;
            String value = "";
            for (int at = 0; at < indicator.periods().size(); at++) {
                BigDecimal read = indicator.value(area, indicator.periods().get(at));
                if (read == null) {
                    points.add(null);
                } else {
                    last = new Point(x(at, indicator.periods().size()), y(read, values));
                    value = Texts.decimal(read, indicator.decimals());
                    points.add(last);
                }
            }
            if (last != null) {
                lines.add(new Line(i, area, value, points, last));
            }
        }
        return lines;
    }

    private static int x(int at, int periods) {
        return periods == 1 ? (LEFT + RIGHT) / 2 : LEFT + (RIGHT - LEFT) * at / (periods - 1);
    }

    private static int y(BigDecimal value, List<BigDecimal> values) {
        double least =
                values.stream().min(Comparator.naturalOrder()).orElse(value).doubleValue();
        double most =
                values.stream().max(Comparator.naturalOrder()).orElse(value).doubleValue();
        return most == least
                ? (TOP + BOTTOM) / 2
                : (int) Math.round(BOTTOM - (value.doubleValue() - least) / (most - least) * (BOTTOM - TOP));
    }

    private static void draw(Html svg, Line line) {
        boolean pen = false;
        svg.raw("<path class=\"wm-c-line ");
        style(svg, line.number());
        svg.raw("\" d=\"");
        for (Point point : line.points()) {
            if (point != null) {
                svg.raw(pen ? "L" : "M").number(point.x()).raw(" ").number(point.y());
            }
            pen = point != null;
        }
        svg.raw("\"/>");
        for (Point point : line.points()) {
            if (point != null) {
                marker(svg, line.number(), point);
            }
        }
    }

    /** Sixteen lines have a pair of dash and marker of their own; more cannot be read in one picture. */
    private static void style(Html svg, int number) {
        switch ((number + number / KINDS) % KINDS) {
            case 0 -> svg.raw("wm-c-dash0");
            case 1 -> svg.raw("wm-c-dash1");
            case 2 -> svg.raw("wm-c-dash2");
            default -> svg.raw("wm-c-dash3");
        }
    }

    private static void marker(Html svg, int number, Point at) {
        switch (number % KINDS) {
            case 0 ->
                svg.raw("<path class=\"wm-c-hollow\" d=\"M")
                        .number(at.x())
                        .raw(" ")
                        .number(at.y() - 6)
                        .raw("l6 6l-6 6l-6 -6z\"/>");
            case 1 ->
                svg.raw("<circle class=\"wm-c-mark\" r=\"5\" cx=\"")
                        .number(at.x())
                        .raw("\" cy=\"")
                        .number(at.y())
                        .raw("\"/>");
            case 2 ->
                svg.raw("<rect class=\"wm-c-mark\" width=\"9\" height=\"9\" x=\"")
                        .number(at.x() - 4)
                        .raw("\" y=\"")
                        .number(at.y() - 4)
                        .raw("\"/>");
            default ->
                svg.raw("<path class=\"wm-c-mark\" d=\"M")
                        .number(at.x())
                        .raw(" ")
                        .number(at.y() - 6)
                        .raw("l6 11h-12z\"/>");
        }
    }

    /** Names stand at the end of their lines, pushed apart where two ends are close, with a thread to the end then. */
    private static void names(Html svg, List<Line> lines) {
        List<Integer> ends =
                lines.stream().map(line -> line.last().x()).distinct().sorted().toList();
        for (int end : ends) {
            List<Line> here = lines.stream()
                    .filter(line -> line.last().x() == end)
                    .sorted(Comparator.comparingInt((Line line) -> line.last().y())
                            .thenComparingInt(Line::number))
                    .toList();
            int[] places = places(here);
            for (int i = 0; i < here.size(); i++) {
                Line line = here.get(i);
                if (Math.abs(places[i] - line.last().y()) > 3) {
                    svg.raw("<path class=\"wm-c-thread\" d=\"M")
                            .number(line.last().x() + 7)
                            .raw(" ")
                            .number(line.last().y())
                            .raw("L")
                            .number(line.last().x() + 16)
                            .raw(" ")
                            .number(places[i])
                            .raw("\"/>");
                }
                svg.raw("<text class=\"wm-c-name\" x=\"")
                        .number(line.last().x() + 20)
                        .raw("\" y=\"")
                        .number(places[i] + 5)
                        .raw("\">")
                        .text(line.area())
                        .raw(" ")
                        .text(line.value())
                        .raw("</text>");
            }
        }
    }

    private static int[] places(List<Line> fromTheTop) {
        int[] places = new int[fromTheTop.size()];
        for (int i = 0; i < places.length; i++) {
            int wanted = fromTheTop.get(i).last().y();
            places[i] = i == 0 ? wanted : Math.max(wanted, places[i - 1] + APART);
        }
        int over = places.length == 0 ? 0 : places[places.length - 1] - (BOTTOM + 8);
        for (int i = places.length - 1; i >= 0 && over > 0; i--) {
            int limit = i == places.length - 1 ? BOTTOM + 8 : places[i + 1] - APART;
            places[i] = Math.min(places[i], limit);
        }
        return places;
    }

    private String name(IndicatorView indicator) {
        List<String> ends = new ArrayList<>();
        for (Line line : lines(indicator)) {
            String period = "";
            for (String each : indicator.periods()) {
                period = indicator.value(line.area(), each) == null ? period : each;
            }
            ends.add(texts.get("indicators.chart.end", line.area(), line.value(), Texts.period(period)));
        }
        return texts.get("indicators.chart.name", indicator.name(), String.join("; ", ends));
    }
}
