package org.waymark.contract.plan;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
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
 */
public record PlanDetails(
        String title,
        String owner,
        Nation nation,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String strategy,
        Map<Rating, String> ratings) {

    public PlanDetails {
        title = InvalidField.required("details.title", title, "Enter the plan's title");
        owner = InvalidField.required("details.owner", owner, "Enter the organisation that owns the plan");
        InvalidField.required("details.nation", nation, "Choose a nation");
        InvalidField.plausible("details.from", from);
        InvalidField.plausible("details.until", until);
        if (from != null && until != null && until.isBefore(from)) {
            throw new InvalidField("details.until", "Enter a last day after the first");
        }
        // In the order of the ratings, so that the same details are always written as the same bytes
        ratings = ratings == null || ratings.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(ratings));
    }
}
