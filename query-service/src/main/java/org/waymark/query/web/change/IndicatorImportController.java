package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.plan.Plans;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;
import tools.jackson.databind.JsonNode;

/** Takes readings from a file: first what would be recorded, then, on a second press, that. */
@Controller
class IndicatorImportController {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String KEPT = "waymark.indicators";
    private static final List<String> NUMBERS =
            List.of("rows", "values", "notPublished", "notAsked", "defined", "recorded", "corrected", "unchanged");

    /** What was imported last in this session, by the key of the form that said so. */
    private record Imported(String key, String planId, long position) implements Serializable {}

    private static final String IMPORTED = Imported.class.getName();

    /** What was chosen, while a person looks at the report. */
    record Upload(String planId, String file, byte[] csv) implements Serializable {}

    /** A list of the report, as rows of cells. */
    public record Listing(String title, List<String> columns, List<List<String>> rows) {}

    private final Plans plans;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Texts texts;
    private final Pages pages;

    IndicatorImportController(
            Plans plans, Forwarding forwarding, ProjectionPosition projections, Texts texts, Pages pages) {
        this.plans = plans;
        this.forwarding = forwarding;
        this.projections = projections;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/plans/{planId}/indicators/import")
    ResponseEntity<byte[]> open(@PathVariable String planId, HttpServletRequest request) {
        GroupChangeController.governance();
        return form(request, planId, null);
    }

    @PostMapping("/plans/{planId}/indicators/import")
    ResponseEntity<byte[]> check(
            @PathVariable String planId,
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletRequest request)
            throws IOException {
        SignedIn me = GroupChangeController.governance();
        String title = plans.summary(planId).title();
        if (file == null || file.isEmpty()) {
            return form(request, planId, texts.get("import.file.required"));
        }
        String name = file.getOriginalFilename();
        Upload upload = new Upload(planId, name == null || name.isBlank() ? "table.csv" : name, file.getBytes());
        Forwarding.ImportOutcome outcome = forwarding.bringReadings(
                me, planId, true, upload.file(), upload.csv(), UUID.randomUUID().toString());
        JsonNode report = outcome.report();
        if (report == null) {
            return form(request, planId, said(outcome));
        }
        request.getSession().setAttribute(KEPT, upload);
        return pages.page(request, "indicator-report", Pages.Section.PLANS)
                .with("planId", planId)
                .with("planTitle", title)
                .with("numbers", numbers(report))
                .with("lists", lists(report))
                .with("nothing", report.path("changes").isEmpty())
                .with("key", UUID.randomUUID().toString())
                .show();
    }

    @PostMapping("/plans/{planId}/indicators/import/confirm")
    ResponseEntity<byte[]> bring(@PathVariable String planId, @RequestParam String key, HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        HttpSession session = request.getSession();
        if (session.getAttribute(IMPORTED) instanceof Imported imported
                && imported.key().equals(key)
                && imported.planId().equals(planId)) {
            return seeOther("/plans/" + planId + "/changed?what=readings&again=yes&entry=" + imported.position());
        }
        if (!(session.getAttribute(KEPT) instanceof Upload upload)
                || !upload.planId().equals(planId)) {
            return form(request, planId, texts.get("import.gone"));
        }
        Forwarding.ImportOutcome outcome =
                forwarding.bringReadings(me, planId, false, upload.file(), upload.csv(), key);
        JsonNode report = outcome.report();
        if (report == null) {
            return form(request, planId, said(outcome));
        }
        session.removeAttribute(KEPT);
        Imported imported = new Imported(key, planId, report.path("position").asLong(0));
        session.setAttribute(IMPORTED, imported);
        projections.await(imported.position(), PATIENCE);
        return seeOther("/plans/" + planId + "/indicators");
    }

    private static ResponseEntity<byte[]> seeOther(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .build();
    }

    private String said(Forwarding.ImportOutcome outcome) {
        if (outcome.failure() instanceof Forwarding.Outcome.Refused refused) {
            return refused.inWords(texts);
        }
        return texts.get("form.no-answer");
    }

    private ResponseEntity<byte[]> form(HttpServletRequest request, String planId, @Nullable String problem) {
        return pages.page(request, "indicator-import", Pages.Section.PLANS)
                .status(problem == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("planId", planId)
                .with("planTitle", plans.summary(planId).title())
                .with("problem", problem)
                .show();
    }

    private Map<String, Long> numbers(JsonNode report) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (String name : NUMBERS) {
            numbers.put(
                    texts.get("indicators.number." + name), report.path(name).asLong(0));
        }
        return numbers;
    }

    /** Those that a person has to look at first. */
    private List<Listing> lists(JsonNode report) {
        List<Listing> lists = new ArrayList<>();
        add(lists, report, "rowsLeftOut", List.of("row", "reference", "why"));
        add(lists, report, "kept", List.of("row", "indicator", "area", "period", "table", "here"));
        add(lists, report, "changes", List.of("row", "indicator", "area", "period", "from", "to"));
        return lists;
    }

    private void add(List<Listing> lists, JsonNode report, String name, List<String> columns) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode item : report.path(name)) {
            rows.add(columns.stream()
                    .map(column -> cell(column, item.path(column).asString("")))
                    .toList());
        }
        if (!rows.isEmpty()) {
            lists.add(new Listing(
                    texts.get("indicators.list." + name, rows.size()),
                    columns.stream()
                            .map(column -> texts.get("indicators.column." + column))
                            .toList(),
                    rows));
        }
    }

    private static String cell(String column, String cell) {
        return column.equals("period") ? Texts.period(cell) : cell;
    }
}
