package org.waymark.contract.plan;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.EventName;
import org.waymark.contract.log.FreeText;

/** What can happen to a plan. */
public sealed interface PlanEvent extends Event {

    String planId();

    @Override
    default String streamId() {
        return planId();
    }

    @EventName("plan.created")
    record PlanCreated(String planId, PlanDetails details, PlanOutline outline, Policy policy) implements PlanEvent {}

    /** Values that are null did not change. */
    @EventName("plan.amended")
    record PlanAmended(
            String planId,
            @Nullable PlanDetails details,
            @Nullable PlanOutline outline,
            @Nullable FreeText reason) implements PlanEvent {}

    /** @param adoptedOn local day from which reminders and ladder count */
    @EventName("plan.adopted")
    record PlanAdopted(
            String planId, LocalDate adoptedOn, @Nullable FreeText note) implements PlanEvent {}

    @EventName("plan.policy-set")
    record PolicySet(String planId, Policy from, Policy to) implements PlanEvent {}

    @EventName("plan.published")
    record PlanPublished(String planId) implements PlanEvent {}

    @EventName("plan.withdrawn")
    record PlanWithdrawn(String planId, FreeText reason) implements PlanEvent {}

    @EventName("plan.closed")
    record PlanClosed(String planId, FreeText reason) implements PlanEvent {}

    @EventName("plan.actions-carried-over")
    record ActionsCarriedOver(String planId, String successorPlanId, List<String> actionIds) implements PlanEvent {}

    @EventName("plan.text-redacted")
    record PlanTextRedacted(String planId, long position, String digest, String reason) implements PlanEvent {}
}
