package org.waymark.standalone.report;

import java.util.Map;
import org.waymark.contract.action.Rating;

/** Actions by rating. */
public record Ratings(int green, int amber, int red, int blue, int none) {

    static Ratings of(Map<Rating, Integer> counts) {
        return new Ratings(
                counts.getOrDefault(Rating.GREEN, 0),
                counts.getOrDefault(Rating.AMBER, 0),
                counts.getOrDefault(Rating.RED, 0),
                counts.getOrDefault(Rating.BLUE, 0),
                counts.getOrDefault(Rating.NONE, 0));
    }
}
