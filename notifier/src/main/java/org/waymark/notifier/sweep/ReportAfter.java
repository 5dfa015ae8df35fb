package org.waymark.notifier.sweep;

import org.waymark.contract.mail.MailRule;

/** {@link MailRule#REPORT_AFTER}: those who owe a group a report that is late hear of it as often as of a late action. */
final class ReportAfter implements Rule {

    @Override
    public void plan(PlanDay plan, Owed owed) {
        plan.reports().forEach((report, date) -> {
            LateOccurrence newest = LateOccurrence.newest(date);
            if (newest != null) {
                owed.to(
                        plan,
                        MailRule.REPORT_AFTER,
                        new StepDate(report.key(), date.target(), newest.meant()).occurrence(),
                        plan.owing(report));
            }
        });
    }
}
