package org.waymark.query.comparison;

import org.waymark.query.view.AsAt;

/** What changed in a plan between two moments. */
public interface Comparisons {

    /**
     * The plan at two moments of the log, by the same fold.
     *
     * @throws org.waymark.query.view.NotKnown when there is no such plan
     * @throws org.waymark.query.view.InvalidQuery when {@code from} lies behind {@code to}, or either asks for what had
     *     happened instead of what was recorded
     */
    Comparison compare(String planId, AsAt from, AsAt to);
}
