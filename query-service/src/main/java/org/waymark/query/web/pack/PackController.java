package org.waymark.query.web.pack;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.query.pack.Pack;
import org.waymark.query.pack.Packs;
import org.waymark.query.web.Asked;
import org.waymark.query.web.Dates;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** The pack of a meeting, in three forms that say the same. */
@Controller
class PackController {

    private static final String ADDRESS = "/groups/{groupId}/meetings/{meetingId}/pack";
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Packs packs;
    private final Papers papers;
    private final PackPdf pdf;
    private final PackWorkbook workbook;
    private final Texts texts;
    private final Pages pages;

    PackController(Packs packs, Papers papers, PackPdf pdf, PackWorkbook workbook, Texts texts, Pages pages) {
        this.packs = packs;
        this.papers = papers;
        this.pdf = pdf;
        this.workbook = workbook;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping(ADDRESS)
    ResponseEntity<byte[]> page(
            @PathVariable String groupId,
            @PathVariable String meetingId,
            @RequestParam(required = false) @Nullable String edition,
            HttpServletRequest request) {
        Pack pack = pack(groupId, meetingId, edition);
        boolean forPublic = pack.edition() == Packs.Edition.PUBLIC;
        String address = Papers.address(pack);
        String query = forPublic ? "?edition=public" : "";
        return pages.page(request, "pack", Pages.Section.GROUPS)
                .with("paper", papers.paper(pack))
                .with("meeting", Dates.weekday(pack.date()))
                .with("group", pack.groupName())
                .with("back", "/groups/" + groupId + "/meetings/" + meetingId)
                .with("pdf", address + ".pdf" + query)
                .with("xlsx", address + ".xlsx" + query)
                .with("other", address + (forPublic ? "" : "?edition=public"))
                .with("otherText", texts.get(forPublic ? "pack.edition.members" : "pack.edition.public"))
                .show();
    }

    @GetMapping(ADDRESS + ".pdf")
    ResponseEntity<byte[]> pdf(
            @PathVariable String groupId,
            @PathVariable String meetingId,
            @RequestParam(required = false) @Nullable String edition) {
        Pack pack = pack(groupId, meetingId, edition);
        return file(pack, MediaType.APPLICATION_PDF, "pdf", pdf.of(pack));
    }

    @GetMapping(ADDRESS + ".xlsx")
    ResponseEntity<byte[]> xlsx(
            @PathVariable String groupId,
            @PathVariable String meetingId,
            @RequestParam(required = false) @Nullable String edition) {
        Pack pack = pack(groupId, meetingId, edition);
        return file(pack, XLSX, "xlsx", workbook.of(pack));
    }

    private Pack pack(String groupId, String meetingId, @Nullable String edition) {
        Packs.Edition asked = Asked.value(Packs.Edition.class, "edition", edition);
        return packs.pack(groupId, meetingId, asked == null ? Packs.Edition.MEMBERS : asked);
    }

    private static ResponseEntity<byte[]> file(Pack pack, MediaType type, String extension, byte[] body) {
        String name = "pack-" + pack.groupId() + "-" + pack.date()
                + (pack.edition() == Packs.Edition.PUBLIC ? "-public" : "")
                + (pack.issued() ? "." : "-preview.") + extension;
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(body);
    }
}
