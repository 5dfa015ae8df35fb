package org.waymark.command.imports;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.waymark.command.plan.ActionsOfPlans;
import org.waymark.contract.action.ActionEvent.ActionAdded;
import org.waymark.contract.indicator.IndicatorEvent.IndicatorDefined;
import org.waymark.contract.log.Event;
import org.waymark.contract.party.PartyEvent.AliasAdded;
import org.waymark.contract.party.PartyEvent.AliasRemoved;
import org.waymark.contract.party.PartyEvent.PartyMerged;
import org.waymark.contract.party.PartyEvent.PartyRegistered;
import org.waymark.contract.party.PartyEvent.PartyRenamed;
import org.waymark.contract.plan.PlanEvent.ActionsCarriedOver;
import org.waymark.eventstore.EventLog;

/** Which actions and indicators a plan has and which parties an area knows. Read from the log when asked, on from where it was. */
@Component
class LogIndex implements ActionsOfPlans {

    /** A registered party with all its names. */
    record Known(String partyId, String name, Set<String> names) {}

    private static final class Entry {
        private final String area;
        private String name;
        private final Set<String> names = new LinkedHashSet<>();
        private String standsFor;

        Entry(PartyRegistered registered) {
            area = registered.area();
            name = registered.name();
            names.add(name);
            names.addAll(registered.aliases());
            standsFor = registered.partyId();
        }
    }

    private final Map<String, Set<String>> actionsOfPlans = new HashMap<>();
    private final Map<String, Set<String>> indicatorsOfPlans = new HashMap<>();
    private final Map<String, Entry> parties = new LinkedHashMap<>();
    private final EventLog log;
    private long read;

    LogIndex(EventLog log) {
        this.log = log;
    }

    @Override
    public synchronized List<String> actionsOf(String planId) {
        readOn();
        return List.copyOf(actionsOfPlans.getOrDefault(planId, Set.of()));
    }

    /** Ids of a plan's indicators, in the order of their definition. */
    synchronized List<String> indicatorsOf(String planId) {
        readOn();
        return List.copyOf(indicatorsOfPlans.getOrDefault(planId, Set.of()));
    }

    /** The parties of an area; merged ones lend their names to the one that stands for them. */
    synchronized List<Known> partiesOf(String area) {
        readOn();
        Map<String, Known> known = new LinkedHashMap<>();
        parties.forEach((id, entry) -> {
            if (entry.area.equals(area) && entry.standsFor.equals(id)) {
                known.put(id, new Known(id, entry.name, new LinkedHashSet<>(entry.names)));
            }
        });
        parties.forEach((id, entry) -> {
            String survivor = survivorOf(id);
            Known party = known.get(survivor);
            if (party != null && !survivor.equals(id)) {
                party.names().addAll(entry.names);
            }
        });
        return List.copyOf(known.values());
    }

    private String survivorOf(String partyId) {
        Entry entry = parties.get(partyId);
        return entry == null || entry.standsFor.equals(partyId) ? partyId : survivorOf(entry.standsFor);
    }

    private void readOn() {
        log.read(read + 1, stored -> {
            take(stored.payload());
            read = stored.position();
            return true;
        });
    }

    private void take(Event event) {
        switch (event) {
            case ActionAdded added -> actionsOf(added.planId(), List.of(added.actionId()));
            case ActionsCarriedOver carried -> {
                actionsOfPlans
                        .getOrDefault(carried.planId(), new LinkedHashSet<>())
                        .removeAll(carried.actionIds());
                actionsOf(carried.successorPlanId(), carried.actionIds());
            }
            case IndicatorDefined defined ->
                indicatorsOfPlans
                        .computeIfAbsent(defined.planId(), _ -> new LinkedHashSet<>())
                        .add(defined.indicatorId());
            case PartyRegistered registered -> parties.put(registered.partyId(), new Entry(registered));
            case PartyRenamed renamed -> {
                Entry entry = parties.get(renamed.partyId());
                if (entry != null) {
                    entry.name = renamed.to();
                    entry.names.add(renamed.to());
                }
            }
            case AliasAdded added -> {
                Entry entry = parties.get(added.partyId());
                if (entry != null) {
                    entry.names.add(added.alias());
                }
            }
            case AliasRemoved removed -> {
                Entry entry = parties.get(removed.partyId());
                if (entry != null && !entry.name.equals(removed.alias())) {
                    entry.names.remove(removed.alias());
                }
            }
            case PartyMerged merged -> {
                Entry entry = parties.get(merged.partyId());
                if (entry != null) {
                    entry.standsFor = merged.into();
                }
            }
            default -> {}
        }
    }

    private void actionsOf(String planId, List<String> actionIds) {
        actionsOfPlans.computeIfAbsent(planId, _ -> new LinkedHashSet<>()).addAll(actionIds);
    }
}
