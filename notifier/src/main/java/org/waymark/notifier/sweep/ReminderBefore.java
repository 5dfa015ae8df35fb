package org.waymark.notifier.sweep;

import org.waymark.contract.mail.MailRule;

/** {@link MailRule#REMINDER_BEFORE}: the policy's days before the target date, or on the mail day before that. */
final class ReminderBefore implements Rule {

    @Override
    public void action(ActionDay action, Owed owed) {
        Dated date = action.dated();
        Dated.Before reminder = date == null || !action.leadIsChased() ? null : date.before();
        if (date != null && reminder != null) {
            owed.toLeads(action, MailRule.REMINDER_BEFORE, date.target() + "@" + reminder.meant(), reminder.sendDay());
        }
    }
}
