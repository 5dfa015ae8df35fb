package org.waymark.standalone.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.ActionEvent.ActionAdded;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailEvent.MailRecorded;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.plan.PlanEvent.PlanAmended;
import org.waymark.contract.plan.PlanEvent.PlanCreated;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.time.Timescale;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;

/** The report's figures counted from the raw log with nothing of query-service, its fold included. */
final class RawFigures {

    private static final class Action {
        Status status = Status.NOT_STARTED;
        Rating ratingAtImport = Rating.NONE;
        Rating rating = Rating.NONE;
        Timescale.Kind time = Timescale.Kind.NONE;
        boolean led;
    }

    /** One plan's tally. */
    static final class Tally {
        String title = "";
        PlanOutline outline = PlanOutline.empty();
        final Map<String, Action> actions = new LinkedHashMap<>();
        final Set<String> objectivesWithAction = new HashSet<>();
        int events;
        int slips;
        int reassigned;
        int completed;
        int ended;
        int proposals;
        int reminders;
        int updateRequests;
        final int[] escalations = new int[4];
        int mails;

        int themes() {
            return outline.themes().size();
        }

        int pointers() {
            return outline.themes().stream()
                    .mapToInt(theme -> theme.pointers().size())
                    .sum();
        }

        int statements() {
            Set<String> pointedFrom = new HashSet<>();
            List<String> objectives = new ArrayList<>();
            for (PlanOutline.Theme theme : outline.themes()) {
                theme.pointers().forEach(pointer -> {
                    if (pointer.objectiveId() != null) {
                        pointedFrom.add(pointer.objectiveId());
                    }
                });
                theme.objectives().forEach(objective -> objectives.add(objective.objectiveId()));
            }
            objectives.removeAll(pointedFrom);
            objectives.removeAll(objectivesWithAction);
            return objectives.size();
        }

        int rows() {
            return actions.size() + statements() + pointers();
        }

        Map<Rating, Integer> ratings(boolean atImport) {
            Map<Rating, Integer> counts = new EnumMap<>(Rating.class);
            actions.values()
                    .forEach(action -> counts.merge(atImport ? action.ratingAtImport : action.rating, 1, Integer::sum));
            return counts;
        }

        int undated() {
            return (int) actions.values().stream()
                    .filter(action -> action.status.open()
                            && (action.time == Timescale.Kind.NONE || action.time == Timescale.Kind.UNREADABLE))
                    .count();
        }

        int unowned() {
            return (int) actions.values().stream()
                    .filter(action -> action.status.open() && !action.led)
                    .count();
        }
    }

    private final Map<String, Tally> plans = new LinkedHashMap<>();
    private final Map<String, String> planOf = new HashMap<>();
    private long events;

    static RawFigures of(EventLog log) {
        RawFigures figures = new RawFigures();
        log.read(1, entry -> {
            figures.count(entry);
            return true;
        });
        return figures;
    }

    Map<String, Tally> plans() {
        return plans;
    }

    long events() {
        return events;
    }

    private void count(StoredEvent entry) {
        events++;
        Event payload = entry.payload();
        boolean imported = "import".equals(entry.metadata().get(Metadata.VIA));
        switch (payload) {
            case PlanCreated created -> {
                Tally tally = plans.computeIfAbsent(created.planId(), id -> new Tally());
                tally.title = created.details().title();
                tally.outline = created.outline();
                tally.events++;
            }
            case PlanEvent event -> {
                Tally tally = tallyOf(event.planId());
                tally.events++;
                if (event instanceof PlanAmended amended && amended.outline() != null) {
                    tally.outline = amended.outline();
                }
            }
            case ActionAdded added -> {
                Tally tally = tallyOf(added.planId());
                planOf.put(added.actionId(), added.planId());
                Action action = new Action();
                action.status = added.status();
                action.rating = added.rating();
                action.ratingAtImport = added.rating();
                action.time = added.timescale().kind();
                action.led = !added.leads().parties().isEmpty();
                tally.actions.put(added.actionId(), action);
                String objective = added.details().objectiveId();
                if (objective != null) {
                    tally.objectivesWithAction.add(objective);
                }
                tally.events++;
            }
            case ActionEvent event -> {
                Tally tally = tallyOf(Objects.requireNonNull(planOf.get(event.actionId())));
                tally.events++;
                count(event, tally, Objects.requireNonNull(tally.actions.get(event.actionId())), imported);
            }
            case MailRecorded recorded when recorded.state() == MailState.SENT -> count(recorded.mail());
            default -> {}
        }
    }

    private static void count(ActionEvent event, Tally tally, Action action, boolean imported) {
        switch (event) {
            case ActionEvent.TimescaleSlipped slipped -> {
                action.time = slipped.to().kind();
                tally.slips += imported ? 0 : 1;
            }
            case ActionEvent.TimescaleSet set -> action.time = set.to().kind();
            case ActionEvent.BroughtForward forward ->
                action.time = forward.to().kind();
            case ActionEvent.OccurrenceScheduled scheduled ->
                action.time = scheduled.to().kind();
            case ActionEvent.OccurrenceCompleted occurrence ->
                action.time = occurrence.next().kind();
            case ActionEvent.LeadAssigned assigned ->
                action.led = !assigned.to().parties().isEmpty();
            case ActionEvent.LeadReassigned reassigned -> {
                action.led = !reassigned.to().parties().isEmpty();
                tally.reassigned += imported ? 0 : 1;
            }
            case ActionEvent.Completed completed -> {
                action.status = Status.COMPLETE;
                tally.completed += imported ? 0 : 1;
            }
            case ActionEvent.Ended ended -> {
                action.status = Status.ENDED;
                tally.ended += imported ? 0 : 1;
            }
            case ActionEvent.Reopened reopened -> action.status = reopened.to();
            case ActionEvent.RatingChanged changed -> {
                action.rating = changed.to();
                action.ratingAtImport = imported ? changed.to() : action.ratingAtImport;
            }
            case ActionEvent.Corrected corrected -> {
                action.rating = corrected.rating() == null ? action.rating : corrected.rating();
                action.time = corrected.timescale() == null
                        ? action.time
                        : corrected.timescale().kind();
            }
            case ActionEvent.DateProposed proposed -> tally.proposals++;
            case ActionEvent.CompletionProposed proposed -> tally.proposals++;
            case ActionEvent.EndingProposed proposed -> tally.proposals++;
            case ActionEvent.EscalationRaised raised ->
                tally.escalations[raised.escalation().level()]++;
            default -> {}
        }
    }

    private Tally tallyOf(String planId) {
        return Objects.requireNonNull(plans.get(planId), planId);
    }

    private void count(Mail mail) {
        tallyOf(mail.items().getFirst().planId()).mails++;
        for (Mail.Item item : mail.items()) {
            Tally tally = tallyOf(item.planId());
            if (item.rule() == MailRule.REMINDER_BEFORE
                    || item.rule() == MailRule.REMINDER_AFTER
                    || item.rule() == MailRule.WEEKLY_CHASE
                    || item.rule() == MailRule.MILESTONE_BEFORE
                    || item.rule() == MailRule.MILESTONE_AFTER) {
                tally.reminders++;
            } else if (item.rule() == MailRule.UPDATE_REQUEST || item.rule() == MailRule.SECOND_UPDATE_REQUEST) {
                tally.updateRequests++;
            }
        }
    }
}
