package org.waymark.query.view;

import java.time.LocalDate;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.WorkingDays;

/** The dated steps towards a meeting. */
public record MeetingDates(
        LocalDate updateRequests, LocalDate secondRequests, LocalDate papersDeadline, LocalDate issue) {

    /** The steps by working days of the nation; issue leaves the clear days of the policy, else of the nation. */
    public static MeetingDates of(LocalDate meeting, Nation nation, Policy policy) {
        WorkingDays days = WorkingDays.of(nation);
        Integer clear = policy.clearDays();
        LocalDate issue = days.issueDate(meeting, clear == null ? nation.clearDays() : clear);
        LocalDate papers = days.minus(issue, policy.papersBeforeIssue());
        return new MeetingDates(
                days.minus(papers, policy.updateRequestBeforePapers()),
                days.minus(papers, policy.secondRequestBeforePapers()),
                papers,
                issue);
    }
}
