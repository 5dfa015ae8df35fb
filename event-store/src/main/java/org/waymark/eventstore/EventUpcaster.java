package org.waymark.eventstore;

import tools.jackson.databind.node.ObjectNode;

/** Brings the stored form of one kind of event from one version to the next. Spring beans of this type are found. */
public interface EventUpcaster {

    /** Stored name of the event. */
    String name();

    /** The version that it reads; it writes the one after. */
    int fromVersion();

    /** The payload in the next version's form; free texts are objects with a digest and are to be left as they are. */
    ObjectNode upcast(ObjectNode payload);
}
