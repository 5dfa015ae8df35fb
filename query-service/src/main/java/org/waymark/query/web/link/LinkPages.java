package org.waymark.query.web.link;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.waymark.query.action.ActionView;
import org.waymark.query.web.Dates;
import org.waymark.query.web.Kept;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** What is shown where a link opens nothing (any more): what is true, that nothing was changed, one way on. */
@Component
class LinkPages {

    private final Links links;
    private final LinkMetrics metrics;
    private final Texts texts;
    private final Pages pages;

    LinkPages(Links links, LinkMetrics metrics, Texts texts, Pages pages) {
        this.links = links;
        this.metrics = metrics;
        this.texts = texts;
        this.pages = pages;
    }

    /** The page for a link that is not good. */
    ResponseEntity<byte[]> instead(HttpServletRequest request, Links.Found found) {
        return instead(request, found, List.of());
    }

    /**
     * The same for somebody who had typed something by the time the link was not good any more.
     *
     * @param kept what was typed; not shown for what was never a link
     */
    ResponseEntity<byte[]> instead(HttpServletRequest request, Links.Found found, List<Kept> kept) {
        return switch (found) {
            case Links.Found.Unknown() -> {
                metrics.refused("unknown");
                yield page(request, HttpStatus.NOT_FOUND, "unknown", texts.get("link.unknown.title"))
                        .show();
            }
            case Links.Found.Ended ended -> {
                metrics.refused(Texts.slug(ended.because()));
                yield page(request, HttpStatus.GONE, "ended", texts.get("link.ended.title"))
                        .with("kept", kept)
                        .show();
            }
            case Links.Found.Unavailable() -> {
                metrics.refused("unavailable");
                yield page(request, HttpStatus.SERVICE_UNAVAILABLE, "unavailable", texts.get("link.unavailable.title"))
                        .with("kept", kept)
                        .show();
            }
            case Links.Found.Expired expired -> {
                metrics.refused("expired");
                ActionView action = expired.action();
                yield page(
                                request,
                                HttpStatus.GONE,
                                "expired",
                                texts.get("link.expired.title", Dates.weekday(expired.lastDay())))
                        .with("row", action == null ? null : action.row())
                        .with("newLinkPath", links.path(expired.link()) + "/new")
                        .with("kept", kept)
                        .show();
            }
            case Links.Found.Closed closed -> {
                metrics.refused("closed");
                ActionView action = closed.action();
                String reference = action.row().reference();
                String status = Texts.slug(action.row().status());
                LocalDate closedOn = action.row().closedOn();
                String title = action.row().status().open()
                        ? texts.get("link.closed.plan", reference)
                        : closedOn == null
                                ? texts.get("link.closed." + status, reference)
                                : texts.get("link.closed." + status + ".on", reference, closedOn);
                yield page(request, HttpStatus.OK, "closed", title)
                        .with("row", action.row())
                        .with("kept", kept)
                        .show();
            }
            case Links.Found.Answer _, Links.Found.Mine _ ->
                throw new IllegalArgumentException("A good link has a page of its own");
        };
    }

    /** The page after a new link was asked for: the same whether one is sent or not. */
    ResponseEntity<byte[]> asked(HttpServletRequest request) {
        return page(request, HttpStatus.OK, "asked", texts.get("link.asked.title"))
                .show();
    }

    private Pages.Draft page(HttpServletRequest request, HttpStatus status, String kind, String title) {
        return pages.page(request, "link-ended", Pages.Section.NONE)
                .status(status)
                .with("plain", true)
                .with("kind", kind)
                .with("row", null)
                .with("newLinkPath", null)
                .with("kept", List.of())
                .with("title", title);
    }
}
