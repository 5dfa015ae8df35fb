package org.waymark.query.people;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.query.identity.QueryIdentityProperties;

/** Those who can sign in, and the contacts of the directory. */
@Component
final class KnownPeople implements People {

    private final Map<String, String> users;
    private final Directory directory;

    KnownPeople(QueryIdentityProperties identity, Directory directory) {
        this.users = identity.everybody().stream()
                .collect(Collectors.toUnmodifiableMap(
                        QueryIdentityProperties.Person::id, QueryIdentityProperties.Person::name, (a, _) -> a));
        this.directory = directory;
    }

    @Override
    public @Nullable String nameOf(String id) {
        String user = users.get(id);
        if (user != null) {
            return user;
        }
        return directory.contacts().people().stream()
                .filter(person -> person.contactId().equals(id))
                .map(Directory.Person::name)
                .findFirst()
                .orElse(null);
    }
}
