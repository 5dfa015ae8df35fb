package org.waymark.query.view;

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

/** What is said about a question that cannot be answered is in its message file, and nowhere else. */
class InvalidQueryTest {

    private static final Path SOURCES = Path.of("src/main/java");

    /** The end of the call is far away where it is broken over lines; a statement ends at its semicolon. */
    private static final Pattern REFUSAL = Pattern.compile("new InvalidQuery\\([^;]*?;");

    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");

    private final Set<String> keys = new MessageFile("query-problems").keys();

    @Test
    void a_question_is_refused_by_a_key_of_the_message_file() throws IOException {
        List<String> unknown = new ArrayList<>();
        int refusals = 0;
        for (Path file : sources()) {
            Matcher refusal = REFUSAL.matcher(Files.readString(file));
            while (refusal.find()) {
                refusals++;
                List<String> literals = literals(refusal.group());
                if (literals.isEmpty() || !keys.contains(literals.getLast())) {
                    unknown.add(file.getFileName() + ": " + refusal.group());
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(refusals).isGreaterThanOrEqualTo(keys.size());
    }

    @Test
    void every_text_of_the_message_file_is_said_somewhere() throws IOException {
        Set<String> said = new HashSet<>();
        for (Path file : sources()) {
            said.addAll(literals(Files.readString(file)));
        }
        assertThat(said).containsAll(keys);
    }

    @Test
    void its_message_is_the_sentence_in_english() {
        assertThat(new InvalidQuery("rating", "choose-one", "red, amber, green"))
                .hasMessage("Choose one of red, amber, green");
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
