package org.waymark.query.published;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.query.comparison.Comparison;

/**
 * What a paper brought that the one before did not have.
 *
 * @param before the paper before, or null where this is the first one that was public
 * @param changes the kinds in order of urgency, within a kind as printed; empty for the first
 */
public record PublishedIssue(PublishedPlan.Paper paper, PublishedPlan.@Nullable Paper before, List<Change> changes) {

    /**
     * @param before the action in the paper before, or null where it was added
     * @param after the action in this one, or null where it went to another plan
     */
    public record Change(
            Comparison.Kind kind,
            @Nullable PublishedAction before,
            @Nullable PublishedAction after) {

        /** The action as it is, or as it was before it went. */
        public PublishedAction action() {
            PublishedAction action = after == null ? before : after;
            if (action == null) {
                throw new IllegalStateException("A change is about an action");
            }
            return action;
        }
    }
}
