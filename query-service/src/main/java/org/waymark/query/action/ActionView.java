package org.waymark.query.action;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.time.Timescale;
import org.waymark.query.escalation.EscalationView;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.ActionRow.ProposalKind;
import org.waymark.query.view.AsAt;

/**
 * One action with everything there is to say about it, apart from its history ({@code Histories}).
 *
 * @param details as the plan prints it, as {@code AmendDetails} takes it
 * @param parties leads by id, as {@code ReassignLead} takes them
 * @param timescale the whole reading
 * @param version version of the content, what If-Match takes
 * @param position last log entry that went into it
 * @param day day from which lateness counts
 * @param firstDate first date ever agreed, or null
 * @param moves how the target date has moved, oldest first, without the first date itself
 * @param proposals what waits for governance
 * @param escalations open ones first, then newest first
 * @param waitsFor actions that it depends on
 * @param waitedForBy actions that depend on it
 * @param ratingDefinitions the plan's own definitions of its ratings
 * @param proposalsOn whether a lead's date, completion or ending waits for governance in this plan
 * @param adoptedOn day of the plan's adoption, from which timescales count that name no part of the year; null for a draft
 */
public record ActionView(
        ActionRow row,
        PlanState planState,
        ActionDetails details,
        Leads parties,
        Timescale timescale,
        long version,
        long position,
        AsAt asAt,
        LocalDate day,
        LocalDate addedOn,
        @Nullable LocalDate firstDate,
        List<Move> moves,
        List<Milestone> milestones,
        List<Evidence> evidence,
        List<Decision> decisions,
        List<Proposal> proposals,
        List<EscalationView> escalations,
        List<Linked> waitsFor,
        List<Linked> waitedForBy,
        Map<Rating, String> ratingDefinitions,
        boolean proposalsOn,
        @Nullable LocalDate adoptedOn) {

    /** @param slip which slip this was, from 1; 0 for a date set, settled, brought forward or put right */
    public record Move(
            long position,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            int slip,
            long days,
            long totalDays,
            LocalDate on) {}

    /** @param first the date that it had first, where it was moved; otherwise null */
    public record Milestone(
            String milestoneId,
            String text,
            Timescale timescale,
            @Nullable LocalDate reachedOn,
            int lateDays,
            @Nullable LocalDate first) {}

    public record Evidence(
            String title, @Nullable String link, @Nullable String note, LocalDate on) {}

    public record Decision(
            DecisionKind kind,
            @Nullable String text,
            @Nullable String groupId,
            @Nullable String groupName,
            @Nullable String meetingId,
            LocalDate decidedOn) {}

    /**
     * @param timescale the date proposed; null where it is none
     * @param days days by which the date would move; 0 where it is no date
     * @param words reason or note; null where it was removed
     */
    public record Proposal(
            String proposalId,
            ProposalKind kind,
            @Nullable Timescale timescale,
            long days,
            @Nullable String words,
            String by,
            Instant since) {}

    /** Another action that this one is linked to; {@code row} null where it is not known. */
    public record Linked(
            String actionId,
            @Nullable ActionRow row,
            @Nullable String note) {}
}
