package org.waymark.command.imports;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    static CsvTable read(byte[] file) {
        String text = decode(file);
        if (text.isBlank()) {
            throw problem("The file is empty. Choose a file with a header row and at least one row below it.");
        }
        List<CSVRecord> records = parse(text);
        List<String> headings = new ArrayList<>();
        records.getFirst().forEach(heading -> headings.add(heading.strip()));
        Layout layout = Layout.of(headings);
        if (layout == null) {
            throw problem("The columns are not those of a table that Waymark knows: "
                    + String.join(", ", headings)
                    + ". Rename them as in the template (Theme, Reference, Action, …); docs/import.md lists all.");
        }
        List<Cells> rows = new ArrayList<>();
        for (CSVRecord record : records.subList(1, records.size())) {
            if (record.size() != headings.size()) {
                throw problem("Row %d has %d cells and the header has %d. Put texts with commas into quotation marks."
                        .formatted(record.getRecordNumber(), record.size(), headings.size()));
            }
            Map<String, String> cells = new HashMap<>();
            for (int i = 0; i < headings.size(); i++) {
                cells.put(Layout.key(headings.get(i)), record.get(i).strip());
            }
            if (cells.values().stream().anyMatch(cell -> !cell.isEmpty())) {
                rows.add(new Cells(record.getRecordNumber(), cells));
            }
        }
        if (rows.isEmpty()) {
            throw problem("The file has a header row and nothing below it. Choose a file with at least one action.");
        }
        return new CsvTable(layout, rows);
    }

    private static String decode(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw problem("The file is not in UTF-8. In a spreadsheet, save it as “CSV UTF-8 (comma delimited)”.");
        }
    }

    private static List<CSVRecord> parse(String text) {
        try (CSVParser parser =
                CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get().parse(new StringReader(text))) {
            return parser.getRecords();
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw problem("The file is not a table of comma-separated values: " + e.getMessage()
                    + ". Save the table as CSV and choose that file.");
        }
    }

    private static ProblemException problem(String detail) {
        return new ProblemException(ProblemType.FILE_NOT_READABLE.saying(detail, "file"));
    }
}
