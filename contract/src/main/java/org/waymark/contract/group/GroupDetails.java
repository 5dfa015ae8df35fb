package org.waymark.contract.group;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.time.Nation;

/**
 * Who a group is and what it answers for.
 *
 * @param name as it calls itself
 * @param reportsTo id of the group above it, or null
 * @param chair contact id, or null while there is none
 * @param officer contact id of the governance officer who services it, or null while there is none
 * @param members contact ids; possibly empty
 * @param plans what it sees of which plan; possibly empty
 */
public record GroupDetails(
        String name,
        Kind kind,
        Nation nation,
        @Nullable String reportsTo,
        @Nullable String chair,
        @Nullable String officer,
        List<String> members,
        List<PlanView> plans) {

    /** What sort of group it is. */
    public enum Kind {
        BOARD,
        IMPLEMENTATION_GROUP,
        STEERING_GROUP,
        REFERENCE_GROUP
    }

    /** How much of a plan a group is shown. */
    public enum Sees {
        EVERYTHING,
        EXCEPTIONS,
        LEVEL_3,
        MILESTONES
    }

    /** @param decides whether it may decide about the plan's actions */
    public record PlanView(String planId, Sees sees, boolean decides) {
        public PlanView {
            planId = InvalidField.required("details.plans.planId", planId, "choose-a-plan");
            InvalidField.required("details.plans.sees", sees, "choose-what-the-group-sees-of-the-plan");
        }
    }

    public GroupDetails {
        name = InvalidField.required("details.name", name, "enter-the-groups-name");
        InvalidField.required("details.kind", kind, "choose-what-sort-of-group-it-is");
        InvalidField.required("details.nation", nation, "choose-a-nation");
        members = members == null ? List.of() : List.copyOf(members);
        plans = plans == null ? List.of() : List.copyOf(plans);
        if (plans.stream().map(PlanView::planId).distinct().count() != plans.size()) {
            throw new InvalidField("details.plans", "name-each-plan-once");
        }
        if (members.stream().distinct().count() != members.size()) {
            throw new InvalidField("details.members", "name-each-member-once");
        }
    }
}
