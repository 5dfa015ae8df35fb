package org.waymark.query.fold;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.group.ReportDetails;
import org.waymark.contract.log.FreeText;

/** A group and its calendar as the sum of what happened to them. */
public record GroupState(
        String groupId,
        GroupDetails details,
        List<Meeting> meetings,
        List<ReportDue> reports,
        long version,
        long sequence,
        long position) {

    /** Where a meeting is in its life. */
    public enum MeetingState {
        SCHEDULED,
        HELD,
        CANCELLED
    }

    /** @param packPosition log entry at which the pack was frozen, or null before */
    public record Meeting(
            String meetingId,
            LocalDate date,
            MeetingState state,
            @Nullable Long packPosition,
            @Nullable String packHash,
            List<Decision> decisions) {
        public Meeting {
            decisions = List.copyOf(decisions);
        }
    }

    public record Decision(DecisionKind kind, FreeText text, List<String> actionIds) {}

    /**
     * A report that the group waits for, or has got for the last time.
     *
     * @param receivedOn day on which it was given last, or null before
     */
    public record ReportDue(
            String reportId,
            ReportDetails details,
            @Nullable LocalDate receivedOn) {}

    /** @param reports null in a row that was written before there were any */
    public GroupState {
        meetings = List.copyOf(meetings);
        reports = reports == null ? List.of() : List.copyOf(reports);
    }

    /**
     * @param before null before the first event
     * @throws UnfoldableEvent when the event cannot follow on {@code before}
     */
    public static GroupState apply(@Nullable GroupState before, GroupEvent event, EventContext context) {
        if (event instanceof GroupEvent.GroupFormed e) {
            if (before != null) {
                throw new UnfoldableEvent("Group " + e.groupId() + " is formed twice");
            }
            return new GroupState(
                    e.groupId(), e.details(), List.of(), List.of(), 1, context.sequence(), context.position());
        }
        if (before == null) {
            throw new UnfoldableEvent(
                    "Group " + event.groupId() + " has no beginning before entry " + context.position());
        }
        GroupDetails details = before.details;
        List<Meeting> meetings = before.meetings;
        List<ReportDue> reports = before.reports;
        switch (event) {
            case GroupEvent.GroupFormed _ -> throw new IllegalStateException("handled before");
            case GroupEvent.GroupAmended e -> details = e.to();
            case GroupEvent.MeetingScheduled e -> {
                List<Meeting> more = new ArrayList<>(meetings);
                more.add(new Meeting(e.meetingId(), e.date(), MeetingState.SCHEDULED, null, null, List.of()));
                meetings = more;
            }
            case GroupEvent.MeetingMoved e ->
                meetings = change(
                        meetings,
                        e.meetingId(),
                        m -> new Meeting(
                                m.meetingId(), e.to(), m.state(), m.packPosition(), m.packHash(), m.decisions()));
            case GroupEvent.MeetingCancelled e ->
                meetings = change(
                        meetings,
                        e.meetingId(),
                        m -> new Meeting(
                                m.meetingId(),
                                m.date(),
                                MeetingState.CANCELLED,
                                m.packPosition(),
                                m.packHash(),
                                m.decisions()));
            case GroupEvent.MeetingHeld e ->
                meetings = change(
                        meetings,
                        e.meetingId(),
                        m -> new Meeting(
                                m.meetingId(),
                                e.date(),
                                MeetingState.HELD,
                                m.packPosition(),
                                m.packHash(),
                                m.decisions()));
            case GroupEvent.PackIssued e ->
                meetings = change(
                        meetings,
                        e.meetingId(),
                        m -> new Meeting(m.meetingId(), m.date(), m.state(), e.position(), e.hash(), m.decisions()));
            case GroupEvent.DecisionTaken e ->
                meetings = change(meetings, e.meetingId(), m -> {
                    List<Decision> more = new ArrayList<>(m.decisions());
                    more.add(new Decision(e.kind(), e.text(), e.actionIds()));
                    return new Meeting(m.meetingId(), m.date(), m.state(), m.packPosition(), m.packHash(), more);
                });
            case GroupEvent.ReportDueSet e -> {
                LocalDate received = before.reports.stream()
                        .filter(report -> report.reportId().equals(e.reportId()))
                        .map(ReportDue::receivedOn)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
                reports = without(reports, e.reportId());
                reports.add(new ReportDue(e.reportId(), e.to(), received));
            }
            case GroupEvent.ReportReceived e ->
                reports = reports.stream()
                        .map(report -> report.reportId().equals(e.reportId())
                                ? new ReportDue(e.reportId(), report.details().dueOn(e.next()), e.receivedOn())
                                : report)
                        .toList();
            case GroupEvent.ReportNoLongerDue e -> reports = without(reports, e.reportId());
            case GroupEvent.GroupTextRedacted e ->
                meetings = meetings.stream()
                        .map(m -> new Meeting(
                                m.meetingId(),
                                m.date(),
                                m.state(),
                                m.packPosition(),
                                m.packHash(),
                                m.decisions().stream()
                                        .map(d -> new Decision(
                                                d.kind(), Redactions.in(d.text(), e.digest()), d.actionIds()))
                                        .toList()))
                        .toList();
        }
        return new GroupState(
                before.groupId, details, meetings, reports, before.version + 1, context.sequence(), context.position());
    }

    /**
     * The state after an event of its stream that this release cannot read: only that it happened is known.
     *
     * @param counted whether the service that decides is known to count it
     */
    public GroupState unread(EventContext context, boolean counted) {
        return new GroupState(
                groupId,
                details,
                meetings,
                reports,
                counted ? version + 1 : version,
                context.sequence(),
                context.position());
    }

    /** Actions that a decision with these words is about; empty when there is none. */
    public List<String> actionsOfDecision(String digest) {
        return meetings.stream()
                .flatMap(m -> m.decisions().stream())
                .filter(d -> digest.equals(d.text().digest()))
                .flatMap(d -> d.actionIds().stream())
                .distinct()
                .toList();
    }

    private static List<ReportDue> without(List<ReportDue> reports, String reportId) {
        List<ReportDue> rest = new ArrayList<>(reports);
        rest.removeIf(report -> report.reportId().equals(reportId));
        return rest;
    }

    private static List<Meeting> change(List<Meeting> meetings, String meetingId, UnaryOperator<Meeting> change) {
        return meetings.stream()
                .map(m -> m.meetingId().equals(meetingId) ? change.apply(m) : m)
                .toList();
    }
}
