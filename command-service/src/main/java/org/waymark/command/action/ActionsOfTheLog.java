package org.waymark.command.action;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.waymark.command.plan.PlanActions;
import org.waymark.command.plan.Plans;
import org.waymark.command.rule.Imported;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.ActionEvent.ActionAdded;
import org.waymark.contract.action.ActionEvent.ProgressReported;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;

@Component
class ActionsOfTheLog implements Actions, ActionBook, PlanActions {

    private final EventLog log;
    private final Plans plans;

    ActionsOfTheLog(EventLog log, Plans plans) {
        this.log = log;
        this.plans = plans;
    }

    @Override
    public Optional<String> addedTo(String actionId) {
        for (StoredEvent stored : log.readStream(actionId)) {
            if (stored.payload() instanceof ActionAdded added) {
                return Optional.of(added.planId());
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean belongs(String actionId, String planId) {
        return addedTo(actionId)
                .map(addedTo -> plans.currentPlanOf(actionId, addedTo).planId())
                .filter(planId::equals)
                .isPresent();
    }

    @Override
    public Map<String, ActionFacts> read(Collection<String> actionIds) {
        return fold(log.readStreams(actionIds));
    }

    @Override
    public Map<String, ActionFacts> asImported(Collection<String> actionIds) {
        Map<String, List<StoredEvent>> imported = new LinkedHashMap<>();
        for (StoredEvent stored : log.readStreams(actionIds)) {
            if (stored.payload() instanceof ActionEvent && Imported.is(stored)) {
                imported.computeIfAbsent(stored.streamId(), _ -> new ArrayList<>())
                        .add(stored);
            }
        }
        imported.values().removeIf(events -> !(events.getFirst().payload() instanceof ActionAdded));
        return fold(imported.values().stream().flatMap(List::stream).toList());
    }

    private static Map<String, ActionFacts> fold(List<StoredEvent> events) {
        Map<String, Action> actions = new LinkedHashMap<>();
        Map<String, Set<String>> notes = new HashMap<>();
        for (StoredEvent stored : events) {
            if (stored.payload() instanceof ActionEvent event) {
                actions.computeIfAbsent(event.actionId(), _ -> new Action()).on(event);
                if (event instanceof ProgressReported reported) {
                    notes.computeIfAbsent(event.actionId(), _ -> new HashSet<>())
                            .add(reported.note().orElse(""));
                }
            }
        }
        Map<String, ActionFacts> facts = new LinkedHashMap<>();
        actions.forEach((id, action) -> facts.put(id, action.facts(notes.getOrDefault(id, Set.of()))));
        return facts;
    }
}
