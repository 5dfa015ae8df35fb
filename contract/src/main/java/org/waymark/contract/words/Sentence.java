package org.waymark.contract.words;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something to be said to a person, in whichever language: the key of a text and what fills its gaps, which are written
 * {@code {0}}, {@code {1}} and so on. A day is written in full, another sentence in the same language.
 */
public final class Sentence {

    private static final Pattern GAP = Pattern.compile("\\{(\\d+)}");

    private final MessageFile file;
    private final String key;
    private final List<Object> arguments;

    Sentence(MessageFile file, String key, Object... arguments) {
        this.file = file;
        this.key = key;
        this.arguments = List.of(arguments);
    }

    /** The key of the text, which stays when its wording changes. */
    public String key() {
        return key;
    }

    /**
     * The words in the language of a reader, in English where there is no translation.
     *
     * @throws IllegalArgumentException when there is no such text: a fault of the program, found by a test
     */
    public String in(Locale wanted) {
        Locale language = file.language(wanted);
        return GAP.matcher(file.get(key, language))
                .replaceAll(gap ->
                        Matcher.quoteReplacement(written(arguments.get(Integer.parseInt(gap.group(1))), language)));
    }

    private static String written(Object argument, Locale language) {
        return switch (argument) {
            case Sentence sentence -> sentence.in(language);
            case LocalDate day -> day(day, language);
            default -> argument.toString();
        };
    }

    /** A day as people read it: 30 September 2017. */
    private static String day(LocalDate day, Locale language) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu", language).format(day);
    }

    /** The words in English, as logs have them. */
    @Override
    public String toString() {
        return in(MessageFile.ENGLISH);
    }
}
