package org.waymark.query.plan;

import java.util.List;

/** All plans of this installation. */
public interface Plans {

    /** Every plan: adopted ones first, then drafts, then closed ones; each by title. */
    List<PlanSummary> summaries();

    /** @throws org.waymark.query.view.NotKnown when there is no such plan */
    PlanView plan(String planId);
}
