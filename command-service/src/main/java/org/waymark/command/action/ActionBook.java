package org.waymark.command.action;

import java.util.Collection;
import java.util.Map;

/** All actions as they stand. */
public interface ActionBook {

    /** The actions with these ids, by id, in the order of their addition; ids without an action are left out. */
    Map<String, ActionFacts> read(Collection<String> actionIds);

    /**
     * The same actions as imports alone have made them: what the tables said so far, whatever people have changed since.
     * Actions that no import added are left out.
     */
    Map<String, ActionFacts> asImported(Collection<String> actionIds);
}
