package org.waymark.query.web.pack;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.logging.Level;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Component;
import org.waymark.query.pack.Pack;
import org.waymark.query.web.Dates;
import org.waymark.query.web.Pages;

/**
 * A pack as a tagged PDF with the font inside: A4, the full board across. The bytes depend on the pack and on nothing else:
 * dates and the document's id come from the entry at which it is frozen.
 */
@Component
final class PackPdf {

    private static final String FAMILY = "Paper";
    /** Liberation Sans, under the SIL Open Font License. */
    private static final String FONT = "/liberation/LiberationSans-%s.ttf";

    private static final int NORMAL = 400;
    private static final int BOLD = 700;

    private final Papers papers;
    private final Pages pages;
    private final String style;

    PackPdf(Papers papers, Pages pages) {
        this.papers = papers;
        this.pages = pages;
        this.style = "<style>" + new String(resource("/paper/paper.css"), StandardCharsets.UTF_8) + "</style></head>";
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.SEVERE));
    }

    byte[] of(Pack pack) {
        String html = pages.document("pack-print", Map.of("paper", papers.paper(pack)))
                .replace("</head>", style);
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .useFastMode()
                .usePdfUaAccessibility(true)
                .withProducer("Waymark")
                .withHtmlContent(html, null);
        builder.useFont(() -> font("Regular"), FAMILY, NORMAL, FontStyle.NORMAL, true);
        builder.useFont(() -> font("Bold"), FAMILY, BOLD, FontStyle.NORMAL, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            try (PDDocument document = renderer.getPdfDocument()) {
                freeze(document, pack);
                document.save(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The pack cannot be written as PDF", e);
        }
        return out.toByteArray();
    }

    private static void freeze(PDDocument document, Pack pack) {
        Instant at = pack.issue() == null
                ? pack.day().atStartOfDay(Dates.LOCAL).toInstant()
                : pack.issue().at();
        Calendar day = new GregorianCalendar(TimeZone.getTimeZone(Dates.LOCAL));
        day.setTimeInMillis(at.toEpochMilli());
        document.getDocumentInformation().setCreationDate(day);
        document.getDocumentInformation().setModificationDate(day);
        document.setDocumentId(pack.position());
    }

    private static InputStream font(String weight) {
        return new java.io.ByteArrayInputStream(resource(FONT.formatted(weight)));
    }

    private static byte[] resource(String path) {
        try (InputStream in = Objects.requireNonNull(PackPdf.class.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
