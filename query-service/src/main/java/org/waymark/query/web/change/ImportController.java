package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.waymark.contract.time.Nation;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.web.Dates;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;
import tools.jackson.databind.JsonNode;

/** Brings a plan from a CSV file: first what would be imported, then, when somebody says so, the import itself. */
@Controller
class ImportController {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String KEPT = ImportController.class.getName();

    private static final List<String> FIELDS = List.of("planId", "title", "owner", "nation");

    /** What was uploaded, until it is imported or the session ends. */
    private record Upload(String planId, Map<String, String> parameters, byte[] csv) implements Serializable {}

    /** What was imported last in this session, by the key of the form that said so. */
    private record Imported(String key, String planId, String title, long position, List<Decision> notTaken)
            implements Serializable {}

    private static final String IMPORTED = Imported.class.getName();

    /** A list of the report: plain cells, in the order in which command-service names them. */
    public record Listing(String title, Set<String> columns, List<List<String>> rows) {}

    /**
     * Something that the file only repeats and people have changed since.
     *
     * @param id what a decision for the file is sent as, or empty where there is none to make
     */
    public record Decision(String id, String row, String reference, String field, String table, String here)
            implements Serializable {}

    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Texts texts;
    private final Pages pages;

    ImportController(Forwarding forwarding, ProjectionPosition projections, Texts texts, Pages pages) {
        this.forwarding = forwarding;
        this.projections = projections;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/imports/new")
    ResponseEntity<byte[]> open(HttpServletRequest request) {
        return form(request, Typed.of(request), Map.of(), null, false);
    }

    @PostMapping("/imports/new")
    ResponseEntity<byte[]> check(
            @RequestParam(required = false) @Nullable MultipartFile file, HttpServletRequest request)
            throws IOException {
        SignedIn me = me();
        Typed typed = Typed.of(request);
        Map<String, String> problems = new LinkedHashMap<>();
        for (String field : FIELDS) {
            if (typed.get(field).isEmpty()) {
                problems.put(field, texts.get("import." + field(field) + ".required"));
            }
        }
        boolean missing = file == null || file.isEmpty();
        if (file == null || missing || !problems.isEmpty()) {
            return form(request, typed, problems, missing ? texts.get("import.file.required") : null, missing);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("title", typed.get("title"));
        parameters.put("owner", typed.get("owner"));
        parameters.put("nation", typed.get("nation"));
        String name = file.getOriginalFilename();
        parameters.put("file", name == null || name.isBlank() ? "table.csv" : name);
        Upload upload = new Upload(typed.get("planId"), parameters, file.getBytes());
        Forwarding.ImportOutcome outcome = forwarding.bring(
                me,
                upload.planId(),
                true,
                parameters,
                List.of(),
                upload.csv(),
                UUID.randomUUID().toString());
        JsonNode report = outcome.report();
        if (report == null) {
            return failed(request, typed, outcome);
        }
        request.getSession().setAttribute(KEPT, upload);
        return pages.page(request, "import-report", Pages.Section.PLANS)
                .with("planTitle", typed.get("title"))
                .with("numbers", numbers(report))
                .with("lists", listings(report))
                .with("decisions", decisions(report, List.of()))
                .with("key", UUID.randomUUID().toString())
                .show();
    }

    @PostMapping("/imports/confirm")
    ResponseEntity<byte[]> bring(@RequestParam String key, HttpServletRequest request) {
        SignedIn me = me();
        HttpSession session = request.getSession();
        if (session.getAttribute(IMPORTED) instanceof Imported imported
                && imported.key().equals(key)) {
            return imported(request, imported, true);
        }
        if (!(session.getAttribute(KEPT) instanceof Upload upload)) {
            return form(request, Typed.of(request), Map.of(), texts.get("import.gone"), false);
        }
        List<String> take = Typed.of(request).all("take");
        Forwarding.ImportOutcome outcome =
                forwarding.bring(me, upload.planId(), false, upload.parameters(), take, upload.csv(), key);
        JsonNode report = outcome.report();
        if (report == null) {
            Typed typed = Typed.of(request);
            typed.put("planId", upload.planId());
            upload.parameters().forEach(typed::put);
            return failed(request, typed, outcome);
        }
        session.removeAttribute(KEPT);
        Imported imported = new Imported(
                key,
                upload.planId(),
                upload.parameters().getOrDefault("title", upload.planId()),
                report.path("position").asLong(0),
                List.copyOf(decisions(report, take)));
        session.setAttribute(IMPORTED, imported);
        projections.await(imported.position(), PATIENCE);
        return imported(request, imported, false);
    }

    /** @param again whether the same form had been sent before */
    private ResponseEntity<byte[]> imported(HttpServletRequest request, Imported imported, boolean again) {
        if (!imported.notTaken().isEmpty()) {
            return pages.page(request, "import-not-taken", Pages.Section.PLANS)
                    .with("planId", imported.planId())
                    .with("planTitle", imported.title())
                    .with("decisions", imported.notTaken())
                    .with("again", again)
                    .show();
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/plans/" + imported.planId()
                        + (again ? "/changed?what=import&again=yes&entry=" + imported.position() : "")))
                .build();
    }

    private ResponseEntity<byte[]> failed(HttpServletRequest request, Typed typed, Forwarding.ImportOutcome outcome) {
        if (outcome.failure() instanceof Forwarding.Outcome.Refused refused) {
            String detail = refused.inWords(texts);
            String field = refused.field();
            boolean known = field != null && FIELDS.contains(field);
            return form(request, typed, known ? Map.of(field, detail) : Map.of(), known ? null : detail, false);
        }
        return form(request, typed, Map.of(), texts.get("form.no-answer"), false);
    }

    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal,
            boolean fileMissing) {
        me();
        List<FormFields.Drawn> drawn = new ArrayList<>();
        for (String field : FIELDS) {
            boolean choice = field.equals("nation");
            String key = "import." + field(field);
            drawn.add(new FormFields.Drawn(
                    field,
                    field,
                    choice ? "rating" : "line",
                    texts.get(key),
                    texts.has(key + ".hint") ? texts.get(key + ".hint") : null,
                    problems.get(field),
                    typed.get(field),
                    choice ? nations(typed) : List.of(),
                    ""));
        }
        return pages.page(request, "import", Pages.Section.PLANS)
                .status(problems.isEmpty() && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("typed", typed)
                .with("fields", drawn)
                .with("refusal", refusal)
                .with("fileMissing", fileMissing)
                .show();
    }

    private List<FormFields.Option> nations(Typed typed) {
        List<FormFields.Option> options = new ArrayList<>();
        for (Nation nation : Nation.values()) {
            options.add(new FormFields.Option(
                    nation.name(),
                    texts.get("nation." + nation.name().toLowerCase(Locale.ROOT)),
                    null,
                    nation.name().equals(typed.get("nation"))));
        }
        return options;
    }

    private static String field(String name) {
        return name.equals("title") ? "title-field" : name;
    }

    /** Every number of the report that has a name in our texts, in that order. */
    private Map<String, Long> numbers(JsonNode report) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (String name :
                List.of("rows", "actions", "themes", "pointers", "statements", "created", "amended", "unchanged")) {
            JsonNode value = report.get(name);
            if (value != null && value.isNumber()) {
                numbers.put(texts.get("import.number." + name), value.asLong());
            }
        }
        return numbers;
    }

    /** The lists that a person should look at before the import, those that want a decision first. */
    private List<Listing> listings(JsonNode report) {
        List<Listing> listings = new ArrayList<>();
        for (String name : List.of(
                "rowsLeftOut", "unreadable", "greenInPast", "lookAlikes", "unknownParties", "timescales", "vanished")) {
            JsonNode list = report.get(name);
            if (list != null && list.isArray() && !list.isEmpty()) {
                listings.add(listing(texts.get("import.list." + name, list.size()), list));
            }
        }
        return listings;
    }

    /**
     * What differs between the file and people's changes.
     *
     * @param taken rows and fields of which the file was to count and does not, because of a change meanwhile; empty for
     *     all that differs
     */
    private List<Decision> decisions(JsonNode report, List<String> taken) {
        Set<String> wanted = new LinkedHashSet<>();
        taken.forEach(decision -> wanted.add(withoutVersion(decision)));
        List<Decision> decisions = new ArrayList<>();
        for (JsonNode kept : report.path("kept")) {
            long version = kept.path("version").asLong(0);
            String id = cell(kept.get("row")) + ":" + cell(kept.get("field")) + ":" + version;
            if (report.path("dryRun").asBoolean() || wanted.contains(withoutVersion(id))) {
                decisions.add(new Decision(
                        version == 0 ? "" : id,
                        inWords("row", cell(kept.get("row"))),
                        cell(kept.get("reference")),
                        inWords("field", cell(kept.get("field"))),
                        inWords("table", cell(kept.get("table"))),
                        inWords("here", cell(kept.get("here")))));
            }
        }
        return decisions;
    }

    private static String withoutVersion(String decision) {
        return decision.substring(0, decision.lastIndexOf(':') + 1);
    }

    private Listing listing(String title, JsonNode list) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode item : list) {
            if (item.isObject()) {
                names.addAll(item.propertyNames());
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode item : list) {
            rows.add(
                    names.isEmpty()
                            ? List.of(cell(item))
                            : names.stream()
                                    .map(name -> inWords(name, cell(item.get(name))))
                                    .toList());
        }
        Set<String> columns = new LinkedHashSet<>();
        for (String name : names.isEmpty() ? Set.of("name") : names) {
            String key = "import.column." + name;
            columns.add(texts.has(key) ? texts.get(key) : name);
        }
        return new Listing(title, columns, rows);
    }

    /** Kinds and days as readers meet them elsewhere; any other cell as it is. */
    private String inWords(String column, String cell) {
        return switch (column) {
            case "kind" -> {
                String key = "import.kind." + cell.toLowerCase(Locale.ROOT).replace('_', '-');
                yield texts.has(key) ? texts.get(key) : cell;
            }
            case "field" -> {
                String key = "import.field." + (cell.equals("the plan's sections") ? "sections" : cell);
                yield texts.has(key) ? texts.get(key) : cell;
            }
            case "table", "here" -> cell.isEmpty() ? texts.get("import.not-shown") : chosen(cell);
            case "row" -> cell.equals("0") ? "" : cell;
            case "suggestion" -> cell.isEmpty() ? texts.get("import.no-suggestion") : Dates.day(LocalDate.parse(cell));
            default -> cell;
        };
    }

    /** A rating or a status by its name; words of a plan stay as they are. */
    private String chosen(String cell) {
        String slug = cell.toLowerCase(Locale.ROOT).replace('_', '-');
        for (String key : List.of("rating." + slug, "status." + slug)) {
            if (cell.equals(cell.toUpperCase(Locale.ROOT)) && texts.has(key)) {
                return texts.get(key);
            }
        }
        return cell;
    }

    private static String cell(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            List<String> parts = new ArrayList<>();
            value.forEach(part -> parts.add(cell(part)));
            return String.join(", ", parts);
        }
        return value.asString();
    }

    private static SignedIn me() {
        SignedIn me = Pages.signedIn();
        if (me == null) {
            throw new AccessDeniedException("Nobody is signed in");
        }
        return me;
    }
}
