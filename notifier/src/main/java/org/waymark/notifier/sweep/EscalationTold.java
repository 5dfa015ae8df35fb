package org.waymark.notifier.sweep;

import org.waymark.contract.action.Escalation;
import org.waymark.contract.mail.MailRule;
import org.waymark.notifier.agenda.ActionRow;

/** {@link MailRule#ESCALATION}: whoever stands on the rung of an open escalation is told of it, or else who comes next. */
final class EscalationTold implements Rule {

    @Override
    public void action(ActionDay action, Owed owed) {
        for (ActionRow.Open open : action.row().open()) {
            Escalation escalation = open.escalation();
            owed.toOrNext(
                    action,
                    MailRule.ESCALATION,
                    escalation.escalationId(),
                    action.plan().onRung(escalation.level(), action.row().leads()),
                    () -> action.plan().above(escalation.level(), action.row().leads()));
        }
    }
}
