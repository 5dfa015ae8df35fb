package org.waymark.query.web.published;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.waymark.query.published.PublishedPlan;
import org.waymark.query.published.PublishedPlans;
import org.waymark.query.web.CsvFile;

/** A published plan as data, and as feeds. */
@Controller
class OpenDataController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final MediaType ATOM = new MediaType("application", "atom+xml", StandardCharsets.UTF_8);
    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);
    private static final MediaType JSON_SCHEMA = new MediaType("application", "schema+json");

    private final PublishedPlans plans;
    private final PublishedAnswers answers;
    private final PublishedJson json;
    private final PublishedFeed feed;
    private final PublishedCalendar calendar;

    OpenDataController(
            PublishedPlans plans,
            PublishedAnswers answers,
            PublishedJson json,
            PublishedFeed feed,
            PublishedCalendar calendar) {
        this.plans = plans;
        this.answers = answers;
        this.json = json;
        this.feed = feed;
        this.calendar = calendar;
    }

    @GetMapping("/published/{planId}/actions.csv")
    ResponseEntity<byte[]> csv(@PathVariable String planId, HttpServletRequest request) {
        return answers.answer(request, planId, "actions.csv", CSV, OpenDataController::csv);
    }

    private static byte[] csv(PublishedPlan plan) {
        List<PublishedField> fields = List.of(PublishedField.values());
        return CsvFile.of(
                fields.stream().map(PublishedField::key).toList(),
                plan.actions().stream().map(action -> fields.stream().map(field -> field.cell(action))));
    }

    @GetMapping("/published/{planId}/plan.json")
    ResponseEntity<byte[]> json(@PathVariable String planId, HttpServletRequest request) {
        return answers.answer(request, planId, "plan.json", MediaType.APPLICATION_JSON, json::plan);
    }

    @GetMapping("/published/{planId}/changes.atom")
    ResponseEntity<byte[]> atom(@PathVariable String planId, HttpServletRequest request) {
        return answers.answer(request, planId, "changes.atom", ATOM, plan -> feed.written(plan, plans.issues(plan)));
    }

    @GetMapping("/published/{planId}/calendar.ics")
    ResponseEntity<byte[]> calendar(@PathVariable String planId, HttpServletRequest request) {
        return answers.answer(request, planId, "calendar.ics", CALENDAR, calendar::written);
    }

    @GetMapping(PublishedJson.SCHEMA)
    ResponseEntity<byte[]> schema() {
        return ResponseEntity.ok()
                .contentType(JSON_SCHEMA)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .body(json.schema());
    }
}
