package org.waymark.query.strategy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.plan.PlanDetails.DeliveryPartner;

/** Strategies by the plan that sets them out. */
public interface Strategies {

    /**
     * A strategy that several are to deliver.
     *
     * @param planId the plan that sets it out
     * @param partners how many are to deliver it
     * @param made how many of them have adopted a plan
     */
    record SetOut(String planId, String strategy, int partners, int made) {}

    /** Every strategy that a plan sets out with its partners, by title. */
    List<SetOut> all();

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
