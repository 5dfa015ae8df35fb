package org.waymark.notifier.sweep;

import java.time.LocalDate;
import org.waymark.contract.mail.MailRule;
import org.waymark.notifier.agenda.ActionRow;

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
                    && anyOpenBy(plan, sendDay)) {
                owed.toOrNext(
                        plan,
                        MailRule.ESCALATIONS_FOR_PAPERS,
                        meeting.occurrence(),
                        plan.officerOf(meeting.group()),
                        plan::governance);
            }
        }
    }

    private static boolean anyOpenBy(PlanDay plan, LocalDate day) {
        return plan.near().stream()
                .filter(action -> action.status().open())
                .flatMap(action -> action.open().stream())
                .map(ActionRow.Open::on)
                .anyMatch(raised -> !raised.isAfter(day));
    }
}
