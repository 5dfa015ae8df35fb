package org.waymark.query.web.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waymark.query.web.Dates;

/**
 * A field of a form that somebody else was faster with: what stands now beside what was typed, both in words.
 *
 * @param now empty for nothing
 * @param typed empty for nothing
 */
public record Sides(String label, String now, String typed) {

    /** A form: its fields, and what they hold. */
    record Filled(List<FormFields.Drawn> fields, Typed typed) {}

    /** Where the two differ, in the order of the form that was typed into. */
    static List<Sides> between(Filled now, Filled typed) {
        Map<String, String> present = new LinkedHashMap<>();
        now.fields().forEach(field -> present.put(field.name(), inWords(field, now.typed())));
        List<Sides> sides = new ArrayList<>();
        for (FormFields.Drawn field : typed.fields()) {
            String theirs = present.getOrDefault(field.name(), "");
            String own = inWords(field, typed.typed());
            if (!theirs.equals(own)) {
                sides.add(new Sides(field.label(), theirs, own));
            }
        }
        return sides;
    }

    /** What a field holds, in the words that a reader sees beside it; empty for nothing. */
    static String inWords(FormFields.Drawn field, Typed typed) {
        if (field.kind().equals("day")) {
            return day(field.name(), typed);
        }
        return field.options().isEmpty()
                ? field.value()
                : field.options().stream()
                        .filter(FormFields.Option::chosen)
                        .map(FormFields.Option::text)
                        .collect(Collectors.joining("; "));
    }

    /** In full, as pages write days; as it was typed where that is none. */
    private static String day(String name, Typed typed) {
        try {
            return Dates.day(typed.day(name, ""));
        } catch (NoDay e) {
            return Stream.of("-day", "-month", "-year")
                    .map(part -> typed.get(name + part))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" "));
        }
    }
}
