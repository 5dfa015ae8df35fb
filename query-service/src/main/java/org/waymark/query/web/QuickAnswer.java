package org.waymark.query.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.Rating;
import org.waymark.query.view.ActionRow;
import org.waymark.query.web.change.Typed;

/** The form under a row by which a lead says where an action stands without leaving the list. */
@Component
final class QuickAnswer {

    static final String NOTE = "note";
    static final String RATING = "rating";

    private static final int LENGTH = 1600;

    private final Texts texts;

    QuickAnswer(Texts texts) {
        this.texts = texts;
    }

    /**
     * A form that came back.
     *
     * @param problem what is wrong with the note, or null where something else is
     */
    record Returned(String actionId, Typed typed, @Nullable String problem) {}

    /** Id of the field in which a lead writes. */
    static String noteId(String actionId) {
        return NOTE + "-" + actionId;
    }

    /** @param returned the form that came back, which is open, or null */
    Html form(ActionRow row, String csrf, @Nullable Returned returned) {
        String id = row.actionId();
        Returned own = returned != null && returned.actionId().equals(id) ? returned : null;
        String problem = own == null ? null : own.problem();
        Html html = new Html(LENGTH);
        html.raw(
                        own == null
                                ? "<details class=\"wm-quick wm-no-print\"><summary>"
                                : "<details class=\"wm-quick wm-no-print\" open><summary>")
                .text(texts.get("my-actions.answer"))
                .raw("<span class=\"govuk-visually-hidden\">: ")
                .text(row.reference())
                .raw("</span></summary><form method=\"post\" action=\"/my-actions/")
                .text(id)
                .raw("\" novalidate>");
        hidden(html, "_csrf", csrf);
        hidden(
                html,
                "key",
                own == null ? UUID.randomUUID().toString() : own.typed().get("key"));
        hidden(html, "version", Long.toString(row.version()));
        note(html, row, own, problem);
        rating(html, row, own);
        html.raw("<button class=\"govuk-button\">")
                .text(texts.get("my-actions.answer.save"))
                .raw("<span class=\"govuk-visually-hidden\">: ")
                .text(row.reference())
                .raw("</span></button> <a href=\"/actions/")
                .text(id)
                .raw("#changes\">")
                .text(texts.get("my-actions.answer.more"))
                .raw("<span class=\"govuk-visually-hidden\">: ")
                .text(row.reference())
                .raw("</span></a></form></details>");
        return html;
    }

    private void note(Html html, ActionRow row, @Nullable Returned own, @Nullable String problem) {
        String field = noteId(row.actionId());
        html.raw(
                        problem == null
                                ? "<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\""
                                : "<div class=\"govuk-form-group govuk-form-group--error\"><label class=\"govuk-label\" for=\"")
                .text(field)
                .raw("\">")
                .text(texts.get("my-actions.answer.note"))
                .raw("</label>");
        if (problem != null) {
            html.raw("<p class=\"govuk-error-message\" id=\"")
                    .text(field)
                    .raw("-error\">")
                    .text(problem)
                    .raw("</p>");
        }
        html.raw("<textarea class=\"govuk-textarea\" rows=\"3\" name=\"note\" id=\"")
                .text(field);
        if (problem != null) {
            html.raw("\" aria-describedby=\"").text(field).raw("-error");
        }
        html.raw("\">").text(own == null ? "" : own.typed().get(NOTE)).raw("</textarea></div>");
    }

    private void rating(Html html, ActionRow row, @Nullable Returned own) {
        html.raw("<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"rating-")
                .text(row.actionId())
                .raw("\">")
                .text(texts.get("my-actions.answer.rating"))
                .raw("</label><select class=\"govuk-select\" name=\"rating\" id=\"rating-")
                .text(row.actionId())
                .raw("\"><option value=\"\">")
                .text(texts.get("my-actions.answer.same", texts.of("rating.small", row.rating())))
                .raw("</option>");
        for (Rating rating : List.of(Rating.RED, Rating.AMBER, Rating.GREEN)) {
            if (rating != row.rating()) {
                String value = Texts.slug(rating);
                html.raw("<option value=\"").text(value);
                html.raw(own != null && own.typed().get(RATING).equals(value) ? "\" selected>" : "\">")
                        .text(texts.of("rating", rating))
                        .raw("</option>");
            }
        }
        html.raw("</select></div>");
    }

    private static void hidden(Html html, String name, String value) {
        html.raw("<input type=\"hidden\" name=\"")
                .text(name)
                .raw("\" value=\"")
                .text(value)
                .raw("\">");
    }
}
