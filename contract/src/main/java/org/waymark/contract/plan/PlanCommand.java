package org.waymark.contract.plan;

import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.EscalationReason;
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
            planId = InvalidField.required("planId", planId, "give-the-plan-a-short-name");
            if (!planId.matches("[a-z][a-z0-9][a-z0-9-]{0,58}")) {
                throw new InvalidField("planId", "use-letters-digits-and-hyphens");
            }
            InvalidField.required("details", details, "enter-the-plans-details");
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
                throw new InvalidField("details", "enter-what-is-to-be-changed");
            }
        }
    }

    /** The plan's board has agreed it: reminders and ladder count from now on. */
    record AdoptPlan(String planId, @Nullable String note) implements PlanCommand {}

    record SetPolicy(String planId, Policy policy) implements PlanCommand {
        public SetPolicy {
            InvalidField.required("policy", policy, "enter-the-policy");
            check(policy);
        }

        /**
         * Bounds within which everybody can still count: one plan's policy must not be able to stop the daily check of
         * all. Checked here and not in {@link Policy}, which has to read whatever the log holds.
         */
        private static void check(Policy policy) {
            policy.remindDaysBefore().forEach(days -> InvalidField.within("policy.remindDaysBefore", days, 1, 366));
            if (policy.remindDaysBefore().size() > 10) {
                throw new InvalidField("policy.remindDaysBefore", "enter-fewer-reminders");
            }
            policy.furtherDaysAfter().forEach(days -> InvalidField.within("policy.furtherDaysAfter", days, 1, 366));
            if (policy.furtherDaysAfter().size() > 10) {
                throw new InvalidField("policy.furtherDaysAfter", "enter-fewer-reminders");
            }
            InvalidField.within("policy.chaseEveryWeeks", policy.chaseEveryWeeks(), 1, 52);
            if (policy.clearDays() != null) {
                InvalidField.within("policy.clearDays", policy.clearDays(), 0, 30);
            }
            InvalidField.within("policy.papersBeforeIssue", policy.papersBeforeIssue(), 0, 60);
            InvalidField.within("policy.updateRequestBeforePapers", policy.updateRequestBeforePapers(), 1, 60);
            InvalidField.within("policy.secondRequestBeforePapers", policy.secondRequestBeforePapers(), 0, 59);
            Policy.Ladder ladder = policy.ladder();
            InvalidField.within("policy.ladder.level1DaysBefore", ladder.level1DaysBefore(), 0, 366);
            InvalidField.within("policy.ladder.level1DaysLate", ladder.level1DaysLate(), 1, 3660);
            InvalidField.within("policy.ladder.level2DaysLate", ladder.level2DaysLate(), 1, 3660);
            InvalidField.within("policy.ladder.level2Slips", ladder.level2Slips(), 1, 100);
            InvalidField.within("policy.ladder.level3DaysLate", ladder.level3DaysLate(), 1, 3660);
            InvalidField.within("policy.ladder.level3RedMeetings", ladder.level3RedMeetings(), 1, 100);
            checkRungs(ladder);
            for (Policy.Closure closure : policy.closures()) {
                InvalidField.plausible("policy.closures", closure.from());
                InvalidField.plausible("policy.closures", closure.until());
                if (closure.from().plusDays(90).isBefore(closure.until())) {
                    throw new InvalidField("policy.closures", "enter-a-shorter-closure");
                }
            }
            if (policy.closures().stream()
                            .mapToLong(closure -> closure.from().until(closure.until(), ChronoUnit.DAYS) + 1)
                            .sum()
                    > 300) {
                throw new InvalidField("policy.closures", "enter-shorter-closures");
            }
            for (Policy.Holiday holiday : policy.holidays()) {
                InvalidField.plausible("policy.holidays", holiday.date());
                if (holiday.insteadOf() != null) {
                    InvalidField.plausible("policy.holidays", holiday.insteadOf());
                }
            }
            if (policy.holidays().size() > 40) {
                throw new InvalidField("policy.holidays", "enter-fewer-bank-holidays");
            }
            for (Policy.Hold hold : policy.holds()) {
                InvalidField.plausible("policy.holds", hold.from());
                InvalidField.plausible("policy.holds", hold.until());
                if (hold.from().plusDays(120).isBefore(hold.until())) {
                    throw new InvalidField("policy.holds", "enter-a-shorter-hold");
                }
            }
            if (policy.holds().size() > 20) {
                throw new InvalidField("policy.holds", "enter-fewer-holds");
            }
        }

        private static void checkRungs(Policy.Ladder ladder) {
            Set<EscalationReason> seen = EnumSet.noneOf(EscalationReason.class);
            for (int level = 1; level <= Policy.LEVELS; level++) {
                Policy.Rung rung = ladder.rung(level);
                String field = "policy.ladder.rungs[" + (level - 1) + "]";
                if (rung.tells().isEmpty()) {
                    throw new InvalidField(field + ".tells", "choose-who-is-told", level);
                }
                for (EscalationReason reason : rung.reasons()) {
                    if (!seen.add(reason) && reason != EscalationReason.LATE) {
                        throw new InvalidField(field + ".reasons", "choose-one-level-for-each-reason");
                    }
                }
            }
        }
    }

    /** Shows the plan to the public, as at its last issued pack. */
    record PublishPlan(String planId) implements PlanCommand {}

    record WithdrawPlan(String planId, String reason) implements PlanCommand {
        public WithdrawPlan {
            reason = InvalidField.required("reason", reason, "say-why-the-plan-is-no-longer-shown");
        }
    }

    record ClosePlan(String planId, String reason) implements PlanCommand {
        public ClosePlan {
            reason = InvalidField.required("reason", reason, "say-why-the-plan-closes");
        }
    }

    /** @param actionIds actions that go on, with their history, in {@code successorPlanId} */
    record CarryOverActions(String planId, String successorPlanId, List<String> actionIds) implements PlanCommand {
        public CarryOverActions {
            successorPlanId = InvalidField.required("successorPlanId", successorPlanId, "choose-the-next-plan");
            actionIds = List.copyOf(InvalidField.required("actionIds", actionIds, "choose-the-actions"));
            if (actionIds.isEmpty()) {
                throw new InvalidField("actionIds", "choose-at-least-one-action");
            }
        }
    }

    /** Removes a free text from the log, on the record; see the same command of an action. */
    record RedactPlanText(String planId, long position, String digest, String reason) implements PlanCommand {
        public RedactPlanText {
            digest = InvalidField.required("digest", digest, "choose-a-text");
            reason = InvalidField.required("reason", reason, "say-why-the-text-is-removed");
        }
    }
}
