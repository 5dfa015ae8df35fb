package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.waymark.query.plan.PlanView;
import org.waymark.query.plan.Plans;

/** What every page's foot leads to. */
@Controller
class StatementController {

    private final Plans plans;
    private final Pages pages;

    StatementController(Plans plans, Pages pages) {
        this.plans = plans;
        this.pages = pages;
    }

    @GetMapping("/accessibility")
    ResponseEntity<byte[]> accessibility(HttpServletRequest request) {
        return statement(request, "accessibility", 4, List.of());
    }

    @GetMapping("/privacy")
    ResponseEntity<byte[]> privacy(HttpServletRequest request) {
        return statement(request, "privacy", 4, List.of());
    }

    /** The plans' own definitions, for signed-in readers. */
    @GetMapping("/ratings")
    ResponseEntity<byte[]> ratings(HttpServletRequest request) {
        List<PlanView> definitions = Pages.signedIn() == null
                ? List.of()
                : plans.summaries().stream()
                        .map(plan -> plans.plan(plan.planId()))
                        .filter(plan -> !plan.ratings().isEmpty())
                        .toList();
        return statement(request, "ratings", 2, definitions);
    }

    private ResponseEntity<byte[]> statement(
            HttpServletRequest request, String kind, int paragraphs, List<PlanView> definitions) {
        return pages.page(request, "statement", Pages.Section.NONE)
                .with("kind", kind)
                .with("paragraphs", paragraphs)
                .with("plans", definitions)
                .show();
    }
}
