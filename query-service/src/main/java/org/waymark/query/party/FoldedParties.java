package org.waymark.query.party;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.PartyState;
import org.waymark.query.people.Absence;
import org.waymark.query.people.Directory;
import org.waymark.query.people.Directory.Person;
import org.waymark.query.projection.PlanActions;
import org.waymark.query.projection.Views;
import org.waymark.query.reading.Reader;
import org.waymark.query.reading.Reading;
import org.waymark.query.view.NotKnown;

/** Parties from folded rows, with what they lead over all plans. */
@Component
final class FoldedParties implements Parties {

    private final Views views;
    private final Reader reader;
    private final Directory directory;

    FoldedParties(Views views, Reader reader, Directory directory) {
        this.views = views;
        this.reader = reader;
        this.directory = directory;
    }

    private static final class Tally {
        private int leads;
        private int open;
        private int late;
        private int partners;
    }

    @Override
    public List<PartyView> all() {
        Directory.Snapshot contacts = directory.contacts();
        Reading reading = reader.today(contacts);
        Map<String, Tally> tallies = tallies(reading);
        return reading.parties().values().stream()
                .filter(party -> party.mergedInto() == null)
                .map(party -> view(party, tallies, contacts, reading))
                .sorted(Comparator.comparing((PartyView party) -> party.name().toLowerCase(Locale.UK))
                        .thenComparing(PartyView::partyId))
                .toList();
    }

    @Override
    public PartyView party(String partyId) {
        Directory.Snapshot contacts = directory.contacts();
        Reading reading = reader.today(contacts);
        PartyState party = reading.parties().get(partyId);
        if (party == null) {
            throw new NotKnown("party", partyId);
        }
        return view(party, tallies(reading), contacts, reading);
    }

    @Override
    public @Nullable List<PersonView> people() {
        Directory.Snapshot contacts = directory.contacts();
        Reading reading = reader.today(contacts);
        return contacts.known()
                ? contacts.people().stream()
                        .map(person -> new PersonView(
                                contact(person, contacts, reading.day()),
                                person.partyIds().stream()
                                        .map(id -> reading.name(id, false))
                                        .distinct()
                                        .toList()))
                        .sorted(Comparator.comparing((PersonView person) ->
                                        person.contact().name().toLowerCase(Locale.UK))
                                .thenComparing(person -> person.contact().contactId()))
                        .toList()
                : null;
    }

    @Override
    public void peopleChanged() {
        directory.refresh();
    }

    private Map<String, Tally> tallies(Reading reading) {
        Map<String, Tally> tallies = new HashMap<>();
        for (PlanActions plan : views.actionsOfAllPlans()) {
            for (ActionState action : plan.actions()) {
                Set<String> leads = new HashSet<>();
                action.leads().parties().forEach(id -> leads.add(reading.standing(id)));
                for (String lead : leads) {
                    Tally tally = tallies.computeIfAbsent(lead, _ -> new Tally());
                    tally.leads++;
                    tally.open += action.open() ? 1 : 0;
                    tally.late += action.lateDays(reading.day()) > 0 ? 1 : 0;
                }
                Set<String> partners = new HashSet<>();
                action.partners().forEach(id -> partners.add(reading.standing(id)));
                partners.forEach(id -> tallies.computeIfAbsent(id, _ -> new Tally()).partners++);
            }
        }
        return tallies;
    }

    private static PartyView.ContactName contact(Person person, Directory.Snapshot contacts, LocalDate today) {
        Absence away = person.away();
        boolean over = away == null || away.until().isBefore(today);
        String deputy = over || away == null ? null : away.deputy();
        return new PartyView.ContactName(
                person.contactId(),
                person.name(),
                person.role(),
                person.undeliverable(),
                over ? null : away,
                contacts.people().stream()
                        .filter(other -> other.contactId().equals(deputy))
                        .map(Person::name)
                        .findFirst()
                        .orElse(null),
                person.leftOn(),
                person.digestDay());
    }

    private static PartyView view(
            PartyState party, Map<String, Tally> tallies, Directory.Snapshot contacts, Reading reading) {
        Tally tally = tallies.getOrDefault(party.partyId(), new Tally());
        List<PartyState> merged = reading.parties().values().stream()
                .filter(other -> !other.partyId().equals(party.partyId())
                        && reading.standing(other.partyId()).equals(party.partyId()))
                .sorted(Comparator.comparing(PartyState::name).thenComparing(PartyState::partyId))
                .toList();
        Set<String> aliases = new LinkedHashSet<>(party.aliases());
        Set<String> ids = new HashSet<>(Set.of(party.partyId()));
        for (PartyState other : merged) {
            ids.add(other.partyId());
            aliases.add(other.name());
            aliases.addAll(other.aliases());
        }
        aliases.remove(party.name());
        List<PartyView.ContactName> names = new ArrayList<>();
        contacts.people().stream()
                .filter(person -> person.partyIds().stream().anyMatch(ids::contains))
                .forEach(person -> names.add(contact(person, contacts, reading.day())));
        return new PartyView(
                party.partyId(),
                party.name(),
                party.kind(),
                party.area(),
                List.copyOf(aliases),
                party.version(),
                party.mergedInto(),
                tally.leads,
                tally.open,
                tally.late,
                tally.partners,
                contacts.known() ? names : null);
    }
}
