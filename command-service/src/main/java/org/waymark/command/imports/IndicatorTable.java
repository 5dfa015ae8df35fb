package org.waymark.command.imports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.waymark.command.imports.ImportReport.RowProblem;
import org.waymark.command.imports.Layout.Cells;
import org.waymark.command.indicator.IndicatorFacts.Cell;
import org.waymark.command.indicator.IndicatorFacts.Reading;
import org.waymark.contract.indicator.IndicatorCommand.RecordReading;
import org.waymark.contract.indicator.ReadingGap;

/**
 * A file of readings as it stands: a row for each indicator, area and period. Nothing is guessed: a row without a value has to
 * say why there is none.
 *
 * @param leftOut rows that cannot be used, and why, in the language in which the table was read
 */
record IndicatorTable(List<Wanted> wanted, List<RowProblem> leftOut, int rows) {

    /** Readings of a plan are counted in hundreds. */
    private static final int MOST_ROWS = 5_000;

    private static final List<String> NEEDED = List.of("Indicator", "Area", "Period", "Value");
    private static final Set<String> KNOWN = Set.of("code", "indicator", "unit", "source", "area", "period", "value");

    private static final Pattern NUMBER =
            Pattern.compile("(-?(?:\\d{1,3}(?:,\\d{3})+|\\d{1,15})(?:\\.\\d{1,6})?)\\s*(%?)");

    /** A row. The code, or where there is none the name, says which indicator it is about; empty texts are null. */
    record Wanted(
            long row,
            String name,
            @Nullable String code,
            @Nullable String unit,
            @Nullable String source,
            Cell cell,
            Reading reading) {

        /** What rows about one indicator have in common. */
        String indicator() {
            return Names.key(code == null ? name : code);
        }
    }

    static IndicatorTable read(byte[] file, Locale language) {
        List<CSVRecord> records = CsvTable.records(file);
        if (records.size() > MOST_ROWS) {
            throw CsvTable.problem("import.has-too-many-readings", records.size(), MOST_ROWS);
        }
        List<String> headings = CsvTable.headings(records);
        for (String needed : NEEDED) {
            if (headings.stream().noneMatch(heading -> Layout.key(heading).equals(needed.toLowerCase(Locale.ROOT)))) {
                throw CsvTable.problem("import.column-is-missing", needed);
            }
        }
        for (String heading : headings) {
            if (!KNOWN.contains(Layout.key(heading))) {
                throw CsvTable.problem("import.column-is-unknown", heading);
            }
        }
        List<Wanted> wanted = new ArrayList<>();
        List<RowProblem> leftOut = new ArrayList<>();
        Set<String> cells = new HashSet<>();
        List<Cells> rows = CsvTable.rows(headings, records);
        for (Cells row : rows) {
            String label = row.get("Code").isEmpty() ? row.get("Indicator") : row.get("Code");
            try {
                Wanted read = read(row);
                if (!cells.add(read.indicator() + "\n" + read.cell().area() + "\n"
                        + read.cell().period())) {
                    throw new UnusableRow("import.reading-stands-twice");
                }
                wanted.add(read);
            } catch (UnusableRow e) {
                leftOut.add(new RowProblem(row.number(), label, e.sentence().in(language)));
            }
        }
        if (rows.isEmpty()) {
            throw CsvTable.problem("import.has-no-reading");
        }
        return new IndicatorTable(wanted, leftOut, rows.size());
    }

    private static Wanted read(Cells row) {
        for (String needed : NEEDED) {
            if (row.get(needed).isEmpty()) {
                throw needed.equals("Value")
                        ? new UnusableRow("import.no-value")
                        : new UnusableRow("import.no-cell", needed.toLowerCase(Locale.ROOT));
            }
        }
        String unit = orNull(row.get("Unit"));
        Reading reading = reading(row.get("Value"), unit);
        // In the form in which the command has it, so that the same cell is known again
        RecordReading as = new RecordReading("-", row.get("Area"), row.get("Period"), reading.value(), reading.gap());
        return new Wanted(
                row.number(),
                row.get("Indicator"),
                orNull(row.get("Code")),
                unit,
                orNull(row.get("Source")),
                new Cell(as.area(), as.period()),
                reading);
    }

    private static Reading reading(String written, @Nullable String unit) {
        String words = Names.key(written);
        if (words.equals("not published")) {
            return new Reading(null, ReadingGap.NOT_PUBLISHED);
        }
        if (words.equals("not asked")) {
            return new Reading(null, ReadingGap.NOT_ASKED);
        }
        Matcher number = NUMBER.matcher(written);
        if (!number.matches()) {
            throw new UnusableRow("import.is-no-number", written);
        }
        boolean perCent = !number.group(2).isEmpty();
        if (perCent && unit != null && !unit.equals("%") && !Names.key(unit).equals("per cent")) {
            throw new UnusableRow("import.has-another-unit", written, unit);
        }
        return new Reading(new BigDecimal(number.group(1).replace(",", "")), null);
    }

    private static @Nullable String orNull(String cell) {
        return cell.isEmpty() ? null : cell;
    }
}
