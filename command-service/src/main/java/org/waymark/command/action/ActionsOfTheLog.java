package org.waymark.command.action;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.waymark.command.plan.PlanActions;
import org.waymark.command.plan.Plans;
import org.waymark.contract.action.ActionEvent.ActionAdded;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;

@Component
class ActionsOfTheLog implements Actions, PlanActions {

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
}
