package org.waymark.query.milestone;

/** What a group reads that follows milestones. */
public interface Milestones {

    /**
     * The milestones of the adopted plans that the group sees.
     *
     * @throws org.waymark.query.view.NotKnown when there is no such group
     */
    MilestoneView of(String groupId);
}
