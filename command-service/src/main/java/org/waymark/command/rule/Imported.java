package org.waymark.command.rule;

import org.waymark.contract.log.Metadata;
import org.waymark.eventstore.StoredEvent;

/** Tells what a table said from what people did. */
public final class Imported {

    /** How it comes in ({@link Metadata#VIA}) when an import does it. */
    public static final String VIA = "import";

    private Imported() {}

    /** Whether an import did this. */
    public static boolean is(StoredEvent stored) {
        return VIA.equals(stored.metadata().get(Metadata.VIA));
    }
}
