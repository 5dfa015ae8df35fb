package org.waymark.query.web.change;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.WorkingDays;
import org.waymark.query.group.GroupView;
import org.waymark.query.people.People;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.plan.PlanView;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.Gap;
import org.waymark.query.view.PartyName;
import org.waymark.query.web.Dates;
import org.waymark.query.web.Texts;

/** What follows where a plan is adopted today: who reports on it, and whom the first mails go to. */
@Component
final class AdoptionOutlook {

    /** Days of first mails that are told: further on, what people do in the meantime counts for more. */
    private static final int FIRST_DAYS = 3;

    private final People people;
    private final Texts texts;

    AdoptionOutlook(People people, Texts texts) {
        this.people = people;
        this.texts = texts;
    }

    /**
     * In sentences, what begins first, first.
     *
     * @param groups those that the plan answers to, the deciding ones first
     */
    List<String> follows(PlanView plan, List<ActionRow> rows, List<GroupView> groups, LocalDate today) {
        List<String> follows = new ArrayList<>();
        follows.add(texts.get("adopt.follows.counts", Dates.weekday(today)));
        follows.add(takeOn(plan.summary(), groups));
        if (!plan.policy().mail()) {
            follows.add(texts.get("adopt.follows.mail-off"));
            return follows;
        }
        Map<LocalDate, TreeSet<String>> first = reminders(plan, rows, today);
        first.entrySet().stream()
                .limit(FIRST_DAYS)
                .forEach(day -> follows.add(texts.get(
                        "adopt.follows.reminded", Dates.weekday(day.getKey()), String.join("; ", day.getValue()))));
        PlanSummary.NextMeeting meeting = plan.summary().nextMeeting();
        if (meeting != null && meeting.updateRequests().isAfter(today)) {
            follows.add(texts.get(
                    "adopt.follows.asked", Dates.weekday(meeting.updateRequests()), Dates.weekday(meeting.date())));
        } else if (first.isEmpty()) {
            follows.add(texts.get("adopt.follows.nobody"));
        }
        return follows;
    }

    private String takeOn(PlanSummary plan, List<GroupView> groups) {
        boolean nothing = plan.counts().late() == 0
                && plan.counts().actionsWithGap() == plan.counts().gap(Gap.CONDITIONAL);
        if (nothing) {
            return texts.get("adopt.follows.no-report");
        }
        String officer = firstOf(groups, Part.OFFICER);
        return officer == null ? texts.get("adopt.follows.report.nobody") : texts.get("adopt.follows.report", officer);
    }

    /** Who has a part in a group. */
    enum Part {
        CHAIR,
        OFFICER
    }

    /** Name of whoever has this part in the first group that has somebody, or null. */
    @Nullable
    String firstOf(List<GroupView> groups, Part part) {
        return groups.stream()
                .map(group -> part == Part.CHAIR
                        ? group.details().chair()
                        : group.details().officer())
                .filter(java.util.Objects::nonNull)
                .map(contactId -> {
                    String name = people.nameOf(contactId);
                    return name == null ? contactId : name;
                })
                .findFirst()
                .orElse(null);
    }

    /** Parties that are reminded, by the day on which the mail goes out; each on its first day only. */
    private static Map<LocalDate, TreeSet<String>> reminders(PlanView plan, List<ActionRow> rows, LocalDate today) {
        Policy policy = plan.policy();
        WorkingDays days = policy.mailDays(plan.summary().nation());
        Map<String, LocalDate> firstOfParty = new TreeMap<>();
        for (ActionRow row : rows) {
            LocalDate day = firstReminder(row, policy, days, today);
            if (day != null) {
                for (PartyName lead : row.leads()) {
                    firstOfParty.merge(lead.name(), day, (a, b) -> a.isBefore(b) ? a : b);
                }
            }
        }
        return firstOfParty.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toCollection(TreeSet::new))));
    }

    private static @Nullable LocalDate firstReminder(ActionRow row, Policy policy, WorkingDays days, LocalDate today) {
        LocalDate target = row.when().target();
        if (!row.status().open() || target == null || row.gaps().contains(Gap.NOBODY_TO_WRITE_TO)) {
            return null;
        }
        if (target.isBefore(today)) {
            // Lateness counts from adoption: as if the date were today
            return policy.remindDayAfter() ? days.nextOrSame(today.plusDays(1)) : null;
        }
        return policy.remindDaysBefore().stream()
                .map(before -> days.previousOrSame(target.minusDays(before)))
                .filter(day -> day.isAfter(today))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
