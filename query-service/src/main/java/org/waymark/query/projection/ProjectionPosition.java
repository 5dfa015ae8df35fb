package org.waymark.query.projection;

import java.time.Duration;

/** How far the views have read the log. */
public interface ProjectionPosition {

    /** Last log entry that every view contains; 0 before the first. */
    long position();

    /**
     * Waits until the views contain a log entry, woken by the projection in this process, or looking at the stored
     * position where another process projects.
     *
     * @return whether they do within {@code timeout}
     */
    boolean await(long position, Duration timeout);
}
