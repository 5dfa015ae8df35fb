package org.waymark.notifier.sweep;

import org.waymark.contract.mail.MailRule;

/** {@link MailRule#REMINDER_AFTER}: the day after the target date, or the mail day after that. */
final class ReminderAfter implements Rule {

    @Override
    public void action(ActionDay action, Owed owed) {
        LateOccurrence newest = LateOccurrence.newest(action);
        boolean wanted = action.plan().policy().remindDayAfter();
        if (!wanted
                || newest == null
                || newest.week() > 0 && action.plan().policy().chaseWeekly()) {
            return;
        }
        LateOccurrence first = newest.week() == 0 ? newest : newest.first(action);
        owed.toLeads(action, MailRule.REMINDER_AFTER, first.occurrence(action), first.sendDay());
    }
}
