package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.waymark.contract.mail.MailRule;

/** {@link MailRule#REMINDER_BEFORE}: the policy's days before the target date, or on the mail day before that. */
final class ReminderBefore implements Rule {

    @Override
    public void action(ActionDay action, Owed owed) {
        LocalDate target = action.target();
        if (target == null || action.today().isAfter(target) || !action.leadIsChased()) {
            return;
        }
        List<Integer> nearestFirst = action.plan().policy().remindDaysBefore().stream()
                .sorted(Comparator.naturalOrder())
                .toList();
        for (int days : nearestFirst) {
            LocalDate meant = target.minusDays(days);
            LocalDate sendDay = action.plan().mailDayBefore(meant);
            if (!sendDay.isAfter(action.today())) {
                LocalDate known =
                        ActionDay.later(action.countsFrom(), action.row().datedOn());
                if (sendDay.isAfter(known)) {
                    owed.toLeads(action, MailRule.REMINDER_BEFORE, target + "@" + meant, sendDay);
                }
                return;
            }
        }
    }
}
