package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Rating;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.agenda.AtAdoption;
import org.waymark.notifier.agenda.Told;
import org.waymark.notifier.directory.Contact;

/**
 * Keeps, plan by plan, the first day on which anything can come due about each action, from one sweep to the next, so that a
 * day on which little is near costs little. What changed since the last look is looked at anew: an action by itself, all of a
 * plan where its policy or adoption changed, or the people of a party that took actions over. Around a meeting all actions of
 * the plan are near; whoever leads without anybody to write to has all of theirs near. Safe to use from any thread.
 */
public final class NearActions implements Outlook {

    private static final int DAYS_OF_WEEK = 7;

    /** Where as many are near, all are as quick to look at. */
    private static final int MOST = 4;

    private final Map<String, Index> now = new HashMap<>();
    private final Map<String, Index> atAdoption = new HashMap<>();

    @Override
    public synchronized List<ActionRow> near(PlanDay plan, LocalDate until) {
        Index index = now.computeIfAbsent(plan.plan().planId(), _ -> new Index());
        index.follow(plan, plan.actions());
        // What comes later in the week may be asked together with what comes by then
        LocalDate asking = until.isAfter(plan.today()) ? until.plusDays(DAYS_OF_WEEK) : until;
        return meetingIsNear(plan, asking) ? plan.actions() : index.near(plan, until);
    }

    @Override
    public synchronized List<ActionRow> nearAtAdoption(PlanDay plan, AtAdoption takenOn) {
        Index index = atAdoption.computeIfAbsent(plan.plan().planId(), _ -> new Index());
        index.follow(plan, takenOn.actions());
        return index.near(plan, plan.today());
    }

    /** From the first request for updates to the meeting itself it hangs on what was said which actions are concerned. */
    private static boolean meetingIsNear(PlanDay plan, LocalDate until) {
        return plan.meetingDates().stream().anyMatch(meeting -> {
            LocalDate first = earlier(earlier(meeting.request(), meeting.secondRequest()), meeting.papers());
            LocalDate last = ActionDay.later(meeting.papers(), meeting.date());
            return !first.isAfter(until) && !last.isBefore(plan.today());
        });
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * What is known of an action.
     *
     * @param from first day on which anything can come due; null for never, as it stands
     * @param asked last day on which anybody was asked for an update about it, or null
     */
    private record Known(
            ActionRow row,
            @Nullable LocalDate from,
            @Nullable LocalDate asked) {}

    /** What the days of all actions of a plan hang on. */
    private record Terms(LocalDate adoptedOn, Policy policy, Nation nation) {}

    /** The actions of one plan. */
    private static final class Index {

        private @Nullable Terms terms;
        private List<ActionRow> rows = List.of();
        private final Map<String, Known> known = new HashMap<>();
        private final NavigableMap<LocalDate, Set<String>> byFirstDay = new TreeMap<>();
        private final NavigableMap<LocalDate, Set<String>> byLastAsked = new TreeMap<>();

        /** Open actions by each of their leads. */
        private final Map<String, Set<String>> byLead = new HashMap<>();

        /** By party that took actions over, the contacts who were looked at. */
        private final Map<String, List<String>> handedTo = new HashMap<>();

        /** Takes up what changed. */
        void follow(PlanDay plan, List<ActionRow> actions) {
            Terms today = new Terms(plan.adoptedOn(), plan.policy(), plan.plan().nation());
            boolean otherPeople = handedTo.entrySet().stream()
                    .anyMatch(party -> !contactsOf(plan, party.getKey()).equals(party.getValue()));
            if (otherPeople || !today.equals(terms)) {
                rows.forEach(this::forget);
                handedTo.clear();
                rows = List.of();
                terms = today;
            }
            if (actions.equals(rows)) {
                return;
            }
            int old = 0;
            for (ActionRow row : actions) {
                if (old < rows.size() && rows.get(old).equals(row)) {
                    old++;
                    continue;
                }
                while (old < rows.size() && rows.get(old).actionId().compareTo(row.actionId()) < 0) {
                    forget(rows.get(old++));
                }
                if (old < rows.size() && rows.get(old).actionId().equals(row.actionId())) {
                    forget(rows.get(old++));
                }
                learn(plan, row);
            }
            rows.subList(old, rows.size()).forEach(this::forget);
            rows = actions;
        }

        private void learn(PlanDay plan, ActionRow row) {
            LocalDate from = firstDay(plan, row);
            LocalDate asked = row.told().entrySet().stream()
                    .filter(told -> Told.by(MailRule.UPDATE_REQUEST, told.getKey()))
                    .map(Map.Entry::getValue)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
            known.put(row.actionId(), new Known(row, from, asked));
            if (from != null) {
                add(byFirstDay, from, row.actionId());
            }
            if (asked != null) {
                add(byLastAsked, asked, row.actionId());
            }
            if (row.status().open()) {
                row.leads().parties().forEach(party -> add(byLead, party, row.actionId()));
            }
        }

        private void forget(ActionRow row) {
            Known before = known.remove(row.actionId());
            if (before == null) {
                return;
            }
            if (before.from() != null) {
                remove(byFirstDay, before.from(), row.actionId());
            }
            if (before.asked() != null) {
                remove(byLastAsked, before.asked(), row.actionId());
            }
            row.leads().parties().forEach(party -> remove(byLead, party, row.actionId()));
        }

        private static <K> void add(Map<K, Set<String>> index, K key, String actionId) {
            index.computeIfAbsent(key, _ -> new HashSet<>()).add(actionId);
        }

        private static <K> void remove(Map<K, Set<String>> index, K key, String actionId) {
            index.computeIfPresent(key, (_, actionIds) -> {
                actionIds.remove(actionId);
                return actionIds.isEmpty() ? null : actionIds;
            });
        }

        /** Leaves aside what meetings ask of all actions. */
        List<ActionRow> near(PlanDay plan, LocalDate until) {
            Set<String> near = new HashSet<>();
            byFirstDay.headMap(until, true).values().forEach(near::addAll);
            byLastAsked
                    .tailMap(plan.today().minusDays(DAYS_OF_WEEK), true)
                    .values()
                    .forEach(near::addAll);
            byLead.forEach((party, actionIds) -> {
                if (cannotBeWrittenTo(plan, party)) {
                    near.addAll(actionIds);
                }
            });
            if (near.size() > rows.size() / MOST) {
                return rows;
            }
            return near.stream()
                    .sorted()
                    .map(known::get)
                    .filter(Objects::nonNull)
                    .map(Known::row)
                    .toList();
        }

        /** Whether some of a party's mail may find nobody today. */
        private static boolean cannotBeWrittenTo(PlanDay plan, String party) {
            List<Contact> contacts = plan.contactsOf(party);
            return contacts.stream().allMatch(contact -> contact.awayOn(plan.today()))
                    || contacts.stream().anyMatch(Contact::undeliverable);
        }

        private @Nullable LocalDate firstDay(PlanDay plan, ActionRow row) {
            if (!row.open().isEmpty()) {
                return LocalDate.MIN;
            }
            if (!row.status().open()) {
                return null;
            }
            ActionDay action = new ActionDay(plan, row);
            if (!row.proposals().isEmpty()
                    || row.rating() == Rating.RED
                    || row.leads().parties().isEmpty()
                    || Gap.of(row.timescale()) != null
                    || Ladder.slippedTooOften(action)
                    || !handoversAreTold(action)) {
                return LocalDate.MIN;
            }
            Dated own = action.dated();
            return Stream.concat(Stream.ofNullable(own), action.milestones().values().stream())
                    .map(date -> firstDay(plan, date))
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }

        /** The day of the first reminder of a date, or on which the ladder looks at it, whichever comes first. */
        private static @Nullable LocalDate firstDay(PlanDay plan, Dated date) {
            LocalDate target = date.target();
            if (!target.isAfter(plan.adoptedOn())) {
                // It may stand in the take-on report; but where things go on after it, nobody hears of it any more
                return date.missable() ? LocalDate.MIN : null;
            }
            int before = plan.policy().remindDaysBefore().stream()
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(0);
            LocalDate ladder =
                    target.minusDays(Math.max(0, plan.policy().ladder().level1DaysBefore()));
            return earlier(ladder, plan.mailDayBefore(target.minusDays(before)));
        }

        /** Whether everybody who could be told of a handover was, whoever stands in for them later. */
        private boolean handoversAreTold(ActionDay action) {
            return Handover.of(action).entrySet().stream().allMatch(handover -> {
                List<String> contacts = contactsOf(action.plan(), handover.getKey());
                handedTo.put(handover.getKey(), contacts);
                String occurrence = Handover.occurrence(handover.getKey(), handover.getValue());
                return contacts.stream()
                        .allMatch(contact -> action.row()
                                .told()
                                .containsKey(new Told(MailRule.HANDOVER, occurrence, contact).key()));
            });
        }

        private static List<String> contactsOf(PlanDay plan, String party) {
            return plan.contactsOf(party).stream().map(Contact::contactId).toList();
        }
    }
}
