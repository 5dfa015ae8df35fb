package org.waymark.query.people;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import org.waymark.query.identity.Tokens;

/** Asks command-service each time. */
@Component
final class HttpLinkOwners implements LinkOwners {

    /** Roles of the directory whose holders answer for their parties. */
    private static final Set<String> ANSWERING = Set.of("LEAD", "ESCALATION_CONTACT");

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final ContactsApi api;
    private final Tokens tokens;
    private final Clock clock;

    HttpLinkOwners(CommandServiceProperties commandService, Tokens tokens, Clock clock) {
        this.api = ContactsApi.at(commandService);
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Optional<LinkOwner> find(String contactId) {
        String bearer = "Bearer " + tokens.ofThisService();
        try {
            ContactsApi.Contact contact = api.contact(bearer, contactId);
            return Boolean.TRUE.equals(contact.forgotten()) || contact.leftOn() != null
                    ? Optional.empty()
                    : Optional.of(owner(contact, api.deputised(bearer, contactId)));
        } catch (HttpClientErrorException.NotFound e) {
            return Optional.empty();
        } catch (RestClientException e) {
            throw new DirectoryUnreachable(e);
        }
    }

    @Override
    public MailSettings mailOf(String contactId) {
        String bearer = "Bearer " + tokens.ofThisService();
        try {
            ContactsApi.Contact contact = api.contact(bearer, contactId);
            List<String> parties = Objects.requireNonNullElse(contact.partyIds(), List.of());
            Absence away = contact.away();
            return new MailSettings(
                    contact.digestDay(),
                    away == null || away.until().isBefore(LocalDate.ofInstant(clock.instant(), LONDON)) ? null : away,
                    api.contacts(bearer).stream()
                            .filter(other -> !other.contactId().equals(contactId)
                                    && other.leftOn() == null
                                    && !Boolean.TRUE.equals(other.undeliverable())
                                    && standsIn(other, parties))
                            .map(other -> new Colleague(other.contactId(), other.name()))
                            .toList());
        } catch (RestClientException e) {
            throw new DirectoryUnreachable(e);
        }
    }

    private static boolean standsIn(ContactsApi.Contact other, List<String> parties) {
        boolean answering = ANSWERING.contains(Objects.requireNonNullElse(other.role(), ""));
        return parties.isEmpty()
                ? !answering
                : answering
                        && Objects.requireNonNullElse(other.partyIds(), List.<String>of()).stream()
                                .anyMatch(parties::contains);
    }

    /** A deputy answers for the parties of those who are away today, too. */
    private LinkOwner owner(ContactsApi.Contact contact, List<ContactsApi.Contact> deputised) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), LONDON);
        Set<String> parties = new LinkedHashSet<>(answersFor(contact));
        for (ContactsApi.Contact absent : deputised) {
            if (absent.away() != null && absent.away().on(today) && absent.leftOn() == null) {
                parties.addAll(answersFor(absent));
            }
        }
        return new LinkOwner(
                contact.contactId(),
                contact.name(),
                List.copyOf(parties),
                Objects.requireNonNullElse(contact.linkSeries(), 0));
    }

    private static List<String> answersFor(ContactsApi.Contact contact) {
        Set<String> parties = new LinkedHashSet<>();
        if (ANSWERING.contains(Objects.requireNonNullElse(contact.role(), ""))) {
            parties.addAll(Objects.requireNonNullElse(contact.partyIds(), List.of()));
        }
        parties.addAll(Objects.requireNonNullElse(contact.escalationFor(), List.of()));
        return List.copyOf(parties);
    }
}
