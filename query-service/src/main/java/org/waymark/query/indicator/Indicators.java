package org.waymark.query.indicator;

import java.util.List;

/** Indicators and their readings. */
public interface Indicators {

    /** Every indicator, by plan, code and name. */
    List<IndicatorView> all();

    /**
     * Those of a plan, by code and name.
     *
     * @throws org.waymark.query.view.NotKnown when there is no such plan
     */
    List<IndicatorView> ofPlan(String planId);

    /** Those that measure an action, by code and name. */
    List<IndicatorView> ofAction(String actionId);

    /** @throws org.waymark.query.view.NotKnown when there is no such indicator */
    IndicatorView indicator(String indicatorId);
}
