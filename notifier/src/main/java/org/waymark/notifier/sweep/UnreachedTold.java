package org.waymark.notifier.sweep;

import org.waymark.contract.mail.MailRule;

/**
 * {@link MailRule#UNREACHED}: governance is told once of each officer, chair, member or escalation contact whose mail finds
 * nobody. What is owed to them goes to whoever comes next in the meantime.
 */
final class UnreachedTold implements Rule {

    @Override
    public void plan(PlanDay plan, Owed owed) {
        for (Unreached unreached : plan.unreached()) {
            owed.toOrNext(plan, MailRule.UNREACHED, unreached.why().occurrence(), plan.officer(), plan::governance);
        }
    }
}
