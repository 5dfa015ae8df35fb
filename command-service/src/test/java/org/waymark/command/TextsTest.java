package org.waymark.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.waymark.command.http.ProblemType;
import org.waymark.contract.words.MessageFile;

/** What command-service says to people is in its message file, and nowhere else. */
class TextsTest {

    private static final Path SOURCES = Path.of("src/main/java");

    /** Comments, character literals and string literals, whichever begins first. */
    private static final Pattern TOKEN = Pattern.compile(
            "//[^\\n]*|/\\*.*?\\*/|'(?:[^'\\\\]|\\\\.)+'|\"((?:[^\"\\\\\\n]|\\\\.)*)\"|[;{}]", Pattern.DOTALL);

    private static final Pattern WORDS = Pattern.compile("\\p{L}{2,} \\p{L}{2,}");

    /** What programmers and logs read, and patterns by which words of plans are known. */
    private static final Pattern NOT_FOR_PEOPLE =
            Pattern.compile("Exception\\(|\\blog\\.|description\\(|Pattern\\.compile\\(|\\.matches\\(");

    /** Descriptions of the API, for programmers, and headings of the tables that are understood. */
    private static final Set<String> FILES_WITH_OTHER_WORDS = Set.of("CommandApiDescription.java", "Layout.java");

    private static final Set<String> OTHER_WORDS = Set.of(
            // Words of events, which no message file changes
            "(words removed)",
            "as stated in ",
            // Words of the tables of indicators
            "not published",
            "not asked",
            "per cent",
            // A name that the report has for a part of a plan
            "the plan's sections",
            // For Jackson, which never shows it
            "is no day",
            // Health, for those who run the service
            "here, until it is known who does");

    private final Set<String> keys = new MessageFile("command-texts").keys();

    private record Literal(Path file, String text, String statement) {

        @Override
        public String toString() {
            return file.getFileName() + ": " + text;
        }
    }

    @Test
    void no_sentence_is_left_in_the_code() throws IOException {
        assertThat(literals())
                .filteredOn(literal -> WORDS.matcher(literal.text()).find())
                .filteredOn(
                        literal -> !NOT_FOR_PEOPLE.matcher(literal.statement()).find())
                .filteredOn(literal -> !FILES_WITH_OTHER_WORDS.contains(
                        literal.file().getFileName().toString()))
                .filteredOn(literal -> !OTHER_WORDS.contains(literal.text()))
                .isEmpty();
    }

    @Test
    void every_key_that_the_code_names_has_a_text() throws IOException {
        String kinds = keys.stream()
                .map(key -> key.replaceFirst("\\..*", ""))
                .distinct()
                .collect(Collectors.joining("|"));
        Pattern key = Pattern.compile("(?:" + kinds + ")\\.[a-z0-9-]+");
        assertThat(literals())
                .extracting(Literal::text)
                .filteredOn(text -> key.matcher(text).matches())
                .hasSizeGreaterThan(150)
                .isSubsetOf(keys);
    }

    @Test
    void every_text_is_said_somewhere() throws IOException {
        Set<String> said = new HashSet<>();
        for (ProblemType type : ProblemType.values()) {
            said.add(type.title().key());
        }
        literals().forEach(literal -> said.add(literal.text()));
        assertThat(said).containsAll(keys);
    }

    @Test
    void every_problem_has_a_title() {
        for (ProblemType type : ProblemType.values()) {
            assertThat(type.title().in(Locale.UK)).isNotBlank();
        }
    }

    private static List<Literal> literals() throws IOException {
        List<Literal> literals = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                Matcher token = TOKEN.matcher(source);
                int statement = 0;
                while (token.find()) {
                    if (token.group(1) != null) {
                        literals.add(new Literal(file, token.group(1), source.substring(statement, token.start())));
                    } else if (!token.group().startsWith("'") && !token.group().startsWith("/")) {
                        statement = token.end();
                    }
                }
            }
        }
        return literals;
    }
}
