package org.waymark.notifier.sweep;

import org.waymark.contract.mail.MailRule;

/**
 * {@link MailRule#MILESTONE_AFTER}: those who lead hear of a milestone that was not reached by its date as often as of an
 * action that is late. Nobody else does: the ladder climbs for actions.
 */
final class MilestoneAfter implements Rule {

    @Override
    public void action(ActionDay action, Owed owed) {
        if (!action.leadIsChased()) {
            return;
        }
        action.milestones().forEach((milestone, date) -> {
            LateOccurrence newest = LateOccurrence.newest(date);
            if (newest != null) {
                owed.toLeads(
                        action,
                        MailRule.MILESTONE_AFTER,
                        new StepDate(milestone.milestoneId(), date.target(), newest.meant()).occurrence(),
                        newest.sendDay());
            }
        });
    }
}
