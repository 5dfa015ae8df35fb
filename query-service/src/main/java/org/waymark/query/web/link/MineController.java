package org.waymark.query.web.link;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.waymark.contract.link.PersonalLink;
import org.waymark.query.action.Actions;
import org.waymark.query.people.LinkOwners.LinkOwner;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.PartyName;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;
import org.waymark.query.web.Wording;

/** What the owner of a link answers for, on one page: the most wanted first, each with its own answer. */
@Controller
class MineController {

    /** One action of the list, and where it is answered. */
    public record Line(ActionRow row, String when, String late, String lastWord, String path) {}

    /** Part of the list. */
    public record Part(String id, String title, List<Line> lines) {}

    private final Links links;
    private final LinkPages linkPages;
    private final LinkMetrics metrics;
    private final Actions actions;
    private final Wording wording;
    private final Texts texts;
    private final Pages pages;

    MineController(
            Links links,
            LinkPages linkPages,
            LinkMetrics metrics,
            Actions actions,
            Wording wording,
            Texts texts,
            Pages pages) {
        this.links = links;
        this.linkPages = linkPages;
        this.metrics = metrics;
        this.actions = actions;
        this.wording = wording;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/m/{token}")
    ResponseEntity<byte[]> open(@PathVariable String token, HttpServletRequest request) {
        return switch (links.find(token, PersonalLink.Kind.MINE)) {
            case Links.Found.Mine mine -> {
                metrics.opened(PersonalLink.Kind.MINE);
                yield show(request, mine);
            }
            case Links.Found other -> linkPages.instead(request, other);
        };
    }

    private ResponseEntity<byte[]> show(HttpServletRequest request, Links.Found.Mine mine) {
        List<ActionRow> rows = actions.ledBy(mine.owner().partyIds()).stream()
                .filter(row -> Wanted.of(row) != Wanted.CLOSED)
                .toList();
        List<Part> parts = new ArrayList<>();
        for (Wanted wanted : Wanted.values()) {
            List<Line> lines = rows.stream()
                    .filter(row -> Wanted.of(row) == wanted)
                    .map(row -> line(row, mine.link()))
                    .toList();
            if (!lines.isEmpty()) {
                String slug = Texts.slug(wanted);
                parts.add(new Part(slug, texts.get("mine." + slug, lines.size()), lines));
            }
        }
        long now = rows.stream().filter(row -> Wanted.of(row) == Wanted.NOW).count();
        return pages.page(request, "mine", Pages.Section.NONE)
                .with("plain", true)
                .with("names", names(rows, mine.owner()))
                .with("open", rows.size())
                .with("now", now)
                .with("parts", parts)
                .with("mailPath", links.path(mine.link()) + "/mail")
                .with("lastDay", mine.lastDay())
                .show();
    }

    private Line line(ActionRow row, PersonalLink mine) {
        String when = wording.when(row);
        return new Line(
                row,
                when == null ? texts.get("mine.no-date") : when,
                wording.late(row.when()),
                wording.lastWord(row),
                links.path(mine.toAction(row.actionId())));
    }

    /** The owner's parties, as the actions name them. */
    private static String names(List<ActionRow> rows, LinkOwner owner) {
        return rows.stream()
                .flatMap(row -> row.leads().stream())
                .filter(lead -> owner.partyIds().contains(lead.partyId()))
                .map(PartyName::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
