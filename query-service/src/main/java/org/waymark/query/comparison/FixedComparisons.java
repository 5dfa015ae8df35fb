package org.waymark.query.comparison;

import org.waymark.query.reading.Reading;
import org.waymark.query.view.AsAt;

/** Comparisons that do not change when a party is renamed or another meeting is held. */
public interface FixedComparisons {

    /**
     * The plan at two moments of the log, with names and meetings as in this reading.
     *
     * @throws org.waymark.query.view.NotKnown when there is no such plan
     * @throws org.waymark.query.view.InvalidQuery when {@code from} lies behind {@code to}, or either asks for what had
     *     happened instead of what was recorded
     */
    Comparison compare(String planId, AsAt from, AsAt to, Reading names);
}
