package org.waymark.query.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.waymark.query.history.HistoryEntry;

/** Entries of the log as sentences, newest first. Written by hand for the same reason as {@link BoardTable}. */
@Component
final class HistoryList {

    private final Texts texts;

    HistoryList(Texts texts) {
        this.texts = texts;
    }

    /** @param withSubject whether each entry says which action it is about */
    Html entries(List<HistoryEntry> entries, boolean withSubject) {
        Html html = new Html(200 + 700 * entries.size()).raw("<ol class=\"wm-history\">");
        for (HistoryEntry entry : entries) {
            entry(html, entry, withSubject);
        }
        return html.raw("</ol>");
    }

    private void entry(Html html, HistoryEntry entry, boolean withSubject) {
        html.raw("<li id=\"entry-")
                .number(entry.position())
                .raw("\" class=\"wm-k-")
                .text(Texts.slug(entry.kind()));
        html.raw("\"><p><time datetime=\"")
                .text(entry.happenedAt().toString())
                .raw("\">")
                .text(Dates.moment(entry.happenedAt()))
                .raw("</time> ");
        if (withSubject && entry.subjectReference() != null) {
            html.raw("<a href=\"/actions/")
                    .text(entry.subject())
                    .raw("\">")
                    .text(entry.subjectReference())
                    .raw("</a> ");
        }
        html.text(entry.sentence()).raw("</p>");
        if (entry.quote() != null) {
            html.raw("<blockquote>").text(entry.quote()).raw("</blockquote>");
        } else if (entry.quoteRemoved()) {
            html.raw("<p class=\"wm-second\">")
                    .text(texts.get("history.words-removed"))
                    .raw("</p>");
        }
        for (String detail : entry.details()) {
            html.raw("<p class=\"wm-second\">").text(detail).raw("</p>");
        }
        html.raw("<p class=\"wm-second\">").text(entry.who().inWords());
        if (entry.who().via() != null
                && !entry.who().inWords().contains(entry.who().via())) {
            html.raw(", ").text(entry.who().via());
        }
        if (entry.recordedLater()) {
            html.raw(" · ").text(texts.get("history.recorded-later", Dates.moment(entry.recordedAt())));
        }
        if (entry.meetingDay() != null) {
            html.raw(" · ").text(texts.get("history.meeting", entry.meetingDay()));
        }
        if (entry.mailId() != null) {
            html.raw(" · <a href=\"/mail/")
                    .text(entry.mailId())
                    .raw("\">")
                    .text(texts.get("history.mail"))
                    .raw("</a>");
        }
        html.raw(" · <a href=\"/log/")
                .number(entry.position())
                .raw("\">")
                .text(texts.get("history.entry", entry.position()))
                .raw("</a> <span class=\"wm-hash\">")
                .text(entry.shortHash())
                .raw("</span></p></li>");
    }
}
