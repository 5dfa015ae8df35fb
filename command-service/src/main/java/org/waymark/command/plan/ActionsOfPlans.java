package org.waymark.command.plan;

import java.util.List;

/** Which actions each plan has. */
public interface ActionsOfPlans {

    /** The actions that were added to the plan or carried over into it, and not carried over from it. */
    List<String> actionsOf(String planId);
}
