package org.waymark.contract.action;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.EventName;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.time.Timescale;

/**
 * What can happen to an action. Each event carries everything a reader needs to tell it in a sentence (from, to, why),
 * so that an audit trail never has to look elsewhere; who and when are metadata.
 */
public sealed interface ActionEvent extends Event {

    String actionId();

    @Override
    default String streamId() {
        return actionId();
    }

    /** Whether this counts as an edit: only edits move the version that an ETag carries. */
    default boolean changesContent() {
        return true;
    }

    /** Whether this is a word from those who lead: it ends a silence and answers a request for an update. */
    default boolean isUpdate() {
        return false;
    }

    @EventName("action.added")
    record ActionAdded(
            String actionId,
            String planId,
            ActionDetails details,
            Leads leads,
            List<String> partners,
            Timescale timescale,
            Status status,
            Rating rating,
            List<String> labels,
            List<String> waitsForActions)
            implements ActionEvent {}

    @EventName("action.details-amended")
    record DetailsAmended(
            String actionId,
            ActionDetails from,
            ActionDetails to,
            @Nullable FreeText reason) implements ActionEvent {}

    @EventName("action.progress-reported")
    record ProgressReported(String actionId, FreeText note) implements ActionEvent {
        @Override
        public boolean isUpdate() {
            return true;
        }
    }

    @EventName("action.status-changed")
    record StatusChanged(
            String actionId,
            Status from,
            Status to,
            @Nullable FreeText note) implements ActionEvent {
        @Override
        public boolean isUpdate() {
            return true;
        }
    }

    @EventName("action.rating-changed")
    record RatingChanged(
            String actionId,
            Rating from,
            Rating to,
            @Nullable FreeText note) implements ActionEvent {
        @Override
        public boolean isUpdate() {
            return true;
        }
    }

    /** A date given where there was none, or an assumed or unreadable one settled. Not a slip. */
    @EventName("action.timescale-set")
    record TimescaleSet(
            String actionId,
            Timescale from,
            Timescale to,
            @Nullable FreeText reason) implements ActionEvent {
        @Override
        public boolean isUpdate() {
            return true;
        }
    }

    /**
     * @param first the first target date ever agreed
     * @param count which slip this is, from 1
     * @param days days by which this slip moved the date, more than 0
     * @param totalDays days from the first date agreed to the new one
     */
    @EventName("action.timescale-slipped")
    record TimescaleSlipped(
            String actionId,
            Timescale from,
            Timescale to,
            FreeText reason,
            LocalDate first,
            int count,
            long days,
            long totalDays)
            implements ActionEvent {
        @Override
        public boolean isUpdate() {
            return true;
        }
    }

    /** @param days days by which the date moved, more than 0 */
    @EventName("action.brought-forward")
    record BroughtForward(
            String actionId,
            Timescale from,
            Timescale to,
            @Nullable FreeText reason,
            long days) implements ActionEvent {
        @Override
        public boolean isUpdate() {
            return true;
        }
    }

    @EventName("action.date-proposed")
    record DateProposed(String actionId, String proposalId, Timescale from, Timescale to, FreeText reason)
            implements ActionEvent {
        @Override
        public boolean isUpdate() {
            return true;
        }
    }

    /** @param completedOn the day on which it was done, as the lead says; null where that is the day of the proposal */
    @EventName("action.completion-proposed")
    record CompletionProposed(
            String actionId,
            String proposalId,
            FreeText note,
            @Nullable LocalDate completedOn) implements ActionEvent {
        /** Done on the day of the proposal. */
        public CompletionProposed(String actionId, String proposalId, FreeText note) {
            this(actionId, proposalId, note, null);
        }

        @Override
        public boolean isUpdate() {
            return true;
        }
    }

    @EventName("action.ending-proposed")
    record EndingProposed(String actionId, String proposalId, FreeText reason) implements ActionEvent {
        @Override
        public boolean isUpdate() {
            return true;
        }
    }

    /**
     * A lead says that it is not theirs.
     *
     * @param from who leads it
     * @param to who would lead it without them; possibly nobody
     * @param reason whose it may be, in the lead's own words
     */
    @EventName("action.lead-change-proposed")
    record LeadChangeProposed(String actionId, String proposalId, Leads from, Leads to, FreeText reason)
            implements ActionEvent {
        @Override
        public boolean isUpdate() {
            return true;
        }
    }

    /** Followed in the same commit by what was proposed. */
    @EventName("action.proposal-accepted")
    record ProposalAccepted(
            String actionId, String proposalId, @Nullable FreeText note) implements ActionEvent {}

    @EventName("action.proposal-declined")
    record ProposalDeclined(String actionId, String proposalId, FreeText reason) implements ActionEvent {}

    /**
     * The first occurrence of a recurring action whose timescale names no part of the year: it counts from the day on
     * which its plan was adopted. Appended with the adoption; nobody's word, and not a slip.
     *
     * @param to the timescale with the occurrence as its target
     */
    @EventName("action.occurrence-scheduled")
    record OccurrenceScheduled(String actionId, Timescale from, Timescale to, LocalDate adoptedOn)
            implements ActionEvent {}

    /**
     * One occurrence of a recurring action is done.
     *
     * @param occurrence the target date of the occurrence
     * @param next the timescale with the next occurrence as its target
     */
    @EventName("action.occurrence-completed")
    record OccurrenceCompleted(
            String actionId,
            @Nullable LocalDate occurrence,
            Timescale next,
            @Nullable FreeText note) implements ActionEvent {
        @Override
        public boolean isUpdate() {
            return true;
        }
    }

    @EventName("action.milestone-added")
    record MilestoneAdded(String actionId, String milestoneId, String text, Timescale timescale)
            implements ActionEvent {}

    /**
     * Another date of a milestone. The action's own date stays, so it is not a slip.
     *
     * @param text the milestone's own
     * @param from without a date where it had none
     */
    @EventName("action.milestone-moved")
    record MilestoneMoved(
            String actionId, String milestoneId, String text, Timescale from, Timescale to, FreeText reason)
            implements ActionEvent {}

    @EventName("action.milestone-reached")
    record MilestoneReached(
            String actionId,
            String milestoneId,
            LocalDate reachedOn,
            @Nullable FreeText note) implements ActionEvent {
        @Override
        public boolean isUpdate() {
            return true;
        }
    }

    @EventName("action.lead-assigned")
    record LeadAssigned(String actionId, Leads from, Leads to) implements ActionEvent {}

    @EventName("action.lead-reassigned")
    record LeadReassigned(String actionId, Leads from, Leads to, FreeText reason) implements ActionEvent {}

    @EventName("action.partner-added")
    record PartnerAdded(String actionId, String partyId) implements ActionEvent {}

    @EventName("action.partner-removed")
    record PartnerRemoved(
            String actionId, String partyId, @Nullable FreeText reason) implements ActionEvent {}

    /** @param from status before */
    @EventName("action.completed")
    record Completed(
            String actionId,
            Status from,
            LocalDate completedOn,
            @Nullable FreeText note) implements ActionEvent {
        @Override
        public boolean isUpdate() {
            return true;
        }
    }

    /** @param from status before */
    @EventName("action.ended")
    record Ended(String actionId, Status from, FreeText reason) implements ActionEvent {
        @Override
        public boolean isUpdate() {
            return true;
        }
    }

    /**
     * @param from status before, COMPLETE or ENDED
     * @param to status after, as it was before closing
     */
    @EventName("action.reopened")
    record Reopened(String actionId, Status from, Status to, FreeText reason) implements ActionEvent {}

    @EventName("action.evidence-attached")
    record EvidenceAttached(
            String actionId,
            String title,
            @Nullable String link,
            @Nullable FreeText note) implements ActionEvent {
        @Override
        public boolean isUpdate() {
            return true;
        }
    }

    @EventName("action.dependency-declared")
    record DependencyDeclared(
            String actionId, String waitsFor, @Nullable FreeText note) implements ActionEvent {}

    @EventName("action.labelled")
    record Labelled(String actionId, List<String> from, List<String> to) implements ActionEvent {}

    /** It stays out of what the public reads, for a reason in law. */
    @EventName("action.marked-exempt")
    record MarkedExempt(String actionId, FreeText reason) implements ActionEvent {}

    @EventName("action.exemption-lifted")
    record ExemptionLifted(String actionId, FreeText reason) implements ActionEvent {}

    @EventName("action.decision-recorded")
    record DecisionRecorded(
            String actionId,
            DecisionKind kind,
            FreeText text,
            @Nullable String groupId,
            @Nullable String meetingId,
            LocalDate decidedOn)
            implements ActionEvent {}

    /** Values that are null were not corrected. */
    @EventName("action.corrected")
    record Corrected(
            String actionId,
            @Nullable ActionDetails details,
            @Nullable Rating rating,
            @Nullable Timescale timescale,
            FreeText reason)
            implements ActionEvent {}

    /** @param climbedFrom level at which it was open until now, 0 when it was not */
    @EventName("action.escalation-raised")
    record EscalationRaised(String actionId, String planId, Escalation escalation, int climbedFrom)
            implements ActionEvent {
        @Override
        public boolean changesContent() {
            return false;
        }
    }

    @EventName("action.escalation-acknowledged")
    record EscalationAcknowledged(
            String actionId, String escalationId, @Nullable FreeText note) implements ActionEvent {
        @Override
        public boolean changesContent() {
            return false;
        }
    }

    /** @param reason in words; null when its cause went away by itself */
    @EventName("action.escalation-resolved")
    record EscalationResolved(
            String actionId, String escalationId, @Nullable FreeText reason) implements ActionEvent {
        @Override
        public boolean changesContent() {
            return false;
        }
    }

    /** @param position global position of the commit that held the text */
    @EventName("action.text-redacted")
    record TextRedacted(String actionId, long position, String digest, String reason) implements ActionEvent {
        @Override
        public boolean changesContent() {
            return false;
        }
    }
}
