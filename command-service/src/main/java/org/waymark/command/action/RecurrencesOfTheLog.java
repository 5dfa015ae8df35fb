package org.waymark.command.action;

import java.time.LocalDate;
import java.util.List;
import org.axonframework.config.Configuration;
import org.axonframework.modelling.command.Repository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.waymark.command.plan.ActionsOfPlans;
import org.waymark.command.plan.PlanRecurrences;
import org.waymark.contract.time.TimescaleReader;

/** Loads the actions concerned into the plan's own unit of work, so that all dates arrive in the commit of the adoption. */
@Component
class RecurrencesOfTheLog implements PlanRecurrences {

    private final ActionsOfPlans plans;
    private final ActionBook actions;
    private final ObjectProvider<Configuration> axon;

    RecurrencesOfTheLog(ActionsOfPlans plans, ActionBook actions, ObjectProvider<Configuration> axon) {
        this.plans = plans;
        this.actions = actions;
        this.axon = axon;
    }

    @Override
    public void countFrom(String planId, LocalDate adoptedOn) {
        List<ActionFacts> counting = actions.read(plans.actionsOf(planId)).values().stream()
                .filter(action -> action.status().open() && TimescaleReader.waitsForAdoption(action.timescale()))
                .toList();
        if (counting.isEmpty()) {
            return;
        }
        Repository<Action> repository = axon.getObject().repository(Action.class);
        for (ActionFacts action : counting) {
            repository.load(action.actionId()).execute(loaded -> loaded.countFrom(adoptedOn));
        }
    }
}
