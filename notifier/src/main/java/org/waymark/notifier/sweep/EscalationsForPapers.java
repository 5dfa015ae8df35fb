package org.waymark.notifier.sweep;

import java.time.LocalDate;
import org.waymark.contract.mail.MailRule;

/** {@link MailRule#ESCALATIONS_FOR_PAPERS}: at the papers deadline the officer gets the list of what is escalated. */
final class EscalationsForPapers implements Rule {

    @Override
    public void plan(PlanDay plan, Owed owed) {
        for (MeetingDates meeting : plan.meetingDates()) {
            LocalDate sendDay = plan.mailDayAfter(meeting.papers());
            if (meeting.scheduled()
                    && !plan.today().isBefore(sendDay)
                    && plan.today().isBefore(meeting.date())
                    && sendDay.isAfter(plan.adoptedOn())
                    && anythingFor(plan, meeting, sendDay)) {
                owed.toOrNext(
                        plan,
                        MailRule.ESCALATIONS_FOR_PAPERS,
                        meeting.occurrence(),
                        plan.officerOf(meeting.group()),
                        plan::governance);
            }
        }
    }

    /** Whether anything was raised by this day, or, where no check ran on it, since then because of the deadline itself. */
    private static boolean anythingFor(PlanDay plan, MeetingDates meeting, LocalDate day) {
        return plan.near().stream()
                .filter(action -> action.status().open())
                .flatMap(action -> action.open().stream())
                .anyMatch(open -> !open.on().isAfter(day) || Ladder.isSilenceBefore(meeting, open));
    }
}
