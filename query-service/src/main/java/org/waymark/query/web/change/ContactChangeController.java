package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.UriComponentsBuilder;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.log.Role;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.party.Parties;
import org.waymark.query.party.PartyView;
import org.waymark.query.people.Absence;
import org.waymark.query.view.NotKnown;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** Absence and leaving of a party's contacts: in the directory, not in the log. */
@Controller
public class ContactChangeController {

    private static final String AWAY = "absence";
    private static final String LEAVE = "leave";
    private static final String DIGEST = "digest-day";
    private static final List<DayOfWeek> WORKING_WEEK =
            List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);

    private final Parties parties;
    private final Forwarding forwarding;
    private final Texts texts;
    private final Pages pages;

    ContactChangeController(Parties parties, Forwarding forwarding, Texts texts, Pages pages) {
        this.parties = parties;
        this.forwarding = forwarding;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/parties/{partyId}/contacts/{contactId}/absence")
    ResponseEntity<byte[]> absence(
            @PathVariable String partyId, @PathVariable String contactId, HttpServletRequest request) {
        governance();
        PartyView party = parties.party(partyId);
        PartyView.ContactName contact = contact(party, contactId);
        Typed typed = Typed.of(request);
        Absence away = contact.away();
        if (away != null) {
            typed.putDay("from", away.from());
            typed.putDay("until", away.until());
            typed.put("deputy", away.deputy());
        }
        return form(request, party, contact, AWAY, typed, Map.of(), null);
    }

    @PostMapping("/parties/{partyId}/contacts/{contactId}/absence")
    ResponseEntity<byte[]> away(
            @PathVariable String partyId, @PathVariable String contactId, HttpServletRequest request) {
        SignedIn me = governance();
        PartyView party = parties.party(partyId);
        PartyView.ContactName contact = contact(party, contactId);
        Typed typed = Typed.of(request);
        Map<String, String> problems = new LinkedHashMap<>();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        for (String field : List.of("from", "until")) {
            try {
                body.put(
                        field,
                        typed.day(field, texts.get("contact.field." + field + ".required"))
                                .toString());
            } catch (InvalidField e) {
                problems.put(field, String.valueOf(e.getMessage()));
            }
        }
        body.put("deputy", typed.get("deputy").isEmpty() ? null : typed.get("deputy"));
        return problems.isEmpty()
                ? answer(request, party, contact, AWAY, typed, forwarding.away(me, contactId, body))
                : form(request, party, contact, AWAY, typed, problems, null);
    }

    @PostMapping("/parties/{partyId}/contacts/{contactId}/back")
    ResponseEntity<byte[]> back(
            @PathVariable String partyId, @PathVariable String contactId, HttpServletRequest request) {
        SignedIn me = governance();
        PartyView party = parties.party(partyId);
        PartyView.ContactName contact = contact(party, contactId);
        return answer(request, party, contact, AWAY, Typed.of(request), forwarding.back(me, contactId));
    }

    @GetMapping("/parties/{partyId}/contacts/{contactId}/digest-day")
    ResponseEntity<byte[]> digestDay(
            @PathVariable String partyId, @PathVariable String contactId, HttpServletRequest request) {
        governance();
        PartyView party = parties.party(partyId);
        PartyView.ContactName contact = contact(party, contactId);
        Typed typed = Typed.of(request);
        typed.put(
                "weekday",
                contact.digestDay() == null ? "" : contact.digestDay().name());
        return form(request, party, contact, DIGEST, typed, Map.of(), null);
    }

    @PostMapping("/parties/{partyId}/contacts/{contactId}/digest-day")
    ResponseEntity<byte[]> digestOn(
            @PathVariable String partyId, @PathVariable String contactId, HttpServletRequest request) {
        SignedIn me = governance();
        PartyView party = parties.party(partyId);
        PartyView.ContactName contact = contact(party, contactId);
        Typed typed = Typed.of(request);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("day", typed.get("weekday").isEmpty() ? null : typed.get("weekday"));
        return answer(request, party, contact, DIGEST, typed, forwarding.digestDay(me, contactId, body));
    }

    @GetMapping("/parties/{partyId}/contacts/{contactId}/leave")
    ResponseEntity<byte[]> leaving(
            @PathVariable String partyId, @PathVariable String contactId, HttpServletRequest request) {
        governance();
        PartyView party = parties.party(partyId);
        return form(request, party, contact(party, contactId), LEAVE, Typed.of(request), Map.of(), null);
    }

    @PostMapping("/parties/{partyId}/contacts/{contactId}/leave")
    ResponseEntity<byte[]> leave(
            @PathVariable String partyId, @PathVariable String contactId, HttpServletRequest request) {
        SignedIn me = governance();
        PartyView party = parties.party(partyId);
        PartyView.ContactName contact = contact(party, contactId);
        Typed typed = Typed.of(request);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("successor", typed.get("successor").isEmpty() ? null : typed.get("successor"));
        return answer(request, party, contact, LEAVE, typed, forwarding.leave(me, contactId, body));
    }

    private ResponseEntity<byte[]> answer(
            HttpServletRequest request,
            PartyView party,
            PartyView.ContactName contact,
            String command,
            Typed typed,
            Forwarding.Outcome outcome) {
        return switch (outcome) {
            case Forwarding.Outcome.Done _ ->
                ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(UriComponentsBuilder.fromPath("/parties/{party}")
                                .build(party.partyId()))
                        .build();
            case Forwarding.Outcome.Stale() ->
                form(request, party, contact, command, typed, Map.of(), texts.get("contact.stale"));
            case Forwarding.Outcome.NoAnswer() ->
                form(request, party, contact, command, typed, Map.of(), texts.get("form.no-answer"));
            case Forwarding.Outcome.Refused refused -> {
                String detail =
                        refused.detail().isEmpty() ? texts.get("form.refused", refused.status()) : refused.detail();
                String field = refused.field();
                yield field != null && fields(command).contains(field)
                        ? form(request, party, contact, command, typed, Map.of(field, detail), null)
                        : form(request, party, contact, command, typed, Map.of(), detail);
            }
        };
    }

    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            PartyView party,
            PartyView.ContactName contact,
            String command,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal) {
        List<FormFields.Drawn> drawn = new ArrayList<>();
        for (String field : fields(command)) {
            boolean person = field.equals("deputy") || field.equals("successor");
            drawn.add(new FormFields.Drawn(
                    field,
                    field,
                    person ? "partner" : field.equals("weekday") ? "weekday" : "day",
                    texts.get("contact.field." + field),
                    texts.get("contact.field." + field + ".hint"),
                    problems.get(field),
                    typed.get(field),
                    person
                            ? others(party, contact, typed.get(field))
                            : field.equals("weekday") ? weekdays(texts, typed.get(field)) : List.of(),
                    ""));
        }
        return pages.page(request, "contact-form", Pages.Section.PARTIES)
                .status(problems.isEmpty() && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("command", command)
                .with("party", party)
                .with("contact", contact)
                .with("typed", typed)
                .with("fields", drawn)
                .with("refusal", refusal)
                .show();
    }

    /** The party's other contacts who are still there. */
    private static List<FormFields.Option> others(PartyView party, PartyView.ContactName contact, String chosen) {
        return Objects.requireNonNullElse(party.contacts(), List.<PartyView.ContactName>of()).stream()
                .filter(other -> !other.contactId().equals(contact.contactId()) && other.leftOn() == null)
                .map(other -> new FormFields.Option(
                        other.contactId(), other.name(), null, other.contactId().equals(chosen)))
                .toList();
    }

    /** Any day, and the days on which mail goes out. */
    public static List<FormFields.Option> weekdays(Texts texts, String chosen) {
        List<FormFields.Option> options = new ArrayList<>();
        options.add(new FormFields.Option("", texts.get("weekday.any"), null, chosen.isEmpty()));
        for (DayOfWeek day : WORKING_WEEK) {
            options.add(new FormFields.Option(
                    day.name(), texts.of("weekday", day), null, day.name().equals(chosen)));
        }
        return options;
    }

    private static List<String> fields(String command) {
        return switch (command) {
            case AWAY -> List.of("from", "until", "deputy");
            case DIGEST -> List.of("weekday");
            default -> List.of("successor");
        };
    }

    private static PartyView.ContactName contact(PartyView party, String contactId) {
        return Objects.requireNonNullElse(party.contacts(), List.<PartyView.ContactName>of()).stream()
                .filter(contact -> contact.contactId().equals(contactId) && contact.leftOn() == null)
                .findFirst()
                .orElseThrow(() -> new NotKnown("contact", contactId));
    }

    private static SignedIn governance() {
        SignedIn me = Pages.signedIn();
        if (me == null || me.role() != Role.GOVERNANCE && me.role() != Role.ADMINISTRATOR) {
            throw new AccessDeniedException("For governance only");
        }
        return me;
    }
}
