package org.waymark.notifier.sweep;

import org.waymark.contract.mail.MailRule;

/** {@link MailRule#TAKE_ON_REPORT}: once, what was late or missing when the plan was adopted; none of it is escalated. */
final class TakeOnReport implements Rule {

    @Override
    public void plan(PlanDay plan, Owed owed) {
        if (plan.plan().lacksTakeOnReport() && TakeOn.hasAnything(plan)) {
            owed.to(plan, MailRule.TAKE_ON_REPORT, plan.adoptedOn().toString(), plan.governance());
        }
    }
}
