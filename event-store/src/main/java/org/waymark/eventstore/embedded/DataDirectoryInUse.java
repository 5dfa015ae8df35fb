package org.waymark.eventstore.embedded;

import java.nio.file.Path;

/** Another process has this data directory open. */
public final class DataDirectoryInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DataDirectoryInUse(Path directory) {
        super("The data directory " + directory + " is in use by another process. Stop that one first.");
    }
}
