package org.waymark.notifier.sweep;

import org.waymark.contract.mail.MailRule;

/** {@link MailRule#MILESTONE_BEFORE}: those who lead are reminded of a milestone's date as of the action's own. */
final class MilestoneBefore implements Rule {

    @Override
    public void action(ActionDay action, Owed owed) {
        if (!action.leadIsChased()) {
            return;
        }
        action.milestones().forEach((milestone, date) -> {
            Dated.Before reminder = date.before();
            if (reminder != null) {
                owed.toLeads(
                        action,
                        MailRule.MILESTONE_BEFORE,
                        new StepDate(milestone.milestoneId(), date.target(), reminder.meant()).occurrence(),
                        reminder.sendDay());
            }
        });
    }
}
