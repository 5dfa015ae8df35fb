package org.waymark.query.web.pack;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.Rating;
import org.waymark.query.board.Board;
import org.waymark.query.pack.Pack;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.Gap;
import org.waymark.query.web.Dates;
import org.waymark.query.web.Texts;
import org.waymark.query.web.Wording;

/**
 * A pack as a workbook: a sheet for each section, one row for each action, days as days. The bytes depend on the pack and
 * on nothing else. What people wrote stays text, whatever sign it begins with.
 */
@Component
final class PackWorkbook {

    /** The first moment that a ZIP file can name. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int CHARACTER = 256;
    private static final int LONGEST_CELL = 32_767;

    private final Texts texts;
    private final Wording wording;
    private final Papers papers;

    PackWorkbook(Texts texts, Wording wording, Papers papers) {
        this.texts = texts;
        this.wording = wording;
        this.papers = papers;
    }

    /** @param value of a row: a text, a number, a day or null */
    private record Column<T>(String title, int width, Function<T, @Nullable Object> value) {}

    byte[] of(Pack pack) {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            Styles styles = new Styles(book);
            cover(book, styles, pack);
            sheet(book, styles, pack, "asked", Pack.Part::asks, asks());
            sheet(book, styles, pack, "numbers", Pack.Part::figures, figures());
            sheet(book, styles, pack, "changes", Pack.Part::changes, changes());
            sheet(book, styles, pack, "escalations", Pack.Part::cases, cases());
            sheet(book, styles, pack, "late", PackWorkbook::lateAndSlipped, actions());
            sheet(book, styles, pack, "red", Pack.Part::red, actions());
            sheet(book, styles, pack, "gaps", Pack.Part::gaps, gaps());
            if (pack.parts().stream().anyMatch(part -> !part.milestones().isEmpty())) {
                sheet(book, styles, pack, "milestones", Pack.Part::milestones, milestones());
            }
            sheet(book, styles, pack, "board", PackWorkbook::board, actions());
            properties(book, pack);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            book.write(out);
            return withoutTimes(out.toByteArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException("Memory does not take a workbook", impossible);
        }
    }

    private static List<ActionRow> lateAndSlipped(Pack.Part part) {
        List<ActionRow> rows = new ArrayList<>(part.late());
        part.slipped().stream().filter(row -> !row.when().late()).forEach(rows::add);
        return rows;
    }

    private static List<ActionRow> board(Pack.Part part) {
        Board board = part.board();
        return board == null
                ? List.of()
                : board.themes().stream()
                        .flatMap(theme -> theme.sections().stream())
                        .flatMap(section -> section.actions().stream())
                        .toList();
    }

    private void cover(XSSFWorkbook book, Styles styles, Pack pack) {
        Sheet sheet = book.createSheet(texts.get("pack.sheet.cover"));
        List<List<@Nullable Object>> lines = new ArrayList<>();
        lines.add(line("pack.sheet.group", pack.groupName()));
        lines.add(line("pack.sheet.meeting", pack.date()));
        lines.add(line("pack.sheet.issued", pack.issued() ? pack.day() : texts.get("pack.not-issued")));
        lines.add(line("pack.sheet.entry", pack.position()));
        lines.add(line("pack.sheet.mark", pack.hash()));
        lines.add(line("pack.sheet.address", Papers.address(pack)));
        pack.parts().forEach(part -> lines.add(line("pack.sheet.plan", part.title())));
        papers.marks(pack).forEach(mark -> lines.add(line("pack.sheet.note-on", mark)));
        for (List<@Nullable Object> line : lines) {
            Row row = sheet.createRow(sheet.getLastRowNum() + 1);
            styles.fill(row.createCell(0), line.get(0), styles.head);
            styles.fill(row.createCell(1), line.get(1), styles.text);
        }
        sheet.setColumnWidth(0, 20 * CHARACTER);
        sheet.setColumnWidth(1, 80 * CHARACTER);
        layOut(sheet, pack);
    }

    private List<@Nullable Object> line(String key, @Nullable Object value) {
        List<@Nullable Object> line = new ArrayList<>();
        line.add(texts.get(key));
        line.add(value);
        return line;
    }

    private <T> void sheet(
            XSSFWorkbook book,
            Styles styles,
            Pack pack,
            String key,
            Function<Pack.Part, List<T>> rows,
            List<Column<T>> columns) {
        Sheet sheet = book.createSheet(texts.get("pack.sheet." + key));
        Row head = sheet.createRow(0);
        styles.fill(head.createCell(0), texts.get("pack.sheet.plan"), styles.head);
        sheet.setColumnWidth(0, 24 * CHARACTER);
        for (int i = 0; i < columns.size(); i++) {
            styles.fill(head.createCell(i + 1), columns.get(i).title(), styles.head);
            sheet.setColumnWidth(i + 1, columns.get(i).width() * CHARACTER);
        }
        for (Pack.Part part : pack.parts()) {
            for (T each : rows.apply(part)) {
                Row row = sheet.createRow(sheet.getLastRowNum() + 1);
                styles.fill(row.createCell(0), part.title(), styles.text);
                for (int i = 0; i < columns.size(); i++) {
                    styles.fill(row.createCell(i + 1), columns.get(i).value().apply(each), styles.text);
                }
            }
        }
        sheet.createFreezePane(0, 1);
        sheet.setAutoFilter(new CellRangeAddress(0, sheet.getLastRowNum(), 0, columns.size()));
        sheet.setRepeatingRows(new CellRangeAddress(0, 0, -1, -1));
        layOut(sheet, pack);
    }

    private void layOut(Sheet sheet, Pack pack) {
        sheet.getPrintSetup().setLandscape(true);
        sheet.getPrintSetup().setPaperSize(org.apache.poi.ss.usermodel.PrintSetup.A4_PAPERSIZE);
        sheet.setFitToPage(true);
        sheet.getPrintSetup().setFitHeight((short) 0);
        sheet.getFooter().setLeft(escaped(papers.frozen(pack)) + "\n" + escaped(pack.hash()));
        sheet.getFooter().setRight(texts.get("pack.page-number") + " &P " + texts.get("pack.page-of") + " &N");
    }

    /** An ampersand begins a code in a footer. */
    private static String escaped(String text) {
        return text.replace("&", "&&");
    }

    private <T> Column<T> column(String key, int width, Function<T, @Nullable Object> value) {
        return new Column<>(texts.get(key), width, value);
    }

    private List<Column<Pack.Ask>> asks() {
        return List.of(column("pack.sheet.ask", 100, ask -> {
            Paper.Ask words = papers.ask(ask);
            return words.act() + " " + words.about();
        }));
    }

    private List<Column<Pack.Figures>> figures() {
        List<Column<Pack.Figures>> columns = new ArrayList<>();
        columns.add(column("pack.sheet.day", 18, Pack.Figures::day));
        for (Rating rating : List.of(Rating.RED, Rating.AMBER, Rating.GREEN, Rating.BLUE, Rating.NONE)) {
            columns.add(new Column<>(
                    texts.of("rating", rating), 12, each -> each.counts().rated(rating)));
        }
        columns.add(column("pack.column.all", 12, each -> each.counts().actions()));
        columns.add(column("pack.column.complete", 12, each -> each.counts().complete()));
        columns.add(column("pack.column.ended", 12, each -> each.counts().ended()));
        columns.add(column("pack.column.late", 12, each -> each.counts().late()));
        columns.add(column("pack.column.no-date", 12, each -> each.counts().gap(Gap.NO_DATE)));
        return columns;
    }

    private List<Column<Pack.Change>> changes() {
        return List.of(
                column("column.ref", 12, each -> each.action().reference()),
                column("pack.sheet.theme", 24, each -> theme(each.action())),
                column("column.action", 50, each -> each.action().name()),
                column("pack.column.change", 24, each -> texts.of("changes.kind", each.kind())),
                column("changes.column.from", 24, each -> papers.side(each.kind(), each.before())),
                column("changes.column.to", 24, each -> papers.side(each.kind(), each.after())),
                column("changes.column.when", 18, Pack.Change::on),
                column("pack.sheet.why", 50, Pack.Change::words),
                column("pack.sheet.entry", 12, Pack.Change::position));
    }

    private List<Column<Pack.Case>> cases() {
        return List.of(
                column("column.ref", 12, each -> each.action().reference()),
                column("pack.sheet.theme", 24, each -> theme(each.action())),
                column("column.action", 50, each -> each.action().name()),
                column(
                        "pack.sheet.lead",
                        28,
                        each -> wording.names(each.action().leads())),
                column("pack.sheet.level", 10, Pack.Case::level),
                column("pack.column.why", 40, papers::why),
                column("pack.sheet.since", 18, Pack.Case::since),
                column(
                        "column.rating",
                        12,
                        each -> texts.of("rating", each.action().rating())));
    }

    private List<Column<Pack.Milestone>> milestones() {
        return List.of(
                column("column.ref", 12, each -> each.action().reference()),
                column("column.action", 50, each -> each.action().name()),
                column("pack.column.milestone", 50, Pack.Milestone::text),
                column("pack.sheet.target", 18, Pack.Milestone::due),
                column("pack.column.reached", 18, Pack.Milestone::reachedOn));
    }

    private List<Column<ActionRow>> gaps() {
        List<Column<ActionRow>> columns = new ArrayList<>(actions());
        columns.add(
                3,
                column(
                        "pack.column.missing",
                        24,
                        row -> String.join(
                                "; ",
                                row.gaps().stream()
                                        .sorted()
                                        .map(gap -> texts.of("gap", gap))
                                        .toList())));
        return columns;
    }

    private List<Column<ActionRow>> actions() {
        return List.of(
                column("column.ref", 12, ActionRow::reference),
                column("pack.sheet.theme", 24, PackWorkbook::theme),
                column("column.action", 50, ActionRow::text),
                column("pack.sheet.objective", 40, ActionRow::objective),
                column("pack.sheet.lead", 28, row -> wording.names(row.leads())),
                column("pack.sheet.partners", 28, row -> wording.names(row.partners())),
                column("pack.column.written", 20, row -> row.when().written()),
                column("pack.column.first", 18, row -> row.when().first()),
                column("pack.sheet.target", 18, row -> row.when().target()),
                column(
                        "pack.sheet.days-late",
                        10,
                        row -> row.when().late() ? row.when().lateDays() : null),
                column(
                        "pack.sheet.slips",
                        10,
                        row -> row.when().slips() == 0 ? null : row.when().slips()),
                column("column.rating", 12, row -> texts.of("rating", row.rating())),
                column("pack.sheet.level", 10, row -> row.level() == 0 ? null : row.level()),
                column("pack.sheet.status", 16, row -> wording.status(row.status())),
                column("pack.sheet.updated", 18, ActionRow::lastUpdate),
                column("pack.sheet.note", 60, ActionRow::lastNote),
                column("exempt", 10, row -> row.exempt() ? texts.get("exempt") : null));
    }

    private static String theme(ActionRow row) {
        return (row.themeNumber() + " " + row.themeTitle()).strip();
    }

    private void properties(XSSFWorkbook book, Pack pack) {
        Instant at = pack.issue() == null
                ? pack.day().atStartOfDay(Dates.LOCAL).toInstant()
                : pack.issue().at();
        POIXMLProperties properties = book.getProperties();
        properties.getCoreProperties().setCreated(Optional.of(Date.from(at)));
        properties.getCoreProperties().setModified(Optional.of(Date.from(at)));
        properties.getCoreProperties().setCreator("Waymark");
        properties.getCoreProperties().setTitle(texts.get("pack.page", Dates.weekday(pack.date()), pack.groupName()));
        properties.getCoreProperties().setDescription(papers.frozen(pack) + " " + texts.get("pack.sha", pack.hash()));
        properties.getExtendedProperties().getUnderlyingProperties().setApplication("Waymark");
    }

    /** The same archive without the moment at which it was written. */
    private static byte[] withoutTimes(byte[] archive) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(archive.length);
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(archive));
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                ZipEntry timeless = new ZipEntry(entry.getName());
                timeless.setTimeLocal(NO_TIME);
                to.putNextEntry(timeless);
                from.transferTo(to);
                to.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static final class Styles {

        private final CellStyle head;
        private final CellStyle text;
        private final CellStyle day;

        Styles(XSSFWorkbook book) {
            Font bold = book.createFont();
            bold.setBold(true);
            head = book.createCellStyle();
            head.setFont(bold);
            head.setWrapText(true);
            head.setVerticalAlignment(VerticalAlignment.TOP);
            text = book.createCellStyle();
            text.setWrapText(true);
            text.setVerticalAlignment(VerticalAlignment.TOP);
            text.setQuotePrefixed(true);
            day = book.createCellStyle();
            day.setVerticalAlignment(VerticalAlignment.TOP);
            day.setDataFormat(book.getCreationHelper().createDataFormat().getFormat("d mmmm yyyy"));
        }

        void fill(Cell cell, @Nullable Object value, CellStyle style) {
            switch (value) {
                case null -> {}
                case LocalDate date -> {
                    cell.setCellValue(date);
                    cell.setCellStyle(day);
                }
                case Number number -> cell.setCellValue(number.doubleValue());
                default -> {
                    String words = value.toString();
                    cell.setCellValue(words.length() > LONGEST_CELL ? words.substring(0, LONGEST_CELL) : words);
                    cell.setCellStyle(style);
                }
            }
        }
    }
}
