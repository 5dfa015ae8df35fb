package org.waymark.query.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.query.escalation.EscalationView;
import org.waymark.query.group.GroupView;
import org.waymark.query.group.Groups;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.plan.Plans;

/** Says to which meeting an escalation goes. */
@Component
final class EscalationMeetings {

    /**
     * A meeting, and where it is shown.
     *
     * @param meeting its day and group, in words
     */
    public record Goes(String meeting, String href) {}

    private final Groups groups;
    private final Plans plans;
    private final Texts texts;

    EscalationMeetings(Groups groups, Plans plans, Texts texts) {
        this.groups = groups;
        this.plans = plans;
        this.texts = texts;
    }

    /** All meetings as they stand now: for one page, on which each is asked for many times. */
    Meetings asTheyStand() {
        return new Meetings();
    }

    /** The same for a page that has counted the plans already. */
    Meetings asTheyStand(List<PlanSummary> counted) {
        Meetings meetings = new Meetings();
        counted.forEach(
                plan -> meetings.nextOfPlan.put(plan.planId(), Optional.ofNullable(meetings.next(plan.nextMeeting()))));
        return meetings;
    }

    /** Meetings of all groups, and the next of each plan. */
    final class Meetings {

        private final Map<String, Goes> byId = new HashMap<>();
        private final Map<String, Optional<Goes>> nextOfPlan = new HashMap<>();

        private Meetings() {
            for (GroupView group : groups.all()) {
                for (GroupView.Meeting meeting : group.meetings()) {
                    byId.put(
                            meeting.meetingId(),
                            goes(meeting.date(), group.details().name(), group.groupId(), meeting.meetingId()));
                }
            }
        }

        private Goes goes(LocalDate day, String group, String groupId, String meetingId) {
            return new Goes(
                    texts.get("escalations.meeting", Dates.weekday(day), group),
                    "/groups/" + groupId + "/meetings/" + meetingId);
        }

        /** The meeting that the reason comes from, else the plan's next; null where it is resolved or none is known. */
        @Nullable
        Goes of(EscalationView escalation) {
            if (!escalation.open()) {
                return null;
            }
            String own = escalation.meetingId();
            Goes known = own == null ? null : byId.get(own);
            return known != null ? known : next(escalation.action().planId());
        }

        private @Nullable Goes next(String planId) {
            return nextOfPlan
                    .computeIfAbsent(
                            planId,
                            id -> Optional.ofNullable(next(plans.summary(id).nextMeeting())))
                    .orElse(null);
        }

        private @Nullable Goes next(PlanSummary.@Nullable NextMeeting next) {
            return next == null ? null : goes(next.date(), next.groupName(), next.groupId(), next.meetingId());
        }
    }
}
