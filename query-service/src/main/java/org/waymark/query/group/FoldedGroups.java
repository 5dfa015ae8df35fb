package org.waymark.query.group;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.plan.Policy;
import org.waymark.query.fold.GroupState;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.group.GroupView.Meeting;
import org.waymark.query.group.GroupView.MeetingState;
import org.waymark.query.reading.Reader;
import org.waymark.query.reading.Reading;
import org.waymark.query.view.MeetingDates;
import org.waymark.query.view.NotKnown;

/** Groups from folded rows; the dates towards each meeting by working days. */
@Component
final class FoldedGroups implements Groups {

    private final Reader reader;

    FoldedGroups(Reader reader) {
        this.reader = reader;
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

    private static GroupView view(GroupState group, Reading reading) {
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
                        .orElse(null));
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
