package org.waymark.contract.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one message file of the class path in every language that there is: {@code NAME.properties} is English,
 * {@code NAME_cy.properties} beside it the same in Welsh. What a translation leaves out is read in English.
 */
public final class MessageFile {

    /** The language of a file that names none. */
    public static final Locale ENGLISH = Locale.UK;

    /** Whatever a request asks for, no more languages than these are looked for and remembered. */
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private final String name;
    private final Properties english;
    private final Set<String> keys;
    private final Map<String, Properties> byLanguage = new ConcurrentHashMap<>();

    /**
     * @param name for example {@code command-texts}
     * @throws IllegalArgumentException when there is no such file
     */
    public MessageFile(String name) {
        Properties found = load("/" + name + ".properties", null);
        if (found == null) {
            throw new IllegalArgumentException("No message file " + name);
        }
        this.name = name;
        english = found;
        keys = Set.copyOf(english.stringPropertyNames());
    }

    /** The language in which somebody gets these texts who wants them in another. */
    public Locale language(Locale wanted) {
        return texts(wanted) == english ? ENGLISH : Locale.of(wanted.getLanguage());
    }

    /**
     * The text under a key, its gaps not filled.
     *
     * @throws IllegalArgumentException when there is none: a fault of the program, found by a test
     */
    public String get(String key, Locale wanted) {
        String text = texts(wanted).getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("No text " + key + " in " + name);
        }
        return text;
    }

    /** A sentence with what fills its gaps. */
    public Sentence sentence(String key, Object... arguments) {
        return new Sentence(this, key, arguments);
    }

    /** All keys there are. */
    public Set<String> keys() {
        return keys;
    }

    private Properties texts(Locale wanted) {
        String language = wanted.getLanguage();
        if (wanted.equals(ENGLISH) || !LANGUAGES.contains(language)) {
            return english;
        }
        return byLanguage.computeIfAbsent(language, this::translation);
    }

    private Properties translation(String language) {
        Properties found = load("/" + name + "_" + language + ".properties", english);
        return found == null ? english : found;
    }

    private static @Nullable Properties load(String resource, @Nullable Properties behind) {
        try (InputStream in = MessageFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                return null;
            }
            Properties texts = behind == null ? new Properties() : new Properties(behind);
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
