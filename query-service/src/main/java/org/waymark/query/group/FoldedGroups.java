package org.waymark.query.group;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.group.ReportDetails;
import org.waymark.contract.plan.Policy;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.GroupState;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.group.GroupView.Meeting;
import org.waymark.query.group.GroupView.MeetingState;
import org.waymark.query.group.GroupView.Report;
import org.waymark.query.projection.Views;
import org.waymark.query.reading.Reader;
import org.waymark.query.reading.Reading;
import org.waymark.query.view.MeetingDates;
import org.waymark.query.view.NotKnown;

/** Groups from folded rows; the dates towards each meeting by working days. */
@Component
final class FoldedGroups implements Groups {

    private final Reader reader;
    private final Views views;

    FoldedGroups(Reader reader, Views views) {
        this.reader = reader;
        this.views = views;
    }

    @Override
    public List<GroupView> all() {
        Reading reading = reader.reading();
        return reading.groups().values().stream()
                .map(group -> view(group, reading))
                .sorted(Comparator.comparing(
                                (GroupView group) -> group.details().name().toLowerCase(Locale.UK))
                        .thenComparing(GroupView::groupId))
                .toList();
    }

    @Override
    public GroupView group(String groupId) {
        Reading reading = reader.reading();
        GroupState group = reading.groups().get(groupId);
        if (group == null) {
            throw new NotKnown("group", groupId);
        }
        return view(group, reading);
    }

    private GroupView view(GroupState group, Reading reading) {
        GroupDetails details = group.details();
        Policy policy = policy(details, reading);
        List<Meeting> meetings = group.meetings().stream()
                .sorted(Comparator.comparing(GroupState.Meeting::date))
                .map(meeting -> meeting(meeting, details, policy))
                .toList();
        GroupState above = details.reportsTo() == null ? null : reading.groups().get(details.reportsTo());
        return new GroupView(
                group.groupId(),
                details,
                group.version(),
                above == null ? null : above.details().name(),
                reading.groups().values().stream()
                        .filter(other -> group.groupId().equals(other.details().reportsTo()))
                        .map(other -> new GroupView.Named(
                                other.groupId(), other.details().name()))
                        .sorted(Comparator.comparing(GroupView.Named::name))
                        .toList(),
                details.plans().stream()
                        .map(seen -> {
                            PlanFacts plan = reading.plans().get(seen.planId());
                            return new GroupView.PlanSeen(
                                    seen.planId(),
                                    plan == null
                                            ? seen.planId()
                                            : plan.details().title(),
                                    seen.sees(),
                                    seen.decides());
                        })
                        .toList(),
                meetings,
                meetings.stream()
                        .filter(m ->
                                m.state() == MeetingState.SCHEDULED && !m.date().isBefore(reading.day()))
                        .findFirst()
                        .orElse(null),
                meetings.stream()
                        .filter(m -> m.state() == MeetingState.HELD)
                        .reduce((_, later) -> later)
                        .orElse(null),
                group.reports().stream()
                        .map(report -> report(report, reading))
                        .sorted(Comparator.comparing(
                                        Report::next, Comparator.nullsLast(Comparator.<LocalDate>naturalOrder()))
                                .thenComparing(Report::title)
                                .thenComparing(Report::reportId))
                        .toList());
    }

    private Report report(GroupState.ReportDue report, Reading reading) {
        ReportDetails details = report.details();
        PlanFacts plan = reading.plans().get(details.planId());
        LocalDate next = details.next();
        return new Report(
                report.reportId(),
                details.title(),
                details.planId(),
                plan == null ? details.planId() : plan.details().title(),
                details.actionIds().stream().map(this::promise).toList(),
                details.parties().stream()
                        .map(party -> reading.name(party, false))
                        .distinct()
                        .toList(),
                details.everyMonths(),
                report.receivedOn(),
                next,
                next == null ? 0 : Math.max(0, ChronoUnit.DAYS.between(next, reading.day())));
    }

    private GroupView.Promise promise(String actionId) {
        ActionState action = views.action(actionId);
        return new GroupView.Promise(
                actionId, action == null ? actionId : action.details().displayReference());
    }

    /** The policy of the first plan that the group decides about, else that it sees, else the default. */
    private static Policy policy(GroupDetails details, Reading reading) {
        return details.plans().stream()
                .sorted(Comparator.comparing((GroupDetails.PlanView seen) -> !seen.decides()))
                .flatMap(seen -> java.util.Optional.ofNullable(reading.plans().get(seen.planId())).stream())
                .map(PlanFacts::policy)
                .findFirst()
                .orElseGet(Policy::standard);
    }

    private static Meeting meeting(GroupState.Meeting meeting, GroupDetails details, Policy policy) {
        MeetingDates dates = MeetingDates.of(meeting.date(), details.nation(), policy);
        return new Meeting(
                meeting.meetingId(),
                meeting.date(),
                MeetingState.valueOf(meeting.state().name()),
                dates.updateRequests(),
                dates.secondRequests(),
                dates.papersDeadline(),
                dates.issue(),
                meeting.packPosition(),
                meeting.packHash(),
                meeting.decisions().stream()
                        .map(d -> new GroupView.Decision(d.kind(), d.text().text(), d.actionIds()))
                        .toList());
    }
}
