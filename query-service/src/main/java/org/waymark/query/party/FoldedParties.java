package org.waymark.query.party;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
                .map(party -> view(party, tallies, contacts, reading.day()))
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
        return view(party, tallies(reading), contacts, reading.day());
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
            PartyState party, Map<String, Tally> tallies, Directory.Snapshot contacts, LocalDate today) {
        Tally tally = tallies.getOrDefault(party.partyId(), new Tally());
        List<PartyView.ContactName> names = new ArrayList<>();
        contacts.byParty()
                .getOrDefault(party.partyId(), List.of())
                .forEach(person -> names.add(contact(person, contacts, today)));
        return new PartyView(
                party.partyId(),
                party.name(),
                party.kind(),
                party.area(),
                party.aliases(),
                party.version(),
                party.mergedInto(),
                tally.leads,
                tally.open,
                tally.late,
                tally.partners,
                contacts.known() ? names : null);
    }
}
