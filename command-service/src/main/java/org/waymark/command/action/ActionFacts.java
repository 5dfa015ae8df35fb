package org.waymark.command.action;

import java.util.List;
import java.util.Set;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.time.Timescale;

/**
 * An action as it stands, for those who compare it with something.
 *
 * @param version version of its content
 * @param labels its labels, in order
 * @param milestones ids of its milestones
 * @param waitsFor ids of the actions it depends on
 * @param notes words of all progress reports so far
 */
public record ActionFacts(
        String actionId,
        String planId,
        long version,
        ActionDetails details,
        Leads leads,
        Set<String> partners,
        Timescale timescale,
        Status status,
        Rating rating,
        List<String> labels,
        Set<String> milestones,
        Set<String> waitsFor,
        Set<String> notes) {}
