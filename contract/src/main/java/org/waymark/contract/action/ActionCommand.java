package org.waymark.contract.action;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.InvalidField;

/**
 * What can be asked of an action. Times are given as written; the action reads them ({@code TimescaleReader}). Reasons
 * and notes are in the caller's own words and may later be redacted.
 */
public sealed interface ActionCommand extends Command {

    String actionId();

    @Override
    default String streamId() {
        return actionId();
    }

    /**
     * Takes a new action into a plan.
     *
     * @param timescale as written; empty where the plan says nothing
     * @param status as the plan states it; COMPLETE and ENDED are recorded as the addition and then the closing
     * @param rating as the plan states it
     * @param labels the plan's own ways to cut across themes; possibly empty
     * @param note first progress note, or null
     * @param reason why it is added already ended ("as stated in FILE"); needed for ENDED only
     * @param waitsForActions ids of actions that it depends on; possibly empty
     */
    record AddAction(
            String actionId,
            String planId,
            ActionDetails details,
            Leads leads,
            List<String> partners,
            String timescale,
            Status status,
            Rating rating,
            List<String> labels,
            List<MilestoneDetails> milestones,
            List<String> waitsForActions,
            @Nullable String note,
            @Nullable String reason)
            implements ActionCommand {
        public AddAction {
            actionId = InvalidField.required("actionId", actionId, "give-the-action-an-id");
            planId = InvalidField.required("planId", planId, "choose-a-plan");
            InvalidField.required("details", details, "enter-the-actions-details");
            leads = leads == null ? Leads.none() : leads;
            partners = partners == null ? List.of() : List.copyOf(partners);
            timescale = timescale == null ? "" : timescale;
            status = status == null ? Status.NOT_STARTED : status;
            rating = rating == null ? Rating.NONE : rating;
            labels = labels == null ? List.of() : List.copyOf(labels);
            milestones = milestones == null ? List.of() : List.copyOf(milestones);
            waitsForActions = waitsForActions == null ? List.of() : List.copyOf(waitsForActions);
            if (status == Status.ENDED) {
                reason = InvalidField.required("reason", reason, "say-why-the-action-ended");
            }
        }
    }

    /** Changes what the plan prints about the action. */
    record AmendDetails(
            String actionId,
            ActionDetails details,
            @Nullable String reason) implements ActionCommand {
        public AmendDetails {
            InvalidField.required("details", details, "enter-the-actions-details");
        }
    }

    /** Says where the action stands. Starts it when it had not started. Answers every open request for an update. */
    record ReportProgress(
            String actionId, String note, @Nullable Rating rating) implements ActionCommand {
        public ReportProgress {
            note = InvalidField.required("note", note, "say-where-the-action-stands");
        }
    }

    /** Moves between not started and in progress; closing and reopening are commands of their own. */
    record ChangeStatus(
            String actionId, Status status, @Nullable String note) implements ActionCommand {
        public ChangeStatus {
            InvalidField.required("status", status, "choose-a-status");
        }
    }

    /** Gives another rating. */
    record ChangeRating(
            String actionId, Rating rating, @Nullable String note) implements ActionCommand {
        public ChangeRating {
            InvalidField.required("rating", rating, "choose-a-rating");
        }
    }

    /** Gives a timescale to an action that has no date yet, or settles one that could not be read or was assumed. */
    record SetTimescale(
            String actionId, String timescale, @Nullable String reason) implements ActionCommand {
        public SetTimescale {
            timescale = InvalidField.required("timescale", timescale, "enter-a-timescale");
        }
    }

    /** Moves the target date to a later one. */
    record SlipTimescale(String actionId, String timescale, String reason) implements ActionCommand {
        public SlipTimescale {
            timescale = InvalidField.required("timescale", timescale, "enter-the-new-date");
            reason = InvalidField.required("reason", reason, "say-why-the-date-moves");
        }
    }

    /** Moves the target date to an earlier one. */
    record BringForward(
            String actionId, String timescale, @Nullable String reason) implements ActionCommand {
        public BringForward {
            timescale = InvalidField.required("timescale", timescale, "enter-the-new-date");
        }
    }

    /** A lead asks for another date; governance decides. */
    record ProposeDate(String actionId, String proposalId, String timescale, String reason) implements ActionCommand {
        public ProposeDate {
            proposalId = InvalidField.required("proposalId", proposalId, "give-the-proposal-an-id");
            timescale = InvalidField.required("timescale", timescale, "enter-the-new-date");
            reason = InvalidField.required("reason", reason, "say-why-the-date-should-move");
        }
    }

    /**
     * A lead says that it is done; governance decides.
     *
     * @param completedOn the day on which it was done, or null for today; it counts once governance agrees
     */
    record ProposeCompletion(
            String actionId,
            String proposalId,
            String note,
            @Nullable LocalDate completedOn) implements ActionCommand {
        /** Done today. */
        public ProposeCompletion(String actionId, String proposalId, String note) {
            this(actionId, proposalId, note, null);
        }

        public ProposeCompletion {
            InvalidField.plausible("completedOn", completedOn);
            proposalId = InvalidField.required("proposalId", proposalId, "give-the-proposal-an-id");
            note = InvalidField.required("note", note, "say-what-was-done");
        }
    }

    /** A lead asks to stop; governance decides. */
    record ProposeEnding(String actionId, String proposalId, String reason) implements ActionCommand {
        public ProposeEnding {
            proposalId = InvalidField.required("proposalId", proposalId, "give-the-proposal-an-id");
            reason = InvalidField.required("reason", reason, "say-why-the-action-should-end");
        }
    }

    /**
     * A lead says that it is not theirs; governance decides. Where it agrees, that lead's parties lead it no more.
     *
     * @param reason whose it may be, in the lead's own words
     */
    record ProposeLeadChange(String actionId, String proposalId, String reason) implements ActionCommand {
        public ProposeLeadChange {
            proposalId = InvalidField.required("proposalId", proposalId, "give-the-proposal-an-id");
            reason = InvalidField.required("reason", reason, "say-who-it-may-belong-to");
        }
    }

    /**
     * A lead's whole answer to a mail, in one commit. Each part of it follows the rules of the command that asks for
     * nothing else ({@link ReportProgress}, {@link SlipTimescale}, {@link Complete}, {@link ProposeLeadChange} …).
     *
     * @param stand where it stands
     * @param note what has happened; may be left out where the date moves or a milestone was reached, and is not used where
     *     it is not theirs
     * @param rating the lead's rating, or null to leave it as it is
     * @param timescale the new time as written, where the date moves; null otherwise
     * @param reason why the date moves, or whose it may be; null otherwise
     * @param milestones ids of milestones that were reached by today; absent for none, and not used where it is not theirs
     */
    record Answer(
            String actionId,
            Stand stand,
            @Nullable String note,
            @Nullable Rating rating,
            @Nullable String timescale,
            @Nullable String reason,
            @Nullable List<String> milestones)
            implements ActionCommand {
        public Answer {
            InvalidField.required("stand", stand, "choose-where-it-stands");
            milestones = milestones == null ? List.of() : List.copyOf(milestones);
            switch (stand) {
                case GOING_ON -> {
                    if (milestones.isEmpty()) {
                        note = InvalidField.required("note", note, "say-what-has-happened");
                    }
                }
                case DONE -> note = InvalidField.required("note", note, "say-what-was-done");
                case DATE_MOVES -> {
                    timescale = InvalidField.required("timescale", timescale, "enter-the-new-date");
                    reason = InvalidField.required("reason", reason, "say-why-the-date-moves");
                }
                case NOT_OURS -> reason = InvalidField.required("reason", reason, "say-who-it-may-belong-to");
            }
        }
    }

    /** Governance agrees; what was proposed happens in the same commit. */
    record AcceptProposal(
            String actionId, String proposalId, @Nullable String note) implements ActionCommand {
        public AcceptProposal {
            proposalId = InvalidField.required("proposalId", proposalId, "choose-a-proposal");
        }
    }

    /** Governance does not agree; what was agreed before stands. */
    record DeclineProposal(String actionId, String proposalId, String reason) implements ActionCommand {
        public DeclineProposal {
            proposalId = InvalidField.required("proposalId", proposalId, "choose-a-proposal");
            reason = InvalidField.required("reason", reason, "say-why-it-is-declined");
        }
    }

    /** One occurrence of a recurring action is done; the next is scheduled. */
    record CompleteOccurrence(String actionId, @Nullable String note) implements ActionCommand {}

    record AddMilestone(String actionId, MilestoneDetails milestone) implements ActionCommand {
        public AddMilestone {
            InvalidField.required("milestone", milestone, "enter-the-milestone");
        }
    }

    /** Gives a milestone that was not reached another date, or one where it had none. */
    record MoveMilestone(String actionId, String milestoneId, String timescale, String reason)
            implements ActionCommand {
        public MoveMilestone {
            milestoneId = InvalidField.required("milestoneId", milestoneId, "choose-a-milestone");
            timescale = InvalidField.required("timescale", timescale, "enter-the-new-date");
            reason = InvalidField.required("reason", reason, "say-why-the-date-moves");
        }
    }

    /** @param reachedOn the day on which it was reached, or null for today */
    record ReachMilestone(
            String actionId,
            String milestoneId,
            @Nullable LocalDate reachedOn,
            @Nullable String note) implements ActionCommand {
        public ReachMilestone {
            milestoneId = InvalidField.required("milestoneId", milestoneId, "choose-a-milestone");
            InvalidField.plausible("reachedOn", reachedOn);
        }
    }

    /** Gives leads to an action that has none, or marks another one accountable. */
    record AssignLead(String actionId, Leads leads) implements ActionCommand {
        public AssignLead {
            InvalidField.required("leads", leads, "choose-who-leads");
        }
    }

    /** Replaces the leads by others; possibly by nobody ("not ours"). */
    record ReassignLead(String actionId, Leads leads, String reason) implements ActionCommand {
        public ReassignLead {
            InvalidField.required("leads", leads, "choose-who-leads");
            reason = InvalidField.required("reason", reason, "say-why-the-lead-changes");
        }
    }

    record AddPartner(String actionId, String partyId) implements ActionCommand {
        public AddPartner {
            partyId = InvalidField.required("partyId", partyId, "choose-a-partner");
        }
    }

    record RemovePartner(
            String actionId, String partyId, @Nullable String reason) implements ActionCommand {
        public RemovePartner {
            partyId = InvalidField.required("partyId", partyId, "choose-a-partner");
        }
    }

    /** @param completedOn the day on which it was done, or null for today */
    record Complete(
            String actionId,
            @Nullable LocalDate completedOn,
            @Nullable String note) implements ActionCommand {
        public Complete {
            InvalidField.plausible("completedOn", completedOn);
        }
    }

    /** Stops the action before completion. */
    record End(String actionId, String reason) implements ActionCommand {
        public End {
            reason = InvalidField.required("reason", reason, "say-why-the-action-ends");
        }
    }

    /** Opens a completed or ended action again. */
    record Reopen(String actionId, String reason) implements ActionCommand {
        public Reopen {
            reason = InvalidField.required("reason", reason, "say-why-the-action-is-opened-again");
        }
    }

    /** @param link an http or https address, or null when the title says it all */
    record AttachEvidence(
            String actionId,
            String title,
            @Nullable String link,
            @Nullable String note) implements ActionCommand {
        public AttachEvidence {
            title = InvalidField.required("title", title, "say-what-the-evidence-is");
            if (link != null && !link.matches("https?://\\S+")) {
                throw new InvalidField("link", "enter-a-web-address");
            }
        }
    }

    /** @param waitsFor id of the action that has to come first */
    record DeclareDependency(
            String actionId, String waitsFor, @Nullable String note) implements ActionCommand {
        public DeclareDependency {
            waitsFor = InvalidField.required("waitsFor", waitsFor, "choose-an-action");
            if (waitsFor.equals(actionId)) {
                throw new InvalidField("waitsFor", "choose-another-action");
            }
        }
    }

    /** Replaces the labels. */
    record Label(String actionId, List<String> labels) implements ActionCommand {
        public Label {
            labels = List.copyOf(InvalidField.required("labels", labels, "enter-the-labels"));
        }
    }

    /** Keeps the action out of what the public reads; in England Local Government Act 1972, Schedule 12A. */
    record MarkExempt(String actionId, String reason) implements ActionCommand {
        public MarkExempt {
            reason = InvalidField.required("reason", reason, "say-why-the-public-may-not-read-it");
        }
    }

    /** The public may read the action again. */
    record LiftExemption(String actionId, String reason) implements ActionCommand {
        public LiftExemption {
            reason = InvalidField.required("reason", reason, "say-why-the-public-may-read-it-now");
        }
    }

    /**
     * Records what a board decided about the action.
     *
     * @param meetingId the meeting at which it was decided, or null outside a meeting
     * @param decidedOn the day of the decision, or null for today
     */
    record RecordDecision(
            String actionId,
            DecisionKind kind,
            String text,
            @Nullable String groupId,
            @Nullable String meetingId,
            @Nullable LocalDate decidedOn)
            implements ActionCommand {
        public RecordDecision {
            InvalidField.required("kind", kind, "choose-what-was-decided");
            text = InvalidField.required("text", text, "enter-the-decision");
            InvalidField.plausible("decidedOn", decidedOn);
        }
    }

    /** Puts right what was recorded wrongly, open or closed; fields that are null stay as they are. */
    record Correct(
            String actionId,
            @Nullable ActionDetails details,
            @Nullable Rating rating,
            @Nullable String timescale,
            String reason)
            implements ActionCommand {
        public Correct {
            reason = InvalidField.required("reason", reason, "say-what-was-wrong");
            if (details == null && rating == null && timescale == null) {
                throw new InvalidField("details", "enter-what-is-to-be-put-right");
            }
        }
    }

    /** Raised by the daily check. */
    record RaiseEscalation(String actionId, Escalation escalation) implements ActionCommand {
        public RaiseEscalation {
            InvalidField.required("escalation", escalation, "enter-the-escalation");
        }
    }

    record AcknowledgeEscalation(
            String actionId, String escalationId, @Nullable String note) implements ActionCommand {
        public AcknowledgeEscalation {
            escalationId = InvalidField.required("escalationId", escalationId, "choose-an-escalation");
        }
    }

    /** @param reason why it is resolved; the daily check says "cause gone" by leaving it out */
    record ResolveEscalation(
            String actionId, String escalationId, @Nullable String reason) implements ActionCommand {
        public ResolveEscalation {
            escalationId = InvalidField.required("escalationId", escalationId, "choose-an-escalation");
        }
    }

    /**
     * Removes a free text from the log, on the record.
     *
     * @param position global position of the commit that holds the text
     * @param digest digest of the text, as the event holds it
     */
    record RedactText(String actionId, long position, String digest, String reason) implements ActionCommand {
        public RedactText {
            digest = InvalidField.required("digest", digest, "choose-a-text");
            reason = InvalidField.required("reason", reason, "say-why-the-text-is-removed");
        }
    }
}
