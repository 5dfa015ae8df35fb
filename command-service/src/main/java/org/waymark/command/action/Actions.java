package org.waymark.command.action;

import java.util.Optional;

/** All actions there are, for deciders that depend on one. */
public interface Actions {

    /** The plan that the action was added to, if there is such an action. */
    Optional<String> addedTo(String actionId);
}
