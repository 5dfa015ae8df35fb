package org.waymark.command.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;

/** The shapes of table that are understood, recognised by their column headings. */
@SuppressWarnings("ImmutableEnumChecker")
enum Layout {
    /** Sections, statements, RAG; several parties of which the first leads; rows that point elsewhere. */
    STATEMENTS_WITH_RATING(
            List.of(
                    "Section",
                    "Ref",
                    "Priority",
                    "Strategy statement",
                    "Action / statement",
                    "Parties",
                    "Targets",
                    "Progress / time",
                    "RAG"),
            Layout::statement),

    /** Priority areas with objectives and lettered actions. */
    OBJECTIVES_WITH_MEASURES(
            List.of(
                    "Priority area",
                    "Ref",
                    "Objective",
                    "What we will do",
                    "Who will lead",
                    "By when",
                    "How will we measure success"),
            Layout::objective),

    /** Numbered actions with titles; the first number is the section. */
    TITLES_WITH_PROCESS(
            List.of(
                    "Ref.",
                    "Title",
                    "Action Required",
                    "Process and Key Partners",
                    "Lead person / Organisation",
                    "Timescale"),
            Layout::titled),

    /** Findings, promises and measures of a whole priority. */
    FINDINGS_AND_MEASURES(
            List.of("Priority", "What we found", "What we will do", "How will we know if it's worked"),
            Layout::finding),

    /** Promises under priorities, and nothing else yet. */
    PROMISES(List.of("Priority", "We will"), Layout::promise),

    /** Our own, with a column for everything; only the first three are needed. */
    TEMPLATE(List.of("Theme", "Reference", "Action"), Layout::template);

    /** One row's cells by heading; empty where there is none. */
    record Cells(long number, Map<String, String> values) {
        String get(String heading) {
            return values.getOrDefault(key(heading), "");
        }
    }

    private static final Set<String> TEMPLATE_COLUMNS = Set.of(
            "theme",
            "theme number",
            "vision",
            "reference",
            "objective reference",
            "objective",
            "priority",
            "action",
            "title",
            "process",
            "leads",
            "accountable",
            "partners",
            "timescale",
            "status",
            "rating",
            "measures",
            "labels",
            "milestones",
            "waits for",
            "note",
            "reason",
            "points at",
            "findings",
            "theme measures");

    private static final Pattern POINTER = Pattern.compile(
            "(?i)^(actions )?as (per )?\\d.*|^covered in sections?\\b.*|.*\\bincluded in \\d[\\d.]*$|^\\w+ as per \\d.*");

    private static final Pattern NUMBERED = Pattern.compile("(?is)^priority(?: area)?\\s+(\\d+)\\s*[.:–—-]\\s*(.+)$");

    private static final Pattern EQUALITY =
            Pattern.compile("(?i)\\bActions?\\s+([\\d,\\s]+(?:and\\s+\\d+)?)\\s*of the Equality Impact Assessment");

    private final List<String> headings;
    private final Function<Cells, TableRow> reader;

    Layout(List<String> headings, Function<Cells, TableRow> reader) {
        this.headings = headings;
        this.reader = reader;
    }

    /** The layout with these headings, or null. */
    static @Nullable Layout of(List<String> found) {
        List<String> keys = found.stream().map(Layout::key).toList();
        for (Layout layout : values()) {
            List<String> wanted = layout.headings.stream().map(Layout::key).toList();
            boolean fits = layout == TEMPLATE
                    ? keys.containsAll(wanted) && TEMPLATE_COLUMNS.containsAll(keys)
                    : keys.size() == wanted.size() && keys.containsAll(wanted);
            if (fits) {
                return layout;
            }
        }
        return null;
    }

    /** Headings compare without regard to case, quotes, spaces and closing dots. */
    static String key(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("\\s+", " ")
                .replaceAll("[.?:]+$", "");
    }

    TableRow read(Cells cells) {
        return reader.apply(cells);
    }

    private static TableRow statement(Cells cells) {
        String reference = cells.get("Ref");
        String text = cells.get("Action / statement");
        String time = cells.get("Progress / time");
        TableRow.Builder row = TableRow.at(cells.number())
                .theme(cells.get("Section"), "")
                .reference(reference)
                .serves(
                        reference,
                        cells.get("Strategy statement"),
                        !cells.get("Priority").isEmpty())
                .text(text);
        if (text.isEmpty() && time.isEmpty() && cells.get("Parties").isEmpty()) {
            return row.statementOnly().row();
        }
        if (cells.get("RAG").isEmpty() && POINTER.matcher(text).matches()) {
            return row.text("").pointsAt(text).row();
        }
        for (String elsewhere : List.of(cells.get("Targets"), time)) {
            if (cells.get("RAG").isEmpty() && POINTER.matcher(elsewhere).matches()) {
                return row.pointsAt(elsewhere).row();
            }
        }
        return row.leads(cells.get("Parties"))
                .firstLeads()
                .measures(lines(cells.get("Targets")))
                .time(time)
                .rating(rating(cells.get("RAG")))
                .row();
    }

    private static TableRow objective(Cells cells) {
        String reference = cells.get("Ref");
        String text = cells.get("What we will do");
        return headed(cells, "Priority area")
                .reference(reference)
                .serves(reference.replaceAll("\\s*[a-z]\\)?$", ""), cells.get("Objective"), false)
                .text(text)
                .leads(cells.get("Who will lead"))
                .time(cells.get("By when"))
                .measures(lines(cells.get("How will we measure success")))
                .labels(equalityLabels(text))
                .row();
    }

    private static TableRow titled(Cells cells) {
        String reference = cells.get("Ref.");
        String number = reference.replaceAll("\\D.*$", "");
        return TableRow.at(cells.number())
                .theme("", number)
                .reference(reference)
                .title(cells.get("Title"))
                .text(cells.get("Action Required"))
                .process(cells.get("Process and Key Partners"))
                .leads(cells.get("Lead person / Organisation"))
                .time(cells.get("Timescale"))
                .row();
    }

    private static TableRow finding(Cells cells) {
        return headed(cells, "Priority")
                .section(lines(cells.get("What we found")), lines(cells.get("How will we know if it's worked")), "")
                .text(cells.get("What we will do"))
                .row();
    }

    private static TableRow promise(Cells cells) {
        return headed(cells, "Priority").text(cells.get("We will")).row();
    }

    private static TableRow template(Cells cells) {
        TableRow.Builder row = TableRow.at(cells.number())
                .theme(cells.get("Theme"), cells.get("Theme number"))
                .section(parts(cells.get("Findings")), parts(cells.get("Theme measures")), cells.get("Vision"))
                .reference(cells.get("Reference"))
                .serves(cells.get("Objective reference"), cells.get("Objective"), yes(cells.get("Priority")))
                .text(cells.get("Action"));
        if (!cells.get("Points at").isEmpty()) {
            return row.pointsAt(cells.get("Points at")).row();
        }
        if (cells.get("Action").isEmpty()) {
            return row.statementOnly().row();
        }
        return row.title(cells.get("Title"))
                .process(cells.get("Process"))
                .leads(cells.get("Leads"))
                .accountable(cells.get("Accountable"))
                .partners(cells.get("Partners"))
                .time(cells.get("Timescale"))
                .status(status(cells.get("Status")))
                .rating(rating(cells.get("Rating")))
                .measures(parts(cells.get("Measures")))
                .labels(parts(cells.get("Labels")))
                .milestones(parts(cells.get("Milestones")))
                .waitsFor(parts(cells.get("Waits for")))
                .note(cells.get("Note"))
                .reason(cells.get("Reason"))
                .row();
    }

    private static TableRow.Builder headed(Cells cells, String heading) {
        String printed = cells.get(heading);
        Matcher numbered = NUMBERED.matcher(printed);
        return numbered.matches()
                ? TableRow.at(cells.number()).theme(numbered.group(2).strip(), numbered.group(1))
                : TableRow.at(cells.number()).theme(printed, "");
    }

    private static List<String> equalityLabels(String text) {
        Matcher found = EQUALITY.matcher(text);
        List<String> labels = new ArrayList<>();
        while (found.find()) {
            Matcher numbers = Pattern.compile("\\d+").matcher(found.group(1));
            while (numbers.find()) {
                labels.add("Equality assessment action " + numbers.group());
            }
        }
        return labels;
    }

    private static Rating rating(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "", "none", "no rating" -> Rating.NONE;
            case "red", "r" -> Rating.RED;
            case "amber", "a", "yellow" -> Rating.AMBER;
            case "green", "g" -> Rating.GREEN;
            case "blue", "b" -> Rating.BLUE;
            default -> throw new UnusableRow("import.enter-a-rating", cell);
        };
    }

    private static @Nullable Status status(String cell) {
        return switch (key(cell).replace('_', ' ')) {
            case "" -> null;
            case "not started" -> Status.NOT_STARTED;
            case "in progress", "started" -> Status.IN_PROGRESS;
            case "complete", "completed", "done" -> Status.COMPLETE;
            case "ended", "stopped" -> Status.ENDED;
            default -> throw new UnusableRow("import.enter-a-status", cell);
        };
    }

    private static boolean yes(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "", "no", "n", "false" -> false;
            default -> true;
        };
    }

    private static List<String> lines(String cell) {
        return split(cell, "\\R+");
    }

    /** Several things in one cell of the template are separated by a vertical bar. */
    private static List<String> parts(String cell) {
        return split(cell, "\\|");
    }

    private static List<String> split(String cell, String separator) {
        return Arrays.stream(cell.split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
