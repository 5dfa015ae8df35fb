package org.waymark.notifier.sweep;

import org.waymark.contract.mail.MailRule;

/** {@link MailRule#WEEKLY_CHASE}: again and again at the policy's interval of weeks, while the action is late. */
final class WeeklyChase implements Rule {

    @Override
    public void action(ActionDay action, Owed owed) {
        LateOccurrence.owe(MailRule.WEEKLY_CHASE, action, owed);
    }
}
