package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.MailRule;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.agenda.Told;

/**
 * One update request per lead and week, whatever groups meet. What other meetings would ask of the same person within the
 * week is asked together with the first of them; where a meeting was entered too late for that, its first request is left
 * out and the second one asks.
 */
final class RequestWeek {

    private static final int DAYS = 7;

    private RequestWeek() {}

    /** What is asked today already because its own day is within the week of a request that goes out today. */
    static List<DueItem> gathered(List<PlanDay> plans, Map<String, List<DueItem>> byPerson, Set<String> onTheirWay) {
        Set<String> asked = new HashSet<>();
        Set<String> actionsAsked = new HashSet<>();
        byPerson.forEach((contactId, items) -> items.stream()
                .filter(item -> item.rule() == MailRule.UPDATE_REQUEST)
                .forEach(item -> {
                    asked.add(contactId);
                    actionsAsked.add(String.valueOf(item.actionId()));
                }));
        if (asked.isEmpty()) {
            return List.of();
        }
        List<DueItem> gathered = new ArrayList<>();
        for (PlanDay plan : plans) {
            if (!plan.policy().mail()
                    || plan.meetingDates().stream().noneMatch(meeting -> isNear(meeting, plan.today()))) {
                continue;
            }
            Owed owed = new Owed(onTheirWay);
            for (ActionRow row : plan.actions()) {
                if (row.status().open() && !actionsAsked.contains(row.actionId())) {
                    ActionDay action = new ActionDay(plan, row);
                    MeetingDates meeting = near(action);
                    if (meeting != null) {
                        owed.toLeads(action, MailRule.UPDATE_REQUEST, meeting.occurrence(), plan.today());
                    }
                }
            }
            owed.items().stream()
                    .filter(item -> asked.contains(item.contactId()))
                    .forEach(gathered::add);
        }
        return gathered;
    }

    /** Takes out the first requests to people who were asked within the week because of another meeting. */
    static void spare(List<PlanDay> plans, Map<String, List<DueItem>> byPerson) {
        boolean any = byPerson.values().stream()
                .flatMap(List::stream)
                .anyMatch(item -> item.rule() == MailRule.UPDATE_REQUEST);
        if (!any) {
            return;
        }
        Map<String, Set<String>> meetings = meetingsAskedForWithinTheWeek(plans);
        byPerson.forEach((contactId, items) -> {
            Set<String> told = meetings.getOrDefault(contactId, Set.of());
            if (!told.isEmpty()) {
                items.removeIf(item -> item.rule() == MailRule.UPDATE_REQUEST && !told.contains(item.occurrence()));
            }
        });
    }

    private static Map<String, Set<String>> meetingsAskedForWithinTheWeek(List<PlanDay> plans) {
        Map<String, Set<String>> meetings = new HashMap<>();
        for (PlanDay plan : plans) {
            LocalDate weekAgo = plan.today().minusDays(DAYS - 1);
            for (ActionRow row : plan.near()) {
                row.told().forEach((key, day) -> {
                    if (!day.isBefore(weekAgo) && day.isBefore(plan.today()) && Told.by(MailRule.UPDATE_REQUEST, key)) {
                        meetings.computeIfAbsent(Told.contactOf(key), _ -> new HashSet<>())
                                .add(Told.occurrenceOf(key));
                    }
                });
            }
        }
        return meetings;
    }

    private static boolean isNear(MeetingDates meeting, LocalDate today) {
        return meeting.scheduled()
                && today.isBefore(meeting.request())
                && meeting.request().isBefore(today.plusDays(DAYS));
    }

    /** The meeting for which this action is to be asked about within the week, or null. */
    private static @Nullable MeetingDates near(ActionDay action) {
        if (!action.leadIsChased()) {
            return null;
        }
        LocalDate today = action.today();
        for (MeetingDates meeting : action.plan().meetingDates()) {
            if (isNear(meeting, today)
                    && today.isAfter(action.countsFrom())
                    && action.silentFor(meeting)
                    && !action.askedForAnotherSince(today.minusDays(DAYS - 1), meeting)) {
                return meeting;
            }
        }
        return null;
    }
}
