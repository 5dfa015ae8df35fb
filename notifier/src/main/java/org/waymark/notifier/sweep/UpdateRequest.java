package org.waymark.notifier.sweep;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.MailRule;

/**
 * {@link MailRule#UPDATE_REQUEST}: working days before the papers deadline, where nothing was heard since the group met
 * last. Whatever groups meet, an action is asked about once in seven days, apart from the second request for the same
 * meeting.
 */
final class UpdateRequest implements Rule {

    @Override
    public void action(ActionDay action, Owed owed) {
        MeetingDates meeting = askedFor(action);
        if (meeting != null && action.today().isBefore(meeting.secondRequest())) {
            owed.toLeads(action, MailRule.UPDATE_REQUEST, meeting.occurrence(), meeting.request());
        }
    }

    /** The meeting for which this action is to be asked about today, the nearest papers deadline first, or null. */
    static @Nullable MeetingDates askedFor(ActionDay action) {
        if (!action.leadIsChased()) {
            return null;
        }
        LocalDate today = action.today();
        LocalDate weekAgo = today.minusDays(6);
        for (MeetingDates meeting : action.plan().meetingDates()) {
            if (meeting.scheduled()
                    && !today.isBefore(meeting.request())
                    && today.isBefore(meeting.papers())
                    && meeting.request().isAfter(action.countsFrom())
                    && action.silentFor(meeting)
                    && !action.askedForAnotherSince(weekAgo, meeting)) {
                return meeting;
            }
        }
        return null;
    }
}
