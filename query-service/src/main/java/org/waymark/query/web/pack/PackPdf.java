package org.waymark.query.web.pack;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import org.waymark.query.web.XmlText;

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

    /** What all papers that are kept may take in memory, each with the words that it was made of. */
    private static final long BYTES = 32L * 1024 * 1024;

    private final Cache<Key, byte[]> kept = Caffeine.newBuilder()
            .maximumWeight(BYTES)
            .weigher((Key key, byte[] file) -> key.html().length() + file.length)
            .build();
    private final Papers papers;
    private final Pages pages;
    private final String style;

    /** Everything that a file depends on. */
    private record Key(String html, Instant at, long position) {}

    PackPdf(Papers papers, Pages pages) {
        this.papers = papers;
        this.pages = pages;
        this.style = "<style>" + new String(resource("/paper/paper.css"), StandardCharsets.UTF_8) + "</style></head>";
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.SEVERE));
    }

    /** Kept while the same is to be said: laying it out takes seconds where a board is long. */
    byte[] of(Pack pack) {
        String html = html(pack);
        return kept.get(new Key(html, at(pack), pack.position()), _ -> laidOut(pack, html));
    }

    /** Laid out now, whatever is kept. */
    byte[] laidOut(Pack pack) {
        return laidOut(pack, html(pack));
    }

    private String html(Pack pack) {
        return XmlText.allowed(pages.document("pack-print", Map.of("paper", papers.paper(pack))))
                .replace("</head>", style);
    }

    private static byte[] laidOut(Pack pack, String html) {
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
        Calendar day = new GregorianCalendar(TimeZone.getTimeZone(Dates.LOCAL));
        day.setTimeInMillis(at(pack).toEpochMilli());
        document.getDocumentInformation().setCreationDate(day);
        document.getDocumentInformation().setModificationDate(day);
        document.setDocumentId(pack.position());
    }

    private static Instant at(Pack pack) {
        return pack.issue() == null
                ? pack.day().atStartOfDay(Dates.LOCAL).toInstant()
                : pack.issue().at();
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
