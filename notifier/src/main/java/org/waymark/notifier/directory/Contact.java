package org.waymark.notifier.directory;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person who receives mail.
 *
 * @param role as the directory names it
 * @param partyIds parties whose mail this person gets; empty for officers and chairs
 * @param undeliverable whether mail to the address came back for good
 * @param refusals how often mail came back for good from one of this person's addresses so far
 * @param linkSeries series of personal links that is good now
 * @param escalationFor parties whose level 1 goes to this person beside their role
 * @param away the absence that was entered last, past or not, or null
 * @param leftOn day on which the person left, or null; the parties are those they left
 * @param digestDay the one weekday on which the person wants mail, or null for any day on which something is due
 */
public record Contact(
        String contactId,
        String name,
        String email,
        Role role,
        List<String> partyIds,
        boolean undeliverable,
        @Nullable Integer refusals,
        @Nullable Integer linkSeries,
        List<String> escalationFor,
        @Nullable Absence away,
        @Nullable LocalDate leftOn,
        @Nullable DayOfWeek digestDay) {

    /** What a person is in the directory. */
    public enum Role {
        LEAD,
        ESCALATION_CONTACT,
        GOVERNANCE_OFFICER,
        CHAIR,
        MEMBER
    }

    /** Somebody whose address has failed at most once. */
    public Contact(
            String contactId, String name, String email, Role role, List<String> partyIds, boolean undeliverable) {
        this(
                contactId,
                name,
                email,
                role,
                partyIds,
                undeliverable,
                undeliverable ? 1 : 0,
                0,
                List.of(),
                null,
                null,
                null);
    }

    public Contact {
        partyIds = partyIds == null ? List.of() : List.copyOf(partyIds);
        name = name == null ? "" : name;
        refusals = refusals == null ? 0 : refusals;
        linkSeries = linkSeries == null ? 0 : linkSeries;
        email = email == null ? "" : email;
        escalationFor = escalationFor == null ? List.of() : List.copyOf(escalationFor);
    }

    /** How manieth refusal this is: 0 before the first. */
    public int timesRefused() {
        return refusals == null ? 0 : refusals;
    }

    /** Which contact, and the how manieth refusal: a corrected address that fails too is another one. */
    public String refusal() {
        return timesRefused() < 2 ? contactId : contactId + "#" + timesRefused();
    }

    /** Whether level 1 goes to this person for some party. */
    public boolean isEscalationContact() {
        return role == Role.ESCALATION_CONTACT || !escalationFor.isEmpty();
    }

    /** Parties whose level 1 goes to this person; those that they left, after that. */
    public Stream<String> escalationParties() {
        return role == Role.ESCALATION_CONTACT
                ? Stream.concat(partyIds.stream(), escalationFor.stream())
                : escalationFor.stream();
    }

    /** The series that links in today's mail belong to. */
    public int seriesOfLinks() {
        return linkSeries == null ? 0 : linkSeries;
    }

    /** Whether the person is away on this day. */
    public boolean awayOn(LocalDate day) {
        return away != null && away.on(day);
    }

    /** Whether mail can be sent to this person. */
    public boolean reachable() {
        return leftOn == null && !undeliverable && !email.isBlank();
    }
}
