package org.waymark.query.plan;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.GroupState;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.reading.Reading;
import org.waymark.query.view.MeetingDates;

/** Puts a plan into numbers. */
@Component
public final class PlanSummaries {

    PlanSummaries() {}

    /** The plan with these actions, on the day of the reading. */
    public PlanSummary summary(PlanFacts plan, Collection<ActionState> actions, Reading reading) {
        String planId = plan.planId();
        Set<String> served = new HashSet<>();
        actions.forEach(action -> {
            if (action.details().objectiveId() != null) {
                served.add(action.details().objectiveId());
            }
        });
        int pointers = 0;
        int statements = 0;
        for (PlanOutline.Theme theme : plan.outline().themes()) {
            pointers += theme.pointers().size();
            theme.pointers().forEach(pointer -> {
                if (pointer.objectiveId() != null) {
                    served.add(pointer.objectiveId());
                }
            });
            statements += (int) theme.objectives().stream()
                    .filter(objective -> !served.contains(objective.objectiveId()))
                    .count();
        }
        LocalDate lastMeeting = reading.lastMeeting(planId);
        int silent = (int) actions.stream()
                .filter(action -> reading.isSilentSince(action, lastMeeting))
                .count();
        return new PlanSummary(
                planId,
                plan.details().title(),
                plan.details().owner(),
                plan.details().nation(),
                plan.state(),
                plan.details().from(),
                plan.details().until(),
                plan.details().strategy(),
                plan.adoptedOn(),
                plan.published(),
                actions.size() + pointers + statements,
                plan.outline().themes().size(),
                statements,
                pointers,
                reading.count(actions),
                overseers(planId, reading),
                nextMeeting(plan, reading),
                lastMeeting,
                silent);
    }

    private static List<PlanSummary.Overseer> overseers(String planId, Reading reading) {
        return reading.overseers(planId).stream()
                .map(group -> new PlanSummary.Overseer(
                        group.groupId(),
                        group.details().name(),
                        Reading.sees(group, planId).orElseThrow().decides()))
                .toList();
    }

    private static PlanSummary.@Nullable NextMeeting nextMeeting(PlanFacts plan, Reading reading) {
        record Coming(GroupState group, GroupState.Meeting meeting) {}
        return reading.meetingGroups(plan.planId()).stream()
                .flatMap(group -> group.meetings().stream()
                        .filter(meeting -> meeting.state() == GroupState.MeetingState.SCHEDULED
                                && !meeting.date().isBefore(reading.day()))
                        .map(meeting -> new Coming(group, meeting)))
                .min(Comparator.comparing((Coming coming) -> coming.meeting().date()))
                .map(coming -> {
                    MeetingDates dates = MeetingDates.of(
                            coming.meeting().date(), plan.details().nation(), plan.policy());
                    return new PlanSummary.NextMeeting(
                            coming.group().groupId(),
                            coming.group().details().name(),
                            coming.meeting().meetingId(),
                            coming.meeting().date(),
                            dates.updateRequests(),
                            dates.secondRequests(),
                            dates.papersDeadline(),
                            dates.issue());
                })
                .orElse(null);
    }
}
