package org.waymark.command.imports;

import static org.waymark.command.rule.Texts.say;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.command.dispatch.Actor;
import org.waymark.command.http.Bodies;
import org.waymark.command.http.Keys;
import org.waymark.command.identity.Actors;
import org.waymark.command.identity.Rights;
import org.waymark.command.rule.Forbidden;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.time.Nation;

/** Takes a plan, or readings of its indicators, from a file. */
@RestController
class ImportController {

    /** A file with what it does not say itself. */
    record Upload(String csv, ImportSettings settings) {
        Upload {
            csv = csv == null ? "" : csv;
            InvalidField.required("settings", settings, say("import.enter-settings"));
        }
    }

    private final Importer importer;
    private final IndicatorImporter indicators;
    private final Bodies bodies;

    ImportController(Importer importer, IndicatorImporter indicators, Bodies bodies) {
        this.importer = importer;
        this.indicators = indicators;
        this.bodies = bodies;
    }

    /** The file itself, with the rest as parameters; {@code alias=Name=other name} may be repeated. */
    @PostMapping(
            path = "/api/imports/{planId}",
            consumes = {"text/csv", "application/octet-stream"})
    ImportReport csv(
            @PathVariable String planId,
            @RequestBody(required = false) byte @Nullable [] file,
            @RequestParam(defaultValue = "true") boolean dryRun,
            @RequestParam(name = "file", required = false) @Nullable String fileName,
            @RequestParam(required = false) @Nullable String title,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable Nation nation,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable String strategy,
            @RequestParam(required = false) @Nullable String doneInPast,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @AuthenticationPrincipal Jwt token,
            Locale language) {
        ImportSettings settings = new ImportSettings(
                fileName == null ? "table.csv" : fileName,
                title,
                owner,
                nation,
                from,
                until,
                strategy,
                Map.of(),
                aliases(parameters.getOrDefault("alias", List.of())),
                parameters.getOrDefault("collective", List.of()),
                themes(parameters.getOrDefault("theme", List.of())),
                doneInPast(doneInPast),
                parameters.getOrDefault("take", List.of()));
        return run(planId, file == null ? new byte[0] : file, settings, dryRun, key, token, language);
    }

    /** The file as a text within JSON, with settings beside it. */
    @PostMapping(path = "/api/imports/{planId}", consumes = "application/json")
    ImportReport json(
            @PathVariable String planId,
            @RequestBody byte[] body,
            @RequestParam(defaultValue = "true") boolean dryRun,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @AuthenticationPrincipal Jwt token,
            Locale language) {
        Upload upload = bodies.read(body, Upload.class);
        return run(
                planId, upload.csv().getBytes(StandardCharsets.UTF_8), upload.settings(), dryRun, key, token, language);
    }

    /** Readings of a plan's indicators. */
    @PostMapping(
            path = "/api/imports/{planId}/indicators",
            consumes = {"text/csv", "application/octet-stream"})
    IndicatorImportReport indicators(
            @PathVariable String planId,
            @RequestBody(required = false) byte @Nullable [] file,
            @RequestParam(defaultValue = "true") boolean dryRun,
            @RequestParam(name = "file", defaultValue = "table.csv") String fileName,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @AuthenticationPrincipal Jwt token,
            Locale language) {
        return indicators.run(
                planId,
                file == null ? new byte[0] : file,
                fileName,
                dryRun,
                importing(token),
                dryRun ? "" : Keys.required(key),
                language);
    }

    private ImportReport run(
            String planId,
            byte[] file,
            ImportSettings settings,
            boolean dryRun,
            @Nullable String key,
            Jwt token,
            Locale language) {
        return importer.run(
                planId, file, settings, dryRun, importing(token), dryRun ? "" : Keys.required(key), language);
    }

    private static Actor importing(Jwt token) {
        Actor actor = Actors.of(token);
        if (!Rights.allowToImport(actor.role())) {
            throw new Forbidden("import.for-governance");
        }
        return actor;
    }

    private static DoneInPast doneInPast(@Nullable String text) {
        if (text == null) {
            return DoneInPast.ASK;
        }
        return Arrays.stream(DoneInPast.values())
                .filter(known -> known.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new InvalidField("doneInPast", say("import.choose-what-green-means")));
    }

    private static Map<String, List<String>> aliases(List<String> pairs) {
        Map<String, List<String>> aliases = new LinkedHashMap<>();
        for (String pair : pairs) {
            String[] sides = sides("alias", pair);
            aliases.computeIfAbsent(sides[0], _ -> new ArrayList<>()).add(sides[1]);
        }
        return aliases;
    }

    private static Map<String, String> themes(List<String> pairs) {
        Map<String, String> themes = new HashMap<>();
        for (String pair : pairs) {
            String[] sides = sides("theme", pair);
            themes.put(sides[0], sides[1]);
        }
        return themes;
    }

    private static String[] sides(String field, String pair) {
        String[] sides = pair.split("=", 2);
        if (sides.length < 2 || sides[0].isBlank() || sides[1].isBlank()) {
            throw new InvalidField(field, say("import.write-a-pair", field));
        }
        return new String[] {sides[0].strip(), sides[1].strip()};
    }
}
