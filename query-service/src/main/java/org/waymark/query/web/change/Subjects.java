package org.waymark.query.web.change;

import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.waymark.query.party.Parties;
import org.waymark.query.party.PartyView;
import org.waymark.query.party.PartyView.ContactName;
import org.waymark.query.party.PersonView;
import org.waymark.query.view.NotKnown;
import org.waymark.query.web.Texts;

/** Finds whom a form about a person is about, and leads on from it once it was sent. */
@Component
final class Subjects {

    private final Parties parties;
    private final Texts texts;

    Subjects(Parties parties, Texts texts) {
        this.parties = parties;
        this.texts = texts;
    }

    /** Somebody new: of a party, or of none where {@code partyId} is null. */
    Subject somebodyNew(@Nullable String partyId) {
        return new Subject(partyId == null ? null : parties.party(partyId), null);
    }

    /**
     * A party's contact, or somebody of no party where {@code partyId} is null; also one who has left.
     *
     * @throws NotKnown when there is no such person
     */
    Subject known(@Nullable String partyId, String contactId) {
        PartyView party = partyId == null ? null : parties.party(partyId);
        return of(party).stream()
                .filter(contact -> contact.contactId().equals(contactId))
                .findFirst()
                .map(contact -> new Subject(party, contact))
                .orElseThrow(() -> new NotKnown("contact", contactId));
    }

    /**
     * The same, and the person is still there.
     *
     * @throws NotKnown when there is no such person, or not any more
     */
    Subject there(@Nullable String partyId, String contactId) {
        Subject subject = known(partyId, contactId);
        if (subject.somebody().leftOn() != null) {
            throw new NotKnown("contact", contactId);
        }
        return subject;
    }

    /** The contacts of a party; where there is none, everybody. */
    List<ContactName> of(@Nullable PartyView party) {
        return party == null ? everybody() : Objects.requireNonNullElse(party.contacts(), List.of());
    }

    List<ContactName> everybody() {
        return Objects.requireNonNullElse(parties.people(), List.<PersonView>of()).stream()
                .map(PersonView::contact)
                .toList();
    }

    /** What stands over a form. */
    String over(Subject subject) {
        PartyView party = subject.party();
        return party == null ? texts.get("people.title") : party.name();
    }

    /**
     * Back to the list after a change, or the form with what stands against it.
     *
     * @param form shows the form again with words, and the field of the command that they are about, or null
     */
    ResponseEntity<byte[]> answer(
            Forwarding.Outcome outcome,
            Subject subject,
            BiFunction<@Nullable String, String, ResponseEntity<byte[]>> form) {
        return switch (outcome) {
            case Forwarding.Outcome.Done _ -> {
                parties.peopleChanged();
                yield ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(UriComponentsBuilder.fromPath(subject.back())
                                .build()
                                .toUri())
                        .build();
            }
            case Forwarding.Outcome.Stale() -> form.apply(null, texts.get("contact.stale"));
            case Forwarding.Outcome.NoAnswer() -> form.apply(null, texts.get("form.no-answer"));
            case Forwarding.Outcome.Refused refused -> form.apply(refused.field(), refused.inWords(texts));
        };
    }
}
