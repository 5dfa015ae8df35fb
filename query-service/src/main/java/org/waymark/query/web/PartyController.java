package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import org.waymark.contract.log.Role;
import org.waymark.query.action.Actions;
import org.waymark.query.history.Histories;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.party.Parties;
import org.waymark.query.party.PartyView;
import org.waymark.query.people.Absence;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.NotKnown;
import org.waymark.query.web.change.Forwarding;

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
    private final Forwarding forwarding;
    private final Texts texts;
    private final Pages pages;

    PartyController(
            Parties parties,
            Actions actions,
            Histories histories,
            HistoryList historyList,
            BoardTable table,
            Forwarding forwarding,
            Texts texts,
            Pages pages) {
        this.parties = parties;
        this.actions = actions;
        this.histories = histories;
        this.historyList = historyList;
        this.table = table;
        this.forwarding = forwarding;
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
    ResponseEntity<byte[]> party(
            @PathVariable String partyId,
            @RequestParam(required = false) @Nullable String ended,
            @RequestParam(required = false) @Nullable String failed,
            HttpServletRequest request) {
        PartyView party = parties.party(partyId);
        List<ActionRow> rows = actions.ledBy(List.of(partyId));
        String title = texts.get("party.leads", rows.size());
        return pages.page(request, "party", Pages.Section.PARTIES)
                .with("party", party)
                .with("people", people(party))
                .with(
                        "mayEndLinks",
                        mayEndLinks()
                                && party.contacts() != null
                                && !party.contacts().isEmpty())
                .with("endedOf", nameOf(party, ended))
                .with("notEnded", failed != null)
                .with("title", title)
                .with("count", rows.size())
                .with(
                        "mayReassign",
                        mayEndLinks()
                                && rows.stream().anyMatch(row -> row.status().open()))
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

    /** Ends every link that was sent to one of the party's contacts until now. */
    @PostMapping("/parties/{partyId}/contacts/{contactId}/end-links")
    ResponseEntity<byte[]> endLinks(@PathVariable String partyId, @PathVariable String contactId) {
        SignedIn me = Pages.signedIn();
        if (me == null || !mayEndLinks()) {
            throw new AccessDeniedException("Governance ends links");
        }
        if (nameOf(parties.party(partyId), contactId) == null) {
            throw new NotKnown("contact", contactId);
        }
        boolean done = forwarding.endLinks(me, contactId) instanceof Forwarding.Outcome.Done;
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(UriComponentsBuilder.fromPath("/parties/{party}")
                        .queryParam(done ? "ended" : "failed", "{contact}")
                        .build(partyId, contactId))
                .build();
    }

    private static boolean mayEndLinks() {
        SignedIn me = Pages.signedIn();
        return me != null && (me.role() == Role.GOVERNANCE || me.role() == Role.ADMINISTRATOR);
    }

    private static @Nullable String nameOf(PartyView party, @Nullable String contactId) {
        return party.contacts() == null
                ? null
                : party.contacts().stream()
                        .filter(contact -> contact.contactId().equals(contactId))
                        .map(PartyView.ContactName::name)
                        .findFirst()
                        .orElse(null);
    }

    private String person(PartyView.ContactName contact) {
        Absence away = contact.away();
        LocalDate left = contact.leftOn();
        if (left != null) {
            return texts.get("party.contact.left", contact.name(), left);
        }
        if (contact.undeliverable()) {
            return texts.get("party.contact.undeliverable", contact.name());
        }
        if (away == null) {
            return contact.digestDay() == null
                    ? contact.name()
                    : texts.get("party.contact.mail-day", contact.name(), texts.of("weekday", contact.digestDay()));
        }
        return contact.deputy() == null
                ? texts.get("party.contact.away.nobody", contact.name(), away.from(), away.until())
                : texts.get("party.contact.away", contact.name(), away.from(), away.until(), contact.deputy());
    }

    private String people(PartyView party) {
        if (party.contacts() == null) {
            return texts.get("party.contacts.unknown");
        }
        return party.contacts().stream().map(this::person).collect(Collectors.joining(", "));
    }
}
