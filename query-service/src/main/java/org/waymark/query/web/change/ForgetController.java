package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
import org.waymark.query.people.Absence;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** Forgets a person for good: name and address leave the directory. A page says first what that means for whom. */
@Controller
class ForgetController {

    /**
     * Something that follows.
     *
     * @param href where it can be provided for beforehand, or null where there is nothing to do
     */
    public record Consequence(
            String text, @Nullable String href, @Nullable String todo) {}

    private final Subjects subjects;
    private final Parties parties;
    private final Groups groups;
    private final Forwarding forwarding;
    private final Texts texts;
    private final Pages pages;

    ForgetController(
            Subjects subjects, Parties parties, Groups groups, Forwarding forwarding, Texts texts, Pages pages) {
        this.subjects = subjects;
        this.parties = parties;
        this.groups = groups;
        this.forwarding = forwarding;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping({"/parties/{partyId}/contacts/{contactId}/forget", "/people/{contactId}/forget"})
    ResponseEntity<byte[]> check(
            @PathVariable(required = false) @Nullable String partyId,
            @PathVariable String contactId,
            HttpServletRequest request) {
        GroupChangeController.governance();
        return page(request, subjects.known(partyId, contactId), null);
    }

    @PostMapping({"/parties/{partyId}/contacts/{contactId}/forget", "/people/{contactId}/forget"})
    ResponseEntity<byte[]> forget(
            @PathVariable(required = false) @Nullable String partyId,
            @PathVariable String contactId,
            HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        // Those who left can be forgotten, too
        Subject subject = subjects.known(partyId, contactId);
        return subjects.answer(forwarding.forget(me, contactId), subject, (_, words) -> page(request, subject, words));
    }

    private ResponseEntity<byte[]> page(HttpServletRequest request, Subject subject, @Nullable String refusal) {
        ContactName contact = subject.somebody();
        return pages.page(request, "forget", Pages.Section.PARTIES)
                .status(refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("contact", contact)
                .with("role", ContactChangeController.role(texts, contact.role()))
                .with("over", subjects.over(subject))
                .with("back", subject.back())
                .with("path", subject.path("forget"))
                .with("consequences", consequences(contact))
                .with("fields", List.of())
                .with("refusal", refusal)
                .show();
    }

    private List<Consequence> consequences(ContactName contact) {
        List<Consequence> all = new ArrayList<>();
        for (PartyView party : parties.all()) {
            List<ContactName> contacts = subjects.of(party);
            if (contacts.stream().anyMatch(each -> each.contactId().equals(contact.contactId()))) {
                all.add(ofParty(party, contacts, contact));
            }
        }
        for (GroupView group : groups.all()) {
            GroupDetails details = group.details();
            if (contact.contactId().equals(details.chair())) {
                all.add(ofGroup(group, "forget.chair"));
            }
            if (contact.contactId().equals(details.officer())) {
                all.add(ofGroup(group, "forget.officer"));
            }
            if (details.members().contains(contact.contactId())) {
                all.add(ofGroup(group, "forget.member"));
            }
        }
        for (ContactName other : subjects.everybody()) {
            Absence away = other.away();
            if (away != null && contact.contactId().equals(away.deputy())) {
                all.add(new Consequence(texts.get("forget.deputy", other.name()), null, null));
            }
        }
        return all;
    }

    private Consequence ofParty(PartyView party, List<ContactName> contacts, ContactName contact) {
        String others = contacts.stream()
                .filter(other -> !other.contactId().equals(contact.contactId())
                        && other.leftOn() == null
                        && !other.undeliverable())
                .map(ContactName::name)
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? new Consequence(
                        texts.get("forget.party.nobody", party.name(), texts.get("forget.open", party.leadsOpen())),
                        "/parties/" + party.partyId() + "/contacts/new",
                        texts.get("forget.party.todo"))
                : new Consequence(texts.get("forget.party", party.name(), others), null, null);
    }

    private Consequence ofGroup(GroupView group, String key) {
        return new Consequence(
                texts.get(key, group.details().name()),
                "/groups/" + group.groupId() + "/change/amend-group",
                texts.get("forget.group.todo"));
    }
}
