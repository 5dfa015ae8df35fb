package org.waymark.notifier.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.waymark.contract.group.GroupDetails;
import org.waymark.notifier.agenda.ActionRow;

/**
 * What the chair of a group should look at before a meeting, of one plan: only what the group sees of it.
 *
 * @param decisions open actions whose lead asked for something that waits for an answer; empty where the group does not
 *     decide about the plan
 * @param cases open actions with a concern that has reached the chair, by the names of those who lead; under an empty name
 *     those that nobody leads
 * @param silent open actions about which nothing was said since the group met last; empty where it asks nobody
 */
public record ChairsNote(List<ActionRow> decisions, Map<String, List<ActionRow>> cases, List<ActionRow> silent) {

    static ChairsNote of(PlanDay plan, MeetingDates meeting) {
        GroupDetails.PlanView view = plan.viewOf(meeting.group());
        List<ActionRow> decisions = new ArrayList<>();
        Map<String, List<ActionRow>> cases = new TreeMap<>();
        List<ActionRow> silent = new ArrayList<>();
        if (view.sees() == GroupDetails.Sees.MILESTONES) {
            return new ChairsNote(decisions, cases, silent);
        }
        for (ActionRow row : plan.actions()) {
            if (!row.status().open()) {
                continue;
            }
            if (view.decides() && !row.proposals().isEmpty()) {
                decisions.add(row);
            }
            if (row.open().stream()
                    .mapToInt(open -> open.escalation().level())
                    .anyMatch(level -> plan.reachesTheChair(level) && plan.sees(meeting.group(), level))) {
                cases.computeIfAbsent(plan.leadNames(row.leads()), _ -> new ArrayList<>())
                        .add(row);
            }
            ActionDay action = new ActionDay(plan, row);
            if (view.sees() != GroupDetails.Sees.LEVEL_3
                    && action.leadIsChased()
                    && action.askedFor(meeting)
                    && action.silentFor(meeting)) {
                silent.add(row);
            }
        }
        return new ChairsNote(decisions, cases, silent);
    }

    /** The note for this meeting. */
    public static ChairsNote of(PlanDay plan, String meetingId) {
        return plan.allMeetings().stream()
                .filter(meeting -> meeting.meetingId().equals(meetingId))
                .findFirst()
                .map(meeting -> of(plan, meeting))
                .orElseThrow();
    }

    /** Cases of all leads. */
    public int caseCount() {
        return cases.values().stream().mapToInt(List::size).sum();
    }

    /** Those with most cases first, then by name. */
    public List<String> leads() {
        return cases.keySet().stream()
                .sorted(Comparator.comparing((String lead) ->
                                -cases.getOrDefault(lead, List.of()).size())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    boolean nothing() {
        return decisions.isEmpty() && cases.isEmpty() && silent.isEmpty();
    }
}
