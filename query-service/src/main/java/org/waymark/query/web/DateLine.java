package org.waymark.query.web;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.query.action.ActionView;

/** How the target date of an action has moved: a line with a point for each date, and where today stands on it. */
@Component
final class DateLine {

    /** @param words what became of the date before: "first agreed", "second slip, 120 days more" */
    public record Point(LocalDate day, String words, boolean current) {}

    private static final int WIDTH = 830;
    private static final int EDGE = 75;

    private final Texts texts;
    private final Wording wording;

    DateLine(Texts texts, Wording wording) {
        this.texts = texts;
        this.wording = wording;
    }

    /** Every date that the action had, in the order in which it had them; empty where it never had one. */
    List<Point> points(ActionView action) {
        List<Point> points = new ArrayList<>();
        LocalDate first = action.firstDate();
        if (first == null) {
            return points;
        }
        List<ActionView.Move> moves = new ArrayList<>();
        for (ActionView.Move move : action.moves()) {
            if (move.to() != null) {
                moves.add(move);
            }
        }
        points.add(new Point(first, texts.get("line.first"), moves.isEmpty()));
        for (int i = 0; i < moves.size(); i++) {
            points.add(new Point(
                    java.util.Objects.requireNonNull(moves.get(i).to()), words(moves.get(i)), i == moves.size() - 1));
        }
        return points;
    }

    private String words(ActionView.Move move) {
        if (move.slip() > 0) {
            return texts.get("line.slip", wording.ordinal(move.slip()), texts.get("days", move.days()));
        }
        return move.days() < 0 ? texts.get("line.forward", texts.get("days", -move.days())) : texts.get("line.set");
    }

    /** The picture, or null with fewer than one date or with dates that do not differ. */
    @Nullable
    Html draw(ActionView action, List<Point> points) {
        if (points.isEmpty()) {
            return null;
        }
        LocalDate today = action.day();
        LocalDate from = today;
        LocalDate until = today;
        for (Point point : points) {
            from = point.day().isBefore(from) ? point.day() : from;
            until = point.day().isAfter(until) ? point.day() : until;
        }
        long span = Math.max(1, ChronoUnit.DAYS.between(from, until));
        Html svg = new Html(2000);
        svg.raw("<svg class=\"wm-line\" role=\"img\" viewBox=\"0 0 830 120\" aria-label=\"")
                .text(name(action, points))
                .raw("\"><path class=\"wm-line-base\" d=\"M15 62H815\"/>");
        int before = at(points.getFirst().day(), from, span);
        for (Point point : points.subList(1, points.size())) {
            int x = at(point.day(), from, span);
            svg.raw("<path class=\"wm-line-run\" d=\"M")
                    .number(before)
                    .raw(" 62H")
                    .number(x)
                    .raw("\"/>");
            before = x;
        }
        Point last = points.getLast();
        int now = at(today, from, span);
        int target = at(last.day(), from, span);
        if (action.row().when().late()) {
            svg.raw("<path class=\"wm-line-late\" d=\"M")
                    .number(target)
                    .raw(" 62H")
                    .number(now)
                    .raw("\"/>");
            svg.raw("<text class=\"wm-line-red\" x=\"")
                    .number(Math.max(60, (target + now) / 2))
                    .raw("\" y=\"46\">")
                    .text(texts.get("line.late", action.row().when().lateDays()))
                    .raw("</text>");
        }
        svg.raw("<path class=\"wm-line-today\" d=\"M").number(now).raw(" 32V76\"/>");
        svg.raw("<text class=\"wm-line-strong\" x=\"")
                .number(now)
                .raw("\" y=\"24\">")
                .text(texts.get(action.asAt().isNow() ? "line.today" : "line.that-day"))
                .raw("</text>");
        int free = -WIDTH;
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            int x = at(point.day(), from, span);
            svg.raw(
                            point.current()
                                    ? "<circle class=\"wm-line-now\" r=\"8\" cx=\""
                                    : "<circle class=\"wm-line-dot\" r=\"8\" cx=\"")
                    .number(x)
                    .raw("\" cy=\"62\"/>");
            boolean room = x - free >= 150 || point.current();
            boolean crowded = !point.current() && at(last.day(), from, span) - x < 150 && i < points.size() - 1;
            if (room && !crowded) {
                svg.raw(point.current() ? "<text class=\"wm-line-strong\" x=\"" : "<text x=\"")
                        .number(x)
                        .raw("\" y=\"94\">")
                        .text(Dates.day(point.day()))
                        .raw("</text><text class=\"wm-line-second\" x=\"")
                        .number(x)
                        .raw("\" y=\"112\">")
                        .text(point.words())
                        .raw("</text>");
                free = x;
            }
        }
        return svg.raw("</svg>");
    }

    private String name(ActionView action, List<Point> points) {
        StringBuilder name = new StringBuilder();
        for (Point point : points) {
            name.append(texts.get("line.name.point", point.day(), point.words()))
                    .append(' ');
        }
        if (action.row().when().late()) {
            name.append(texts.get("line.name.late", action.row().when().lateDays()));
        }
        return name.toString().strip();
    }

    private static int at(LocalDate day, LocalDate from, long span) {
        return EDGE + Math.toIntExact((WIDTH - 2L * EDGE) * ChronoUnit.DAYS.between(from, day) / span);
    }
}
