package org.waymark.query.web;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.Rating;
import org.waymark.query.board.Board;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.Gap;
import org.waymark.query.view.PartyName;

/**
 * The themes of a board, and lists of rows that look like it. Written by hand because it is by far the longest part of any
 * page: see {@link Html}.
 */
@Component
final class BoardTable {

    /** A column beside the reference, which is always there; in an address the name in lower case with hyphens. */
    enum Column {
        ACTION,
        LEAD,
        WHEN,
        RATING,
        LAST_WORD
    }

    static final Set<Column> ALL = Collections.unmodifiableSet(EnumSet.allOf(Column.class));

    private static final int LENGTH_PER_ROW = 1100;
    private static final Html NOTHING = new Html(0);

    private final Texts texts;
    private final Wording wording;
    private final Tags tags;

    BoardTable(Texts texts, Wording wording, Tags tags) {
        this.texts = texts;
        this.wording = wording;
        this.tags = tags;
    }

    /**
     * @param suffix query string that keeps the moment looked at, or empty
     * @param shown columns beside the reference
     */
    Html themes(Board board, String suffix, Set<Column> shown) {
        Html html = new Html(4000 + LENGTH_PER_ROW * board.matching());
        boolean filtered = board.filter().filters();
        for (Board.Theme theme : board.themes()) {
            theme(html, theme, filtered, suffix, shown);
        }
        return html;
    }

    private void theme(Html html, Board.Theme theme, boolean filtered, String suffix, Set<Column> columns) {
        int shown = 0;
        for (Board.Section section : theme.sections()) {
            shown += section.actions().size();
        }
        html.raw("<section class=\"wm-theme\" id=\"theme-")
                .text(theme.themeId())
                .raw("\"><div class=\"wm-theme-head\"><h2>");
        if (!theme.number().isEmpty()) {
            html.raw("<span>").text(theme.number()).raw("</span> ");
        }
        html.text(theme.title()).raw("</h2><p>");
        if (filtered) {
            html.text(texts.get("theme.shown", shown, theme.counts().actions()));
        } else {
            html.text(wording.counts(theme.counts()));
            if (theme.counts().late() > 0) {
                html.raw(" <strong>")
                        .text(texts.get("theme.late", theme.counts().late()))
                        .raw("</strong>");
            }
        }
        html.raw("</p></div>");
        if (!filtered) {
            about(html, theme);
        }
        boolean folded = theme.folded() && !filtered;
        if (folded) {
            html.raw("<details><summary>")
                    .text(texts.get("theme.show", theme.title()))
                    .raw("</summary>");
        }
        table(html, theme, suffix, columns);
        html.raw(folded ? "</details></section>" : "</section>");
    }

    private void about(Html html, Board.Theme theme) {
        if (theme.vision() != null) {
            html.raw("<p>").text(theme.vision()).raw("</p>");
        }
        if (theme.priorities().isEmpty()
                && theme.findings().isEmpty()
                && theme.measures().isEmpty()) {
            return;
        }
        html.raw("<details><summary>")
                .text(texts.get("theme.about", theme.title()))
                .raw("</summary>");
        list(html, "theme.priorities", theme.priorities());
        list(html, "theme.findings", theme.findings());
        list(html, "theme.measures", theme.measures());
        html.raw("</details>");
    }

    private void list(Html html, String heading, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        html.raw("<h3>").text(texts.get(heading)).raw("</h3><ul>");
        for (String item : items) {
            html.raw("<li>").text(item).raw("</li>");
        }
        html.raw("</ul>");
    }

    private void table(Html html, Board.Theme theme, String suffix, Set<Column> columns) {
        html.raw(
                        columns.size() == ALL.size()
                                ? "<table class=\"wm-table wm-fold wm-board\" role=\"table\">"
                                : "<table class=\"wm-table wm-fold wm-board wm-some\" role=\"table\">")
                .raw("<caption class=\"govuk-visually-hidden\">")
                .text(theme.title())
                .raw("</caption>");
        head(html, columns);
        for (Board.Section section : theme.sections()) {
            html.raw("<tbody role=\"rowgroup\">");
            if (!section.statement().isEmpty()) {
                html.raw("<tr role=\"row\"><th class=\"wm-group\" colspan=\"")
                        .number(columns.size() + 1L)
                        .raw("\" scope=\"rowgroup\" role=\"rowheader\">");
                html.raw("<span class=\"wm-group-ref\">")
                        .text(section.reference())
                        .raw("</span> ")
                        .text(section.statement());
                if (section.priority()) {
                    html.raw(" <span class=\"wm-priority\">")
                            .text(texts.get("priority"))
                            .raw("</span>");
                }
                html.raw("</th></tr>");
            }
            for (ActionRow row : section.actions()) {
                row(html, row, suffix, false, columns, NOTHING);
            }
            for (Board.Pointer pointer : section.pointers()) {
                html.raw("<tr class=\"wm-pointer\" role=\"row\"><td role=\"cell\">")
                        .text(pointer.reference())
                        .raw("</td><td colspan=\"")
                        .number(columns.size())
                        .raw("\" role=\"cell\">");
                if (!pointer.text().isEmpty()) {
                    html.text(pointer.text()).raw(" ");
                }
                html.text(texts.get("row.pointer", pointer.pointsAt())).raw("</td></tr>");
            }
            if (section.actions().isEmpty() && section.pointers().isEmpty()) {
                html.raw("<tr class=\"wm-pointer\" role=\"row\"><td role=\"cell\"></td><td colspan=\"")
                        .number(columns.size())
                        .raw("\" role=\"cell\">")
                        .text(texts.get("row.statement-only"))
                        .raw("</td></tr>");
            }
            html.raw("</tbody>");
        }
        html.raw("</table>");
    }

    /** Rows of several plans or themes, as one table. */
    Html rows(List<ActionRow> rows, String caption) {
        return rows(rows, caption, _ -> NOTHING);
    }

    /**
     * The same with something more at the end of each row.
     *
     * @param more what stands there
     */
    Html rows(List<ActionRow> rows, String caption, Function<ActionRow, Html> more) {
        Html html = new Html(1000 + LENGTH_PER_ROW * rows.size());
        html.raw("<table class=\"wm-table wm-fold wm-board\" role=\"table\"><caption class=\"govuk-visually-hidden\">")
                .text(caption)
                .raw("</caption>");
        head(html, ALL);
        html.raw("<tbody role=\"rowgroup\">");
        for (ActionRow row : rows) {
            row(html, row, "", true, ALL, more.apply(row));
        }
        return html.raw("</tbody></table>");
    }

    private void head(Html html, Set<Column> columns) {
        html.raw("<thead role=\"rowgroup\"><tr role=\"row\"><th scope=\"col\" role=\"columnheader\">")
                .text(texts.get("column.ref"));
        for (Column column : columns) {
            html.raw("</th><th scope=\"col\" role=\"columnheader\">").text(texts.of("column", column));
        }
        html.raw("</th></tr></thead>");
    }

    private void row(Html html, ActionRow row, String suffix, boolean withTheme, Set<Column> columns, Html more) {
        html.raw(row.level() == 3 ? "<tr class=\"wm-black\" role=\"row\">" : "<tr role=\"row\">");
        html.raw("<td role=\"cell\"><a href=\"/actions/")
                .text(row.actionId())
                .text(suffix)
                .raw("\">")
                .text(row.reference())
                .raw("<span class=\"govuk-visually-hidden\"> ")
                .text(row.name())
                .raw("</span></a></td>");
        for (Column column : columns) {
            switch (column) {
                case ACTION -> action(html, row, withTheme);
                case LEAD -> {
                    lined(html, "label.lead");
                    leads(html, row);
                }
                case WHEN -> {
                    lined(html, "label.when");
                    when(html, row);
                }
                case RATING -> {
                    html.raw("<td role=\"cell\">");
                    tags.rating(html, row.rating());
                    if (row.level() > 0) {
                        html.raw("<br>");
                        tags.level(html, row.level());
                    }
                }
                case LAST_WORD -> {
                    lined(html, "label.latest");
                    lastWord(html, row);
                    html.add(more);
                }
            }
            html.raw("</td>");
        }
        html.raw("</tr>");
    }

    private void lined(Html html, String label) {
        html.raw("<td role=\"cell\" class=\"wm-lined\"><span class=\"wm-label\" aria-hidden=\"true\">")
                .text(texts.get(label))
                .raw("</span>");
    }

    private static void action(Html html, ActionRow row, boolean withTheme) {
        html.raw("<td role=\"cell\">").text(row.name());
        if (withTheme) {
            html.raw("<span class=\"wm-second\">");
            if (!row.themeNumber().isEmpty()) {
                html.text(row.themeNumber()).raw(" ");
            }
            html.text(row.themeTitle()).raw("</span>");
        }
    }

    private void lastWord(Html html, ActionRow row) {
        html.raw("<span>").text(wording.status(row.status()));
        if (row.milestones() > 0) {
            html.raw("<span class=\"wm-second\">")
                    .text(texts.get("row.milestones", row.milestonesReached(), row.milestones()))
                    .raw("</span>");
        }
        second(html, wording.lastWord(row));
        if (row.proposal() != null) {
            second(html, texts.of("row.proposal", row.proposal()));
        }
        html.raw("</span>");
    }

    private void leads(Html html, ActionRow row) {
        html.raw("<span>");
        if (row.leads().isEmpty() && row.gaps().contains(Gap.NO_LEAD)) {
            tags.gap(html, Gap.NO_LEAD);
        }
        boolean first = true;
        for (PartyName lead : row.leads()) {
            if (!first) {
                html.raw("; ");
            }
            html.text(lead.name());
            first = false;
        }
        second(html, wording.names(row.partners()));
        if (row.gaps().contains(Gap.NOBODY_TO_WRITE_TO)) {
            html.raw(" ");
            tags.gap(html, Gap.NOBODY_TO_WRITE_TO);
        }
        html.raw("</span>");
    }

    void when(Html html, ActionRow row) {
        html.raw("<span>");
        Gap gap = wording.dateGap(row);
        if (gap == null) {
            html.text(wording.when(row));
        } else {
            tags.gap(html, gap);
        }
        second(html, wording.whenWritten(row));
        if (gap == Gap.UNREADABLE && row.when().suggestion() != null) {
            second(html, texts.get("when.suggestion", row.when().suggestion()));
        }
        if (row.when().late()) {
            html.raw("<span class=\"wm-late\">").text(wording.late(row.when())).raw("</span>");
        }
        second(html, wording.slips(row.when()));
        html.raw("</span>");
    }

    private static void second(Html html, String line) {
        if (!line.isEmpty()) {
            html.raw("<span class=\"wm-second\">").text(line).raw("</span>");
        }
    }

    /** Ratings that a band shows: those in use, and blue only where it occurs. */
    static List<Rating> shownRatings(int blue) {
        return blue > 0
                ? List.of(Rating.RED, Rating.AMBER, Rating.GREEN, Rating.BLUE, Rating.NONE)
                : List.of(Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NONE);
    }
}
