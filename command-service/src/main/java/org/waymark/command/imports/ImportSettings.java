package org.waymark.command.imports;

import static org.waymark.command.rule.Texts.say;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Rating;
import org.waymark.contract.log.InvalidField;
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
 * @param take what the table only repeats and is to count all the same, against what people have made of it since:
 *     {@code row:field:version} as a report has them; of an action that has changed since that version nothing is taken
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
        DoneInPast doneInPast,
        List<String> take) {

    private static final Pattern DECISION = Pattern.compile("\\d{1,9}:[a-z]{1,20}:\\d{1,18}");

    ImportSettings {
        file = file == null || file.isBlank() ? "table.csv" : file.strip();
        ratings = ratings == null ? Map.of() : Map.copyOf(ratings);
        aliases = aliases == null ? Map.of() : Map.copyOf(aliases);
        collectives = collectives == null ? List.of() : List.copyOf(collectives);
        themes = themes == null ? Map.of() : Map.copyOf(themes);
        doneInPast = doneInPast == null ? DoneInPast.ASK : doneInPast;
        take = take == null ? List.of() : List.copyOf(take);
        if (!take.stream().allMatch(decision -> DECISION.matcher(decision).matches())) {
            throw new InvalidField("take", say("import.write-a-decision"));
        }
    }

    /** Whether what the table repeats about an action is to count. */
    boolean takes(long row, String field, long version) {
        return take.contains(row + ":" + field + ":" + version);
    }
}
