package org.waymark.query.fold;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.time.Timescale;

/**
 * An action as the sum of what happened to it. A promise is added to a plan; those who lead it report, rate, ask for
 * another date or say that it is done; governance agrees dates and leads; the daily check raises concerns, which climb,
 * are acknowledged and resolve; in the end it is complete or ended. {@link #apply} is the only way from one state to
 * the next.
 *
 * @param firstDate first target date ever agreed, or null
 * @param moves how the target date moved after it was first agreed, oldest first
 * @param closedOn day of completion or ending; null while open
 * @param ratedSince day of the last change of rating, or of the addition
 * @param proposals what waits for governance, oldest first
 * @param escalations all of them, oldest first; at most one is open
 * @param exempt why the public may not read it, or null
 * @param lastUpdate day of the newest word from those who lead, or null
 * @param lastNote the newest note or reason among those words, or null
 * @param lastNoteOn day of that note, or null
 * @param version number of content events so far: what an ETag carries
 * @param sequence sequence of the newest event of its own stream
 * @param position position of the newest event of its own stream
 * @param aboutPosition position of the newest event of another stream about it (mails, carrying over, decisions of
 *     groups), or 0
 */
public record ActionState(
        String actionId,
        String planId,
        ActionDetails details,
        Leads leads,
        List<String> partners,
        Timescale timescale,
        @Nullable LocalDate firstDate,
        int slips,
        List<Move> moves,
        Status status,
        @Nullable LocalDate closedOn,
        Rating rating,
        LocalDate ratedSince,
        List<String> labels,
        @Nullable FreeText exempt,
        List<Milestone> milestones,
        List<Proposal> proposals,
        List<Concern> escalations,
        @Nullable LocalDate lastUpdate,
        @Nullable FreeText lastNote,
        @Nullable LocalDate lastNoteOn,
        List<Evidence> evidence,
        List<Dependency> dependencies,
        List<Decision> decisions,
        LocalDate addedOn,
        long version,
        long sequence,
        long position,
        long aboutPosition) {

    /** @param slip which slip it was, from 1; 0 for any other change of the target date */
    public record Move(
            long position,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            int slip,
            long days,
            LocalDate on) {}

    /** @param first the date that it had first, where it was moved from one; otherwise null */
    public record Milestone(
            String milestoneId,
            String text,
            Timescale timescale,
            @Nullable LocalDate reachedOn,
            @Nullable LocalDate first) {

        Milestone moved(Timescale to) {
            return new Milestone(milestoneId, text, to, reachedOn, first == null ? timescale.target() : first);
        }

        Milestone reached(LocalDate day) {
            return new Milestone(milestoneId, text, timescale, day, first);
        }
    }

    /** What a lead can propose. */
    public enum ProposalKind {
        DATE,
        COMPLETION,
        ENDING,
        /** That it is not theirs. */
        LEAD
    }

    /** @param timescale the date proposed; null where it is none */
    public record Proposal(
            String proposalId,
            ProposalKind kind,
            @Nullable Timescale timescale,
            FreeText words,
            String by,
            Instant since) {}

    /**
     * An escalation and what became of it.
     *
     * @param climbed whether it ended by being raised to a higher level
     */
    public record Concern(
            org.waymark.contract.action.Escalation escalation,
            int climbedFrom,
            Instant raisedAt,
            @Nullable Instant acknowledgedAt,
            @Nullable String acknowledgedBy,
            @Nullable FreeText acknowledgement,
            @Nullable Instant resolvedAt,
            @Nullable FreeText resolvedBecause,
            boolean climbed,
            List<Told> told) {

        public boolean open() {
            return resolvedAt == null;
        }
    }

    /** @param role as what somebody was written to */
    public record Told(
            String mailId, RecipientRole role, @Nullable String partyId, Instant at, MailState state) {}

    public record Evidence(
            String title, @Nullable String link, @Nullable FreeText note, LocalDate on) {}

    public record Dependency(String waitsFor, @Nullable FreeText note) {}

    public record Decision(
            DecisionKind kind,
            FreeText text,
            @Nullable String groupId,
            @Nullable String meetingId,
            LocalDate decidedOn) {}

    public ActionState {
        partners = List.copyOf(partners);
        moves = List.copyOf(moves);
        labels = List.copyOf(labels);
        milestones = List.copyOf(milestones);
        proposals = List.copyOf(proposals);
        escalations = List.copyOf(escalations);
        evidence = List.copyOf(evidence);
        dependencies = List.copyOf(dependencies);
        decisions = List.copyOf(decisions);
    }

    /**
     * The state after an event of the action's own stream.
     *
     * @param before null before the first event
     * @throws UnfoldableEvent when the event cannot follow on {@code before}
     */
    public static ActionState apply(@Nullable ActionState before, ActionEvent event, EventContext context) {
        return ActionFold.apply(before, event, context);
    }

    /**
     * The state after an event of another stream that is about this action: a mail, its plan's carrying it over, a
     * group's decision. Any other event changes nothing.
     */
    public static ActionState about(ActionState before, Event event, EventContext context) {
        return switch (event) {
            case MailEvent.MailRecorded mail -> ActionFold.told(before, mail, context);
            case PlanEvent.ActionsCarriedOver carried -> ActionFold.carriedOver(before, carried, context);
            case GroupEvent.DecisionTaken decision -> ActionFold.decided(before, decision, context);
            case GroupEvent.GroupTextRedacted redacted -> ActionFold.redacted(before, redacted.digest(), context);
            default -> before;
        };
    }

    /**
     * The state after an event of the action's own stream that this release cannot read: only that it happened is known.
     *
     * @param counted whether the service that decides is known to count it as an edit
     */
    public static ActionState unread(ActionState before, EventContext context, boolean counted) {
        return ActionFold.unread(before, context, counted);
    }

    /** Whether this state holds the event already. */
    public boolean hasSeen(EventContext context) {
        return context.streamId().equals(actionId)
                ? context.sequence() <= sequence
                : context.position() <= aboutPosition;
    }

    public boolean open() {
        return status.open();
    }

    /** The open escalation, where there is one. */
    public Optional<Concern> concern() {
        return escalations.stream().filter(Concern::open).findFirst();
    }

    /** Level of the open escalation; 0 without one. */
    public int level() {
        for (Concern concern : escalations) {
            if (concern.open()) {
                return concern.escalation().level();
            }
        }
        return 0;
    }

    /** Days past the target date on {@code day} for an open action; 0 when it is not late. */
    public int lateDays(LocalDate day) {
        return open() ? timescale.daysLate(day) : 0;
    }

    /** Days past the date of one of its milestones on {@code day}; 0 when that is not late. */
    public int lateDays(Milestone milestone, LocalDate day) {
        return open() && milestone.reachedOn() == null ? milestone.timescale().daysLate(day) : 0;
    }

    /** Days from the first date agreed to the target when it has slipped; otherwise 0. */
    public long slippedDays() {
        LocalDate target = timescale.target();
        return slips == 0 || firstDate == null || target == null
                ? 0
                : Math.max(0, ChronoUnit.DAYS.between(firstDate, target));
    }
}
