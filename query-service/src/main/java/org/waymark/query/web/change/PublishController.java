package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.waymark.contract.log.Role;
import org.waymark.contract.plan.PlanState;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.plan.Plans;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** Shows a plan to the public, or no longer. */
@Controller
class PublishController {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String REASON = "reason";

    private final Plans plans;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Texts texts;
    private final Pages pages;

    PublishController(Plans plans, Forwarding forwarding, ProjectionPosition projections, Texts texts, Pages pages) {
        this.plans = plans;
        this.forwarding = forwarding;
        this.projections = projections;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/plans/{planId}/publish")
    ResponseEntity<byte[]> open(@PathVariable String planId, HttpServletRequest request) {
        governance();
        Typed typed = Typed.of(request);
        typed.put("key", UUID.randomUUID().toString());
        return form(request, plans.summary(planId), typed, null, null);
    }

    @PostMapping("/plans/{planId}/publish")
    ResponseEntity<byte[]> publish(@PathVariable String planId, HttpServletRequest request) {
        return send(request, governance(), planId, "publish-plan", Map.of());
    }

    @PostMapping("/plans/{planId}/withdraw")
    ResponseEntity<byte[]> withdraw(@PathVariable String planId, HttpServletRequest request) {
        SignedIn me = governance();
        Typed typed = Typed.of(request);
        String reason = typed.get(REASON);
        if (reason.isEmpty()) {
            return form(request, plans.summary(planId), typed, texts.get("publish.reason.required"), null);
        }
        return send(request, me, planId, "withdraw-plan", Map.of(REASON, reason));
    }

    private ResponseEntity<byte[]> send(
            HttpServletRequest request,
            SignedIn me,
            String planId,
            String command,
            Map<String, @Nullable Object> body) {
        PlanSummary plan = plans.summary(planId);
        Typed typed = Typed.of(request);
        return switch (forwarding.send(me, "plans", planId, command, body, typed.get("key"), null)) {
            case Forwarding.Outcome.Done done -> {
                projections.await(done.position(), PATIENCE);
                yield ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/plans/" + planId + "/about"))
                        .build();
            }
            case Forwarding.Outcome.Stale() -> form(request, plan, typed, null, texts.get("form.no-answer"));
            case Forwarding.Outcome.NoAnswer() -> form(request, plan, typed, null, texts.get("form.no-answer"));
            case Forwarding.Outcome.Refused refused -> form(request, plan, typed, null, refused.inWords(texts));
        };
    }

    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            PlanSummary plan,
            Typed typed,
            @Nullable String problem,
            @Nullable String refusal) {
        List<FormFields.Drawn> fields = plan.published()
                ? List.of(new FormFields.Drawn(
                        REASON,
                        REASON,
                        "words",
                        texts.get("publish.reason"),
                        texts.get("publish.reason.hint"),
                        problem,
                        typed.get(REASON),
                        List.of(),
                        ""))
                : List.of();
        return pages.page(request, "publish-form", Pages.Section.PLANS)
                .status(problem == null && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("owner", plan.owner())
                .with("plan", plan)
                .with("title", texts.get(plan.published() ? "publish.title.withdraw" : "publish.title", plan.title()))
                .with("draft", plan.state() == PlanState.DRAFT && !plan.published())
                .with("address", "/published/" + plan.planId())
                .with("typed", typed)
                .with("fields", fields)
                .with("refusal", refusal)
                .show();
    }

    private static SignedIn governance() {
        SignedIn me = Pages.signedIn();
        if (me == null || me.role() != Role.GOVERNANCE && me.role() != Role.ADMINISTRATOR) {
            throw new AccessDeniedException("For governance only");
        }
        return me;
    }
}
