package org.waymark.query.people;

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

    private final ContactsApi api;
    private final Tokens tokens;

    HttpLinkOwners(CommandServiceProperties commandService, Tokens tokens) {
        this.api = ContactsApi.at(commandService);
        this.tokens = tokens;
    }

    @Override
    public Optional<LinkOwner> find(String contactId) {
        try {
            ContactsApi.Contact contact = api.contact("Bearer " + tokens.ofThisService(), contactId);
            return Boolean.TRUE.equals(contact.forgotten()) ? Optional.empty() : Optional.of(owner(contact));
        } catch (HttpClientErrorException.NotFound e) {
            return Optional.empty();
        } catch (RestClientException e) {
            throw new DirectoryUnreachable(e);
        }
    }

    private static LinkOwner owner(ContactsApi.Contact contact) {
        List<String> parties = Objects.requireNonNullElse(contact.partyIds(), List.of());
        boolean answers = ANSWERING.contains(Objects.requireNonNullElse(contact.role(), ""));
        return new LinkOwner(
                contact.contactId(),
                contact.name(),
                answers ? parties : List.of(),
                Objects.requireNonNullElse(contact.linkSeries(), 0));
    }
}
