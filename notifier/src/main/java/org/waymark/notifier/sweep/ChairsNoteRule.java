package org.waymark.notifier.sweep;

import org.waymark.contract.mail.MailRule;
import org.waymark.notifier.agenda.GroupRow.Pack;

/**
 * {@link MailRule#CHAIRS_NOTE}: with the pack of a coming meeting the chair gets what to look at in each plan, where there is
 * anything.
 */
final class ChairsNoteRule implements Rule {

    @Override
    public void plan(PlanDay plan, Owed owed) {
        for (MeetingDates meeting : plan.allMeetings()) {
            Pack pack = meeting.pack();
            if (pack != null
                    && meeting.scheduled()
                    && !plan.today().isAfter(meeting.date())
                    && !pack.issuedOn().isBefore(plan.adoptedOn())
                    && !ChairsNote.of(plan, meeting).nothing()) {
                owed.to(plan, MailRule.CHAIRS_NOTE, meeting.meetingId(), plan.chairOf(meeting.group()));
            }
        }
    }
}
