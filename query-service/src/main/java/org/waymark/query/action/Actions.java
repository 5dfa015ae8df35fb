package org.waymark.query.action;

import java.util.List;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;

/** Actions one by one and by party. */
public interface Actions {

    /** @throws org.waymark.query.view.NotKnown when there is no such action, or was none at that moment */
    ActionView action(String actionId, AsAt asAt);

    /**
     * What a party leads in all plans, the most urgent first: late (most days first), due soon, escalated or red, with
     * a gap, the rest by date, closed ones last.
     *
     * @param partyIds the party's id, or several of one reader
     */
    List<ActionRow> ledBy(List<String> partyIds);

    /** Whether one of these parties, or one that stands for it since a merge, leads the action. */
    boolean isLedBy(String actionId, List<String> partyIds);

    /** Actions whose leads' proposals wait for governance, level 3 first, then the longest waiting. */
    List<ActionView> withProposals();
}
