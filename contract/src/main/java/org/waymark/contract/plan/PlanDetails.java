package org.waymark.contract.plan;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Rating;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.time.Nation;

/**
 * The cover of a plan.
 *
 * @param title as printed
 * @param owner owning organisation; parties are looked up by name within it
 * @param nation whose bank holidays and rules for papers apply
 * @param from first day of the period, or null when the plan does not say
 * @param until last day of the period, or null when the plan does not say
 * @param strategy title of the strategy that it delivers, or null
 * @param ratings the ratings in use, with the plan's own definitions; without an entry where a plan prints none
 * @param deliveredBy partners who each make a plan of their own to deliver the strategy, in the order to show them;
 *     empty for a plan that does not set out a strategy, and where an earlier release did not know of them
 */
public record PlanDetails(
        String title,
        String owner,
        Nation nation,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String strategy,
        Map<Rating, String> ratings,
        List<DeliveryPartner> deliveredBy) {

    /**
     * A partner who is to make a delivery plan.
     *
     * @param owner what the plan will name as its owner
     * @param promisedBy day by which it is to be adopted, or null where none is agreed
     */
    public record DeliveryPartner(String owner, @Nullable LocalDate promisedBy) {
        public DeliveryPartner {
            owner = InvalidField.required("details.deliveredBy.owner", owner, "enter-each-partners-name");
            InvalidField.plausible("details.deliveredBy.promisedBy", promisedBy);
        }
    }

    /** The cover of a plan that others do not deliver. */
    public PlanDetails(
            String title,
            String owner,
            Nation nation,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable String strategy,
            Map<Rating, String> ratings) {
        this(title, owner, nation, from, until, strategy, ratings, List.of());
    }

    public PlanDetails {
        title = InvalidField.required("details.title", title, "enter-the-plans-title");
        owner = InvalidField.required("details.owner", owner, "enter-the-organisation-that-owns-the-plan");
        InvalidField.required("details.nation", nation, "choose-a-nation");
        InvalidField.plausible("details.from", from);
        InvalidField.plausible("details.until", until);
        if (from != null && until != null && until.isBefore(from)) {
            throw new InvalidField("details.until", "enter-a-last-day-after-the-first");
        }
        // In the order of the ratings, so that the same details are always written as the same bytes
        ratings = ratings == null || ratings.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(ratings));
        deliveredBy = deliveredBy == null ? List.of() : List.copyOf(deliveredBy);
        if (strategy == null && !deliveredBy.isEmpty()) {
            throw new InvalidField("details.strategy", "enter-the-strategy-that-the-partners-deliver");
        }
        if (deliveredBy.stream().map(DeliveryPartner::owner).distinct().count() != deliveredBy.size()) {
            throw new InvalidField("details.deliveredBy", "name-each-partner-once");
        }
    }
}
