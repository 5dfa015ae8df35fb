package org.waymark.command.action;

import java.util.Collection;
import java.util.Map;

/** All actions as they stand. */
public interface ActionBook {

    /** The actions with these ids, by id, in the order of their addition; ids without an action are left out. */
    Map<String, ActionFacts> read(Collection<String> actionIds);
}
