package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.waymark.query.action.Actions;
import org.waymark.query.history.Histories;
import org.waymark.query.party.Parties;
import org.waymark.query.party.PartyView;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;

/** Who leads what, and who cannot be written to. */
@Controller
class PartyController {

    private static final int ENTRIES = 20;

    /** A party with its people in words. */
    public record Line(PartyView party, String people) {}

    private final Parties parties;
    private final Actions actions;
    private final Histories histories;
    private final HistoryList historyList;
    private final BoardTable table;
    private final Texts texts;
    private final Pages pages;

    PartyController(
            Parties parties,
            Actions actions,
            Histories histories,
            HistoryList historyList,
            BoardTable table,
            Texts texts,
            Pages pages) {
        this.parties = parties;
        this.actions = actions;
        this.histories = histories;
        this.historyList = historyList;
        this.table = table;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/parties")
    ResponseEntity<byte[]> parties(HttpServletRequest request) {
        List<Line> all = parties.all().stream()
                .map(party -> new Line(party, people(party)))
                .toList();
        List<Line> unreachable = all.stream()
                .filter(line -> line.party().nobodyToWriteTo() && line.party().leadsOpen() > 0)
                .toList();
        return pages.page(request, "parties", Pages.Section.PARTIES)
                .with("parties", all)
                .with("unreachable", unreachable)
                .show();
    }

    @GetMapping("/parties/{partyId}")
    ResponseEntity<byte[]> party(@PathVariable String partyId, HttpServletRequest request) {
        PartyView party = parties.party(partyId);
        List<ActionRow> rows = actions.ledBy(List.of(partyId));
        String title = texts.get("party.leads", rows.size());
        return pages.page(request, "party", Pages.Section.PARTIES)
                .with("party", party)
                .with("people", people(party))
                .with("title", title)
                .with("count", rows.size())
                .with("rows", table.rows(rows, title))
                .with(
                        "history",
                        historyList.entries(
                                histories
                                        .ofParty(partyId, AsAt.now(), 1, ENTRIES)
                                        .rows(),
                                false))
                .show();
    }

    private String people(PartyView party) {
        if (party.contacts() == null) {
            return texts.get("party.contacts.unknown");
        }
        return party.contacts().stream()
                .map(contact -> contact.undeliverable()
                        ? texts.get("party.contact.undeliverable", contact.name())
                        : contact.name())
                .collect(Collectors.joining(", "));
    }
}
