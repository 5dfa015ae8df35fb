package org.waymark.standalone.pilot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.waymark.contract.log.Role;
import org.waymark.query.identity.QueryIdentityProperties;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.people.Directory;
import org.waymark.query.web.signin.Identities;

/**
 * Who can sign in to a pilot without a password, from this machine only: the three local accounts, and every lead that
 * the directory knows.
 */
@Component
@Primary
@Profile("serve")
class LocalAccounts implements Identities {

    private final QueryIdentityProperties accounts;
    private final Directory directory;

    LocalAccounts(QueryIdentityProperties accounts, Directory directory) {
        this.accounts = accounts;
        this.directory = directory;
    }

    @Override
    public List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        accounts.everybody().forEach(person -> candidates.add(new Candidate(person.signedIn(), person.about())));
        directory.contacts().people().stream()
                .filter(person -> person.role().equals("LEAD"))
                .sorted(Comparator.comparing(Directory.Person::name).thenComparing(Directory.Person::contactId))
                .map(person -> new SignedIn(
                        person.contactId(), person.name(), Role.LEAD, person.partyIds(), person.contactId()))
                .forEach(person -> candidates.add(new Candidate(person, null)));
        return List.copyOf(candidates);
    }

    @Override
    public Optional<SignedIn> byUserId(String userId) {
        return candidates().stream()
                .map(Candidate::person)
                .filter(person -> person.userId().equals(userId))
                .findFirst();
    }
}
