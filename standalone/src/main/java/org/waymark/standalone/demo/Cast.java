package org.waymark.standalone.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.waymark.contract.action.Leads;

/**
 * Who acts in one plan, and when they meet.
 *
 * @param planId the plan
 * @param adoptOn the day on which the plan is adopted; empty for a plan that stays a draft
 * @param publishOn the day from which on the public sees it; empty where it does not
 * @param officer services the groups
 * @param chair chairs the group that decides
 * @param leads those who answer for a party, by party id
 * @param meetings of the group that decides
 */
record Cast(
        String planId,
        Optional<LocalDate> adoptOn,
        Optional<LocalDate> publishOn,
        Person officer,
        Person chair,
        SortedMap<String, Person> leads,
        List<Meeting> meetings) {

    /** @param issueOn the day on which the papers go out */
    record Meeting(String groupId, String meetingId, LocalDate date, LocalDate issueOn) {}

    /** The one who would answer for an action with these leads: the accountable party's, else the first's. */
    Optional<Person> answering(Leads of) {
        return of.answerable().stream()
                .map(leads::get)
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    boolean adoptedBy(LocalDate day) {
        return adoptOn.isPresent() && !adoptOn.get().isAfter(day);
    }
}
