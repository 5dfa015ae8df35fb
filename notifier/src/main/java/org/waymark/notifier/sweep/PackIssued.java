package org.waymark.notifier.sweep;

import org.waymark.contract.mail.MailRule;
import org.waymark.notifier.agenda.GroupRow.Pack;

/** {@link MailRule#PACK_ISSUED}: once the pack of a coming meeting is issued, everybody of the group hears where it is. */
final class PackIssued implements Rule {

    @Override
    public void plan(PlanDay plan, Owed owed) {
        for (MeetingDates meeting : plan.allMeetings()) {
            Pack pack = meeting.pack();
            if (pack != null
                    && meeting.scheduled()
                    && !plan.today().isAfter(meeting.date())
                    && !pack.issuedOn().isBefore(plan.adoptedOn())
                    && plan.speaksFor(meeting.group())) {
                // A pack is issued once, wherever its meeting is moved to
                owed.to(plan, MailRule.PACK_ISSUED, meeting.meetingId(), plan.everybodyOf(meeting.group()));
            }
        }
    }
}
