package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
import org.waymark.contract.party.PartyKind;
import org.waymark.query.action.Actions;
import org.waymark.query.group.GroupView;
import org.waymark.query.group.Groups;
import org.waymark.query.history.Histories;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.party.Parties;
import org.waymark.query.party.PartyView;
import org.waymark.query.party.PersonView;
import org.waymark.query.people.Absence;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.NotKnown;
import org.waymark.query.view.PartyName;
import org.waymark.query.web.change.ContactChangeController;
import org.waymark.query.web.change.Forwarding;

/** Who leads what, and who cannot be written to. */
@Controller
class PartyController {

    private static final int ENTRIES = 20;

    /** A party with its people in words, and what can be done where nobody of them can be written to. */
    public record Line(PartyView party, String people, String escalation, List<Remedy> remedies) {}

    /** A way to put something right. */
    public record Remedy(String href, String text) {}

    /** Somebody in words; {@code groups} are those that the person chairs or services. */
    public record PersonLine(
            PartyView.ContactName contact, String role, String parties, List<GroupView.Named> groups, String state) {}

    private final Parties parties;
    private final Groups groups;
    private final Actions actions;
    private final Histories histories;
    private final HistoryList historyList;
    private final BoardTable table;
    private final Forwarding forwarding;
    private final Texts texts;
    private final Pages pages;

    PartyController(
            Parties parties,
            Groups groups,
            Actions actions,
            Histories histories,
            HistoryList historyList,
            BoardTable table,
            Forwarding forwarding,
            Texts texts,
            Pages pages) {
        this.parties = parties;
        this.groups = groups;
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
                .map(party -> new Line(party, people(party), escalationContact(party), remedies(party)))
                .toList();
        List<Line> unreachable = all.stream()
                .filter(line -> line.party().nobodyToWriteTo()
                        && line.party().leadsOpen() + line.party().partners() > 0)
                .sorted(Comparator.comparing((Line line) -> -line.party().leadsOpen()))
                .toList();
        List<PersonView> people = parties.people();
        int names =
                all.stream().mapToInt(line -> 1 + line.party().aliases().size()).sum();
        int open =
                unreachable.stream().mapToInt(line -> line.party().leadsOpen()).sum();
        return pages.page(request, "parties", Pages.Section.PARTIES)
                .with("parties", all)
                .with("unreachable", unreachable)
                .with(
                        "reached",
                        all.stream().filter(line -> !unreachable.contains(line)).toList())
                .with(
                        "summary",
                        texts.get(
                                "parties.summary",
                                texts.get("parties.count", all.size()),
                                texts.get("parties.names", names)))
                .with(
                        "unreached",
                        unreachable.isEmpty()
                                ? ""
                                : texts.get(
                                        "parties.cannot", unreachable.size(), texts.get("parties.open-actions", open)))
                .with("peopleCount", people == null ? 0 : people.size())
                .with("mayChange", mayEndLinks())
                .show();
    }

    @GetMapping("/people")
    ResponseEntity<byte[]> everybody(HttpServletRequest request) {
        List<PersonView> known = parties.people();
        List<GroupView> all = groups.all();
        List<PersonLine> people = Objects.requireNonNullElse(known, List.<PersonView>of()).stream()
                .map(person -> new PersonLine(
                        person.contact(),
                        ContactChangeController.role(texts, person.contact().role()),
                        person.parties().stream().map(PartyName::name).collect(Collectors.joining(", ")),
                        all.stream()
                                .filter(group -> person.contact()
                                                .contactId()
                                                .equals(group.details().chair())
                                        || person.contact()
                                                .contactId()
                                                .equals(group.details().officer()))
                                .map(group -> new GroupView.Named(
                                        group.groupId(), group.details().name()))
                                .toList(),
                        state(person.contact())))
                .toList();
        return pages.page(request, "people", Pages.Section.PARTIES)
                .with("people", people)
                .with("unknown", known == null)
                .with("partyCount", parties.all().size())
                .with("mayChange", mayEndLinks())
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
                .with("mayChange", mayEndLinks())
                .with("mergedInto", party.mergedInto() == null ? "" : name(party.mergedInto()))
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

    private String name(String partyId) {
        try {
            return parties.party(partyId).name();
        } catch (NotKnown e) {
            return partyId;
        }
    }

    /** The way to put it right stands in the row. */
    private List<Remedy> remedies(PartyView party) {
        List<Remedy> remedies = new ArrayList<>();
        String path = "/parties/" + party.partyId();
        if (!party.nobodyToWriteTo() || !mayEndLinks()) {
            return remedies;
        }
        if (party.kind() != PartyKind.COLLECTIVE) {
            Objects.requireNonNullElse(party.contacts(), List.<PartyView.ContactName>of()).stream()
                    .filter(contact -> contact.undeliverable() && contact.leftOn() == null)
                    .forEach(contact -> remedies.add(new Remedy(
                            path + "/contacts/" + contact.contactId() + "/details",
                            texts.get("parties.remedy.address", contact.name()))));
            remedies.add(new Remedy(path + "/contacts/new", texts.get("parties.remedy.name")));
        }
        if (party.leadsOpen() > 0) {
            remedies.add(new Remedy(path + "/reassign", texts.get("parties.remedy.reassign", party.leadsOpen())));
        }
        return remedies;
    }

    private String escalationContact(PartyView party) {
        return party.contacts() == null
                ? ""
                : party.contacts().stream()
                        .filter(contact -> contact.role().equals("ESCALATION_CONTACT") && contact.leftOn() == null)
                        .map(PartyView.ContactName::name)
                        .collect(Collectors.collectingAndThen(
                                Collectors.joining(", "),
                                names -> names.isEmpty() ? texts.get("parties.no-escalation-contact") : names));
    }

    /** When somebody can be written to; empty for always, on any day. */
    private String state(PartyView.ContactName contact) {
        Absence away = contact.away();
        if (contact.leftOn() != null) {
            return texts.get("party.contact.left", contact.leftOn());
        }
        if (contact.undeliverable()) {
            return texts.get("party.contact.undeliverable");
        }
        if (away == null) {
            return contact.digestDay() == null
                    ? ""
                    : texts.get("party.contact.mail-day", texts.of("weekday", contact.digestDay()));
        }
        return contact.deputy() == null
                ? texts.get("party.contact.away.nobody", away.from(), away.until())
                : texts.get("party.contact.away", away.from(), away.until(), contact.deputy());
    }

    private String person(PartyView.ContactName contact) {
        String state = state(contact);
        return state.isEmpty() ? contact.name() : texts.get("party.contact", contact.name(), state);
    }

    private String people(PartyView party) {
        if (party.contacts() == null) {
            return texts.get("party.contacts.unknown");
        }
        return party.contacts().stream().map(this::person).collect(Collectors.joining(", "));
    }
}
