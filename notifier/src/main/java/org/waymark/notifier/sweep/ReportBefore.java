package org.waymark.notifier.sweep;

import org.waymark.contract.mail.MailRule;

/** {@link MailRule#REPORT_BEFORE}: those who owe a group a report are reminded of its date as of an action's. */
final class ReportBefore implements Rule {

    @Override
    public void plan(PlanDay plan, Owed owed) {
        plan.reports().forEach((report, date) -> {
            Dated.Before reminder = date.before();
            if (reminder != null) {
                owed.to(
                        plan,
                        MailRule.REPORT_BEFORE,
                        new StepDate(report.key(), date.target(), reminder.meant()).occurrence(),
                        plan.owing(report));
            }
        });
    }
}
