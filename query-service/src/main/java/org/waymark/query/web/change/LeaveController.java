package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.waymark.contract.group.GroupDetails;
import org.waymark.query.group.GroupView;
import org.waymark.query.group.Groups;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.party.Parties;
import org.waymark.query.party.PartyView;
import org.waymark.query.party.PartyView.ContactName;
import org.waymark.query.party.PersonView;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/**
 * Somebody leaves. Whoever takes over gets the mail of their parties, and is named in their place in the groups in which they
 * have a part: groups first, so that a fault in between leaves a group that somebody services, and the leaving to be sent again.
 */
@Controller
class LeaveController {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String LEAVE = "leave";
    private static final String SUCCESSOR = "successor";
    private static final String IN_GROUPS = "groupSuccessor";
    private static final String VERSION = "version-";

    /**
     * What somebody is in a group.
     *
     * @param seen name of the field that holds the version of the group that was seen
     */
    public record Part(GroupView group, String inWords, String seen) {}

    private final Subjects subjects;
    private final Parties parties;
    private final Groups groups;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Texts texts;
    private final Pages pages;

    LeaveController(
            Subjects subjects,
            Parties parties,
            Groups groups,
            Forwarding forwarding,
            ProjectionPosition projections,
            Texts texts,
            Pages pages) {
        this.subjects = subjects;
        this.parties = parties;
        this.groups = groups;
        this.forwarding = forwarding;
        this.projections = projections;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping({"/parties/{partyId}/contacts/{contactId}/leave", "/people/{contactId}/leave"})
    ResponseEntity<byte[]> open(
            @PathVariable(required = false) @Nullable String partyId,
            @PathVariable String contactId,
            HttpServletRequest request) {
        GroupChangeController.governance();
        return form(request, subjects.there(partyId, contactId), Typed.of(request), Map.of(), null);
    }

    @PostMapping({"/parties/{partyId}/contacts/{contactId}/leave", "/people/{contactId}/leave"})
    ResponseEntity<byte[]> leave(
            @PathVariable(required = false) @Nullable String partyId,
            @PathVariable String contactId,
            HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        // Sent twice, it finds somebody who has left already
        Subject subject = subjects.known(partyId, contactId);
        Typed typed = Typed.of(request);
        String inGroups = typed.get(IN_GROUPS);
        if (!inGroups.isEmpty()) {
            if (forGroups(contactId).noneMatch(other -> other.contactId().equals(inGroups))) {
                return form(request, subject, typed, Map.of(IN_GROUPS, texts.get("leave.choose-another")), null);
            }
            for (Part part : parts(contactId)) {
                String trouble = replaced(me, part.group(), contactId, inGroups, typed);
                if (trouble != null) {
                    return form(request, subject, typed, Map.of(), trouble);
                }
            }
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(SUCCESSOR, typed.get(SUCCESSOR).isEmpty() ? null : typed.get(SUCCESSOR));
        return subjects.answer(
                forwarding.leave(me, contactId, body),
                subject,
                (field, words) -> SUCCESSOR.equals(field) && !ofParties(subject).isEmpty()
                        ? form(request, subject, typed, Map.of(SUCCESSOR, words), null)
                        : form(request, subject, typed, Map.of(), words));
    }

    /** Names the successor in one group; what stands against it, or null. */
    private @Nullable String replaced(SignedIn me, GroupView group, String leaver, String successor, Typed typed) {
        String name = group.details().name();
        String seen = typed.get(VERSION + group.groupId());
        if (!seen.matches("\\d{1,18}")) {
            return texts.get("leave.stale", name);
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("details", inPlaceOf(leaver, successor, group.details()));
        Forwarding.Outcome outcome = forwarding.send(
                me,
                "groups",
                group.groupId(),
                "amend-group",
                body,
                typed.get("key") + "-" + group.groupId(),
                Long.valueOf(seen));
        return switch (outcome) {
            case Forwarding.Outcome.Done done -> {
                projections.await(done.position(), PATIENCE);
                yield null;
            }
            case Forwarding.Outcome.Stale() -> texts.get("leave.stale", name);
            case Forwarding.Outcome.NoAnswer() -> texts.get("form.no-answer");
            case Forwarding.Outcome.Refused refused -> texts.get("leave.refused", name, refused.inWords(texts));
        };
    }

    private static GroupDetails inPlaceOf(String leaver, String successor, GroupDetails now) {
        return new GroupDetails(
                now.name(),
                now.kind(),
                now.nation(),
                now.reportsTo(),
                leaver.equals(now.chair()) ? successor : now.chair(),
                leaver.equals(now.officer()) ? successor : now.officer(),
                now.members().stream()
                        .map(member -> member.equals(leaver) ? successor : member)
                        .distinct()
                        .toList(),
                now.plans());
    }

    /** The groups in which somebody has a part. */
    private List<Part> parts(String contactId) {
        List<Part> parts = new ArrayList<>();
        for (GroupView group : groups.all()) {
            GroupDetails details = group.details();
            String inWords = Stream.of(
                            contactId.equals(details.chair()) ? texts.get("leave.part.chair") : "",
                            contactId.equals(details.officer()) ? texts.get("leave.part.officer") : "",
                            details.members().contains(contactId) ? texts.get("leave.part.member") : "")
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(", "));
            if (!inWords.isEmpty()) {
                parts.add(new Part(group, inWords, VERSION + group.groupId()));
            }
        }
        return parts;
    }

    /** Whoever is there and can have a part in groups. */
    private Stream<ContactName> forGroups(String leaver) {
        return subjects.everybody().stream()
                .filter(other -> isAnother(other, leaver) && ContactChangeController.OF_GROUPS.contains(other.role()));
    }

    /** Whoever is there and answers for one of these parties. */
    private static List<ContactName> forParties(List<PartyView> ofThem, String leaver) {
        return ofThem.stream()
                .flatMap(party -> Objects.requireNonNullElse(party.contacts(), List.<ContactName>of()).stream())
                .filter(other -> isAnother(other, leaver) && ContactChangeController.OF_PARTIES.contains(other.role()))
                .distinct()
                .toList();
    }

    private static boolean isAnother(ContactName other, String leaver) {
        return other.leftOn() == null && !other.contactId().equals(leaver);
    }

    /** The party on whose page the person was found; else all for which they answer. */
    private List<PartyView> ofParties(Subject subject) {
        PartyView party = subject.party();
        if (party != null) {
            return List.of(party);
        }
        return Objects.requireNonNullElse(parties.people(), List.<PersonView>of()).stream()
                .filter(person ->
                        person.contact().contactId().equals(subject.somebody().contactId()))
                .flatMap(person -> person.parties().stream())
                .map(name -> parties.party(name.partyId()))
                .toList();
    }

    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            Subject subject,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal) {
        if (typed.get("key").isEmpty()) {
            typed.put("key", UUID.randomUUID().toString());
        }
        ContactName contact = subject.somebody();
        List<PartyView> ofThem = ofParties(subject);
        List<ContactName> colleagues = forParties(ofThem, contact.contactId());
        List<Part> parts = parts(contact.contactId());
        List<FormFields.Drawn> fields = new ArrayList<>();
        if (!colleagues.isEmpty()) {
            fields.add(field(SUCCESSOR, "contact.field.successor", colleagues, typed, problems));
        }
        if (!parts.isEmpty()) {
            fields.add(field(
                    IN_GROUPS,
                    "leave.field.groups",
                    forGroups(contact.contactId()).toList(),
                    typed,
                    problems));
        }
        return pages.page(request, "leave", Pages.Section.PARTIES)
                .status(problems.isEmpty() && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("over", subjects.over(subject))
                .with("path", subject.path(LEAVE))
                .with("back", subject.back())
                .with("contact", contact)
                .with("alone", colleagues.isEmpty() ? ofThem : List.of())
                .with("parts", parts)
                .with("typed", typed)
                .with("fields", fields)
                .with("refusal", refusal)
                .show();
    }

    private FormFields.Drawn field(
            String name, String key, List<ContactName> people, Typed typed, Map<String, String> problems) {
        return FormFields.Drawn.of(
                texts,
                name,
                "partner",
                key,
                people.stream()
                        .map(other -> new FormFields.Option(
                                other.contactId(),
                                other.name(),
                                null,
                                other.contactId().equals(typed.get(name))))
                        .toList(),
                typed,
                problems);
    }
}
