package org.waymark.standalone.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Escalation;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.Event;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailEvent.MailRecorded;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.time.Timescale;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;

/**
 * What the made-up people of the demonstration know about the actions: read from the log, in the order of the log, so
 * that what they do next never depends on anything else.
 */
final class Ledger {

    /** An action as its people see it. */
    static final class Known {
        final String actionId;
        final String planId;
        final int number;
        ActionDetails details;
        Leads leads;
        List<String> partners;
        Timescale timescale;
        Status status;
        Rating rating;
        List<String> labels;
        int slips;
        int edits;
        /** Day of the last word from its leads, or of its addition. */
        LocalDate lastWord;
        /** Day of the last mail to its leads that is not answered yet. */
        @Nullable
        LocalDate askedOn;

        @Nullable
        String proposal;

        @Nullable
        LocalDate proposedOn;

        final Map<String, ActionEvent.MilestoneAdded> milestones = new LinkedHashMap<>();
        final Map<String, Escalation> escalations = new LinkedHashMap<>();
        final List<String> acknowledged = new ArrayList<>();

        private Known(ActionEvent.ActionAdded added, int number, LocalDate day) {
            this.actionId = added.actionId();
            this.planId = added.planId();
            this.number = number;
            this.details = added.details();
            this.leads = added.leads();
            this.partners = added.partners();
            this.timescale = added.timescale();
            this.status = added.status();
            this.rating = added.rating();
            this.labels = added.labels();
            this.lastWord = day;
        }

        boolean open() {
            return status.open();
        }

        Optional<LocalDate> due() {
            return Optional.ofNullable(timescale.target());
        }

        int level() {
            return escalations.values().stream()
                    .mapToInt(Escalation::level)
                    .max()
                    .orElse(0);
        }
    }

    private final EventLog log;
    private final Map<String, Known> actions = new LinkedHashMap<>();
    private long read;

    Ledger(EventLog log) {
        this.log = log;
    }

    /** Reads what has been added to the log since the last call. */
    void catchUp() {
        log.read(read + 1, entry -> {
            apply(entry);
            read = entry.position();
            return true;
        });
    }

    /** The actions of a plan, in the order in which they came in. */
    List<Known> of(String planId) {
        return actions.values().stream()
                .filter(action -> action.planId.equals(planId))
                .toList();
    }

    Collection<Known> all() {
        return actions.values();
    }

    private void apply(StoredEvent entry) {
        Event payload = entry.payload();
        LocalDate day = LocalDate.ofInstant(entry.happenedAt(), DemoClock.LONDON);
        if (payload instanceof ActionEvent.ActionAdded added) {
            actions.put(added.actionId(), new Known(added, actions.size(), day));
        } else if (payload instanceof ActionEvent event) {
            Known known = actions.get(event.actionId());
            if (known != null) {
                apply(known, event, day);
            }
        } else if (payload instanceof MailRecorded recorded
                && recorded.state() == MailState.SENT
                && recorded.mail().role() == RecipientRole.LEAD) {
            for (Mail.Item item : recorded.mail().items()) {
                Known known = item.actionId() == null ? null : actions.get(item.actionId());
                if (known != null && known.askedOn == null) {
                    known.askedOn = day;
                }
            }
        }
        if (payload instanceof ActionEvent event && event.changesContent()) {
            Known known = actions.get(event.actionId());
            if (known != null) {
                known.edits++;
            }
        }
    }

    private static void apply(Known known, ActionEvent event, LocalDate day) {
        if (event.isUpdate()) {
            known.lastWord = day;
            known.askedOn = null;
        }
        switch (event) {
            case ActionEvent.ActionAdded added -> throw new IllegalStateException("Added twice: " + added.actionId());
            case ActionEvent.DetailsAmended amended -> known.details = amended.to();
            case ActionEvent.StatusChanged changed -> known.status = changed.to();
            case ActionEvent.RatingChanged changed -> known.rating = changed.to();
            case ActionEvent.TimescaleSet set -> known.timescale = set.to();
            case ActionEvent.TimescaleSlipped slipped -> {
                known.timescale = slipped.to();
                known.slips = slipped.count();
            }
            case ActionEvent.BroughtForward forward -> known.timescale = forward.to();
            case ActionEvent.DateProposed proposed -> propose(known, proposed.proposalId(), day);
            case ActionEvent.CompletionProposed proposed -> propose(known, proposed.proposalId(), day);
            case ActionEvent.EndingProposed proposed -> propose(known, proposed.proposalId(), day);
            case ActionEvent.LeadChangeProposed proposed -> propose(known, proposed.proposalId(), day);
            case ActionEvent.ProposalAccepted accepted -> known.proposal = null;
            case ActionEvent.ProposalDeclined declined -> known.proposal = null;
            case ActionEvent.OccurrenceScheduled scheduled -> known.timescale = scheduled.to();
            case ActionEvent.OccurrenceCompleted occurrence -> known.timescale = occurrence.next();
            case ActionEvent.MilestoneAdded added -> known.milestones.put(added.milestoneId(), added);
            case ActionEvent.MilestoneMoved moved ->
                known.milestones.put(
                        moved.milestoneId(),
                        new ActionEvent.MilestoneAdded(
                                moved.actionId(), moved.milestoneId(), moved.text(), moved.to()));
            case ActionEvent.MilestoneReached reached -> known.milestones.remove(reached.milestoneId());
            case ActionEvent.LeadAssigned assigned -> known.leads = assigned.to();
            case ActionEvent.LeadReassigned reassigned -> known.leads = reassigned.to();
            case ActionEvent.Completed completed -> {
                known.status = Status.COMPLETE;
                known.proposal = null;
            }
            case ActionEvent.Ended ended -> {
                known.status = Status.ENDED;
                known.proposal = null;
            }
            case ActionEvent.Reopened reopened -> known.status = reopened.to();
            case ActionEvent.Labelled labelled -> known.labels = labelled.to();
            case ActionEvent.PartnerAdded added -> {
                List<String> partners = new ArrayList<>(known.partners);
                partners.add(added.partyId());
                known.partners = List.copyOf(partners);
            }
            case ActionEvent.PartnerRemoved removed ->
                known.partners = known.partners.stream()
                        .filter(party -> !party.equals(removed.partyId()))
                        .toList();
            case ActionEvent.Corrected corrected -> {
                known.details = corrected.details() == null ? known.details : corrected.details();
                known.rating = corrected.rating() == null ? known.rating : corrected.rating();
                known.timescale = corrected.timescale() == null ? known.timescale : corrected.timescale();
            }
            case ActionEvent.EscalationRaised raised -> {
                known.escalations.clear();
                known.escalations.put(raised.escalation().escalationId(), raised.escalation());
            }
            case ActionEvent.EscalationAcknowledged acknowledged -> known.acknowledged.add(acknowledged.escalationId());
            case ActionEvent.EscalationResolved resolved -> known.escalations.remove(resolved.escalationId());
            case ActionEvent.ProgressReported reported -> {
                if (known.status == Status.NOT_STARTED) {
                    known.status = Status.IN_PROGRESS;
                }
            }
            case ActionEvent.EvidenceAttached attached -> {}
            case ActionEvent.DependencyDeclared declared -> {}
            case ActionEvent.MarkedExempt exempt -> {}
            case ActionEvent.ExemptionLifted lifted -> {}
            case ActionEvent.DecisionRecorded decided -> {}
            case ActionEvent.TextRedacted redacted -> {}
        }
    }

    private static void propose(Known known, String proposalId, LocalDate day) {
        known.proposal = proposalId;
        known.proposedOn = day;
    }
}
