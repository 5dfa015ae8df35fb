package org.waymark.query.strategy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.plan.PlanDetails.DeliveryPartner;

/** Strategies by the plan that sets them out. */
public interface Strategies {

    /**
     * The strategy with its partners' plans, as they stand.
     *
     * @throws org.waymark.query.view.NotKnown when there is no such plan, or it names no partners who deliver it
     */
    StrategyView strategy(String planId);

    /**
     * The partners who are to deliver what this plan sets out; empty where it names none.
     *
     * @throws org.waymark.query.view.NotKnown when there is no such plan
     */
    List<DeliveryPartner> partners(String planId);

    /** The plan that sets out the strategy which this plan delivers (or sets out itself); null where there is none. */
    @Nullable
    String setOutBy(String planId);
}
