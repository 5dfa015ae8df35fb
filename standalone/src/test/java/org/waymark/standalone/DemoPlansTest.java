package org.waymark.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The demonstration's plans keep every fact of the published ones and none of their sentences. What compares the two
 * needs the published tables, which the project does not contain: those tests skip themselves where they are missing.
 */
class DemoPlansTest {

    /** @param facts the columns copied as printed: references, flags, parties, times, ratings */
    record Plan(String id, int rows, Set<Integer> facts) {

        @Override
        public String toString() {
            return id;
        }

        /** Header row first. */
        List<List<String>> retold() {
            return parse(resource("/demo/plans/" + id + "/table.csv"));
        }

        List<List<String>> original() throws IOException {
            Path file = Path.of(System.getProperty("waymark.plans", "plans"), id, "table.csv");
            assumeThat(file).isRegularFile();
            return parse(Files.readString(file));
        }
    }

    private static final Plan KIRKLEES = new Plan("kirklees", 144, Set.of(1, 2, 5, 8));

    static Stream<Plan> plans() {
        return Stream.of(
                KIRKLEES,
                new Plan("south-gloucestershire", 56, Set.of(1, 4, 5)),
                new Plan("cumbria", 33, Set.of(0, 4, 5)),
                new Plan("staffordshire", 58, Set.of()),
                new Plan("llr", 25, Set.of()));
    }

    private static final Pattern POINTER = Pattern.compile(
            "as \\d.*|Actions as per \\d.*|EIA as per \\d.*|Covered in sections?: .*|Info on .* included in \\d.*");

    /** Promised reports make dates for governance, so they stay as printed. */
    private static final Pattern REPORT_PROMISED = Pattern.compile(
            "(Reported annually|Annual report|Six monthly report on progress) to Carers’ .* \\((CSIG|CAP)\\)|"
                    + "(Reports|Progress reported) to CAP|Update to CSIG");

    private static final Pattern EQUALITY_LABEL =
            Pattern.compile("as (identified in|per) Actions [\\d, and]+ of the Equality Impact Assessment");

    /** What the time column of Kirklees holds besides remarks. */
    private static final Pattern TIMESCALE = Pattern.compile(
            "Ongoing|In place|Complete|Ended|[A-Z][a-z]{2}-\\d\\d|June each year|As policy change happens|Oct / Nov 2017");

    /** Headings of six words, which the board's pages show as printed. */
    private static final Set<String> HEADINGS =
            Set.of("Respect, dignity and freedom from abuse", "Carer-friendly health and care support");

    private static final int LONGEST_RUN = 7;

    @ParameterizedTest
    @MethodSource("plans")
    void each_plan_has_as_many_rows_as_its_council_printed(Plan plan) {
        List<List<String>> table = plan.retold();

        assertThat(table)
                .hasSize(plan.rows() + 1)
                .allMatch(row -> row.size() == table.getFirst().size());
    }

    @ParameterizedTest
    @MethodSource("plans")
    void headings_and_facts_are_the_published_ones(Plan plan) throws IOException {
        List<List<String>> original = plan.original();
        List<List<String>> retold = plan.retold();

        assertThat(retold.getFirst()).isEqualTo(original.getFirst());
        for (int column : plan.facts()) {
            assertThat(column(retold, column))
                    .as(original.getFirst().get(column))
                    .isEqualTo(column(original, column));
        }
        forEachCell(original, retold, (was, is) -> {
            if (REPORT_PROMISED.matcher(was).matches() || TIMESCALE.matcher(was).matches()) {
                assertThat(is).isEqualTo(was);
            }
            assertThat(EQUALITY_LABEL.matcher(is).results().map(label -> label.group()))
                    .as(is)
                    .containsExactlyElementsOf(EQUALITY_LABEL
                            .matcher(was)
                            .results()
                            .map(label -> label.group())
                            .toList());
        });
    }

    @ParameterizedTest
    @MethodSource("plans")
    void texts_repeat_are_missing_and_point_elsewhere_where_the_published_ones_do(Plan plan) throws IOException {
        List<List<String>> original = plan.original();
        Map<String, String> retoldAs = new HashMap<>();
        Map<String, String> stoodFor = new HashMap<>();

        forEachCell(original, plan.retold(), (was, is) -> {
            assertThat(retoldAs.computeIfAbsent(was, first -> is)).as(was).isEqualTo(is);
            assertThat(stoodFor.computeIfAbsent(is, first -> was)).as(is).isEqualTo(was);
            assertThat(is.isEmpty()).as(was).isEqualTo(was.isEmpty());
            assertThat(is.lines().count()).as(is).isEqualTo(was.lines().count());
            assertThat(POINTER.matcher(is).matches())
                    .as(is)
                    .isEqualTo(POINTER.matcher(was).matches());
        });
    }

    @ParameterizedTest
    @MethodSource("plans")
    void no_sentence_is_copied(Plan plan) throws IOException {
        List<List<String>> original = plan.original();
        Set<List<String>> sentences = new HashSet<>();
        Set<List<String>> runs = new HashSet<>();
        original.stream().flatMap(List::stream).map(DemoPlansTest::words).forEach(words -> {
            sentences.add(words);
            runs.addAll(runsOf(words));
        });

        List<List<String>> retold = plan.retold();
        for (List<String> row : retold.subList(1, retold.size())) {
            for (int column = 0; column < row.size(); column++) {
                String text = row.get(column);
                if (plan.facts().contains(column)
                        || HEADINGS.contains(text)
                        || POINTER.matcher(text).matches()
                        || REPORT_PROMISED.matcher(text).matches()) {
                    continue;
                }
                List<String> words = words(EQUALITY_LABEL.matcher(text).replaceAll(" "));
                if (words.size() > 5) {
                    assertThat(sentences).as(text).doesNotContain(words);
                    assertThat(runsOf(words)).as(text).noneMatch(runs::contains);
                }
            }
        }
    }

    @Test
    void kirklees_has_122_actions_besides_18_rows_that_point_elsewhere_and_4_bare_statements() {
        List<List<String>> rows = KIRKLEES.retold().subList(1, 145);
        List<List<String>> pointers =
                rows.stream().filter(row -> pointsElsewhere(row)).toList();
        List<List<String>> bare = rows.stream()
                .filter(row -> row.get(4).isEmpty() && !pointsElsewhere(row))
                .toList();
        List<List<String>> actions = rows.stream()
                .filter(row -> !row.get(4).isEmpty() && !pointsElsewhere(row))
                .toList();

        assertThat(pointers).hasSize(18);
        assertThat(bare).extracting(row -> row.get(1)).containsExactly("7.3", "7.4", "7.5", "7.6");
        assertThat(actions).hasSize(122);
        assertThat(actions.stream().collect(Collectors.groupingBy(row -> row.get(8), Collectors.counting())))
                .isEqualTo(Map.of("Green", 82L, "Amber", 30L, "Red", 8L, "", 2L));
        assertThat(actions).filteredOn(row -> row.get(5).contains(";")).hasSize(31);
        assertThat(rows.stream()
                        .filter(row -> row.get(2).equals("Priority"))
                        .map(row -> row.get(0) + row.get(1))
                        .distinct())
                .hasSize(25);
        assertThat(rows.stream().map(row -> row.get(7)).distinct()).hasSize(24);
        assertThat(actions)
                .filteredOn(row ->
                        !row.get(7).isEmpty() && !TIMESCALE.matcher(row.get(7)).matches())
                .as("remarks in the time column")
                .hasSize(19);
    }

    @Test
    void kirklees_rows_that_cover_an_action_elsewhere_name_a_section_of_the_plan() {
        List<List<String>> rows = KIRKLEES.retold().subList(1, 145);
        Set<String> sections = rows.stream().map(row -> row.get(0)).collect(Collectors.toSet());

        Stream<String> covered = rows.stream()
                .flatMap(List::stream)
                .filter(text -> text.startsWith("Covered in section: "))
                .map(text -> text.substring("Covered in section: ".length()));

        assertThat(covered).isNotEmpty().allMatch(name -> sections.stream().anyMatch(name::equalsIgnoreCase));
    }

    @Test
    void people_are_invented_and_belong_to_parties_and_groups_that_the_plans_name() {
        String people = resource("/demo/people.json");
        Map<String, String> words = plans().collect(Collectors.toMap(
                Plan::id,
                plan -> resource("/demo/plans/" + plan.id() + "/table.csv")
                        + resource("/demo/plans/" + plan.id() + "/plan.json")));

        assertThat(found("\"email\": \"([^\"]*)\"", people))
                .hasSizeGreaterThan(100)
                .allMatch(email -> email.matches("[a-z.]+@[a-z-]+\\.example"));
        assertThat(found("\"id\": \"([^\"]*)\"", people))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("c-"));
        assertThat(found("\"(g-[^\"]*)\"", people))
                .isNotEmpty()
                .allMatch(
                        group -> words.values().stream().anyMatch(plan -> plan.contains("{\"id\": \"" + group + "\"")));
        assertThat(Pattern.compile("\\{\"plan\": \"([^\"]*)\", \"name\": \"([^\"]*)\"}")
                        .matcher(people)
                        .results())
                .isNotEmpty()
                .allMatch(party -> words.getOrDefault(party.group(1), "").contains(party.group(2)));
    }

    private static boolean pointsElsewhere(List<String> row) {
        return POINTER.matcher(row.get(4)).matches()
                || POINTER.matcher(row.get(6)).matches();
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static List<String> column(List<List<String>> table, int column) {
        return table.stream().map(row -> row.get(column)).toList();
    }

    /** Words without case, punctuation and apostrophes. */
    private static List<String> words(String text) {
        return Pattern.compile("[^\\p{L}\\p{N}]+")
                .splitAsStream(text.toLowerCase(Locale.UK).replaceAll("['’]", ""))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** All runs of one word more than may be shared. */
    private static List<List<String>> runsOf(List<String> words) {
        List<List<String>> runs = new ArrayList<>();
        for (int from = 0; from + LONGEST_RUN < words.size(); from++) {
            runs.add(words.subList(from, from + LONGEST_RUN + 1));
        }
        return runs;
    }

    private interface CellCheck {
        void check(String was, String is);
    }

    private static void forEachCell(List<List<String>> original, List<List<String>> retold, CellCheck check) {
        assertThat(retold).hasSameSizeAs(original);
        for (int row = 1; row < original.size(); row++) {
            for (int column = 0; column < original.get(row).size(); column++) {
                check.check(original.get(row).get(column), retold.get(row).get(column));
            }
        }
    }

    private static List<List<String>> parse(String csv) {
        try (CSVParser parser = CSVParser.parse(csv, CSVFormat.DEFAULT)) {
            return parser.stream().map(row -> row.toList()).toList();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String resource(String name) {
        try (InputStream stream = DemoPlansTest.class.getResourceAsStream(name)) {
            assertThat(stream).as(name).isNotNull();
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
