package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.waymark.contract.plan.PlanState;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.agenda.Agenda;
import org.waymark.notifier.agenda.PersonRow;
import org.waymark.notifier.agenda.PlanRow;
import org.waymark.notifier.directory.Contact;

/**
 * The daily check's judgement: what is due, as a pure function. Asked again after its answer was carried out and put on
 * record, it answers "nothing".
 */
public final class Sweep {

    /** By rule; within a rule in the order of plan and action. */
    private static final Comparator<DueItem> ORDER = Comparator.comparing(DueItem::rule)
            .thenComparing(DueItem::planId)
            .thenComparing(item -> item.actionId() == null ? "" : item.actionId())
            .thenComparing(DueItem::occurrence);

    private Sweep() {}

    /** What is due now, in a fixed order. Nothing before a plan's hour, on a day without mail, or about a draft. */
    public static Due sweep(Situation situation) {
        return sweep(situation, Outlook.EVERYTHING);
    }

    /** The same, looking only at what is near. */
    public static Due sweep(Situation situation, Outlook outlook) {
        LocalTime time = situation.now().toLocalTime();
        List<Due.Resolve> resolve = new ArrayList<>();
        List<Due.Raise> raise = new ArrayList<>();
        Collection<PlanDay> adopted = planDays(situation, outlook).values();
        List<PlanDay> plans = withMailDay(adopted);
        Map<String, LocalTime> hours = new HashMap<>();
        for (PlanDay plan : plans) {
            hours.put(plan.plan().planId(), plan.policy().sendAt());
            if (time.isBefore(plan.policy().sendAt())) {
                continue;
            }
            for (ActionRow row : plan.near()) {
                if (!row.status().open()) {
                    resolve.addAll(Ladder.resolveAll(row));
                    continue;
                }
                ActionDay action = new ActionDay(plan, row);
                resolve.addAll(Ladder.resolve(action));
                Due.Raise rung = Ladder.raise(action);
                if (rung != null) {
                    raise.add(rung);
                }
            }
        }
        resolve.addAll(ofPlansNotAdopted(situation.agenda()));
        Map<String, List<DueItem>> byPerson = owed(plans, situation.onTheirWay());
        for (DueItem item : Ahead.of(situation, adopted, byPerson)) {
            byPerson.computeIfAbsent(item.contactId(), _ -> new ArrayList<>()).add(item);
        }
        List<DueDigest> digests = new ArrayList<>();
        byPerson.forEach((contactId, items) -> {
            boolean everyHourHasCome =
                    items.stream().noneMatch(item -> time.isBefore(hours.getOrDefault(item.planId(), LocalTime.MAX)));
            if (!items.isEmpty() && everyHourHasCome && mayHear(situation, contactId)) {
                digests.add(
                        new DueDigest(contactId, items.stream().sorted(ORDER).toList()));
            }
        });
        return new Due(resolve, raise, digests);
    }

    /**
     * What ends without anybody being told: with a plan whatever is open in it, and in a draft into which actions were carried over
     * what is open about those that were closed. What goes on in another plan keeps its concern.
     */
    private static List<Due.Resolve> ofPlansNotAdopted(Agenda agenda) {
        List<Due.Resolve> resolve = new ArrayList<>();
        for (PlanRow plan : agenda.plans()) {
            if (plan.state() != PlanState.ADOPTED) {
                agenda.actionsOf(plan.planId()).stream()
                        .filter(row -> plan.state() == PlanState.CLOSED
                                || !row.status().open())
                        .forEach(row -> resolve.addAll(Ladder.resolveAll(row)));
            }
        }
        return resolve;
    }

    /**
     * What each person is owed on the day of these plans, by contact id, whatever the hour.
     *
     * @param onTheirWay as in {@link Situation}
     */
    static Map<String, List<DueItem>> owed(List<PlanDay> plans, Set<String> onTheirWay) {
        Map<String, List<DueItem>> byPerson = new TreeMap<>();
        for (PlanDay plan : plans) {
            if (!plan.policy().mail()) {
                continue;
            }
            Owed owed = new Owed(onTheirWay);
            for (ActionRow row : plan.near()) {
                if (row.status().open()) {
                    ActionDay action = new ActionDay(plan, row);
                    Rule.ALL.values().forEach(rule -> rule.action(action, owed));
                }
            }
            Rule.ALL.values().forEach(rule -> rule.plan(plan, owed));
            for (DueItem item : owed.items()) {
                byPerson.computeIfAbsent(item.contactId(), _ -> new ArrayList<>())
                        .add(item);
            }
        }
        for (DueItem item : RequestWeek.gathered(plans, byPerson, onTheirWay)) {
            byPerson.computeIfAbsent(item.contactId(), _ -> new ArrayList<>()).add(item);
        }
        RequestWeek.spare(plans, byPerson);
        return byPerson;
    }

    /** Of these plans, those that may send mail on this day. */
    static List<PlanDay> withMailDay(Collection<PlanDay> plans) {
        return plans.stream().filter(PlanDay::isMailDay).toList();
    }

    /** Every adopted plan as it stands on the day, by id. */
    public static Map<String, PlanDay> planDays(Situation situation) {
        return planDays(situation, Outlook.EVERYTHING);
    }

    private static Map<String, PlanDay> planDays(Situation situation, Outlook outlook) {
        Agenda agenda = situation.agenda();
        LocalDate today = situation.now().toLocalDate();
        Map<String, PlanDay> plans = new TreeMap<>();
        for (PlanRow plan : agenda.plans()) {
            LocalDate adoptedOn = plan.adoptedOn();
            if (plan.state() == PlanState.ADOPTED && adoptedOn != null) {
                plans.put(
                        plan.planId(),
                        new PlanDay(
                                agenda,
                                plan,
                                adoptedOn,
                                agenda.actionsOf(plan.planId()),
                                situation.takenOn().get(plan.planId()),
                                situation.contacts(),
                                outlook,
                                today));
            }
        }
        return plans;
    }

    /** One mail per person and day, and none to an address that refused for good. */
    private static boolean mayHear(Situation situation, String contactId) {
        if (situation.writtenToday().contains(contactId)) {
            return false;
        }
        Contact contact = situation.contacts().reachable(contactId);
        PersonRow person = situation.agenda().person(contactId);
        return contact != null
                && (person == null
                        || person.lastMailOn().isBefore(situation.now().toLocalDate()));
    }
}
