package org.waymark.query.fold;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.plan.Policy;

/**
 * A plan as the sum of what happened to it, without its actions.
 *
 * @param adoptedOn local day from which reminders and ladder count; null for a draft
 * @param successors plans in which some of its actions went on, in the order in which they were carried over
 * @param version number of events
 */
public record PlanFacts(
        String planId,
        PlanDetails details,
        PlanOutline outline,
        Policy policy,
        PlanState state,
        @Nullable LocalDate adoptedOn,
        boolean published,
        List<String> successors,
        Instant createdAt,
        long version,
        long sequence,
        long position) {

    /**
     * @param before null before the first event
     * @throws UnfoldableEvent when the event cannot follow on {@code before}
     */
    public static PlanFacts apply(@Nullable PlanFacts before, PlanEvent event, EventContext context) {
        if (event instanceof PlanEvent.PlanCreated e) {
            if (before != null) {
                throw new UnfoldableEvent("Plan " + e.planId() + " is created twice");
            }
            return new PlanFacts(
                    e.planId(),
                    e.details(),
                    e.outline(),
                    e.policy(),
                    PlanState.DRAFT,
                    null,
                    false,
                    List.of(),
                    context.happenedAt(),
                    1,
                    context.sequence(),
                    context.position());
        }
        if (before == null) {
            throw new UnfoldableEvent(
                    "Plan " + event.planId() + " has no beginning before entry " + context.position());
        }
        PlanDetails details = before.details;
        PlanOutline outline = before.outline;
        Policy policy = before.policy;
        PlanState state = before.state;
        LocalDate adoptedOn = before.adoptedOn;
        boolean published = before.published;
        List<String> successors = before.successors;
        switch (event) {
            case PlanEvent.PlanCreated _ -> throw new IllegalStateException("handled before");
            case PlanEvent.PlanAmended e -> {
                details = e.details() == null ? details : e.details();
                outline = e.outline() == null ? outline : e.outline();
            }
            case PlanEvent.PlanAdopted e -> {
                state = PlanState.ADOPTED;
                adoptedOn = e.adoptedOn();
            }
            case PlanEvent.PolicySet e -> policy = e.to();
            case PlanEvent.PlanPublished _ -> published = true;
            case PlanEvent.PlanWithdrawn _ -> published = false;
            case PlanEvent.PlanClosed _ -> state = PlanState.CLOSED;
            case PlanEvent.ActionsCarriedOver e ->
                successors = Stream.concat(successors.stream(), Stream.of(e.successorPlanId()))
                        .distinct()
                        .toList();
            case PlanEvent.PlanTextRedacted _ -> {}
        }
        return new PlanFacts(
                before.planId,
                details,
                outline,
                policy,
                state,
                adoptedOn,
                published,
                successors,
                before.createdAt,
                before.version + 1,
                context.sequence(),
                context.position());
    }

    /**
     * The state after an event of its stream that this release cannot read: only that it happened is known.
     *
     * @param counted whether the service that decides is known to count it
     */
    public PlanFacts unread(EventContext context, boolean counted) {
        return new PlanFacts(
                planId,
                details,
                outline,
                policy,
                state,
                adoptedOn,
                published,
                successors,
                createdAt,
                counted ? version + 1 : version,
                context.sequence(),
                context.position());
    }
}
