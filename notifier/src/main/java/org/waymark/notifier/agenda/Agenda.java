package org.waymark.notifier.agenda;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.group.GroupDetails;

/**
 * Everything the daily check knows, at one position of the log. Immutable; iterates in the order of ids, actions plan by
 * plan. What did not change is shared with the agenda that it was made from, so that a change costs what its plan is large,
 * not what all are.
 */
public final class Agenda {

    private static final Agenda EMPTY =
            new Agenda(new TreeMap<>(), Map.of(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    /** By plan, in the order of ids. */
    private final TreeMap<String, List<ActionRow>> actions;

    /** By action, the plan that it is in. */
    private final Map<String, String> planOf;

    private final TreeMap<String, PlanRow> plans;
    private final TreeMap<String, GroupRow> groups;
    private final TreeMap<String, PartyRow> parties;
    private final TreeMap<String, PersonRow> people;

    private Agenda(
            TreeMap<String, List<ActionRow>> actions,
            Map<String, String> planOf,
            TreeMap<String, PlanRow> plans,
            TreeMap<String, GroupRow> groups,
            TreeMap<String, PartyRow> parties,
            TreeMap<String, PersonRow> people) {
        this.actions = actions;
        this.planOf = planOf;
        this.plans = plans;
        this.groups = groups;
        this.parties = parties;
        this.people = people;
    }

    /** The agenda made of these rows. */
    public static Agenda of(Collection<? extends Row> rows) {
        return EMPTY.with(rows);
    }

    /** The agenda with these rows in place of those that had their keys. */
    public Agenda with(Collection<? extends Row> rows) {
        Map<String, ActionRow> changed = new TreeMap<>();
        Map<String, PlanRow> changedPlans = new HashMap<>();
        Map<String, GroupRow> changedGroups = new HashMap<>();
        Map<String, PartyRow> changedParties = new HashMap<>();
        Map<String, PersonRow> changedPeople = new HashMap<>();
        for (Row row : rows) {
            switch (row) {
                case ActionRow action -> changed.put(action.actionId(), action);
                case PlanRow plan -> changedPlans.put(plan.planId(), plan);
                case GroupRow group -> changedGroups.put(group.groupId(), group);
                case PartyRow party -> changedParties.put(party.partyId(), party);
                case PersonRow person -> changedPeople.put(person.contactId(), person);
            }
        }
        return new Agenda(
                actionsWith(changed),
                planOfWith(changed),
                with(plans, changedPlans),
                with(groups, changedGroups),
                with(parties, changedParties),
                with(people, changedPeople));
    }

    private static <T> TreeMap<String, T> with(TreeMap<String, T> before, Map<String, T> changed) {
        if (changed.isEmpty()) {
            return before;
        }
        TreeMap<String, T> after = new TreeMap<>(before);
        after.putAll(changed);
        return after;
    }

    private Map<String, String> planOfWith(Map<String, ActionRow> changed) {
        boolean elsewhere =
                changed.values().stream().anyMatch(action -> !action.planId().equals(planOf.get(action.actionId())));
        if (!elsewhere) {
            return planOf;
        }
        Map<String, String> after = new HashMap<>(planOf);
        changed.forEach((actionId, action) -> after.put(actionId, action.planId()));
        return after;
    }

    private TreeMap<String, List<ActionRow>> actionsWith(Map<String, ActionRow> changed) {
        if (changed.isEmpty()) {
            return actions;
        }
        Map<String, List<ActionRow>> come = new HashMap<>();
        Map<String, Set<String>> gone = new HashMap<>();
        changed.forEach((actionId, action) -> {
            come.computeIfAbsent(action.planId(), _ -> new ArrayList<>()).add(action);
            String before = planOf.get(actionId);
            if (before != null && !before.equals(action.planId())) {
                gone.computeIfAbsent(before, _ -> new HashSet<>()).add(actionId);
            }
        });
        TreeMap<String, List<ActionRow>> after = new TreeMap<>(actions);
        gone.forEach((planId, actionIds) -> after.computeIfPresent(
                planId,
                (_, list) -> list.stream()
                        .filter(action -> !actionIds.contains(action.actionId()))
                        .toList()));
        come.forEach((planId, list) -> after.merge(planId, List.copyOf(list), Agenda::merged));
        return after;
    }

    /** Both in the order of ids; where an id is in both, the second one's row. */
    private static List<ActionRow> merged(List<ActionRow> before, List<ActionRow> changed) {
        List<ActionRow> merged = new ArrayList<>(before.size() + changed.size());
        int next = 0;
        for (ActionRow row : changed) {
            int place = place(before, row.actionId());
            int upTo = place < 0 ? -place - 1 : place;
            merged.addAll(before.subList(next, upTo));
            merged.add(row);
            next = place < 0 ? upTo : upTo + 1;
        }
        merged.addAll(before.subList(next, before.size()));
        return Collections.unmodifiableList(merged);
    }

    /** Where the action is, or else, less than 0, where it would be, as {@link Collections#binarySearch} says it. */
    private static int place(List<ActionRow> rows, String actionId) {
        int low = 0;
        int high = rows.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = rows.get(middle).actionId().compareTo(actionId);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -(low + 1);
    }

    /** The agenda without plans other than these, and without their actions. */
    public Agenda only(Set<String> planIds) {
        TreeMap<String, List<ActionRow>> someActions = new TreeMap<>(actions);
        someActions.keySet().retainAll(planIds);
        TreeMap<String, PlanRow> somePlans = new TreeMap<>(plans);
        somePlans.keySet().retainAll(planIds);
        return new Agenda(someActions, planOf, somePlans, groups, parties, people);
    }

    /** Every row, whatever its kind. */
    public List<Row> rows() {
        return Stream.<Stream<? extends Row>>of(
                        actions.values().stream().flatMap(List::stream),
                        plans.values().stream(),
                        groups.values().stream(),
                        parties.values().stream(),
                        people.values().stream())
                .<Row>flatMap(rows -> rows)
                .toList();
    }

    /** The row with this key, or null. */
    public @Nullable Row row(String key) {
        String id = key.substring(Row.KIND_LENGTH);
        return switch (key.substring(0, Row.KIND_LENGTH)) {
            case ActionRow.KIND -> action(id);
            case PlanRow.KIND -> plans.get(id);
            case GroupRow.KIND -> groups.get(id);
            case PartyRow.KIND -> parties.get(id);
            case PersonRow.KIND -> people.get(id);
            default -> null;
        };
    }

    public Collection<PlanRow> plans() {
        return plans.values();
    }

    public @Nullable PlanRow plan(String planId) {
        return plans.get(planId);
    }

    public @Nullable ActionRow action(String actionId) {
        String planId = planOf.get(actionId);
        List<ActionRow> rows = planId == null ? List.of() : actionsOf(planId);
        int place = place(rows, actionId);
        return place < 0 ? null : rows.get(place);
    }

    public Collection<ActionRow> actions() {
        return actions.values().stream().flatMap(List::stream).toList();
    }

    /** Actions of one plan; the same list as long as none of them changes. */
    public List<ActionRow> actionsOf(String planId) {
        return actions.getOrDefault(planId, List.of());
    }

    /** Groups to which a plan answers: those that decide about it first, then those that see more of it. */
    public List<GroupRow> groupsOf(String planId) {
        record Viewer(GroupRow group, GroupDetails.PlanView view) {}
        return groups.values().stream()
                .flatMap(group -> group.details().plans().stream()
                        .filter(view -> view.planId().equals(planId))
                        .map(view -> new Viewer(group, view)))
                .sorted(Comparator.comparing((Viewer viewer) -> !viewer.view.decides())
                        .thenComparing(viewer -> viewer.view.sees())
                        .thenComparing(viewer -> viewer.group.groupId()))
                .map(Viewer::group)
                .toList();
    }

    /** Every group. */
    public Collection<GroupRow> groups() {
        return groups.values();
    }

    public @Nullable GroupRow group(String groupId) {
        return groups.get(groupId);
    }

    /** A report that some group waits for, by {@link GroupRow.ReportDue#key}. */
    public GroupRow.@Nullable ReportDue report(String key) {
        return groups.values().stream()
                .flatMap(group -> group.reports().values().stream())
                .filter(report -> report.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    public @Nullable PersonRow person(String contactId) {
        return people.get(contactId);
    }

    /** The party that stands for this one today: itself, or what it was merged into. */
    public String standingFor(String partyId) {
        Set<String> seen = new HashSet<>();
        String current = partyId;
        while (seen.add(current)) {
            PartyRow party = parties.get(current);
            if (party == null || party.mergedInto() == null) {
                return current;
            }
            current = party.mergedInto();
        }
        return current;
    }

    /** The name of a party, or its id where it was never registered. */
    public String partyName(String partyId) {
        PartyRow party = parties.get(standingFor(partyId));
        return party == null ? partyId : party.name();
    }
}
