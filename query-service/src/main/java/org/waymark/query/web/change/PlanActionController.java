package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.PlanState;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.plan.PlanView;
import org.waymark.query.plan.Plans;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** Adds an action to a plan, whether or not a meeting asked for it. */
@Controller
class PlanActionController {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Fields and the components of the command that they stand for. */
    private static final Map<String, String> COMPONENTS = Map.of(
            "details.themeId",
            NewActionForm.PLACE,
            "details.objectiveId",
            NewActionForm.PLACE,
            "details.reference",
            NewActionForm.REFERENCE,
            "details.text",
            NewActionForm.PROMISE,
            "details.measures",
            NewActionForm.MEASURES,
            "timescale",
            NewActionForm.TIMESCALE,
            "leads",
            NewActionForm.LEADS,
            "accountable",
            NewActionForm.LEADS);

    private final Plans plans;
    private final NewActionForm form;
    private final ReportForm reports;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Texts texts;
    private final Pages pages;

    PlanActionController(
            Plans plans,
            NewActionForm form,
            ReportForm reports,
            Forwarding forwarding,
            ProjectionPosition projections,
            Texts texts,
            Pages pages) {
        this.plans = plans;
        this.form = form;
        this.reports = reports;
        this.forwarding = forwarding;
        this.projections = projections;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/plans/{planId}/new-action")
    ResponseEntity<byte[]> open(@PathVariable String planId, HttpServletRequest request) {
        GroupChangeController.governance();
        PlanView plan = plans.plan(planId);
        if (plan.summary().state() == PlanState.CLOSED) {
            return PlanStepController.refused(pages, request, plan.summary());
        }
        Typed typed = Typed.of(request);
        form.begin(typed);
        return form(request, plan, typed, Map.of(), null);
    }

    @PostMapping("/plans/{planId}/new-action")
    ResponseEntity<byte[]> add(@PathVariable String planId, HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        PlanView plan = plans.plan(planId);
        Typed typed = Typed.of(request);
        Map<String, String> problems = form.problems(typed);
        String accountable = typed.get(NewActionForm.ACCOUNTABLE);
        if (!accountable.isEmpty() && !typed.all(NewActionForm.LEADS).contains(accountable)) {
            problems.put(NewActionForm.LEADS, texts.get("field.leads.accountable"));
        }
        if (!problems.isEmpty()) {
            return form(request, plan, typed, problems, null);
        }
        String actionId = typed.get("actionId");
        return switch (forwarding.send(
                me, "actions", actionId, "add-action", body(planId, typed), typed.get("key"), null)) {
            case Forwarding.Outcome.Done done -> {
                projections.await(done.position(), PATIENCE);
                yield ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/actions/" + actionId))
                        .build();
            }
            case Forwarding.Outcome.Stale(), Forwarding.Outcome.NoAnswer() ->
                form(request, plan, typed, Map.of(), texts.get("form.no-answer"));
            case Forwarding.Outcome.Refused refused -> {
                String detail = refused.inWords(texts);
                String field = refused.field() == null ? null : COMPONENTS.get(refused.field());
                yield form(
                        request,
                        plan,
                        typed,
                        field == null ? Map.of() : Map.of(field, detail),
                        field == null ? detail : null);
            }
        };
    }

    private static Map<String, @Nullable Object> body(String planId, Typed typed) {
        String[] place = typed.get(NewActionForm.PLACE).split(NewActionForm.BETWEEN, 2);
        return NewActionForm.body(planId, place[0], place.length == 2 ? place[1] : null, typed);
    }

    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            PlanView plan,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal) {
        List<FormFields.Drawn> fields = List.of(
                field(
                        NewActionForm.PLACE,
                        "meeting",
                        "meeting.field.theme",
                        places(plan.outline(), typed),
                        typed,
                        problems),
                field(NewActionForm.REFERENCE, "line", "meeting.field.reference", List.of(), typed, problems),
                field(NewActionForm.PROMISE, "words", "meeting.field.promise", List.of(), typed, problems),
                field(NewActionForm.MEASURES, "lines", "plan.new-action.measures", List.of(), typed, problems),
                field(NewActionForm.TIMESCALE, "line", "meeting.field.timescale", List.of(), typed, problems),
                field(
                        NewActionForm.LEADS,
                        "leads",
                        "plan.new-action.leads",
                        reports.parties(typed, NewActionForm.LEADS),
                        typed,
                        problems));
        return pages.page(request, "plan-new-action", Pages.Section.PLANS)
                .status(problems.isEmpty() && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("owner", plan.summary().owner())
                .with("plan", plan.summary())
                .with("nowhere", plan.outline().themes().isEmpty())
                .with("typed", typed)
                .with("fields", fields)
                .with("refusal", refusal)
                .show();
    }

    private FormFields.Drawn field(
            String name,
            String kind,
            String key,
            List<FormFields.Option> options,
            Typed typed,
            Map<String, String> problems) {
        return FormFields.Drawn.of(texts, name, kind, key, options, typed, problems);
    }

    /** Each section, and under it the objectives that an action can serve. */
    private List<FormFields.Option> places(PlanOutline outline, Typed typed) {
        List<FormFields.Option> places = new ArrayList<>();
        for (PlanOutline.Theme theme : outline.themes()) {
            String title = (theme.number() + " " + theme.title()).strip();
            places.add(place(theme.themeId(), title, typed));
            for (PlanOutline.Objective objective : theme.objectives()) {
                places.add(place(
                        theme.themeId() + NewActionForm.BETWEEN + objective.objectiveId(),
                        texts.get(
                                "plan.new-action.place",
                                title,
                                (objective.reference() + " " + objective.statement()).strip()),
                        typed));
            }
        }
        return places;
    }

    private static FormFields.Option place(String value, String text, Typed typed) {
        return new FormFields.Option(value, text, null, value.equals(typed.get(NewActionForm.PLACE)));
    }
}
