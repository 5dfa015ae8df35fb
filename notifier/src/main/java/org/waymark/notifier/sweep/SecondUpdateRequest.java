package org.waymark.notifier.sweep;

import org.waymark.contract.mail.MailRule;

/** {@link MailRule#SECOND_UPDATE_REQUEST}: nearer to the papers deadline, where the first was not answered. */
final class SecondUpdateRequest implements Rule {

    @Override
    public void action(ActionDay action, Owed owed) {
        MeetingDates meeting = UpdateRequest.askedFor(action);
        if (meeting != null && !action.today().isBefore(meeting.secondRequest())) {
            owed.toLeads(action, MailRule.SECOND_UPDATE_REQUEST, meeting.occurrence(), meeting.secondRequest());
        }
    }
}
