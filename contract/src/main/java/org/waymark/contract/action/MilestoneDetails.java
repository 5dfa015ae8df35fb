package org.waymark.contract.action;

import org.waymark.contract.log.InvalidField;

/**
 * A dated step as a plan writes it.
 *
 * @param milestoneId unique within its action
 * @param text what is to be reached
 * @param timescale the time as written; may be empty
 */
public record MilestoneDetails(String milestoneId, String text, String timescale) {

    public MilestoneDetails {
        milestoneId = InvalidField.required("milestoneId", milestoneId, "give-the-milestone-an-id");
        text = InvalidField.required("text", text, "enter-what-is-to-be-reached");
        timescale = timescale == null ? "" : timescale;
    }
}
