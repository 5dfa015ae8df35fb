package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.people.Absence;
import org.waymark.query.view.NotKnown;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;
import tools.jackson.databind.JsonNode;

/**
 * People: a party's contacts, and officers, chairs and members, who are of no party. Who they are, when they are away, when
 * they want mail, and that mail reaches them again: in the directory, not in the log.
 */
@Controller
public class ContactChangeController {

    private static final String NEW = "new";
    private static final String DETAILS = "details";
    private static final String AWAY = "absence";
    private static final String REACHED = "reached";
    private static final String DIGEST = "digest-day";

    /** As what a party's contacts receive mail. */
    static final List<String> OF_PARTIES = List.of("LEAD", "ESCALATION_CONTACT");

    /** As what those receive mail who have a part in groups. */
    static final List<String> OF_GROUPS = List.of("GOVERNANCE_OFFICER", "CHAIR", "MEMBER");

    private static final List<DayOfWeek> WORKING_WEEK =
            List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);

    private final Subjects subjects;
    private final Forwarding forwarding;
    private final Texts texts;
    private final Pages pages;

    ContactChangeController(Subjects subjects, Forwarding forwarding, Texts texts, Pages pages) {
        this.subjects = subjects;
        this.forwarding = forwarding;
        this.texts = texts;
        this.pages = pages;
    }

    // Who they are

    @GetMapping({"/parties/{partyId}/contacts/new", "/people/new"})
    ResponseEntity<byte[]> openNew(
            @PathVariable(required = false) @Nullable String partyId, HttpServletRequest request) {
        GroupChangeController.governance();
        Typed typed = Typed.of(request);
        typed.put("key", UUID.randomUUID().toString());
        return form(request, subjects.somebodyNew(partyId), NEW, typed, Map.of(), null);
    }

    @PostMapping({"/parties/{partyId}/contacts/new", "/people/new"})
    ResponseEntity<byte[]> add(@PathVariable(required = false) @Nullable String partyId, HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        Subject subject = subjects.somebodyNew(partyId);
        Typed typed = Typed.of(request);
        Map<String, String> problems = new LinkedHashMap<>();
        Map<String, @Nullable Object> body = details(typed, problems);
        body.put("partyIds", partyId == null ? List.of() : List.of(partyId));
        return problems.isEmpty()
                ? answer(request, subject, NEW, typed, forwarding.addContact(me, body, typed.get("key")))
                : form(request, subject, NEW, typed, problems, null);
    }

    @GetMapping({"/parties/{partyId}/contacts/{contactId}/details", "/people/{contactId}/details"})
    ResponseEntity<byte[]> openDetails(
            @PathVariable(required = false) @Nullable String partyId,
            @PathVariable String contactId,
            HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        Subject subject = subjects.there(partyId, contactId);
        Typed typed = Typed.of(request);
        JsonNode stored = forwarding.contact(me, contactId);
        if (stored == null) {
            return form(request, subject, DETAILS, typed, Map.of(), texts.get("contact.no-answer"));
        }
        putStored(typed, stored);
        return form(request, subject, DETAILS, typed, Map.of(), null);
    }

    private static void putStored(Typed typed, JsonNode stored) {
        for (String field : fields(DETAILS)) {
            typed.put(field, stored.path(field).asString(""));
        }
        typed.put("version", Long.toString(stored.path("version").asLong(0)));
    }

    @PostMapping({"/parties/{partyId}/contacts/{contactId}/details", "/people/{contactId}/details"})
    ResponseEntity<byte[]> change(
            @PathVariable(required = false) @Nullable String partyId,
            @PathVariable String contactId,
            HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        Subject subject = subjects.there(partyId, contactId);
        Typed typed = Typed.of(request);
        Map<String, String> problems = new LinkedHashMap<>();
        Map<String, @Nullable Object> body = details(typed, problems);
        JsonNode stored = forwarding.contact(me, contactId);
        if (!problems.isEmpty()) {
            return form(request, subject, DETAILS, typed, problems, null);
        }
        if (stored == null) {
            return form(request, subject, DETAILS, typed, Map.of(), texts.get("contact.no-answer"));
        }
        List<String> partyIds = new ArrayList<>();
        stored.path("partyIds").forEach(id -> partyIds.add(id.asString()));
        body.put("partyIds", partyIds);
        Forwarding.Outcome outcome = forwarding.changeContact(me, contactId, body, typed.get("version"));
        if (outcome instanceof Forwarding.Outcome.Stale) {
            Typed now = new Typed();
            putStored(now, stored);
            typed.put("version", now.get("version"));
            return form(
                    request,
                    subject,
                    DETAILS,
                    typed,
                    Map.of(),
                    texts.get("contact.stale"),
                    Sides.between(
                            new Sides.Filled(drawn(subject, DETAILS, now, Map.of()), now),
                            new Sides.Filled(drawn(subject, DETAILS, typed, Map.of()), typed)));
        }
        return answer(request, subject, DETAILS, typed, outcome);
    }

    private Map<String, @Nullable Object> details(Typed typed, Map<String, String> problems) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        for (String field : fields(DETAILS)) {
            body.put(field, typed.get(field));
            if (typed.get(field).isEmpty()) {
                problems.put(field, texts.get("contact.field." + field + ".required"));
            }
        }
        return body;
    }

    // When they are there

    @GetMapping({"/parties/{partyId}/contacts/{contactId}/absence", "/people/{contactId}/absence"})
    ResponseEntity<byte[]> absence(
            @PathVariable(required = false) @Nullable String partyId,
            @PathVariable String contactId,
            HttpServletRequest request) {
        GroupChangeController.governance();
        Subject subject = subjects.there(partyId, contactId);
        Typed typed = Typed.of(request);
        Absence away = subject.somebody().away();
        if (away != null) {
            typed.putDay("from", away.from());
            typed.putDay("until", away.until());
            typed.put("deputy", away.deputy());
        }
        return form(request, subject, AWAY, typed, Map.of(), null);
    }

    @PostMapping({"/parties/{partyId}/contacts/{contactId}/absence", "/people/{contactId}/absence"})
    ResponseEntity<byte[]> away(
            @PathVariable(required = false) @Nullable String partyId,
            @PathVariable String contactId,
            HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        Subject subject = subjects.there(partyId, contactId);
        Typed typed = Typed.of(request);
        Map<String, String> problems = new LinkedHashMap<>();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        for (String field : List.of("from", "until")) {
            try {
                body.put(
                        field,
                        typed.day(field, texts.get("contact.field." + field + ".required"))
                                .toString());
            } catch (NoDay e) {
                problems.put(field, String.valueOf(e.getMessage()));
            }
        }
        body.put("deputy", typed.get("deputy").isEmpty() ? null : typed.get("deputy"));
        return problems.isEmpty()
                ? answer(request, subject, AWAY, typed, forwarding.away(me, contactId, body))
                : form(request, subject, AWAY, typed, problems, null);
    }

    @PostMapping({"/parties/{partyId}/contacts/{contactId}/back", "/people/{contactId}/back"})
    ResponseEntity<byte[]> back(
            @PathVariable(required = false) @Nullable String partyId,
            @PathVariable String contactId,
            HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        Subject subject = subjects.there(partyId, contactId);
        return answer(request, subject, AWAY, Typed.of(request), forwarding.back(me, contactId));
    }

    @GetMapping({"/parties/{partyId}/contacts/{contactId}/digest-day", "/people/{contactId}/digest-day"})
    ResponseEntity<byte[]> digestDay(
            @PathVariable(required = false) @Nullable String partyId,
            @PathVariable String contactId,
            HttpServletRequest request) {
        GroupChangeController.governance();
        Subject subject = subjects.there(partyId, contactId);
        Typed typed = Typed.of(request);
        DayOfWeek day = subject.somebody().digestDay();
        typed.put("weekday", day == null ? "" : day.name());
        return form(request, subject, DIGEST, typed, Map.of(), null);
    }

    @PostMapping({"/parties/{partyId}/contacts/{contactId}/digest-day", "/people/{contactId}/digest-day"})
    ResponseEntity<byte[]> digestOn(
            @PathVariable(required = false) @Nullable String partyId,
            @PathVariable String contactId,
            HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        Subject subject = subjects.there(partyId, contactId);
        Typed typed = Typed.of(request);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("day", typed.get("weekday").isEmpty() ? null : typed.get("weekday"));
        return answer(request, subject, DIGEST, typed, forwarding.digestDay(me, contactId, body));
    }

    // That mail reaches them

    @GetMapping({"/parties/{partyId}/contacts/{contactId}/reached", "/people/{contactId}/reached"})
    ResponseEntity<byte[]> unreached(
            @PathVariable(required = false) @Nullable String partyId,
            @PathVariable String contactId,
            HttpServletRequest request) {
        GroupChangeController.governance();
        Subject subject = subjects.there(partyId, contactId);
        if (!subject.somebody().undeliverable()) {
            throw new NotKnown("contact", contactId);
        }
        return form(request, subject, REACHED, Typed.of(request), Map.of(), null);
    }

    @PostMapping({"/parties/{partyId}/contacts/{contactId}/reached", "/people/{contactId}/reached"})
    ResponseEntity<byte[]> reached(
            @PathVariable(required = false) @Nullable String partyId,
            @PathVariable String contactId,
            HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        Subject subject = subjects.there(partyId, contactId);
        return answer(request, subject, REACHED, Typed.of(request), forwarding.reached(me, contactId));
    }

    private ResponseEntity<byte[]> answer(
            HttpServletRequest request, Subject subject, String command, Typed typed, Forwarding.Outcome outcome) {
        return subjects.answer(
                outcome,
                subject,
                (field, words) -> field != null && fields(command).contains(field)
                        ? form(request, subject, command, typed, Map.of(field, words), null)
                        : form(request, subject, command, typed, Map.of(), words));
    }

    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            Subject subject,
            String command,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal) {
        return form(request, subject, command, typed, problems, refusal, List.of());
    }

    private List<FormFields.Drawn> drawn(Subject subject, String command, Typed typed, Map<String, String> problems) {
        List<FormFields.Drawn> drawn = new ArrayList<>();
        for (String field : fields(command)) {
            drawn.add(new FormFields.Drawn(
                    field,
                    field,
                    switch (field) {
                        case "deputy" -> "partner";
                        case "weekday", "role" -> field;
                        case "name", "email" -> "line";
                        default -> "day";
                    },
                    texts.get("contact.field." + field),
                    texts.get("contact.field." + field + ".hint"),
                    problems.get(field),
                    typed.get(field),
                    switch (field) {
                        case "deputy" -> others(subject, typed.get(field));
                        case "weekday" -> weekdays(texts, typed.get(field));
                        case "role" -> roles(subject, typed.get(field));
                        default -> List.of();
                    },
                    ""));
        }
        return drawn;
    }

    /** @param sides what stands now beside what was typed, where somebody else was faster */
    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            Subject subject,
            String command,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal,
            List<Sides> sides) {
        return pages.page(request, "contact-form", Pages.Section.PARTIES)
                .status(problems.isEmpty() && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("command", command)
                .with("over", subjects.over(subject))
                .with("path", subject.path(command))
                .with("pathBack", subject.contact() == null ? "" : subject.path("back"))
                .with("back", subject.back())
                .with("contact", subject.contact())
                .with("typed", typed)
                .with("fields", drawn(subject, command, typed, problems))
                .with("sides", sides)
                .with("refusal", refusal)
                .show();
    }

    /** Those of the same party who are still there; for somebody who is of none, everybody who is. */
    private List<FormFields.Option> others(Subject subject, String chosen) {
        return subjects.of(subject.party()).stream()
                .filter(other -> !other.contactId().equals(subject.somebody().contactId()) && other.leftOn() == null)
                .map(other -> new FormFields.Option(
                        other.contactId(), other.name(), null, other.contactId().equals(chosen)))
                .toList();
    }

    /** A party's contacts lead or hear of concerns; those of no party have a part in groups. */
    private List<FormFields.Option> roles(Subject subject, String chosen) {
        List<String> roles = new ArrayList<>(subject.party() == null ? OF_GROUPS : OF_PARTIES);
        if (!chosen.isEmpty() && !roles.contains(chosen)) {
            roles.add(chosen);
        }
        return roles.stream()
                .map(role -> new FormFields.Option(role, role(texts, role), null, role.equals(chosen)))
                .toList();
    }

    /** A person's part in words. */
    public static String role(Texts texts, String role) {
        String key = "contact.role." + role.toLowerCase(Locale.ROOT).replace('_', '-');
        return texts.has(key) ? texts.get(key) : role;
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
            case NEW, DETAILS -> List.of("name", "email", "role");
            case AWAY -> List.of("from", "until", "deputy");
            case DIGEST -> List.of("weekday");
            default -> List.of();
        };
    }
}
