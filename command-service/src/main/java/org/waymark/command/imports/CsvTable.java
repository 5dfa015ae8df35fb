package org.waymark.command.imports;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.waymark.command.http.ProblemException;
import org.waymark.command.http.ProblemType;
import org.waymark.command.imports.Layout.Cells;

/**
 * A file of comma-separated values (RFC 4180) as it stands.
 *
 * @param rows all rows with anything in them; the header is row 1
 */
record CsvTable(Layout layout, List<Cells> rows) {

    /** Actions of a plan are counted in dozens to hundreds; names are compared with each other. */
    private static final int MOST_ROWS = 5_000;

    /** Word's own break of a line within a cell among them. */
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

    static CsvTable read(byte[] file) {
        List<CSVRecord> records = records(file);
        if (records.size() > MOST_ROWS) {
            throw problem("import.has-too-many-actions", records.size(), MOST_ROWS);
        }
        List<String> headings = headings(records);
        Layout layout = Layout.of(headings);
        if (layout == null) {
            throw problem("import.columns-are-unknown", String.join(", ", headings));
        }
        List<Cells> rows = rows(headings, records);
        if (rows.isEmpty()) {
            throw problem("import.has-no-action");
        }
        return new CsvTable(layout, rows);
    }

    /** All rows of a file, the header first. */
    static List<CSVRecord> records(byte[] file) {
        String text = decode(file);
        List<CSVRecord> records = text.isBlank() ? List.of() : parse(text);
        if (records.isEmpty()) {
            throw problem("import.is-empty");
        }
        return records;
    }

    /** The headings, each of which stands once. */
    static List<String> headings(List<CSVRecord> records) {
        List<String> headings = new ArrayList<>();
        records.getFirst().forEach(heading -> headings.add(heading.strip()));
        dropEmptyColumns(headings, records);
        Set<String> once = new HashSet<>();
        for (String heading : headings) {
            if (!once.add(Layout.key(heading))) {
                throw problem("import.column-stands-twice", heading);
            }
        }
        return headings;
    }

    /** Rows with anything in them, by heading. */
    static List<Cells> rows(List<String> headings, List<CSVRecord> records) {
        List<Cells> rows = new ArrayList<>();
        for (CSVRecord record : records.subList(1, records.size())) {
            if (width(record, headings.size()) != headings.size()) {
                throw problem("import.row-is-uneven", record.getRecordNumber(), record.size(), headings.size());
            }
            Map<String, String> cells = new HashMap<>();
            for (int i = 0; i < headings.size(); i++) {
                cells.put(Layout.key(headings.get(i)), shown(record.get(i)));
            }
            if (cells.values().stream().anyMatch(cell -> !cell.isEmpty())) {
                rows.add(new Cells(record.getRecordNumber(), cells));
            }
        }
        return rows;
    }

    /** What a reader sees of a cell: whatever breaks a line does so in one way, and signs that nobody sees are left out. */
    private static String shown(String cell) {
        return UNSEEN.matcher(LINE_BREAK.matcher(cell).replaceAll("\n"))
                .replaceAll("")
                .strip();
    }

    /** Spreadsheets leave columns without a heading and without a cell behind the last one. */
    private static void dropEmptyColumns(List<String> headings, List<CSVRecord> records) {
        while (!headings.isEmpty() && headings.getLast().isEmpty()) {
            int last = headings.size() - 1;
            if (records.stream()
                    .anyMatch(
                            record -> record.size() > last && !record.get(last).isBlank())) {
                return;
            }
            headings.removeLast();
        }
    }

    /** Number of cells, not counting blank ones behind the last heading. */
    private static int width(CSVRecord record, int headings) {
        int width = record.size();
        while (width > headings && record.get(width - 1).isBlank()) {
            width--;
        }
        return width;
    }

    private static String decode(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw problem("import.is-no-text");
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw problem("import.is-not-utf-8");
        }
    }

    private static List<CSVRecord> parse(String text) {
        try (CSVParser parser =
                CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get().parse(new StringReader(text))) {
            return parser.getRecords();
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw problem("import.is-no-table", String.valueOf(e.getMessage()));
        }
    }

    static ProblemException problem(String key, Object... arguments) {
        return ProblemType.FILE_NOT_READABLE.saying(key, arguments).about("file");
    }
}
