package org.waymark.notifier.sweep;

import org.waymark.contract.mail.MailRule;

/** {@link MailRule#REMINDER_AFTER}: the day after the target date and the policy's further days, or the mail day after. */
final class ReminderAfter implements Rule {

    @Override
    public void action(ActionDay action, Owed owed) {
        LateOccurrence.owe(MailRule.REMINDER_AFTER, action, owed);
    }
}
