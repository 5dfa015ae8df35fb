package org.waymark.query.web.signin;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.waymark.query.identity.QueryIdentityProperties;
import org.waymark.query.identity.SignedIn;

/** The people of {@code waymark.identity.people}. */
@Component
class ConfiguredPeople implements Identities {

    private final List<Candidate> candidates;

    ConfiguredPeople(QueryIdentityProperties properties) {
        candidates = properties.everybody().stream()
                .map(person -> new Candidate(person.signedIn(), person.about()))
                .toList();
    }

    @Override
    public List<Candidate> candidates() {
        return candidates;
    }

    @Override
    public Optional<SignedIn> byUserId(String userId) {
        return candidates.stream()
                .map(Candidate::person)
                .filter(person -> person.userId().equals(userId))
                .findFirst();
    }
}
