package org.waymark.query.people;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The contacts of parties, as far as readers need them: never an address. */
public interface Directory {

    /** What the directory said last. */
    Snapshot contacts();

    /** Asks at once, because somebody has just changed something: whoever did sees it on the next page. */
    void refresh();

    /**
     * @param known false when the directory could not be asked yet
     * @param version changes with every other answer
     */
    record Snapshot(boolean known, long version, List<Person> people, Map<String, List<Person>> byParty) {

        /** Nobody has answered yet. */
        static final Snapshot UNKNOWN = new Snapshot(false, 0, List.of(), Map.of());

        /**
         * Parties that have a lead's contact who can be written to on this day; null when that is not known. While
         * somebody is away it is the deputy who can be, where there is one.
         */
        public @Nullable Set<String> reachable(LocalDate day) {
            if (!known) {
                return null;
            }
            Set<String> there = people.stream()
                    .filter(person -> person.canBeWrittenTo() && !person.awayOn(day))
                    .map(Person::contactId)
                    .collect(Collectors.toUnmodifiableSet());
            return byParty.entrySet().stream()
                    .filter(entry -> entry.getValue().stream().anyMatch(person -> receivesForLead(person, there, day)))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        }

        private static boolean receivesForLead(Person person, Set<String> there, LocalDate day) {
            Absence away = person.away();
            boolean answered = away != null && away.on(day)
                    ? away.deputy() != null && there.contains(away.deputy())
                    : person.canBeWrittenTo();
            return "LEAD".equals(person.role()) && person.leftOn() == null && answered;
        }
    }

    /**
     * @param role as the directory has it: {@code LEAD}, {@code ESCALATION_CONTACT}, {@code GOVERNANCE_OFFICER} …
     * @param away the absence that was entered last, past or not, or null
     * @param leftOn day on which the person left, or null
     * @param digestDay the one weekday on which the person wants mail, or null
     */
    record Person(
            String contactId,
            String name,
            String role,
            List<String> partyIds,
            boolean undeliverable,
            @Nullable Absence away,
            @Nullable LocalDate leftOn,
            @Nullable DayOfWeek digestDay) {

        boolean canBeWrittenTo() {
            return leftOn == null && !undeliverable;
        }

        boolean awayOn(LocalDate day) {
            return away != null && away.on(day);
        }
    }
}
