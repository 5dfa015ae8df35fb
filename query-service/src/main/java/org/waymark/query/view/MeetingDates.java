package org.waymark.query.view;

import java.time.LocalDate;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.WorkingDays;

/** The dated steps towards a meeting. */
public record MeetingDates(
        LocalDate updateRequests, LocalDate secondRequests, LocalDate papersDeadline, LocalDate issue) {

    /** The steps by working days of the policy's nation, else of this one; no request goes out on a day without mail. */
    public static MeetingDates of(LocalDate meeting, Nation nation, Policy policy) {
        WorkingDays days = policy.workingDays(nation);
        WorkingDays mailDays = policy.mailDays(nation);
        LocalDate issue = days.issueDate(meeting, policy.clearDaysOf(nation));
        LocalDate papers = days.minus(issue, policy.papersBeforeIssue());
        return new MeetingDates(
                mailDays.previousOrSame(days.minus(papers, policy.updateRequestBeforePapers())),
                mailDays.previousOrSame(days.minus(papers, policy.secondRequestBeforePapers())),
                papers,
                issue);
    }
}
