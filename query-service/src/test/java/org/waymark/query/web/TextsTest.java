package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.Role;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.time.Timescale;
import org.waymark.query.board.BoardFilter;
import org.waymark.query.comparison.Comparison;
import org.waymark.query.history.HistoryEntry;
import org.waymark.query.preview.Preview;
import org.waymark.query.view.Gap;

class TextsTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates/query");
    private static final Path SOURCES = Path.of("src/main/java/org/waymark/query/web");
    private static final Pattern KEY_IN_TEMPLATE = Pattern.compile("#\\{([a-z][A-Za-z0-9.\\-_]*)[({}]");
    private static final Pattern KEY_IN_JAVA = Pattern.compile("texts\\.get\\(\\s*\"([^\"]+)\"[,)]");

    private static final Pattern WORDS_IN_JAVA = Pattern.compile("\"[^\"]*\\p{L}{2,} \\p{L}{2,}[^\"]*\"");
    private static final Pattern NO_TEXT = Pattern.compile(
            "^\\s*(/?\\*|//|@)|[a-z-]+=|</|Exception\\(|Denied\\(|NotKnown\\(|LOG\\."
                    + "|\\.description\\(|@RequestHeader|//EN|ofPattern\\(|getFormat\\(|the plan's sections|not published|<!DOCTYPE");

    private final Texts texts = new Texts();

    @Test
    void no_template_has_a_text_of_its_own() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path template : files(TEMPLATES)) {
            for (Element element : Jsoup.parse(Files.readString(template), "", Parser.xmlParser())
                    .getAllElements()) {
                for (TextNode text : element.textNodes()) {
                    String words = text.text().strip();
                    if (words.matches(".*\\p{L}{2,}.*") && !element.hasAttr("th:text") && !element.nameIs("code")) {
                        found.add(template.getFileName() + ": " + words);
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /** What a screen reader says, or what stands in an empty field, is text too. */
    @Test
    void no_attribute_has_a_text_of_its_own() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path template : files(TEMPLATES)) {
            for (Element element : Jsoup.parse(Files.readString(template), "", Parser.xmlParser())
                    .getAllElements()) {
                for (String name : List.of("aria-label", "title", "alt", "placeholder", "label", "summary")) {
                    if (element.attr(name).matches(".*\\p{L}{2,}.*")) {
                        found.add(template.getFileName() + ": " + name + "=" + element.attr(name));
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /** Two words in quotes are a text, but for mark-up, and for what only programmers and logs read. */
    @Test
    void no_page_is_given_a_text_by_the_code() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(SOURCES)) {
            for (String line : Files.readAllLines(file)) {
                Matcher words = WORDS_IN_JAVA.matcher(line);
                if (words.find() && !NO_TEXT.matcher(line).find()) {
                    found.add(file.getFileName() + ": " + words.group());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void no_template_has_an_inline_style_or_script() throws IOException {
        for (Path template : files(TEMPLATES)) {
            assertThat(Files.readString(template))
                    .as(template.toString())
                    .doesNotContainPattern("\\sstyle=|<style|\\son[a-z]+=|<script(?![^>]*th:src)");
        }
    }

    @Test
    void every_key_that_a_template_names_has_a_text() throws IOException {
        assertKeys(TEMPLATES, KEY_IN_TEMPLATE);
    }

    @Test
    void every_key_that_the_code_names_has_a_text() throws IOException {
        assertKeys(SOURCES, KEY_IN_JAVA);
    }

    private void assertKeys(Path folder, Pattern pattern) throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path file : files(folder)) {
            Matcher matcher = pattern.matcher(Files.readString(file));
            while (matcher.find()) {
                if (!texts.has(matcher.group(1))) {
                    missing.add(file.getFileName() + ": " + matcher.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_value_that_a_page_can_show_has_a_text() {
        for (Rating value : Rating.values()) {
            assertThat(texts.of("rating", value)).isNotBlank();
            assertThat(texts.of("rating.small", value)).isNotBlank();
        }
        for (Status value : Status.values()) {
            assertThat(texts.of("status", value)).isNotBlank();
        }
        for (Gap value : Gap.values()) {
            assertThat(texts.of("gap", value)).isNotBlank();
        }
        for (Role value : Role.values()) {
            assertThat(texts.of("role", value)).isNotBlank();
        }
        for (BoardFilter.Need value : BoardFilter.Need.values()) {
            assertThat(texts.of("need", value)).isNotBlank();
        }
        for (BoardFilter.Sort value : BoardFilter.Sort.values()) {
            assertThat(texts.of("sort", value)).isNotBlank();
        }
        for (Comparison.Kind value : Comparison.Kind.values()) {
            assertThat(texts.of("changes.kind", value)).isNotBlank();
            assertThat(texts.of("changes.part", value, 2)).isNotBlank();
            assertThat(texts.of("published.change", value)).isNotBlank();
        }
        for (RecipientRole value : RecipientRole.values()) {
            assertThat(texts.of("preview.to", value, "Sam", "Carers")).isNotBlank();
            assertThat(texts.of("feed.to", value, "Carers")).isNotBlank();
            assertThat(texts.of("next.to", value, "Chase", "Carers")).isNotBlank();
        }
        for (EscalationReason value : EscalationReason.values()) {
            assertThat(texts.of("policy.reason", value)).isNotBlank();
        }
        for (Preview.Mark.Kind value : Preview.Mark.Kind.values()) {
            assertThat(texts.of("preview.mark", value)).isNotBlank();
        }
        for (PlanState value : Set.of(PlanState.DRAFT, PlanState.CLOSED)) {
            assertThat(texts.of("preview.nothing", value)).isNotBlank();
        }
        for (Timescale.Kind value : Timescale.Kind.values()) {
            assertThat(texts.of("import.kind", value)).isNotBlank();
        }
        for (HistoryEntry.Kind value : HistoryEntry.Kind.values()) {
            assertThat(texts.of("history.kind", value)).isNotBlank();
        }
        for (MailState value : MailState.values()) {
            assertThat(texts.of("mail.happened", value, 2)).isNotBlank();
        }
        for (MailRule value : MailRule.values()) {
            assertThat(texts.has("mail.rule." + value.name().toLowerCase(java.util.Locale.ROOT)))
                    .as(value.name())
                    .isTrue();
        }
    }

    @Test
    void one_of_a_thing_is_told_from_several_and_thousands_have_a_comma() {
        assertThat(texts.get("days", 1)).isEqualTo("1 day");
        assertThat(texts.get("days", 2L)).isEqualTo("2 days");
        assertThat(texts.get("history.entry", 4331)).isEqualTo("Entry 4,331");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
