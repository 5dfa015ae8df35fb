package org.waymark.command.imports;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Rating;
import org.waymark.contract.time.Nation;

/**
 * What the table itself does not say.
 *
 * @param file name of the file, for reasons and sources
 * @param title title of a new plan; a plan that is there keeps its own where this is null
 * @param owner owning organisation of a new plan; parties are looked up by name within it
 * @param aliases by the name that counts, other ways in which the table writes it
 * @param collectives names that are forms of words and nobody in particular
 * @param themes by number, names of themes where the table prints none
 * @param doneInPast what a green row with a past month means
 */
record ImportSettings(
        String file,
        @Nullable String title,
        @Nullable String owner,
        @Nullable Nation nation,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String strategy,
        Map<Rating, String> ratings,
        Map<String, List<String>> aliases,
        List<String> collectives,
        Map<String, String> themes,
        DoneInPast doneInPast) {

    ImportSettings {
        file = file == null || file.isBlank() ? "table.csv" : file.strip();
        ratings = ratings == null ? Map.of() : Map.copyOf(ratings);
        aliases = aliases == null ? Map.of() : Map.copyOf(aliases);
        collectives = collectives == null ? List.of() : List.copyOf(collectives);
        themes = themes == null ? Map.of() : Map.copyOf(themes);
        doneInPast = doneInPast == null ? DoneInPast.ASK : doneInPast;
    }
}
