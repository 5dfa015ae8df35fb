package org.waymark.query.web.published;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.waymark.query.published.PublishedPlan;
import org.waymark.query.published.PublishedPlans;
import org.waymark.query.web.Pages;

/** The pages of a published plan. */
@Controller
class PublishedController {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private final PublishedPlans plans;
    private final PublishedAnswers answers;
    private final PublishedWording wording;
    private final Pages pages;

    PublishedController(PublishedPlans plans, PublishedAnswers answers, PublishedWording wording, Pages pages) {
        this.plans = plans;
        this.answers = answers;
        this.wording = wording;
        this.pages = pages;
    }

    @GetMapping("/published/{planId}")
    ResponseEntity<byte[]> stands(@PathVariable String planId, HttpServletRequest request) {
        return page(
                request,
                planId,
                "published",
                (page, plan) -> page.with("columns", wording.columns(plan))
                        .with("late", wording.late(plan))
                        .with("decisions", wording.decisions(plan))
                        .with("decided", wording.decided(plan))
                        .with("meeting", wording.next(plan))
                        .with("missing", wording.missing(plan)));
    }

    @GetMapping("/published/{planId}/actions")
    ResponseEntity<byte[]> actions(@PathVariable String planId, HttpServletRequest request) {
        return page(request, planId, "published-actions", (page, plan) -> page.with("themes", wording.themes(plan)));
    }

    @GetMapping("/published/{planId}/changes")
    ResponseEntity<byte[]> changes(@PathVariable String planId, HttpServletRequest request) {
        return page(
                request,
                planId,
                "published-changes",
                (page, plan) -> page.with("issues", wording.issues(plans.issues(plan))));
    }

    @GetMapping("/published/{planId}/data")
    ResponseEntity<byte[]> data(@PathVariable String planId, HttpServletRequest request) {
        return page(
                request,
                planId,
                "published-data",
                (page, plan) -> page.with("fields", wording.fields()).with("schema", PublishedJson.SCHEMA));
    }

    private ResponseEntity<byte[]> page(
            HttpServletRequest request, String planId, String template, BiConsumer<Pages.Draft, PublishedPlan> more) {
        return answers.answer(request, planId, template, HTML, plan -> {
            Pages.Draft page = pages.page(request, template, Pages.Section.NONE)
                    .with("open", true)
                    .with("owner", plan.owner())
                    .with("plan", plan)
                    .with("feed", "/published/" + planId + "/changes.atom")
                    .with("head", wording.head(plan));
            more.accept(page, plan);
            return page.html().getBytes(StandardCharsets.UTF_8);
        });
    }
}
