package org.waymark.standalone.demo;

import java.util.List;
import org.waymark.contract.log.Role;

/**
 * Somebody made up.
 *
 * @param id user or contact id: the actor of what they do
 * @param name as shown to those who are signed in
 * @param parties what a lead answers for; empty for everybody else
 */
public record Person(String id, String name, Role role, List<String> parties) {

    public Person {
        parties = List.copyOf(parties);
    }
}
