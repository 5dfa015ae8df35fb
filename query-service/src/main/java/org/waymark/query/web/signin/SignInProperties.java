package org.waymark.query.web.signin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.waymark.contract.log.Role;

/**
 * People of a demo or test, who can be chosen on the sign-in page without a password.
 *
 * @param people one per role is enough; none where identity is somebody else's business
 */
@ConfigurationProperties("waymark.identity")
public record SignInProperties(List<Person> people) {

    /**
     * @param id what events name
     * @param parties ids of the parties that a lead answers for; possibly empty
     * @param contact the same person in the directory, or null
     * @param about one thing to try as this person, or null
     */
    public record Person(
            String id,
            String name,
            Role role,
            List<String> parties,
            @Nullable String contact,
            @Nullable String about) {
        public Person(
                String id,
                String name,
                Role role,
                @Nullable List<String> parties,
                @Nullable String contact,
                @Nullable String about) {
            this.id = id;
            this.name = name;
            this.role = role;
            this.parties = parties == null ? List.of() : List.copyOf(parties);
            this.contact = contact;
            this.about = about;
        }
    }

    public SignInProperties(@Nullable List<Person> people) {
        this.people = people == null ? List.of() : List.copyOf(people);
    }
}
