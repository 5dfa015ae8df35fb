package org.waymark.query.history;

/** The log, entry by entry. */
public interface LogEntries {

    /** @throws org.waymark.query.view.NotKnown when the log has no entry of this number */
    LogEntry entry(long position);
}
