package org.waymark.query.web;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.Rating;
import org.waymark.query.view.Counts;

/** Ratings at each meeting as columns: red at the base line, so that it can be compared, and hatching for no rating. */
@Component
final class RatingsChart {

    /** @param today whether this is the day of the board, not a meeting */
    public record Column(LocalDate day, Counts counts, boolean today) {}

    private static final List<Rating> FROM_THE_BASE =
            List.of(Rating.RED, Rating.AMBER, Rating.NONE, Rating.GREEN, Rating.BLUE);

    private static final int HEIGHT = 240;
    private static final int WIDTH = 700;
    private static final int LABELS = 110;

    private final Texts texts;

    RatingsChart(Texts texts) {
        this.texts = texts;
    }

    Html draw(List<Column> columns) {
        int most = 1;
        for (Column column : columns) {
            most = Math.max(most, column.counts().actions());
        }
        int step = Math.min(110, (WIDTH - LABELS) / columns.size());
        int bar = step * 4 / 5;
        int width = step * columns.size() + LABELS;
        Column last = columns.getLast();
        Html svg = new Html(4000);
        svg.raw("<svg class=\"wm-chart\" role=\"img\" viewBox=\"0 0 ")
                .number(width)
                .raw(" 285\" aria-label=\"")
                .text(texts.get(
                        "chart.name",
                        columns.size() - 1,
                        columns.getFirst().day(),
                        last.day(),
                        columns.getFirst().counts().rated(Rating.RED),
                        last.counts().rated(Rating.RED)))
                .raw("\"><defs><pattern id=\"wm-hatch\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\""
                        + " patternTransform=\"rotate(45)\"><rect class=\"wm-c-hatch-back\" width=\"7\" height=\"7\"/>"
                        + "<path class=\"wm-c-hatch\" d=\"M0 0V7\"/></pattern></defs>");
        for (int i = 0; i < columns.size(); i++) {
            column(svg, columns.get(i), i * step, bar, most, i == columns.size() - 1);
        }
        svg.raw("<path class=\"wm-c-axis\" d=\"M0 241H")
                .number(step * columns.size() - step + bar)
                .raw("\"/></svg>");
        return svg;
    }

    private void column(Html svg, Column column, int x, int bar, int most, boolean labelled) {
        int base = HEIGHT;
        int labelBelow = HEIGHT + 14;
        for (Rating rating : FROM_THE_BASE) {
            int count = column.counts().rated(rating);
            if (count == 0) {
                continue;
            }
            int height = Math.max(2, Math.round((float) count * (HEIGHT - 6) / most));
            int y = base - height;
            part(svg, rating);
            svg.raw(" x=\"")
                    .number(x)
                    .raw("\" y=\"")
                    .number(y)
                    .raw("\" width=\"")
                    .number(bar);
            svg.raw("\" height=\"").number(height).raw("\"/>");
            if (height >= 12 && rating != Rating.NONE) {
                svg.raw(
                                rating == Rating.RED
                                        ? "<text class=\"wm-c-mid wm-c-on-red\" x=\""
                                        : "<text class=\"wm-c-mid\" x=\"")
                        .number(x + bar / 2)
                        .raw("\" y=\"")
                        .number(y + height / 2 + 5)
                        .raw("\">")
                        .number(count)
                        .raw("</text>");
            }
            if (labelled) {
                labelBelow = Math.min(labelBelow - 16, y + height / 2 + 5);
                svg.raw("<text class=\"wm-c-strong\" x=\"")
                        .number(x + bar + 10)
                        .raw("\" y=\"")
                        .number(labelBelow)
                        .raw("\">")
                        .text(texts.of("rating", rating))
                        .raw(" ")
                        .number(count)
                        .raw("</text>");
            }
            base = y;
        }
        svg.raw(column.today() ? "<text class=\"wm-c-mid wm-c-strong\" x=\"" : "<text class=\"wm-c-mid\" x=\"")
                .number(x + bar / 2)
                .raw("\" y=\"258\">")
                .text(Dates.shortDay(column.day()))
                .raw("</text>");
        svg.raw(column.today() ? "<text class=\"wm-c-mid wm-c-strong\" x=\"" : "<text class=\"wm-c-mid\" x=\"")
                .number(x + bar / 2)
                .raw("\" y=\"274\">")
                .text(
                        column.today()
                                ? texts.get("chart.today")
                                : Integer.toString(column.day().getYear()))
                .raw("</text>");
    }

    private static void part(Html svg, Rating rating) {
        switch (rating) {
            case RED -> svg.raw("<rect class=\"wm-c-red\"");
            case AMBER -> svg.raw("<rect class=\"wm-c-amber\"");
            case GREEN -> svg.raw("<rect class=\"wm-c-green\"");
            case BLUE -> svg.raw("<rect class=\"wm-c-blue\"");
            case NONE -> svg.raw("<rect class=\"wm-c-none\"");
        }
    }
}
