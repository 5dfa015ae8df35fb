package org.waymark.query.web;

import org.springframework.stereotype.Component;
import org.waymark.contract.action.Rating;
import org.waymark.query.view.Gap;

/** The marks of a row, as the reference design draws them. */
@Component
final class Tags {

    private final Texts texts;

    Tags(Texts texts) {
        this.texts = texts;
    }

    Html rating(Html html, Rating rating) {
        switch (rating) {
            case RED -> html.raw("<span class=\"wm-tag wm-red\">");
            case AMBER -> html.raw("<span class=\"wm-tag wm-amber\">");
            case GREEN -> html.raw("<span class=\"wm-tag wm-green\">");
            case BLUE -> html.raw("<span class=\"wm-tag wm-blue\">");
            case NONE -> html.raw("<span class=\"wm-tag wm-none\">");
        }
        return html.text(texts.of("rating", rating)).raw("</span>");
    }

    /** Nothing for level 0. */
    Html level(Html html, int level) {
        switch (level) {
            case 3 -> html.raw("<span class=\"wm-tag wm-level3\">");
            case 2 -> html.raw("<span class=\"wm-tag wm-level2\">");
            case 1 -> html.raw("<span class=\"wm-tag wm-level1\">");
            default -> {
                return html;
            }
        }
        return html.text(texts.get("level", level)).raw("</span>");
    }

    Html gap(Html html, Gap gap) {
        return html.raw("<span class=\"wm-tag wm-gap\">")
                .text(texts.of("gap", gap))
                .raw("</span>");
    }
}
