package org.waymark.query.web.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Escalation;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.party.PartyEvent.PartyRegistered;
import org.waymark.contract.party.PartyEvent.PartyRenamed;
import org.waymark.contract.party.PartyKind;
import org.waymark.contract.time.Nation;
import org.waymark.eventstore.Head;
import org.waymark.eventstore.StoredEvent;
import org.waymark.query.ServiceUnderTest;
import org.waymark.query.TestEvents;
import org.waymark.query.comparison.Comparison;
import org.waymark.query.pack.Pack;
import org.waymark.query.pack.Packs;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.NotKnown;

/** The pack of a meeting: what it holds, and that nothing which happens later reaches it. */
class PackTest extends ServiceUnderTest {

    @Autowired
    private Packs packs;

    @Autowired
    private Papers papers;

    @Autowired
    private PackPdf pdf;

    @Autowired
    private PackWorkbook workbook;

    @Test
    void what_happens_after_the_issue_does_not_reach_a_single_byte_of_it() {
        aBoardWithTwoMeetings();
        issue("m2");
        Pack before = pack("m2");
        byte[] pdfBefore = pdf.of(before);
        byte[] workbookBefore = workbook.of(before);

        now(year + "-06-20T09:00:00");
        happens(new PartyRenamed(id("lead"), "Carers Count", "Another name"));
        happens(new ActionEvent.RatingChanged(id("late"), Rating.RED, Rating.GREEN, null));
        happens(new ActionEvent.Completed(id("soon"), Status.IN_PROGRESS, day("06-19"), null));
        happens(anAction("new").reference("1.9").due(day("09-30").toString()));
        happens(new GroupEvent.GroupAmended(id("group"), details("Carers board"), details("Renamed board")));
        happens(new GroupEvent.MeetingMoved(
                id("group"), "m2", day("06-17"), day("06-24"), FreeText.of("The chair is away")));
        happens(new GroupEvent.MeetingHeld(id("group"), "m2", day("06-24")));
        settle();
        now(year + "-08-01T09:00:00");

        Pack after = pack("m2");
        assertThat(after).isEqualTo(before);
        assertThat(papers.paper(after)).isEqualTo(papers.paper(before));
        assertThat(pdf.laidOut(after)).isEqualTo(pdfBefore);
        assertThat(pdf.of(after)).isSameAs(pdfBefore);
        assertThat(workbook.of(after)).isEqualTo(workbookBefore);
    }

    @Test
    void it_asks_counts_and_compares_with_the_meetings_before() {
        aBoardWithTwoMeetings();
        issue("m2");

        Pack pack = pack("m2");
        Pack.Part part = pack.parts().getFirst();

        assertThat(pack.issued()).isTrue();
        assertThat(pack.day()).isEqualTo(day("06-09"));
        assertThat(part.since()).isEqualTo(day("03-20"));
        assertThat(part.figures()).extracting(Pack.Figures::day).containsExactly(day("06-09"), day("03-20"));
        assertThat(part.figures().getFirst().counts().rated(Rating.RED)).isEqualTo(1);
        assertThat(part.figures().get(1).counts().rated(Rating.RED)).isZero();
        assertThat(part.changes())
                .extracting(Pack.Change::kind)
                .containsExactly(Comparison.Kind.TURNED_RED, Comparison.Kind.SLIPPED);
        assertThat(part.late()).extracting(ActionRow::reference).containsExactly("1.1");
        assertThat(part.slipped()).extracting(ActionRow::reference).containsExactly("1.2");
        assertThat(part.red()).extracting(ActionRow::reference).containsExactly("1.1");
        assertThat(part.gaps()).extracting(ActionRow::reference).containsExactly("1.3");
        assertThat(part.casesAt(3)).extracting(each -> papers.why(each)).containsExactly("70 days late");
        assertThat(papers.paper(pack).plans().getFirst().sections().getFirst().asks())
                .extracting(ask -> ask.act() + " " + ask.about())
                .containsExactly(
                        "Agree or refuse another date for 1.2, Promise of " + id("soon") + ": 31 December " + year
                                + ". It would then be 184 days after the first date.",
                        "Name a lead for 1.3, Promise of " + id("unled") + ".",
                        "Ask Carers Count about 1.1, Promise of " + id("late") + ": with the chair.");
    }

    @Test
    void before_its_issue_it_is_a_preview_and_says_so() throws Exception {
        aBoardWithTwoMeetings();

        Pack preview = pack("m2");

        assertThat(preview.issued()).isFalse();
        assertThat(preview.position()).isEqualTo(log.head().position());
        assertThat(papers.paper(preview).issued()).isEqualTo("Preview: not issued");
        assertThat(text(pdf.of(preview))).contains("Preview: not issued");
        assertThatExceptionOfType(NotKnown.class).isThrownBy(() -> pack("m9"));
    }

    @Test
    void words_that_were_removed_are_gone_from_it_and_counted() throws IOException {
        aBoardWithTwoMeetings();
        issue("m2");
        assertThat(text(pdf.of(pack("m2")))).contains("Mrs Example has asked");

        StoredEvent entry = log.readStream(id("late")).stream()
                .filter(event -> event.payload() instanceof ActionEvent.ProgressReported)
                .findFirst()
                .orElseThrow();
        String digest = ((ActionEvent.ProgressReported) entry.payload()).note().digest();
        happens(new ActionEvent.TextRedacted(
                id("late"), entry.position(), Objects.requireNonNull(digest), "It names a private person"));
        settle();

        Pack pack = pack("m2");
        assertThat(pack.removed()).isEqualTo(1);
        assertThat(text(pdf.of(pack)))
                .doesNotContain("Mrs Example")
                .contains("1 text that stood in the log then has been removed since");
        assertThat(cells(workbook.of(pack))).noneMatch(cell -> cell.contains("Mrs Example"));
    }

    @Test
    void the_public_reads_it_without_exempt_items() throws IOException {
        aBoardWithTwoMeetings();
        happens(new ActionEvent.MarkedExempt(id("late"), FreeText.of("Paragraph 3")));
        settle();
        issue("m2");

        Pack members = pack("m2");
        Pack everybody = packs.pack(id("group"), "m2", Packs.Edition.PUBLIC);

        assertThat(members.parts().getFirst().counts().actions()).isEqualTo(3);
        assertThat(everybody.parts().getFirst().counts().actions()).isEqualTo(2);
        assertThat(everybody.exempt()).isEqualTo(1);
        assertThat(text(pdf.of(members))).contains("Promise of " + id("late"), "Exempt");
        assertThat(text(pdf.of(everybody)))
                .doesNotContain(id("late"))
                .contains("For the public. 1 exempt action is left out.");
        assertThat(cells(workbook.of(everybody))).noneMatch(cell -> cell.contains(id("late")));
    }

    @Test
    void the_pdf_holds_to_pdf_ua_as_far_as_a_program_can_tell() throws Exception {
        aBoardWithTwoMeetings();
        assertThat(PdfUaChecker.faults(pdf.of(pack("m2")))).as("preview").isEmpty();
        issue("m2");
        assertThat(PdfUaChecker.faults(pdf.of(pack("m2")))).isEmpty();
        try (PDDocument untagged = new PDDocument();
                ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            untagged.addPage(new PDPage());
            untagged.save(file);
            assertThat(PdfUaChecker.faults(file.toByteArray()))
                    .as("what is not tagged is seen")
                    .isNotEmpty();
        }
    }

    @Test
    void the_pdf_is_tagged_searchable_and_says_on_every_page_where_it_is_frozen() throws IOException {
        aBoardWithTwoMeetings();
        issue("m2");
        Pack pack = pack("m2");

        try (PDDocument document = Loader.loadPDF(pdf.of(pack))) {
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
            assertThat(document.getDocumentInformation().getTitle()).contains("Carers board");
            assertThat(document.getNumberOfPages()).isGreaterThan(1);
            PDFTextStripper stripper = new PDFTextStripper();
            for (int number = 1; number <= document.getNumberOfPages(); number++) {
                stripper.setStartPage(number);
                stripper.setEndPage(number);
                assertThat(stripper.getText(document).replaceAll("\\s+", " "))
                        .as("page " + number)
                        .contains("Frozen at entry ", "SHA-256 " + pack.hash().substring(0, 8))
                        .contains("Page " + number + " of " + document.getNumberOfPages());
                PDPage page = document.getPage(number - 1);
                assertThat(page.getResources().getFontNames())
                        .allSatisfy(name -> assertThat(
                                        page.getResources().getFont(name).isEmbedded())
                                .isTrue());
            }
            assertThat(across(document.getPage(0))).isFalse();
            assertThat(across(document.getPage(document.getNumberOfPages() - 1)))
                    .isTrue();
        }
    }

    @Test
    void the_workbook_has_days_as_days_and_what_people_wrote_as_text() throws IOException {
        aBoardWithTwoMeetings();
        happens(new ActionEvent.ProgressReported(id("soon"), FreeText.of("=HYPERLINK(\"http://bad.example\")")));
        settle();
        issue("m2");

        try (Workbook book = new XSSFWorkbook(new ByteArrayInputStream(workbook.of(pack("m2"))))) {
            List<String> sheets = new ArrayList<>();
            book.forEach(sheet -> sheets.add(sheet.getSheetName()));
            assertThat(sheets)
                    .containsExactly(
                            "Cover",
                            "Asked of the group",
                            "In numbers",
                            "Changes",
                            "Escalations",
                            "Late and slipped",
                            "Red",
                            "Gaps",
                            "The full board");
            Sheet board = book.getSheet("The full board");
            assertThat(board.getLastRowNum()).isEqualTo(3);
            Row head = board.getRow(0);
            Row first = board.getRow(1);
            int target = column(head, "Target date");
            assertThat(DateUtil.isCellDateFormatted(first.getCell(target))).isTrue();
            assertThat(first.getCell(target).getLocalDateTimeCellValue().toLocalDate())
                    .isEqualTo(day("03-31"));
            int note = column(head, "Last note");
            assertThat(board.getRow(2).getCell(note).getCellType()).isEqualTo(CellType.STRING);
            assertThat(board.getRow(2).getCell(note).getStringCellValue()).startsWith("=HYPERLINK");
            assertThat(board.getRow(2).getCell(note).getCellStyle().getQuotePrefixed())
                    .isTrue();
        }
    }

    @Test
    void signs_that_nobody_sees_do_not_stand_in_the_way_of_the_file() throws Exception {
        aBoardWithTwoMeetings();
        happens(new ActionEvent.ProgressReported(id("unled"), FreeText.of("Read\u000Band\u0007 heard")));
        settle();
        issue("m2");

        assertThat(text(pdf.of(pack("m2")))).contains("Readand heard");
    }

    /** A late one, one that slipped and may again, one that nobody leads; a meeting held, another to come. */
    private void aBoardWithTwoMeetings() {
        aPlan();
        happens(new PartyRegistered(id("lead"), "Carers Count", PartyKind.ORGANISATION, "Kirklees", List.of()));
        happens(new GroupEvent.GroupFormed(id("group"), details("Carers board")));
        happens(new GroupEvent.MeetingScheduled(id("group"), "m1", day("03-20")));
        happens(new GroupEvent.MeetingScheduled(id("group"), "m2", day("06-17")));
        happens(anAction("late")
                .reference("1.1")
                .due(day("03-31").toString())
                .amber()
                .led(id("lead")));
        happens(anAction("soon")
                .reference("1.2")
                .due(day("06-30").toString())
                .green()
                .led(id("lead")));
        happens(anAction("unled")
                .reference("1.3")
                .due(day("09-30").toString())
                .amber()
                .led());
        settle();
        now(year + "-03-20T10:00:00");
        happens(new GroupEvent.MeetingHeld(id("group"), "m1", day("03-20")));
        settle();
        now(year + "-05-29T10:00:00");
        happens(new ActionEvent.RatingChanged(id("late"), Rating.AMBER, Rating.RED, null));
        happens(new ActionEvent.ProgressReported(id("late"), FreeText.of("Mrs Example has asked for another room")));
        happens(new ActionEvent.EscalationRaised(
                id("late"),
                plan,
                new Escalation(id("e1"), 3, EscalationReason.LATE, day("03-31").toString(), day("03-31"), 59, null),
                0));
        happens(TestEvents.slip(
                id("soon"),
                day("06-30").toString(),
                day("08-31").toString(),
                1,
                day("06-30").toString()));
        happens(new ActionEvent.DateProposed(
                id("soon"),
                "r-1",
                TestEvents.on(day("08-31").toString()),
                TestEvents.on(day("12-31").toString()),
                FreeText.of("The grant comes later")));
        settle();
        now(year + "-06-09T15:30:00");
    }

    private GroupDetails details(String name) {
        return new GroupDetails(
                name,
                GroupDetails.Kind.BOARD,
                Nation.ENGLAND,
                null,
                null,
                null,
                List.of(),
                List.of(new GroupDetails.PlanView(plan, GroupDetails.Sees.EVERYTHING, true)));
    }

    private void issue(String meetingId) {
        Head head = log.head();
        happens(new GroupEvent.PackIssued(id("group"), meetingId, head.position(), head.hash()));
        settle();
    }

    private Pack pack(String meetingId) {
        return packs.pack(id("group"), meetingId, Packs.Edition.MEMBERS);
    }

    private static String text(byte[] file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static boolean across(PDPage page) {
        PDRectangle box = page.getMediaBox();
        return box.getWidth() > box.getHeight();
    }

    private static List<String> cells(byte[] file) throws IOException {
        List<String> cells = new ArrayList<>();
        try (Workbook book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            book.forEach(sheet -> sheet.forEach(row -> row.forEach(cell -> cells.add(cell.toString()))));
        }
        return cells;
    }

    private static int column(Row head, String title) {
        for (int i = 0; i < head.getLastCellNum(); i++) {
            if (head.getCell(i).getStringCellValue().equals(title)) {
                return i;
            }
        }
        throw new AssertionError("No column " + title);
    }
}
