package org.waymark.command.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes cells with parties apart. What is known as one name stays one; then lines and semicolons, commas and slashes
 * separate names; "and" and "with" only where what stands on one side is known, because "Health and Social Care
 * providers" is one. An abbreviation in brackets is another name of what it stands in.
 */
final class Names {

    private static final Pattern ABBREVIATION = Pattern.compile("\\s*\\(([A-Z]{2,6})\\)");
    private static final Pattern JOINED = Pattern.compile("\\s+(?:and|with)\\s+|\\s+&\\s+");

    /** By key, the name that counts. */
    private final Map<String, String> known = new LinkedHashMap<>();

    /** By name that counts, abbreviations found in brackets. */
    private final Map<String, Set<String>> abbreviations = new LinkedHashMap<>();

    /** Makes a name known, and other ways in which it is written. */
    void know(String name, Iterable<String> aliases) {
        known.putIfAbsent(key(name), name);
        String counts = known.getOrDefault(key(name), name);
        aliases.forEach(alias -> known.putIfAbsent(key(alias), counts));
    }

    /** Learns from a cell what stands alone in it, before any cell is taken apart for good. */
    void learn(String cell) {
        for (String part : cell.split("[\\r\\n;,/]+", -1)) {
            String printed = part.strip();
            if (!printed.isEmpty() && !JOINED.matcher(printed).find() && !known.containsKey(key(printed))) {
                String plain = plain(printed);
                know(plain, List.of(printed));
                learnAbbreviation(printed, plain);
            }
        }
    }

    private void learnAbbreviation(String printed, String plain) {
        Matcher abbreviation = ABBREVIATION.matcher(printed);
        if (abbreviation.find()) {
            String counts = known.getOrDefault(key(plain), plain);
            String shorter = abbreviation.group(1);
            String alone = known.get(key(shorter));
            if (alone == null || alone.equals(shorter)) {
                known.put(key(shorter), counts);
                abbreviations
                        .computeIfAbsent(counts, _ -> new LinkedHashSet<>())
                        .add(shorter);
            }
        }
    }

    /** The names in a cell, each once, in order. */
    List<String> in(String cell) {
        Set<String> names = new LinkedHashSet<>();
        for (String line : cell.split("[\\r\\n;|]+", -1)) {
            take(line.strip(), names);
        }
        return List.copyOf(names);
    }

    /** Abbreviations by which the table itself calls this name. */
    Set<String> abbreviationsOf(String name) {
        return abbreviations.getOrDefault(name, Set.of());
    }

    private void take(String text, Set<String> names) {
        if (text.isEmpty()) {
            return;
        }
        String whole = known(text);
        if (whole != null) {
            names.add(whole);
            return;
        }
        String[] commas = text.split("\\s*[,/]\\s*", -1);
        if (commas.length > 1) {
            for (int i = 0; i < commas.length; i++) {
                take(i == 0 ? withSharedNoun(commas) : commas[i], names);
            }
            return;
        }
        Matcher joined = JOINED.matcher(text);
        while (joined.find()) {
            String left = text.substring(0, joined.start());
            String right = text.substring(joined.end());
            if (known(left) != null || known(right) != null) {
                take(left, names);
                take(right, names);
                return;
            }
        }
        names.add(plain(text));
    }

    /** "County/locality Managers" are County Managers and locality Managers, where the former are known. */
    private String withSharedNoun(String[] parts) {
        String last = parts[parts.length - 1];
        String shared = parts[0] + " " + last.substring(last.lastIndexOf(' ') + 1);
        return (known.containsKey(key(parts[0])) && !isOnlyLearned(parts[0])) || !known.containsKey(key(shared))
                ? parts[0]
                : shared;
    }

    /** A name that was only ever seen as half of another. */
    private boolean isOnlyLearned(String name) {
        return name.equals(known.get(key(name)));
    }

    private @Nullable String known(String text) {
        String found = known.get(key(text));
        return found == null ? known.get(key(plain(text))) : found;
    }

    private static String plain(String printed) {
        return ABBREVIATION.matcher(printed).replaceAll("").strip();
    }

    /** Names compare without regard to case, kind of apostrophe, spaces and closing dots. */
    static String key(String name) {
        return name.strip()
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replace('‘', '\'')
                .replaceAll("\\s+", " ")
                .replaceAll("[.,;:]+$", "");
    }

    /** Pairs of names that may be one: an abbreviation of the other, or a letter or two apart. Offered, never joined. */
    static List<String[]> alike(List<String> names) {
        List<String[]> pairs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                if (isAlike(names.get(i), names.get(j))) {
                    pairs.add(new String[] {names.get(i), names.get(j)});
                }
            }
        }
        return pairs;
    }

    private static boolean isAlike(String one, String other) {
        String a = key(one);
        String b = key(other);
        return a.equals(initials(b))
                || b.equals(initials(a))
                || (Math.min(a.length(), b.length()) >= 8 && distance(a, b) <= 2);
    }

    private static String initials(String name) {
        StringBuilder initials = new StringBuilder();
        for (String word : name.split("[^a-z0-9']+", -1)) {
            if (!word.isEmpty() && !word.equals("and") && !word.equals("of") && !word.equals("the")) {
                initials.append(word.charAt(0));
            }
        }
        return initials.length() < 2 ? "" : initials.toString();
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + change);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
