package org.waymark.command.group;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.waymark.command.rule.Texts.say;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.waymark.command.party.Parties;
import org.waymark.command.plan.PlanActions;
import org.waymark.command.plan.Plans;
import org.waymark.command.rule.Decider;
import org.waymark.command.rule.Redaction;
import org.waymark.command.rule.Refused;
import org.waymark.command.rule.StreamTarget;
import org.waymark.command.rule.Today;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.group.GroupCommand.*;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.group.GroupDetails.PlanView;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.group.GroupEvent.*;
import org.waymark.contract.group.ReportDetails;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.InvalidField;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.Head;

/**
 * A board or another group. Once formed it has a calendar: a meeting is scheduled, perhaps moved or cancelled, its pack is
 * issued once and frozen at the log as it stood, and it is held. At a meeting the group decides, about the actions of those
 * plans about which it may. It waits for reports that plans promise it, each to be given once or at an interval.
 */
@Aggregate(cache = "aggregateCache", commandTargetResolver = StreamTarget.BEAN)
class Group extends Decider {

    private enum Stage {
        SCHEDULED,
        HELD,
        CANCELLED
    }

    private record Meeting(LocalDate date, Stage stage, boolean packIssued) {
        Meeting on(LocalDate other) {
            return new Meeting(other, stage, packIssued);
        }

        Meeting now(Stage other) {
            return new Meeting(date, other, packIssued);
        }

        Meeting withPack() {
            return new Meeting(date, stage, true);
        }
    }

    /** Set by the first event; Axon asks for it before, and wants null then. */
    @AggregateIdentifier
    @SuppressWarnings("NullAway.Init")
    private String groupId;

    private @Nullable GroupDetails details;
    private final Map<String, Meeting> meetings = new LinkedHashMap<>();
    private final Map<String, ReportDetails> reports = new LinkedHashMap<>();

    /** Ids of reports that were given at least once. */
    private final Set<String> given = new HashSet<>();

    private final Set<String> removed = new HashSet<>();

    Group() {}

    // What can be asked of it

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    long handle(FormGroup command, Groups groups, Plans plans) {
        check(command.groupId(), command.details(), groups, plans);
        apply(new GroupFormed(command.groupId(), command.details()));
        return version();
    }

    @CommandHandler
    void handle(AmendGroup command, Groups groups, Plans plans) {
        GroupDetails from = details();
        if (command.details().equals(from)) {
            throw new Refused("group.says-this-already", name());
        }
        check(groupId, command.details(), groups, plans);
        apply(new GroupAmended(groupId, from, command.details()));
    }

    @CommandHandler
    void handle(ScheduleMeeting command) {
        if (meetings.containsKey(command.meetingId())) {
            throw new Refused("group.has-this-meeting", name());
        }
        checkFree(command.date());
        apply(new MeetingScheduled(groupId, command.meetingId(), command.date()));
    }

    @CommandHandler
    void handle(MoveMeeting command) {
        Meeting meeting = scheduled(command.meetingId());
        if (meeting.date().equals(command.date())) {
            throw new InvalidField("date", say("group.enter-another-date"));
        }
        checkFree(command.date());
        apply(new MeetingMoved(
                groupId, command.meetingId(), meeting.date(), command.date(), FreeText.of(command.reason())));
    }

    @CommandHandler
    void handle(CancelMeeting command) {
        Meeting meeting = scheduled(command.meetingId());
        apply(new MeetingCancelled(groupId, command.meetingId(), meeting.date(), FreeText.of(command.reason())));
    }

    @CommandHandler
    void handle(HoldMeeting command, Today today) {
        Meeting meeting = scheduled(command.meetingId());
        if (meeting.date().isAfter(today.date())) {
            throw new Refused("group.meeting-is-to-come", meeting.date());
        }
        apply(new MeetingHeld(groupId, command.meetingId(), meeting.date()));
    }

    @CommandHandler
    void handle(IssuePack command, EventLog log) {
        Meeting meeting = scheduled(command.meetingId());
        if (meeting.packIssued()) {
            throw new Refused("group.pack-is-issued");
        }
        Head head = log.head();
        apply(new PackIssued(groupId, command.meetingId(), head.position(), head.hash()));
    }

    @CommandHandler
    void handle(TakeDecision command, PlanActions actions) {
        Meeting meeting = meeting(command.meetingId());
        if (meeting.stage() == Stage.CANCELLED) {
            throw new Refused("group.nothing-was-decided");
        }
        for (String actionId : command.actionIds()) {
            if (!mayDecide(command.kind(), actionId, actions)) {
                throw new Refused("group.does-not-decide", name(), actionId);
            }
        }
        apply(new DecisionTaken(
                groupId, command.meetingId(), command.kind(), FreeText.of(command.text()), command.actionIds()));
    }

    @CommandHandler
    void handle(SetReportDue command, Parties parties, PlanActions actions) {
        ReportDetails to = command.details();
        if (details().plans().stream().noneMatch(view -> view.planId().equals(to.planId()))) {
            throw new InvalidField("details.planId", say("group.choose-a-plan-of-its-own", name()));
        }
        parties.check("details.parties", to.parties());
        for (String actionId : to.actionIds()) {
            if (!actions.belongs(actionId, to.planId())) {
                throw new InvalidField("details.actionIds", say("group.choose-actions-of-the-plan", actionId));
            }
        }
        ReportDetails from = reports.get(command.reportId());
        if (to.equals(from)) {
            throw new Refused("group.report-stands-already");
        }
        apply(new ReportDueSet(groupId, command.reportId(), from, to));
    }

    @CommandHandler
    void handle(ReceiveReport command, Today today) {
        ReportDetails report = report(command.reportId());
        LocalDate on = Objects.requireNonNullElse(command.receivedOn(), today.date());
        if (on.isAfter(today.date())) {
            throw new InvalidField("receivedOn", say("group.enter-no-future-day"));
        }
        if (given.contains(command.reportId()) && report.next() == null) {
            throw new Refused("group.report-is-given");
        }
        apply(new ReportReceived(groupId, command.reportId(), on, report.next(), report.after(report.next(), on)));
    }

    @CommandHandler
    void handle(CallOffReport command) {
        report(command.reportId());
        apply(new ReportNoLongerDue(groupId, command.reportId(), FreeText.of(command.reason())));
    }

    @CommandHandler
    void handle(RedactGroupText command, Redaction redaction) {
        redaction.remove(groupId, command.position(), command.digest());
        if (!removed.contains(command.digest())) {
            apply(new GroupTextRedacted(groupId, command.position(), command.digest(), command.reason()));
        }
    }

    // Rules

    @Override
    protected boolean changesContent(Command command) {
        return !(command instanceof RedactGroupText);
    }

    private static void check(String groupId, GroupDetails details, Groups groups, Plans plans) {
        String above = details.reportsTo();
        if (above != null && (above.equals(groupId) || !groups.formed(above))) {
            throw new InvalidField("details.reportsTo", say("group.choose-another-group"));
        }
        for (PlanView view : details.plans()) {
            if (plans.find(view.planId()).isEmpty()) {
                throw new InvalidField("details.plans", say("group.choose-a-plan", view.planId()));
            }
        }
    }

    private boolean mayDecide(DecisionKind kind, String actionId, PlanActions actions) {
        List<PlanView> plans = details().plans();
        return plans.stream()
                .filter(view -> kind == DecisionKind.NOTED || view.decides())
                .anyMatch(view -> actions.belongs(actionId, view.planId()));
    }

    private void checkFree(LocalDate date) {
        boolean taken = meetings.values().stream()
                .anyMatch(meeting ->
                        meeting.stage() == Stage.SCHEDULED && meeting.date().equals(date));
        if (taken) {
            throw new InvalidField("date", say("group.choose-another-day", name()));
        }
    }

    private Meeting meeting(String meetingId) {
        Meeting meeting = meetings.get(meetingId);
        if (meeting == null) {
            throw new InvalidField("meetingId", say("group.choose-a-meeting", name()));
        }
        return meeting;
    }

    private Meeting scheduled(String meetingId) {
        Meeting meeting = meeting(meetingId);
        switch (meeting.stage()) {
            case HELD -> throw new Refused("group.meeting-was-held");
            case CANCELLED -> throw new Refused("group.meeting-was-cancelled");
            case SCHEDULED -> {}
        }
        return meeting;
    }

    private ReportDetails report(String reportId) {
        ReportDetails report = reports.get(reportId);
        if (report == null) {
            throw new InvalidField("reportId", say("group.choose-a-report", name()));
        }
        return report;
    }

    private GroupDetails details() {
        if (details == null) {
            throw new IllegalStateException("A group is formed before anything else happens to it");
        }
        return details;
    }

    private String name() {
        return details().name();
    }

    // What happened to it

    @EventSourcingHandler
    void on(GroupEvent event) {
        countVersion();
        switch (event) {
            case GroupFormed formed -> {
                groupId = formed.groupId();
                details = formed.details();
            }
            case GroupAmended amended -> details = amended.to();
            case MeetingScheduled scheduled ->
                meetings.put(scheduled.meetingId(), new Meeting(scheduled.date(), Stage.SCHEDULED, false));
            case MeetingMoved moved ->
                meetings.computeIfPresent(moved.meetingId(), (_, meeting) -> meeting.on(moved.to()));
            case MeetingCancelled cancelled ->
                meetings.computeIfPresent(cancelled.meetingId(), (_, meeting) -> meeting.now(Stage.CANCELLED));
            case MeetingHeld held ->
                meetings.computeIfPresent(held.meetingId(), (_, meeting) -> meeting.now(Stage.HELD));
            case PackIssued issued -> meetings.computeIfPresent(issued.meetingId(), (_, meeting) -> meeting.withPack());
            case DecisionTaken _ -> {}
            case ReportDueSet set -> reports.put(set.reportId(), set.to());
            case ReportReceived received -> {
                given.add(received.reportId());
                reports.computeIfPresent(received.reportId(), (_, report) -> report.dueOn(received.next()));
            }
            case ReportNoLongerDue gone -> {
                reports.remove(gone.reportId());
                given.remove(gone.reportId());
            }
            case GroupTextRedacted redacted -> removed.add(redacted.digest());
        }
    }
}
