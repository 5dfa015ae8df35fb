package org.waymark.query.party;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.party.PartyKind;
import org.waymark.query.people.Absence;

/**
 * A party and what it leads.
 *
 * @param aliases other names, those of parties that were merged into it among them
 * @param version number of events of the party: what If-Match takes
 * @param mergedInto party that stands for it now, or null
 * @param leads actions that it leads, closed ones included
 * @param leadsOpen of them open
 * @param leadsLate of them late
 * @param contacts its people, and those of parties that were merged into it; null when the directory could not be asked
 */
public record PartyView(
        String partyId,
        String name,
        PartyKind kind,
        String area,
        List<String> aliases,
        long version,
        @Nullable String mergedInto,
        int leads,
        int leadsOpen,
        int leadsLate,
        int partners,
        @Nullable List<ContactName> contacts) {

    /**
     * A contact by name, for signed-in readers only; never the address.
     *
     * @param away the absence of today or to come, or null
     * @param deputy name of who gets the mail then, or null
     * @param leftOn day on which the person left, or null
     * @param digestDay the one weekday on which the person wants mail, or null
     */
    public record ContactName(
            String contactId,
            String name,
            String role,
            boolean undeliverable,
            @Nullable Absence away,
            @Nullable String deputy,
            @Nullable LocalDate leftOn,
            @Nullable DayOfWeek digestDay) {}

    /** Whether nobody can be written to, as far as is known. */
    public boolean nobodyToWriteTo() {
        return kind == PartyKind.COLLECTIVE
                || contacts != null
                        && contacts.stream().allMatch(contact -> contact.undeliverable() || contact.leftOn() != null);
    }
}
