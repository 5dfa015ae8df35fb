package org.waymark.notifier.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The directory as it stood when the check began; in the order of contact ids. */
public final class Contacts {

    private final Map<String, Contact> byId = new TreeMap<>();
    private final Map<String, List<Contact>> leads = new HashMap<>();
    private final Map<String, List<Contact>> leavers = new HashMap<>();
    private final Map<String, List<Contact>> escalation = new HashMap<>();

    /** @param standing gives the party that stands for another since a merge, or the same id */
    public Contacts(Collection<Contact> contacts, UnaryOperator<String> standing) {
        contacts.forEach(contact -> byId.put(contact.contactId(), contact));
        for (Contact contact : byId.values()) {
            var map = switch (contact.role()) {
                case LEAD -> leads;
                case ESCALATION_CONTACT -> escalation;
                case GOVERNANCE_OFFICER, CHAIR, MEMBER -> null;
            };
            if (contact.leftOn() != null) {
                map = contact.role() == Contact.Role.LEAD ? leavers : null;
            } else {
                enter(escalation, contact, contact.escalationFor(), standing);
            }
            if (map != null) {
                enter(map, contact, contact.partyIds(), standing);
            }
        }
    }

    private static void enter(
            Map<String, List<Contact>> map, Contact contact, List<String> parties, UnaryOperator<String> standing) {
        parties.stream()
                .map(standing)
                .distinct()
                .forEach(party ->
                        map.computeIfAbsent(party, id -> new ArrayList<>()).add(contact));
    }

    /** Those who got a lead's mail for a party until they left. */
    public List<Contact> leavers(String partyId) {
        return leavers.getOrDefault(partyId, List.of());
    }

    public @Nullable Contact find(String contactId) {
        return byId.get(contactId);
    }

    /** This person, if known and reachable. */
    public @Nullable Contact reachable(@Nullable String contactId) {
        Contact contact = contactId == null ? null : byId.get(contactId);
        return contact != null && contact.reachable() ? contact : null;
    }

    /** Those who get a lead's mail for a party, reachable or not, away or not. */
    public List<Contact> leadContacts(String partyId) {
        return leads.getOrDefault(partyId, List.of());
    }

    /** Those to whom level 1 goes, reachable or not. */
    public List<Contact> escalationContacts(String partyId) {
        return escalation.getOrDefault(partyId, List.of());
    }

    public Collection<Contact> all() {
        return byId.values();
    }
}
