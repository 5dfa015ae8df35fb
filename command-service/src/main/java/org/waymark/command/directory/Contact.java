package org.waymark.command.directory;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A person who receives mail. Once forgotten only the id is left, because the log names it.
 *
 * @param contactId unique over all kinds of id
 * @param name empty once forgotten
 * @param email empty once forgotten
 * @param partyIds parties for which the person answers, or answered until they left; possibly empty
 * @param escalationFor parties whose level 1 goes to the person beside their role, since somebody left it to them
 * @param undeliverable whether a mail to this address came back for good
 * @param refusals how often a mail to one of the person's addresses came back for good
 * @param linkSeries which series of personal links is good: those of an earlier one open nothing any more
 * @param away the absence that was entered last, past or not, or null
 * @param leftOn day on which the person left, or null
 * @param digestDay the one weekday on which the person wants mail, or null for any day on which something is due
 * @param version counts up with every change, from 1
 */
record Contact(
        String contactId,
        String name,
        String email,
        ContactRole role,
        List<String> partyIds,
        List<String> escalationFor,
        boolean undeliverable,
        int refusals,
        boolean forgotten,
        int linkSeries,
        @Nullable Absence away,
        @Nullable LocalDate leftOn,
        @Nullable DayOfWeek digestDay,
        long version) {

    Contact {
        partyIds = List.copyOf(partyIds);
        escalationFor = List.copyOf(escalationFor);
    }

    /** Somebody who was entered just now. */
    static Contact entered(String contactId, ContactEntry entry) {
        return new Contact(
                contactId,
                entry.name(),
                entry.email(),
                entry.role(),
                entry.partyIds(),
                List.of(),
                false,
                0,
                false,
                0,
                null,
                null,
                null,
                1);
    }

    /** What is left of a person. */
    Contact withoutPerson() {
        return new Contact(
                contactId,
                "",
                "",
                role,
                List.of(),
                List.of(),
                false,
                0,
                true,
                linkSeries + 1,
                null,
                leftOn,
                null,
                version + 1);
    }

    /**
     * The same person; a new address has not failed yet, and what was sent to the old one opens nothing any more.
     */
    Contact changed(ContactEntry entry) {
        return new Contact(
                contactId,
                entry.name(),
                entry.email(),
                entry.role(),
                entry.partyIds(),
                escalationFor,
                undeliverable && entry.email().equals(email),
                refusals,
                false,
                entry.email().equals(email) ? linkSeries : linkSeries + 1,
                away,
                leftOn,
                digestDay,
                version + 1);
    }

    Contact reachable(boolean reachable) {
        return next(
                partyIds,
                escalationFor,
                role,
                !reachable,
                reachable ? refusals : refusals + 1,
                linkSeries,
                away,
                leftOn);
    }

    /** The same person, whose links of until now open nothing any more. */
    Contact withoutLinks() {
        return next(partyIds, escalationFor, role, undeliverable, refusals, linkSeries + 1, away, leftOn);
    }

    /** The same person, away on other days; null for not away. */
    Contact away(@Nullable Absence absence) {
        return next(partyIds, escalationFor, role, undeliverable, refusals, linkSeries, absence, leftOn);
    }

    /** The same person, who wants mail on this weekday only; null for any day. */
    Contact digestOn(@Nullable DayOfWeek weekday) {
        return new Contact(
                contactId,
                name,
                email,
                role,
                partyIds,
                escalationFor,
                undeliverable,
                refusals,
                forgotten,
                linkSeries,
                away,
                leftOn,
                weekday,
                version + 1);
    }

    /** Gone: gets no mail, and their links open nothing any more. Which parties they leave is kept. */
    Contact left(LocalDate day) {
        return next(partyIds, escalationFor, role, undeliverable, refusals, linkSeries + 1, away, day);
    }

    /** The same person, who has taken over what {@code leaver} did for their parties. */
    Contact inPlaceOf(Contact leaver) {
        TreeSet<String> leads = new TreeSet<>(role == ContactRole.LEAD ? partyIds : List.of());
        TreeSet<String> escalation = new TreeSet<>(escalationFor);
        if (role == ContactRole.ESCALATION_CONTACT) {
            escalation.addAll(partyIds);
        }
        (leaver.role == ContactRole.LEAD ? leads : escalation).addAll(leaver.partyIds);
        escalation.addAll(leaver.escalationFor);
        return leads.isEmpty()
                ? next(
                        List.copyOf(escalation),
                        List.of(),
                        ContactRole.ESCALATION_CONTACT,
                        undeliverable,
                        refusals,
                        linkSeries,
                        away,
                        leftOn)
                : next(
                        List.copyOf(leads),
                        List.copyOf(escalation),
                        ContactRole.LEAD,
                        undeliverable,
                        refusals,
                        linkSeries,
                        away,
                        leftOn);
    }

    private Contact next(
            List<String> parties,
            List<String> escalation,
            ContactRole as,
            boolean failed,
            int timesFailed,
            int series,
            @Nullable Absence absence,
            @Nullable LocalDate left) {
        return new Contact(
                contactId,
                name,
                email,
                as,
                parties,
                escalation,
                failed,
                timesFailed,
                forgotten,
                series,
                absence,
                left,
                digestDay,
                version + 1);
    }
}
