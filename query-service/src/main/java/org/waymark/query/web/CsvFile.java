package org.waymark.query.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * A table as CSV (RFC 4180) for a spreadsheet. A cell that a spreadsheet would take for a formula begins with an
 * apostrophe (OWASP, CSV injection), because anybody's words are in it.
 */
public final class CsvFile {

    /** Tells a spreadsheet that what follows is UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final CSVFormat QUOTED =
            CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL).get();

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");

    private CsvFile() {}

    /** The file with a first row of names. */
    public static byte[] of(List<String> columns, Stream<Stream<String>> rows) {
        StringBuilder file = new StringBuilder(BYTE_ORDER_MARK);
        try (CSVPrinter printer = new CSVPrinter(file, QUOTED)) {
            printer.printRecord(columns);
            for (Iterator<Stream<String>> each = rows.iterator(); each.hasNext(); ) {
                printer.printRecord(each.next().map(CsvFile::harmless));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String harmless(String cell) {
        if (cell.isEmpty() || NUMBER.matcher(cell).matches()) {
            return cell;
        }
        // A spreadsheet looks past blanks; full-width signs count as plain ones in some
        String seen = cell.stripLeading();
        boolean formula = "\t\r\n".indexOf(cell.charAt(0)) >= 0
                || !seen.isEmpty() && "=+-@\uFF1D\uFF0B\uFF0D\uFF20".indexOf(seen.charAt(0)) >= 0;
        return formula ? "'" + cell : cell;
    }
}
