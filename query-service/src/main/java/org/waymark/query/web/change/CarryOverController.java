package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.waymark.contract.plan.PlanState;
import org.waymark.query.board.BoardFilter;
import org.waymark.query.board.Boards;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.plan.Plans;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** Carries open actions over into the plan that comes next, after a look at which and where to. */
@Controller
class CarryOverController {

    private static final String SUCCESSOR = "successorPlanId";
    private static final String ACTIONS = "actionIds";

    private final Plans plans;
    private final Boards boards;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Texts texts;
    private final Pages pages;

    CarryOverController(
            Plans plans,
            Boards boards,
            Forwarding forwarding,
            ProjectionPosition projections,
            Texts texts,
            Pages pages) {
        this.plans = plans;
        this.boards = boards;
        this.forwarding = forwarding;
        this.projections = projections;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/plans/{planId}/carry-over")
    ResponseEntity<byte[]> open(@PathVariable String planId, HttpServletRequest request) {
        GroupChangeController.governance();
        PlanSummary plan = plans.summary(planId);
        Typed typed = new Typed();
        typed.put("key", UUID.randomUUID().toString());
        typed.put("version", Long.toString(plans.plan(planId).version()));
        typed.putAll(ACTIONS, open(planId).stream().map(ActionRow::actionId).toList());
        return form(request, plan, typed, Map.of(), null);
    }

    @PostMapping("/plans/{planId}/carry-over")
    ResponseEntity<byte[]> carryOver(@PathVariable String planId, HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        PlanSummary plan = plans.summary(planId);
        Typed typed = Typed.of(request);
        Map<String, String> problems = new LinkedHashMap<>();
        if (typed.get(SUCCESSOR).isEmpty()) {
            problems.put(SUCCESSOR, texts.get("carry.successor.required"));
        }
        if (typed.all(ACTIONS).isEmpty()) {
            problems.put(ACTIONS, texts.get("carry.actions.required"));
        }
        if (!problems.isEmpty() || typed.get("step").equals("edit")) {
            return form(request, plan, typed, problems, null);
        }
        return typed.get("step").equals("confirmed") ? sent(request, me, plan, typed) : check(request, plan, typed);
    }

    private ResponseEntity<byte[]> sent(HttpServletRequest request, SignedIn me, PlanSummary plan, Typed typed) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(SUCCESSOR, typed.get(SUCCESSOR));
        body.put(ACTIONS, typed.all(ACTIONS));
        Forwarding.Outcome outcome = forwarding.send(
                me, "plans", plan.planId(), "carry-over-actions", body, typed.get("key"), typed.version());
        return switch (outcome) {
            case Forwarding.Outcome.Done done ->
                PlanStepController.changed(plan.planId(), "carry-over", done, projections);
            case Forwarding.Outcome.Stale() -> {
                typed.put("version", Long.toString(plans.plan(plan.planId()).version()));
                yield form(request, plan, typed, Map.of(), texts.get("stale.lead.plan"));
            }
            case Forwarding.Outcome.NoAnswer() -> form(request, plan, typed, Map.of(), texts.get("form.no-answer"));
            case Forwarding.Outcome.Refused refused -> {
                String detail = refused.inWords(texts);
                String field = refused.field();
                boolean own = field != null && Set.of(SUCCESSOR, ACTIONS).contains(field);
                yield form(request, plan, typed, own ? Map.of(field, detail) : Map.of(), own ? null : detail);
            }
        };
    }

    private ResponseEntity<byte[]> check(HttpServletRequest request, PlanSummary plan, Typed typed) {
        PlanSummary successor = plans.summary(typed.get(SUCCESSOR));
        List<String> chosen = typed.all(ACTIONS);
        List<ActionRow> open = open(plan.planId());
        List<ActionRow> going =
                open.stream().filter(row -> chosen.contains(row.actionId())).toList();
        List<String> follows = new ArrayList<>();
        follows.add(texts.get("carry.follows.history"));
        follows.add(
                successor.state() == PlanState.DRAFT
                        ? texts.get("carry.follows.draft", successor.title())
                        : texts.get("carry.follows.adopted", successor.title()));
        if (going.size() < open.size()) {
            follows.add(texts.get("carry.follows.stay", open.size() - going.size()));
        }
        return pages.page(request, "carry-over-check", Pages.Section.PLANS)
                .with("owner", plan.owner())
                .with("plan", plan)
                .with("successor", successor)
                .with("going", going)
                .with("follows", follows)
                .with("hidden", typed.hidden(Set.of("_csrf", "step")))
                .show();
    }

    private List<ActionRow> open(String planId) {
        return boards.board(planId, BoardFilter.everything(), AsAt.now()).themes().stream()
                .flatMap(theme -> theme.sections().stream())
                .flatMap(section -> section.actions().stream())
                .filter(row -> row.status().open())
                .toList();
    }

    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            PlanSummary plan,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal) {
        List<FormFields.Option> successors = plans.summaries().stream()
                .filter(other -> !other.planId().equals(plan.planId()) && other.state() != PlanState.CLOSED)
                .map(other -> new FormFields.Option(
                        other.planId(), other.title(), null, other.planId().equals(typed.get(SUCCESSOR))))
                .toList();
        List<String> chosen = typed.all(ACTIONS);
        List<FormFields.Option> actions = open(plan.planId()).stream()
                .map(row -> new FormFields.Option(
                        row.actionId(),
                        texts.get("form.action.option", row.reference(), row.name(), row.themeTitle()),
                        null,
                        chosen.contains(row.actionId())))
                .toList();
        return pages.page(request, "carry-over", Pages.Section.PLANS)
                .status(problems.isEmpty() && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("owner", plan.owner())
                .with("plan", plan)
                .with("typed", typed)
                .with("instead", instead(successors, actions))
                .with(
                        "fields",
                        List.of(
                                FormFields.Drawn.of(
                                        texts, SUCCESSOR, "meeting", "carry.successor", successors, typed, problems),
                                FormFields.Drawn.of(
                                        texts, ACTIONS, "parties", "carry.actions", actions, typed, problems)))
                .with("refusal", refusal)
                .show();
    }

    /** Why there is nothing to choose, or null. */
    private @Nullable String instead(List<FormFields.Option> successors, List<FormFields.Option> actions) {
        return actions.isEmpty()
                ? texts.get("carry.nothing")
                : successors.isEmpty() ? texts.get("carry.no-successor") : null;
    }
}
