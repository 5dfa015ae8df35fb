package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.MailRule;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.agenda.Told;

/** An open action of an adopted plan on one day. */
public final class ActionDay {

    private final PlanDay plan;
    private final ActionRow row;

    public ActionDay(PlanDay plan, ActionRow row) {
        this.plan = plan;
        this.row = row;
    }

    PlanDay plan() {
        return plan;
    }

    ActionRow row() {
        return row;
    }

    LocalDate today() {
        return plan.today();
    }

    /** The day from which reminders and ladder count: adoption, or later entry into the plan, or reopening. */
    LocalDate countsFrom() {
        return later(plan.adoptedOn(), row.since());
    }

    /** The day it comes due, or null for a timescale without one. */
    @Nullable
    LocalDate target() {
        return row.timescale().target();
    }

    /** The date that can be missed. Once a date that goes on as ongoing is over, nothing is late. */
    @Nullable
    LocalDate missable() {
        return row.timescale().missable();
    }

    /** Days since the target date, more than 0 only when it is missed. */
    public int daysLate() {
        return row.timescale().daysLate(today());
    }

    /** Its date as reminders see it, or null for a timescale without one. */
    @Nullable
    Dated dated() {
        LocalDate target = target();
        return target == null ? null : new Dated(plan, target, missable() != null, countsFrom(), row.datedOn());
    }

    /** Dated milestones that were not reached, in the order in which they were added. */
    Map<ActionRow.Milestone, Dated> milestones() {
        Map<ActionRow.Milestone, Dated> dates = new LinkedHashMap<>();
        for (ActionRow.Milestone milestone : row.milestones()) {
            dates.put(
                    milestone,
                    new Dated(plan, milestone.target(), milestone.missable(), countsFrom(), milestone.datedOn()));
        }
        return dates;
    }

    /** Days late as the ladder counts them: those before adoption do not. */
    int ladderDaysLate() {
        Dated date = dated();
        LocalDate from = date == null ? null : date.lateFrom();
        return from == null ? 0 : (int) ChronoUnit.DAYS.between(from, today());
    }

    /** While governance has a proposal to answer, the lead has done their part. */
    boolean leadIsChased() {
        return row.proposals().isEmpty();
    }

    /** The last day before which a word does not count for this meeting. */
    LocalDate silentSince(MeetingDates meeting) {
        return later(meeting.previous(), countsFrom());
    }

    /** Whether those who lead have said nothing since the group met last. */
    boolean silentFor(MeetingDates meeting) {
        LocalDate updated = row.updatedOn();
        return updated == null || !updated.isAfter(silentSince(meeting));
    }

    /** Whether leads were asked for an update on or after this day. */
    boolean askedSince(LocalDate day) {
        return row.told().entrySet().stream()
                .anyMatch(told -> isRequest(told.getKey()) && !told.getValue().isBefore(day));
    }

    /** Whether leads were asked for an update because of this meeting. */
    boolean askedFor(MeetingDates meeting) {
        return row.told().keySet().stream()
                .anyMatch(key -> isRequest(key) && meeting.occurrence().equals(Told.occurrenceOf(key)));
    }

    /** Whether leads were asked for an update on or after this day because of another meeting. */
    boolean askedForAnotherSince(LocalDate day, MeetingDates meeting) {
        return row.told().entrySet().stream()
                .anyMatch(told -> isRequest(told.getKey())
                        && !meeting.isOf(Told.occurrenceOf(told.getKey()))
                        && !told.getValue().isBefore(day));
    }

    private static boolean isRequest(String toldKey) {
        return Told.by(MailRule.UPDATE_REQUEST, toldKey) || Told.by(MailRule.SECOND_UPDATE_REQUEST, toldKey);
    }

    static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
