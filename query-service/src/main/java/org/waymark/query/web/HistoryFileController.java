package org.waymark.query.web;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.query.action.Actions;
import org.waymark.query.history.Histories;
import org.waymark.query.history.HistoryEntry;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;

/** The whole history of an action or a plan as a file; of one kind, where one is named. */
@Controller
class HistoryFileController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Actions actions;
    private final Histories histories;
    private final HistoryFile file;

    HistoryFileController(Actions actions, Histories histories, HistoryFile file) {
        this.actions = actions;
        this.histories = histories;
        this.file = file;
    }

    @GetMapping("/actions/{actionId}/history.csv")
    ResponseEntity<byte[]> csvOfAction(
            @PathVariable String actionId, @RequestParam(required = false) @Nullable String kind) {
        return answer(nameOfAction(actionId), ".csv", CSV, file.csv(histories.allOfAction(actionId, kinds(kind))));
    }

    @GetMapping("/actions/{actionId}/history.json")
    ResponseEntity<byte[]> jsonOfAction(
            @PathVariable String actionId, @RequestParam(required = false) @Nullable String kind) {
        return answer(
                nameOfAction(actionId),
                ".json",
                MediaType.APPLICATION_JSON,
                file.json(histories.allOfAction(actionId, kinds(kind))));
    }

    @GetMapping("/plans/{planId}/history.csv")
    ResponseEntity<byte[]> csvOfPlan(
            @PathVariable String planId, @RequestParam(required = false) @Nullable String kind) {
        return answer("history-" + planId, ".csv", CSV, file.csv(histories.allOfPlan(planId, kinds(kind))));
    }

    @GetMapping("/plans/{planId}/history.json")
    ResponseEntity<byte[]> jsonOfPlan(
            @PathVariable String planId, @RequestParam(required = false) @Nullable String kind) {
        return answer(
                "history-" + planId,
                ".json",
                MediaType.APPLICATION_JSON,
                file.json(histories.allOfPlan(planId, kinds(kind))));
    }

    private static Set<HistoryEntry.Kind> kinds(@Nullable String kind) {
        HistoryEntry.Kind wanted = Asked.value(HistoryEntry.Kind.class, "kind", kind);
        return wanted == null ? Set.of() : Set.of(wanted);
    }

    private String nameOfAction(String actionId) {
        ActionRow row = actions.action(actionId, AsAt.now()).row();
        return "history-" + row.planId() + "-"
                + row.reference().replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("-$", "");
    }

    private static ResponseEntity<byte[]> answer(String name, String ending, MediaType type, byte[] file) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name + ending)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(file);
    }
}
