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
    static @Nullable LateOccurrence newest(ActionDay action) {
        LocalDate from = action.lateFrom();
        if (from == null || !action.leadIsChased()) {
            return null;
        }
        LateOccurrence chase = newestChase(action, from);
        LateOccurrence reminder = newestReminder(action, from);
        LateOccurrence newest =
                chase == null || reminder != null && reminder.meant.isAfter(chase.meant) ? reminder : chase;
        if (newest == null || newest.sendDay.isAfter(action.row().datedOn())) {
            return newest;
        }
        return action.plan().policy().chaseWeekly() ? null : afterwards(action, newest);
    }

    /** Where nobody is chased, a date that had passed when it was agreed is reminded of once, on the next mail day. */
    private static @Nullable LateOccurrence afterwards(ActionDay action, LateOccurrence missed) {
        LocalDate sendDay = action.plan().mailDayAfter(action.row().datedOn().plusDays(1));
        return sendDay.isAfter(action.today()) ? null : new LateOccurrence(missed.rule, missed.meant, sendDay);
    }

    /** Owes it to those who lead, where it is this rule's. */
    static void owe(MailRule rule, ActionDay action, Owed owed) {
        LateOccurrence newest = newest(action);
        if (newest != null && newest.rule == rule) {
            owed.toLeads(action, rule, action.target() + "@" + newest.meant, newest.sendDay);
        }
    }

    /**
     * The newest chase whose day to go out has come, or null. Chases follow the first day of lateness at the plan's
     * interval; that day itself has its reminder.
     */
    private static @Nullable LateOccurrence newestChase(ActionDay action, LocalDate from) {
        if (!action.plan().policy().chaseWeekly()) {
            return null;
        }
        LocalDate first = from.plusDays(1);
        int weeks = action.plan().policy().chaseEveryWeeks();
        for (long time = ChronoUnit.WEEKS.between(first, action.today()) / weeks; time > 0; time--) {
            LateOccurrence chase = of(action, MailRule.WEEKLY_CHASE, first.plusWeeks(time * weeks));
            if (!chase.sendDay.isAfter(action.today())) {
                return chase;
            }
        }
        return null;
    }

    private static @Nullable LateOccurrence newestReminder(ActionDay action, LocalDate from) {
        for (int days : action.plan().policy().daysAfter().reversed()) {
            LateOccurrence reminder = of(action, MailRule.REMINDER_AFTER, from.plusDays(days));
            if (!reminder.sendDay.isAfter(action.today())) {
                return reminder;
            }
        }
        return null;
    }

    private static LateOccurrence of(ActionDay action, MailRule rule, LocalDate meant) {
        return new LateOccurrence(rule, meant, action.plan().mailDayAfter(meant));
    }
}
