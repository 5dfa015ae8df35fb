package org.waymark.query.history;

import java.util.List;
import java.util.Set;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.Page;

/** What happened, newest first. */
public interface Histories {

    /**
     * Everything that happened to an action, with the mails about it.
     *
     * @param kinds the kinds wanted; empty means all
     * @throws org.waymark.query.view.NotKnown when there is no such action
     */
    Page<HistoryEntry> ofAction(String actionId, Set<HistoryEntry.Kind> kinds, AsAt asAt, int page, int size);

    /**
     * Everything that happened to a plan and its actions; without mails.
     *
     * @throws org.waymark.query.view.NotKnown when there is no such plan
     */
    Page<HistoryEntry> ofPlan(String planId, Set<HistoryEntry.Kind> kinds, AsAt asAt, int page, int size);

    /** The whole history of an action as it is now, as one list. */
    List<HistoryEntry> allOfAction(String actionId, Set<HistoryEntry.Kind> kinds);

    /** The whole history of a plan as it is now, as one list. */
    List<HistoryEntry> allOfPlan(String planId, Set<HistoryEntry.Kind> kinds);

    /** Everything that happened to a group and its meetings. */
    Page<HistoryEntry> ofGroup(String groupId, AsAt asAt, int page, int size);

    /** Everything that happened to a party. */
    Page<HistoryEntry> ofParty(String partyId, AsAt asAt, int page, int size);

    /** Everything that happened to an indicator and its readings. */
    Page<HistoryEntry> ofIndicator(String indicatorId, AsAt asAt, int page, int size);
}
