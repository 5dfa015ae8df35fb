package org.waymark.contract.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.InvalidField;

/** What can be asked of a plan. */
public sealed interface PlanCommand extends Command {

    String planId();

    @Override
    default String streamId() {
        return planId();
    }

    /** @param planId lower-case letters, digits and hyphens; becomes part of the plan's address */
    record CreatePlan(String planId, PlanDetails details, PlanOutline outline) implements PlanCommand {
        public CreatePlan {
            planId = InvalidField.required("planId", planId, "Give the plan a short name");
            if (!planId.matches("[a-z][a-z0-9][a-z0-9-]{0,58}")) {
                throw new InvalidField(
                        "planId", "Use 2 to 60 lower-case letters, digits and hyphens, starting with a letter");
            }
            InvalidField.required("details", details, "Enter the plan's details");
            outline = outline == null ? PlanOutline.empty() : outline;
        }
    }

    /** Changes what is not null. */
    record AmendPlan(
            String planId,
            @Nullable PlanDetails details,
            @Nullable PlanOutline outline,
            @Nullable String reason) implements PlanCommand {
        public AmendPlan {
            if (details == null && outline == null) {
                throw new InvalidField("details", "Enter what is to be changed");
            }
        }
    }

    /** The plan's board has agreed it: reminders and ladder count from now on. */
    record AdoptPlan(String planId, @Nullable String note) implements PlanCommand {}

    record SetPolicy(String planId, Policy policy) implements PlanCommand {
        public SetPolicy {
            InvalidField.required("policy", policy, "Enter the policy");
        }
    }

    /** Shows the plan to the public, as at its last issued pack. */
    record PublishPlan(String planId) implements PlanCommand {}

    record WithdrawPlan(String planId, String reason) implements PlanCommand {
        public WithdrawPlan {
            reason = InvalidField.required("reason", reason, "Say why the plan is no longer shown");
        }
    }

    record ClosePlan(String planId, String reason) implements PlanCommand {
        public ClosePlan {
            reason = InvalidField.required("reason", reason, "Say why the plan closes");
        }
    }

    /** @param actionIds actions that go on, with their history, in {@code successorPlanId} */
    record CarryOverActions(String planId, String successorPlanId, List<String> actionIds) implements PlanCommand {
        public CarryOverActions {
            successorPlanId = InvalidField.required("successorPlanId", successorPlanId, "Choose the next plan");
            actionIds = List.copyOf(InvalidField.required("actionIds", actionIds, "Choose the actions"));
            if (actionIds.isEmpty()) {
                throw new InvalidField("actionIds", "Choose at least one action");
            }
        }
    }

    /** Removes a free text from the log, on the record; see the same command of an action. */
    record RedactPlanText(String planId, long position, String digest, String reason) implements PlanCommand {
        public RedactPlanText {
            digest = InvalidField.required("digest", digest, "Choose a text");
            reason = InvalidField.required("reason", reason, "Say why the text is removed");
        }
    }
}
