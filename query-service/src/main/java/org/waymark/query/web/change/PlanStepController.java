package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.contract.plan.PlanState;
import org.waymark.query.group.GroupView;
import org.waymark.query.group.Groups;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.plan.PlanView;
import org.waymark.query.plan.Plans;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.view.Counts;
import org.waymark.query.view.Gap;
import org.waymark.query.view.NotKnown;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** The steps of a plan's life: its board adopts it, and one day it closes. What follows stands above each button. */
@Controller
class PlanStepController {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final List<Gap> GAPS =
            List.of(Gap.NO_LEAD, Gap.NO_DATE, Gap.UNREADABLE, Gap.CONDITIONAL, Gap.NOBODY_TO_WRITE_TO);

    /** A step, by the last part of its address; its texts begin with that. */
    enum Step {
        ADOPT("note"),
        CLOSE("reason");

        private final String field;

        Step(String field) {
            this.field = field;
        }

        String slug() {
            return Texts.slug(this);
        }

        String command() {
            return slug() + "-plan";
        }
    }

    /** What stands now. {@code href} leads to where it is changed or listed, or is null. */
    public record Fact(
            String label,
            String text,
            @Nullable String href,
            @Nullable String link) {}

    private final Plans plans;
    private final Groups groups;
    private final AdoptionOutlook outlook;
    private final FormFields fields;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Texts texts;
    private final Pages pages;

    PlanStepController(
            Plans plans,
            Groups groups,
            AdoptionOutlook outlook,
            FormFields fields,
            Forwarding forwarding,
            ProjectionPosition projections,
            Texts texts,
            Pages pages) {
        this.plans = plans;
        this.groups = groups;
        this.outlook = outlook;
        this.fields = fields;
        this.forwarding = forwarding;
        this.projections = projections;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/plans/{planId}/adopt")
    ResponseEntity<byte[]> openAdoption(@PathVariable String planId, HttpServletRequest request) {
        return open(request, Step.ADOPT, planId);
    }

    @PostMapping("/plans/{planId}/adopt")
    ResponseEntity<byte[]> adopt(@PathVariable String planId, HttpServletRequest request) {
        return send(request, Step.ADOPT, planId);
    }

    @GetMapping("/plans/{planId}/close")
    ResponseEntity<byte[]> openClosing(@PathVariable String planId, HttpServletRequest request) {
        return open(request, Step.CLOSE, planId);
    }

    @PostMapping("/plans/{planId}/close")
    ResponseEntity<byte[]> close(@PathVariable String planId, HttpServletRequest request) {
        return send(request, Step.CLOSE, planId);
    }

    private ResponseEntity<byte[]> open(HttpServletRequest request, Step step, String planId) {
        GroupChangeController.governance();
        PlanView plan = plans.plan(planId);
        PlanState state = plan.summary().state();
        if (state == PlanState.CLOSED || step == Step.ADOPT && state == PlanState.ADOPTED) {
            return refused(pages, request, plan.summary());
        }
        Typed typed = Typed.of(request);
        typed.put("key", UUID.randomUUID().toString());
        typed.put("version", Long.toString(plan.version()));
        return page(request, step, plan, typed, null, null);
    }

    /** Says nothing about the state before command-service did: what was sent twice has changed it already. */
    private ResponseEntity<byte[]> send(HttpServletRequest request, Step step, String planId) {
        SignedIn me = GroupChangeController.governance();
        PlanView plan = plans.plan(planId);
        Typed typed = Typed.of(request);
        String words = typed.get(step.field);
        if (step == Step.CLOSE && words.isEmpty()) {
            return page(request, step, plan, typed, texts.get("close.reason.required"), null);
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(step.field, words.isEmpty() ? null : words);
        Forwarding.Outcome outcome =
                forwarding.send(me, "plans", planId, step.command(), body, typed.get("key"), typed.version());
        return switch (outcome) {
            case Forwarding.Outcome.Done done -> changed(planId, step.slug(), done, projections);
            case Forwarding.Outcome.Stale() -> {
                typed.put("version", Long.toString(plan.version()));
                yield page(request, step, plan, typed, null, texts.get("stale.lead.plan"));
            }
            case Forwarding.Outcome.NoAnswer() -> page(request, step, plan, typed, null, texts.get("form.no-answer"));
            case Forwarding.Outcome.Refused refused -> {
                String detail = refused.inWords(texts);
                boolean own = step.field.equals(refused.field());
                yield page(request, step, plan, typed, own ? detail : null, own ? null : detail);
            }
        };
    }

    /** The page that says what is true once a change of a plan is saved. */
    static ResponseEntity<byte[]> changed(
            String planId, String what, Forwarding.Outcome.Done done, ProjectionPosition projections) {
        projections.await(done.position(), PATIENCE);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/plans/" + planId + "/changed?what=" + what + "&entry=" + done.position()
                        + (done.replayed() ? "&again=yes" : "")))
                .build();
    }

    @GetMapping("/plans/{planId}/changed")
    ResponseEntity<byte[]> changed(
            @PathVariable String planId,
            @RequestParam String what,
            @RequestParam long entry,
            @RequestParam(required = false) @Nullable String again,
            HttpServletRequest request) {
        GroupChangeController.governance();
        if (!Set.of("adopt", "close", "amend", "carry-over", "import", "readings")
                .contains(what)) {
            throw new NotKnown("change", what);
        }
        boolean shown = projections.await(entry, PATIENCE);
        PlanSummary plan = plans.summary(planId);
        return pages.page(request, "plan-changed", Pages.Section.PLANS)
                .with("owner", plan.owner())
                .with("plan", plan)
                .with("what", what)
                .with("entry", entry)
                .with("again", again != null)
                .with("shown", shown)
                .show();
    }

    private ResponseEntity<byte[]> page(
            HttpServletRequest request,
            Step step,
            PlanView plan,
            Typed typed,
            @Nullable String problem,
            @Nullable String refusal) {
        PlanSummary summary = plan.summary();
        FormFields.Drawn field = new FormFields.Drawn(
                step.field,
                step.field,
                "words",
                texts.get(step.slug() + "." + step.field),
                texts.get(step.slug() + "." + step.field + ".hint"),
                problem,
                typed.get(step.field),
                List.of(),
                "");
        boolean adopts = step == Step.ADOPT;
        List<GroupView> answersTo = adopts ? groupsOf(summary) : List.of();
        return pages.page(request, "plan-step", Pages.Section.PLANS)
                .status(problem == null && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("owner", summary.owner())
                .with("plan", summary)
                .with("step", step.slug())
                .with("facts", adopts ? beforeAdoption(plan, answersTo) : beforeClosing(summary))
                .with("follows", adopts ? outlook.follows(plan, answersTo, fields.today()) : afterClosing(summary))
                .with("typed", typed)
                .with("fields", List.of(field))
                .with("refusal", refusal)
                .show();
    }

    private List<GroupView> groupsOf(PlanSummary plan) {
        return plan.groups().stream()
                .map(overseer -> groups.group(overseer.groupId()))
                .toList();
    }

    // What stands now

    private List<Fact> beforeAdoption(PlanView view, List<GroupView> answersTo) {
        PlanSummary plan = view.summary();
        Counts counts = plan.counts();
        String board = "/plans/" + plan.planId();
        List<Fact> facts = new ArrayList<>();
        facts.add(actions(plan));
        facts.add(new Fact(
                texts.get("step.late"),
                counts.late() == 0 ? texts.get("step.late.none") : texts.get("plans.late", counts.late()),
                counts.late() == 0 ? null : board + "?needs=late",
                texts.get("step.look")));
        List<String> gaps = new ArrayList<>();
        for (Gap gap : GAPS) {
            if (counts.gap(gap) > 0) {
                gaps.add(texts.get("step.gap", counts.gap(gap), texts.of("gap.small", gap)));
            }
        }
        facts.add(new Fact(
                texts.get("step.gaps"),
                gaps.isEmpty() ? texts.get("step.gaps.none") : String.join(", ", gaps),
                gaps.isEmpty() ? null : board + "?needs=any-gap",
                texts.get("step.look")));
        facts.add(new Fact(
                texts.get("about.groups"),
                answersTo.isEmpty()
                        ? texts.get("step.groups.none")
                        : String.join(
                                ", ",
                                answersTo.stream()
                                        .map(group -> group.details().name())
                                        .toList()),
                "/groups",
                texts.get(answersTo.isEmpty() ? "step.groups.form" : "step.look")));
        for (AdoptionOutlook.Part part : AdoptionOutlook.Part.values()) {
            String name = outlook.firstOf(answersTo, part);
            facts.add(new Fact(
                    texts.of("step.part", part), name == null ? texts.of("step.part.none", part) : name, null, null));
        }
        facts.add(new Fact(
                texts.get("step.mail"),
                texts.get(view.policy().mail() ? "step.mail.on" : "step.mail.off"),
                board + "/policy",
                texts.get("plan.tab.policy")));
        return facts;
    }

    private Fact actions(PlanSummary plan) {
        Counts counts = plan.counts();
        return new Fact(
                texts.get("plans.column.actions"),
                texts.get("step.actions", counts.actions(), counts.open(), counts.complete(), counts.ended()),
                null,
                null);
    }

    private List<Fact> beforeClosing(PlanSummary plan) {
        List<Fact> facts = new ArrayList<>();
        facts.add(actions(plan));
        facts.add(new Fact(
                texts.get("plans.column.escalations"),
                plan.counts().escalations() == 0
                        ? texts.get("plans.no-escalations")
                        : texts.get("plans.escalations", plan.counts().escalations()),
                null,
                null));
        facts.add(new Fact(
                texts.get("step.proposals"),
                plan.counts().proposals() == 0
                        ? texts.get("step.proposals.none")
                        : texts.get("step.proposals.some", plan.counts().proposals()),
                plan.counts().proposals() == 0 ? null : "/proposals",
                texts.get("step.look")));
        facts.add(new Fact(
                texts.get("publish.about"),
                texts.get(plan.published() ? "step.published.yes" : "publish.about.no"),
                plan.published() ? "/published/" + plan.planId() : null,
                texts.get("step.look")));
        return facts;
    }

    private List<String> afterClosing(PlanSummary plan) {
        List<String> follows = new ArrayList<>();
        int open = plan.counts().open();
        follows.add(open == 0 ? texts.get("close.follows.none") : texts.get("close.follows.open", open));
        follows.add(texts.get("close.follows.mail"));
        if (plan.counts().escalations() > 0) {
            follows.add(texts.get("close.follows.escalations", plan.counts().escalations()));
        }
        if (plan.published()) {
            follows.add(texts.get("close.follows.published"));
        }
        follows.add(texts.get("close.follows.stays"));
        return follows;
    }

    /** The page for a step that a plan does not need, or cannot take any more. */
    static ResponseEntity<byte[]> refused(Pages pages, HttpServletRequest request, PlanSummary plan) {
        return pages.page(request, "plan-refused", Pages.Section.PLANS)
                .status(HttpStatus.CONFLICT)
                .with("owner", plan.owner())
                .with("plan", plan)
                .show();
    }
}
