package org.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.waymark.contract.words.MessageFile;

/** What the contract says about a field that cannot be used is in its message file, and nowhere else. */
class TextsTest {

    private static final Path SOURCES = Path.of("src/main/java");

    /** Ends of these calls are far away where they are broken over lines; a statement ends at its semicolon. */
    private static final Pattern REFUSAL = Pattern.compile("InvalidField(?:\\.required)?\\([^;]*?;");

    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");

    private final Set<String> keys = new MessageFile("contract-texts").keys();

    @Test
    void a_field_is_refused_by_a_key_of_the_message_file() throws IOException {
        List<String> unknown = new ArrayList<>();
        int refusals = 0;
        for (Path file : sources()) {
            Matcher refusal = REFUSAL.matcher(Files.readString(file));
            while (refusal.find()) {
                List<String> literals = literals(refusal.group());
                if (!literals.isEmpty()) {
                    refusals++;
                    if (!keys.contains(literals.getLast())) {
                        unknown.add(file.getFileName() + ": " + refusal.group());
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(refusals).isGreaterThan(keys.size());
    }

    @Test
    void every_text_of_the_message_file_is_said_somewhere() throws IOException {
        Set<String> said = new HashSet<>();
        for (Path file : sources()) {
            said.addAll(literals(Files.readString(file)));
        }
        assertThat(said).containsAll(keys);
    }

    private static List<String> literals(String code) {
        return LITERAL.matcher(code).results().map(literal -> literal.group(1)).toList();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
