package org.waymark.command.directory;

import static org.waymark.command.rule.Texts.say;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.command.dispatch.Actor;
import org.waymark.command.http.Bodies;
import org.waymark.command.http.Keys;
import org.waymark.command.identity.Actors;
import org.waymark.command.identity.Rights;
import org.waymark.command.party.Parties;
import org.waymark.command.rule.Forbidden;
import org.waymark.command.rule.Refused;
import org.waymark.command.rule.StaleEdit;
import org.waymark.command.rule.Today;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.log.Role;
import org.waymark.eventstore.Identifiers;

/** Who is behind a party or group, for those who may know. */
@RestController
@RequestMapping("/api/directory/contacts")
class DirectoryController {

    /** Whether a mail to the contact came back for good. */
    record Mark(boolean undeliverable) {}

    /** @param successor contact id of whoever takes over, or null for nobody */
    record Leaving(@Nullable String successor) {}

    /** @param day the weekday on which the person wants mail, or null for any day on which something is due */
    record DigestDay(@Nullable DayOfWeek day) {
        DigestDay {
            if (day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY) {
                throw new InvalidField("day", say("directory.choose-a-weekday"));
            }
        }
    }

    /** Longer absences than this, in days, are entered by governance alone. */
    private static final int LONGEST_BY_LINK = 92;

    private final Directory directory;
    private final Parties parties;
    private final Identifiers identifiers;
    private final Today today;
    private final Bodies bodies;

    DirectoryController(Directory directory, Parties parties, Identifiers identifiers, Today today, Bodies bodies) {
        this.directory = directory;
        this.parties = parties;
        this.identifiers = identifiers;
        this.today = today;
        this.bodies = bodies;
    }

    /** All who are not forgotten, those of a party, those who named this deputy, or those with these ids (forgotten ones too, without a name). */
    @GetMapping
    List<Contact> list(
            @RequestParam(required = false) @Nullable String party,
            @RequestParam(required = false) @Nullable List<String> ids,
            @RequestParam(required = false) @Nullable String deputy,
            @AuthenticationPrincipal Jwt token) {
        mayRead(token);
        if (ids != null) {
            return directory.withIds(ids);
        }
        return directory.all().stream()
                .filter(contact -> !contact.forgotten())
                .filter(contact -> deputy == null
                        || (contact.away() != null
                                && deputy.equals(contact.away().deputy())))
                .filter(contact -> party == null || contact.partyIds().contains(party))
                .toList();
    }

    @GetMapping("/{contactId}")
    ResponseEntity<Contact> get(@PathVariable String contactId, @AuthenticationPrincipal Jwt token) {
        mayRead(token);
        return answer(directory.get(contactId));
    }

    @PostMapping
    ResponseEntity<Contact> add(
            @RequestBody byte[] body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @AuthenticationPrincipal Jwt token) {
        Actor actor = mayChange(token);
        String request = actor.id() + ":" + Keys.required(key);
        String fingerprint = Keys.fingerprint("POST /api/directory/contacts", body);
        Contact earlier = directory.madeBy(request, fingerprint).orElse(null);
        if (earlier != null) {
            return answer(earlier);
        }
        ContactEntry entry = bodies.read(body, ContactEntry.class);
        parties.check("partyIds", entry.partyIds());
        String given = entry.contactId();
        Contact contact = Contact.entered(given == null ? identifiers.next("c-") : given, entry);
        return answer(directory.add(contact, request, fingerprint));
    }

    @PutMapping("/{contactId}")
    ResponseEntity<Contact> change(
            @PathVariable String contactId,
            @RequestBody byte[] body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Jwt token) {
        mayChange(token);
        ContactEntry entry = bodies.read(body, ContactEntry.class);
        if (entry.contactId() != null && !entry.contactId().equals(contactId)) {
            throw new InvalidField("contactId", say("request.leave-out-the-id"));
        }
        parties.check("partyIds", entry.partyIds());
        Contact contact = directory.get(contactId);
        checkKnown(contact);
        checkThere(contact);
        Contact next = contact.changed(entry);
        if (next.equals(contact.changed(entry(contact)))) {
            // What was sent twice is there already, whatever version it was sent for
            return answer(contact);
        }
        if (ifMatch != null && !ifMatch.equals(tag(contact))) {
            throw new StaleEdit(contact.version());
        }
        return answer(directory.replace(next));
    }

    /** Says that the person wants their mail on one weekday only, or on any day; the person may too. */
    @PutMapping("/{contactId}/digest-day")
    ResponseEntity<Contact> digestDay(
            @PathVariable String contactId, @RequestBody byte[] body, @AuthenticationPrincipal Jwt token) {
        mayChangeMailOf(contactId, token);
        DayOfWeek day = bodies.read(body, DigestDay.class).day();
        Contact contact = there(contactId);
        return answer(day == contact.digestDay() ? contact : directory.replace(contact.digestOn(day)));
    }

    /**
     * Says on which days the person is away, and who gets the mail then. The person may too; by the link in a mail not for
     * long, and only with a colleague who stands in, so that nobody who got hold of a link silences anything.
     */
    @PutMapping("/{contactId}/absence")
    ResponseEntity<Contact> away(
            @PathVariable String contactId, @RequestBody byte[] body, @AuthenticationPrincipal Jwt token) {
        Actor actor = mayChangeMailOf(contactId, token);
        Absence absence = bodies.read(body, Absence.class);
        Contact contact = there(contactId);
        String deputyId = absence.deputy();
        if (actor.via().equals("link")) {
            checkByLink(contact, absence);
        } else if (actor.role() == Role.LEAD && deputyId != null) {
            checkColleague(contact, deputyId);
        }
        if (deputyId != null) {
            List<Contact> deputy = directory.withIds(List.of(deputyId));
            if (deputyId.equals(contactId)
                    || deputy.isEmpty()
                    || deputy.getFirst().forgotten()
                    || deputy.getFirst().leftOn() != null) {
                throw new InvalidField("deputy", say("directory.choose-another-person"));
            }
        }
        return answer(absence.equals(contact.away()) ? contact : directory.replace(contact.away(absence)));
    }

    /** The person is back, or does not go. */
    @DeleteMapping("/{contactId}/absence")
    ResponseEntity<Contact> back(@PathVariable String contactId, @AuthenticationPrincipal Jwt token) {
        mayChangeMailOf(contactId, token);
        Contact contact = there(contactId);
        return answer(contact.away() == null ? contact : directory.replace(contact.away(null)));
    }

    /**
     * The person leaves today. Whoever takes over gets their parties first, so that a fault in between leaves two contacts
     * and never none; repeated, it goes on where it stopped.
     */
    @PostMapping("/{contactId}/leave")
    ResponseEntity<Contact> leave(
            @PathVariable String contactId, @RequestBody byte[] body, @AuthenticationPrincipal Jwt token) {
        mayChange(token);
        String successorId = bodies.read(body, Leaving.class).successor();
        Contact contact = directory.get(contactId);
        checkKnown(contact);
        if (successorId != null) {
            List<Contact> found = directory.withIds(List.of(successorId));
            Contact successor = found.isEmpty() ? null : found.getFirst();
            if (successor == null
                    || successorId.equals(contactId)
                    || successor.forgotten()
                    || successor.leftOn() != null
                    || !answering(successor)
                    || !shareParty(successor, contact)) {
                throw new InvalidField("successor", say("directory.choose-another-contact"));
            }
            Contact next = successor.inPlaceOf(contact);
            if (!next.partyIds().equals(successor.partyIds())
                    || !next.escalationFor().equals(successor.escalationFor())
                    || next.role() != successor.role()) {
                directory.replace(next);
            }
        }
        return answer(contact.leftOn() != null ? contact : directory.replace(contact.left(today.date())));
    }

    /** Whether both are contacts of one party; one that was merged into another is the same. */
    private boolean shareParty(Contact one, Contact other) {
        Set<String> ofOther = other.partyIds().stream().map(parties::standsFor).collect(Collectors.toUnmodifiableSet());
        return one.partyIds().stream().map(parties::standsFor).anyMatch(ofOther::contains);
    }

    private static boolean answering(Contact contact) {
        return contact.role() == ContactRole.LEAD || contact.role() == ContactRole.ESCALATION_CONTACT;
    }

    /** Forgets the person: name and address are gone, the id stays, because the log names it. */
    @DeleteMapping("/{contactId}")
    ResponseEntity<Void> forget(@PathVariable String contactId, @AuthenticationPrincipal Jwt token) {
        mayChange(token);
        Contact contact = directory.get(contactId);
        if (!contact.forgotten()) {
            directory.replace(contact.withoutPerson());
        }
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{contactId}/undeliverable")
    ResponseEntity<Contact> mark(
            @PathVariable String contactId, @RequestBody byte[] body, @AuthenticationPrincipal Jwt token) {
        if (!Rights.allowToMarkUndeliverable(Actors.of(token).role())) {
            throw new Forbidden("directory.for-those-who-see-it");
        }
        boolean undeliverable = bodies.read(body, Mark.class).undeliverable();
        Contact contact = directory.get(contactId);
        return answer(
                contact.undeliverable() == undeliverable || contact.forgotten()
                        ? contact
                        : directory.replace(contact.reachable(!undeliverable)));
    }

    /** Ends every personal link that was sent to the contact until now; the next mail brings new ones. */
    @PostMapping("/{contactId}/end-links")
    ResponseEntity<Contact> endLinks(@PathVariable String contactId, @AuthenticationPrincipal Jwt token) {
        mayChange(token);
        Contact contact = directory.get(contactId);
        return answer(contact.forgotten() ? contact : directory.replace(contact.withoutLinks()));
    }

    private Contact there(String contactId) {
        Contact contact = directory.get(contactId);
        checkKnown(contact);
        checkThere(contact);
        return contact;
    }

    private static void checkKnown(Contact contact) {
        if (contact.forgotten()) {
            throw new Refused("directory.was-forgotten");
        }
    }

    private static void checkThere(Contact contact) {
        if (contact.leftOn() != null) {
            throw new Refused("directory.has-left");
        }
    }

    private static ContactEntry entry(Contact contact) {
        return new ContactEntry(null, contact.name(), contact.email(), contact.role(), contact.partyIds());
    }

    private static void mayRead(Jwt token) {
        if (!Rights.allowToReadDirectory(Actors.of(token).role())) {
            throw new Forbidden("directory.for-governance");
        }
    }

    private static Actor mayChange(Jwt token) {
        Actor actor = Actors.of(token);
        if (!Rights.allowToChangeDirectory(actor.role())) {
            throw new Forbidden("directory.for-governance");
        }
        return actor;
    }

    /** Governance, or the person themself: by the link in a mail, or signed in. */
    private static Actor mayChangeMailOf(String contactId, Jwt token) {
        Actor actor = Actors.of(token);
        if (!Rights.allowToChangeDirectory(actor.role()) && !Rights.allowToChangeMailOf(contactId, actor)) {
            throw new Forbidden("directory.for-governance");
        }
        return actor;
    }

    private void checkByLink(Contact contact, Absence absence) {
        checkColleague(contact, absence.deputy());
        if (absence.until().isAfter(today.date().plusDays(LONGEST_BY_LINK))) {
            throw new InvalidField("until", say("directory.enter-a-shorter-absence"));
        }
    }

    private void checkColleague(Contact contact, @Nullable String deputyId) {
        List<Contact> found = deputyId == null ? List.of() : directory.withIds(List.of(deputyId));
        Contact deputy = found.isEmpty() ? null : found.getFirst();
        if (deputy == null || !answering(deputy) || deputy.undeliverable() || !shareParty(deputy, contact)) {
            throw new InvalidField("deputy", say("directory.choose-a-colleague"));
        }
    }

    private static ResponseEntity<Contact> answer(Contact contact) {
        return ResponseEntity.ok()
                .eTag(tag(contact))
                .header("Cache-Control", "no-store")
                .body(contact);
    }

    private static String tag(Contact contact) {
        return "\"" + contact.version() + "\"";
    }
}
