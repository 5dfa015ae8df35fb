package org.waymark.notifier.sweep;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.Event;
import org.waymark.contract.mail.MailRule;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.agenda.Agenda;
import org.waymark.notifier.agenda.AgendaFold;
import org.waymark.notifier.agenda.Row;
import org.waymark.notifier.directory.Contact;

/**
 * The digest on one weekday. On their day people get at once whatever would come day by day until the next one, if nobody
 * did anything; so mail only ever comes earlier. What could not be known on that day, or was not true yet, comes on its own:
 * nobody is told that a date is over before it is.
 */
final class Ahead {

    /** Rules that hang on dates alone. All others tell what has happened, or how things stand on their day. */
    private static final Set<MailRule> FORESEEN = EnumSet.of(
            MailRule.REMINDER_BEFORE,
            MailRule.REMINDER_AFTER,
            MailRule.WEEKLY_CHASE,
            MailRule.UPDATE_REQUEST,
            MailRule.SECOND_UPDATE_REQUEST,
            MailRule.PROPOSAL_WAITING,
            MailRule.MILESTONE_BEFORE,
            MailRule.MILESTONE_AFTER,
            MailRule.REPORT_BEFORE,
            MailRule.REPORT_AFTER);

    private final Situation situation;
    private final LocalDate today;

    /** By contact id, those who want their mail on one weekday and are there today. */
    private final Map<String, DayOfWeek> readers = new HashMap<>();

    /** By plan id and weekday, the last day whose mail goes out today. */
    private final Map<String, Map<DayOfWeek, LocalDate>> until = new HashMap<>();

    private final Map<String, Row> rows = new HashMap<>();
    private long position;

    private Ahead(Situation situation, Collection<PlanDay> adopted) {
        this.situation = situation;
        this.today = situation.now().toLocalDate();
        for (Contact contact : situation.contacts().all()) {
            DayOfWeek weekday = contact.digestDay();
            if (weekday != null && contact.reachable() && !contact.awayOn(today)) {
                readers.put(contact.contactId(), weekday);
            }
        }
        for (PlanDay plan : Sweep.withMailDay(adopted)) {
            for (DayOfWeek weekday : new HashSet<>(readers.values())) {
                LocalDate last = plan.digestUntil(weekday);
                if (last != null) {
                    until.computeIfAbsent(plan.plan().planId(), _ -> new HashMap<>())
                            .put(weekday, last);
                }
            }
        }
    }

    /**
     * Lines that go out today because their readers want them today.
     *
     * @param adopted plans that are adopted
     * @param due what is owed today by contact id
     */
    static List<DueItem> of(Situation situation, Collection<PlanDay> adopted, Map<String, List<DueItem>> due) {
        Ahead ahead = new Ahead(situation, adopted);
        return ahead.until.isEmpty() ? List.of() : ahead.items(adopted, due);
    }

    private List<DueItem> items(Collection<PlanDay> adopted, Map<String, List<DueItem>> dueToday) {
        Agenda agenda = situation.agenda();
        LocalDate last = until.values().stream()
                .flatMap(days -> days.values().stream())
                .max(LocalDate::compareTo)
                .orElse(today);
        // Without a plan no action is left
        agenda.only(Set.of()).rows().forEach(this::take);
        for (PlanDay plan : adopted) {
            take(plan.plan());
            plan.near(last).stream()
                    .filter(action -> mayConcernReaders(action, agenda))
                    .forEach(this::take);
        }
        sent(dueToday, today);
        Map<String, DueItem> ahead = new TreeMap<>();
        for (LocalDate day = today.plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            Situation then = new Situation(
                    Agenda.of(rows.values()),
                    situation.takenOn(),
                    situation.contacts(),
                    situation.onTheirWay(),
                    Set.of(),
                    day.atTime(LocalTime.MAX));
            Map<String, List<DueItem>> due =
                    Sweep.owed(Sweep.withMailDay(Sweep.planDays(then).values()), then.onTheirWay());
            for (List<DueItem> items : due.values()) {
                for (DueItem item : items) {
                    if (goesToday(item, day)) {
                        ahead.putIfAbsent(item.key(), item);
                    }
                }
            }
            sent(due, day);
        }
        return List.copyOf(ahead.values());
    }

    private void take(Row row) {
        position = Math.max(position, row.position());
        rows.put(row.key(), row);
    }

    /** Readers hear by dates of actions that they lead, and of proposals. */
    private boolean mayConcernReaders(ActionRow action, Agenda agenda) {
        return !action.proposals().isEmpty()
                || action.leads().parties().stream()
                        .map(agenda::standingFor)
                        .flatMap(party -> situation.contacts().leadContacts(party).stream())
                        .anyMatch(contact -> readers.containsKey(contact.contactId()));
    }

    private void sent(Map<String, List<DueItem>> due, LocalDate day) {
        due.forEach((contactId, items) -> {
            if (!items.isEmpty()) {
                happen(new DueDigest(contactId, items).asIfSent(day), day);
            }
        });
    }

    private void happen(Event event, LocalDate day) {
        position++;
        AgendaFold.fold(
                rows,
                event,
                position,
                day.atTime(LocalTime.NOON).atZone(AgendaFold.ZONE).toInstant());
    }

    private boolean goesToday(DueItem item, LocalDate day) {
        DayOfWeek weekday = readers.get(item.contactId());
        LocalDate last = weekday == null
                ? null
                : until.getOrDefault(item.planId(), Map.of()).get(weekday);
        return last != null
                && !day.isAfter(last)
                && FORESEEN.contains(item.rule())
                // Who stands in for somebody gets nothing before the first day of it
                && item.insteadOf() == null
                && isTrueToday(item);
    }

    private boolean isTrueToday(DueItem item) {
        LocalDate over = switch (item.rule()) {
            case REMINDER_AFTER, WEEKLY_CHASE -> targetOf(item);
            case MILESTONE_AFTER, REPORT_AFTER -> StepDate.of(item.occurrence()).target();
            default -> null;
        };
        return over == null || over.isBefore(today);
    }

    private @Nullable LocalDate targetOf(DueItem item) {
        return item.actionId() != null && rows.get(ActionRow.key(item.actionId())) instanceof ActionRow action
                ? action.timescale().target()
                : null;
    }
}
