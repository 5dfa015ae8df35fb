package org.waymark.notifier.sweep;

import org.waymark.contract.mail.MailRule;

/** {@link MailRule#WEEKLY_CHASE}: every seven days after the first reminder, while the action is late. */
final class WeeklyChase implements Rule {

    @Override
    public void action(ActionDay action, Owed owed) {
        LateOccurrence newest = LateOccurrence.newest(action);
        if (newest != null && newest.week() > 0 && action.plan().policy().chaseWeekly()) {
            owed.toLeads(action, MailRule.WEEKLY_CHASE, newest.occurrence(action), newest.sendDay());
        }
    }
}
