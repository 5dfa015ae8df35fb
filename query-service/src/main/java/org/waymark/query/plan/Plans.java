package org.waymark.query.plan;

import java.util.List;

/** All plans of this installation. */
public interface Plans {

    /** Every plan: adopted ones first, then drafts, then closed ones; each by title. */
    List<PlanSummary> summaries();

    /**
     * One plan in numbers, without what it costs to count its past meetings.
     *
     * @throws org.waymark.query.view.NotKnown when there is no such plan
     */
    PlanSummary summary(String planId);

    /** @throws org.waymark.query.view.NotKnown when there is no such plan */
    PlanView plan(String planId);
}
