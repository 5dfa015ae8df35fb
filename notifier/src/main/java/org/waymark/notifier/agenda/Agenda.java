package org.waymark.notifier.agenda;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything the daily check knows, at one position of the log. Immutable; iterates in the order of ids. */
public final class Agenda {

    private final Map<String, ActionRow> actions = new TreeMap<>();
    private final Map<String, PlanRow> plans = new TreeMap<>();
    private final Map<String, GroupRow> groups = new TreeMap<>();
    private final Map<String, PartyRow> parties = new TreeMap<>();
    private final Map<String, PersonRow> people = new TreeMap<>();

    private Agenda() {}

    /** The agenda made of these rows. */
    public static Agenda of(Collection<? extends Row> rows) {
        Agenda agenda = new Agenda();
        for (Row row : rows) {
            switch (row) {
                case ActionRow action -> agenda.actions.put(action.actionId(), action);
                case PlanRow plan -> agenda.plans.put(plan.planId(), plan);
                case GroupRow group -> agenda.groups.put(group.groupId(), group);
                case PartyRow party -> agenda.parties.put(party.partyId(), party);
                case PersonRow person -> agenda.people.put(person.contactId(), person);
            }
        }
        return agenda;
    }

    /** Every row, whatever its kind. */
    public List<Row> rows() {
        return Stream.<Collection<? extends Row>>of(
                        actions.values(), plans.values(), groups.values(), parties.values(), people.values())
                .<Row>flatMap(Collection::stream)
                .toList();
    }

    public Collection<PlanRow> plans() {
        return plans.values();
    }

    public @Nullable PlanRow plan(String planId) {
        return plans.get(planId);
    }

    public @Nullable ActionRow action(String actionId) {
        return actions.get(actionId);
    }

    public Collection<ActionRow> actions() {
        return actions.values();
    }

    /** Groups to which a plan answers, those that decide about it first. */
    public List<GroupRow> groupsOf(String planId) {
        return groups.values().stream()
                .filter(group -> view(group, planId) != null)
                .sorted(Comparator.comparing((GroupRow group) -> !decides(group, planId))
                        .thenComparing(GroupRow::groupId))
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

    private static boolean decides(GroupRow group, String planId) {
        var view = view(group, planId);
        return view != null && view.decides();
    }

    private static org.waymark.contract.group.GroupDetails.@Nullable PlanView view(GroupRow group, String planId) {
        return group.details().plans().stream()
                .filter(plan -> plan.planId().equals(planId))
                .findFirst()
                .orElse(null);
    }
}
