package org.waymark.query.web;

import java.util.List;
import java.util.Map;

/**
 * A form that was sent when its session had ended. Nothing of it is done; whoever signs in looks at it and sends it again.
 *
 * @param path where it was sent to
 * @param fields what it held, but for the token of the old session
 */
public record HeldForm(String path, List<Map.Entry<String, String>> fields) {

    /** What a field takes beside its characters, so that many short ones count too. */
    private static final int FIELD = 100;

    /** About how much memory it takes, in characters. */
    int size() {
        return path.length()
                + fields.stream()
                        .mapToInt(field -> FIELD
                                + field.getKey().length()
                                + field.getValue().length())
                        .sum();
    }

    /** What somebody wrote in their own words: values of more than one word. */
    List<String> words() {
        return fields.stream()
                .map(Map.Entry::getValue)
                .map(String::strip)
                .filter(value -> value.chars().anyMatch(Character::isWhitespace))
                .toList();
    }
}
