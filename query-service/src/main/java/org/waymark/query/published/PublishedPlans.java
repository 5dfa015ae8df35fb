package org.waymark.query.published;

import java.util.List;

/** Plans as the public sees them. */
public interface PublishedPlans {

    /**
     * What is to be shown of a plan now.
     *
     * @throws org.waymark.query.view.NotKnown when there is no such plan, or it was never published: the public cannot
     *     tell the one from the other
     */
    Publication publication(String planId);

    /**
     * What was new in each paper since the plan was published, the newest first: at most {@value #ISSUES}.
     *
     * @param plan as {@link #publication} gave it
     */
    List<PublishedIssue> issues(PublishedPlan plan);

    /** Papers that a feed goes back. */
    int ISSUES = 12;
}
