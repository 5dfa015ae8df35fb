package org.waymark.command.plan;

import java.util.Optional;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.plan.PlanOutline;

/** All plans as they are printed. */
public interface PlanBook {

    /** What a plan prints around its actions. */
    record Content(PlanDetails details, PlanOutline outline) {}

    /** The plan with this id, if there is one. */
    Optional<Content> content(String planId);

    /** The same plan as imports alone have made it, if an import created it. */
    Optional<Content> contentAsImported(String planId);
}
