package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.MailRule;

/**
 * A day on which those who lead a late action hear of it: one of the policy's days after the date, or a chase. Where both
 * fall on one day, it is a chase.
 *
 * @param rule {@link MailRule#REMINDER_AFTER} or {@link MailRule#WEEKLY_CHASE}
 * @param meant the day itself
 * @param sendDay the mail day on or after it
 */
record LateOccurrence(MailRule rule, LocalDate meant, LocalDate sendDay) {

    /** The newest occurrence whose day to go out has come, or null. */
    static @Nullable LateOccurrence newest(Dated date) {
        LocalDate from = date.lateFrom();
        if (from == null) {
            return null;
        }
        LateOccurrence chase = newestChase(date.plan(), from);
        LateOccurrence reminder = newestReminder(date.plan(), from);
        LateOccurrence newest =
                chase == null || reminder != null && reminder.meant.isAfter(chase.meant) ? reminder : chase;
        if (newest == null || newest.sendDay.isAfter(date.datedOn())) {
            return newest;
        }
        return date.plan().policy().chaseWeekly() ? null : afterwards(date, newest);
    }

    /** Where nobody is chased, a date that had passed when it was agreed is reminded of once, on the next mail day. */
    private static @Nullable LateOccurrence afterwards(Dated date, LateOccurrence missed) {
        LocalDate sendDay = date.plan().mailDayAfter(date.datedOn().plusDays(1));
        return sendDay.isAfter(date.plan().today()) ? null : new LateOccurrence(missed.rule, missed.meant, sendDay);
    }

    /** Owes it to those who lead, where it is this rule's. */
    static void owe(MailRule rule, ActionDay action, Owed owed) {
        Dated date = action.dated();
        LateOccurrence newest = date == null || !action.leadIsChased() ? null : newest(date);
        if (date != null && newest != null && newest.rule == rule) {
            owed.toLeads(action, rule, date.target() + "@" + newest.meant, newest.sendDay);
        }
    }

    /**
     * The newest chase whose day to go out has come, or null. Chases follow the first day of lateness at the plan's
     * interval; that day itself has its reminder.
     */
    private static @Nullable LateOccurrence newestChase(PlanDay plan, LocalDate from) {
        if (!plan.policy().chaseWeekly()) {
            return null;
        }
        LocalDate first = from.plusDays(1);
        int weeks = plan.policy().chaseEveryWeeks();
        for (long time = ChronoUnit.WEEKS.between(first, plan.today()) / weeks; time > 0; time--) {
            LateOccurrence chase = of(plan, MailRule.WEEKLY_CHASE, first.plusWeeks(time * weeks));
            if (!chase.sendDay.isAfter(plan.today())) {
                return chase;
            }
        }
        return null;
    }

    private static @Nullable LateOccurrence newestReminder(PlanDay plan, LocalDate from) {
        for (int days : plan.policy().daysAfter().reversed()) {
            LateOccurrence reminder = of(plan, MailRule.REMINDER_AFTER, from.plusDays(days));
            if (!reminder.sendDay.isAfter(plan.today())) {
                return reminder;
            }
        }
        return null;
    }

    private static LateOccurrence of(PlanDay plan, MailRule rule, LocalDate meant) {
        return new LateOccurrence(rule, meant, plan.mailDayAfter(meant));
    }
}
