package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.time.Nation;
import org.waymark.eventstore.Identifiers;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.language.Language;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.plan.PlanView;
import org.waymark.query.plan.Plans;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.strategy.Strategies;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** Changes the cover of a plan and the headings of its sections; what stands under them stays. */
@Controller
class AmendPlanController {

    private static final String REASON = "reason";
    private static final String SECTION = "section-";
    private static final String NEW = "new";

    /** The id of the section that the form may add: the same however often it is sent. */
    private static final String NEW_ID = "newThemeId";

    private static final List<String> DAYS = List.of("from", "until");

    private final Plans plans;
    private final Strategies strategies;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Identifiers identifiers;
    private final Texts texts;
    private final Pages pages;

    AmendPlanController(
            Plans plans,
            Strategies strategies,
            Forwarding forwarding,
            ProjectionPosition projections,
            Identifiers identifiers,
            Texts texts,
            Pages pages) {
        this.plans = plans;
        this.strategies = strategies;
        this.forwarding = forwarding;
        this.projections = projections;
        this.identifiers = identifiers;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/plans/{planId}/amend")
    ResponseEntity<byte[]> open(@PathVariable String planId, HttpServletRequest request) {
        GroupChangeController.governance();
        PlanView plan = plans.plan(planId);
        if (plan.summary().state() == PlanState.CLOSED) {
            return PlanStepController.refused(pages, request, plan.summary());
        }
        return form(request, plan, fresh(plan), Map.of(), null, List.of());
    }

    @PostMapping("/plans/{planId}/amend")
    ResponseEntity<byte[]> amend(@PathVariable String planId, HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        PlanView plan = plans.plan(planId);
        Typed typed = Typed.of(request);
        Map<String, String> problems = new LinkedHashMap<>();
        PlanDetails details = details(plan, typed, problems);
        PlanOutline outline = outline(plan.outline(), typed, problems);
        if (details == null || !problems.isEmpty()) {
            return form(request, plan, typed, problems, null, List.of());
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("details", details);
        body.put("outline", outline);
        body.put(REASON, typed.get(REASON).isEmpty() ? null : typed.get(REASON));
        Forwarding.Outcome outcome =
                forwarding.send(me, "plans", planId, "amend-plan", body, typed.get("key"), typed.version());
        return switch (outcome) {
            case Forwarding.Outcome.Done done -> PlanStepController.changed(planId, "amend", done, projections);
            case Forwarding.Outcome.Stale() -> {
                typed.put("version", Long.toString(plan.version()));
                Typed now = fresh(plan);
                now.put(REASON, typed.get(REASON));
                yield form(
                        request,
                        plan,
                        typed,
                        Map.of(),
                        texts.get("stale.lead.plan"),
                        Sides.between(
                                new Sides.Filled(drawn(plan, now, Map.of()), now),
                                new Sides.Filled(drawn(plan, typed, Map.of()), typed)));
            }
            case Forwarding.Outcome.NoAnswer() ->
                form(request, plan, typed, Map.of(), texts.get("form.no-answer"), List.of());
            case Forwarding.Outcome.Refused refused -> {
                String detail = refused.inWords(texts);
                String field = fieldOf(refused.field());
                yield form(
                        request,
                        plan,
                        typed,
                        field == null ? Map.of() : Map.of(field, detail),
                        field == null ? detail : null,
                        List.of());
            }
        };
    }

    /** The field of the form that a field of the command stands for, or null where it is none of its own. */
    private static @Nullable String fieldOf(@Nullable String field) {
        String own = field == null ? "" : field.replaceFirst("^details\\.", "");
        return List.of("title", "owner", "nation", "from", "until", REASON).contains(own) ? own : null;
    }

    /** The form as it begins: what stands now. */
    private Typed fresh(PlanView plan) {
        PlanSummary now = plan.summary();
        Typed typed = new Typed();
        typed.put("key", UUID.randomUUID().toString());
        typed.put(NEW_ID, identifiers.next("t"));
        typed.put("version", Long.toString(plan.version()));
        typed.put("title", now.title());
        typed.put("owner", now.owner());
        typed.put("nation", Texts.slug(now.nation()));
        putDay(typed, "from", now.from());
        putDay(typed, "until", now.until());
        for (PlanOutline.Theme theme : plan.outline().themes()) {
            String section = SECTION + theme.themeId();
            typed.put(section + "-number", theme.number());
            typed.put(section + "-title", theme.title());
            typed.put(section + "-vision", theme.vision());
        }
        return typed;
    }

    private static void putDay(Typed typed, String name, @Nullable LocalDate day) {
        if (day != null) {
            typed.putDay(name, day);
        }
    }

    /** Null where something is missing or cannot be; {@code problems} says what, by field. */
    private @Nullable PlanDetails details(PlanView plan, Typed typed, Map<String, String> problems) {
        for (String field : List.of("title", "owner", "nation")) {
            if (typed.get(field).isEmpty()) {
                problems.put(field, texts.get("amend." + field + ".required"));
            }
        }
        Map<String, LocalDate> days = new LinkedHashMap<>();
        for (String day : DAYS) {
            if (typed.hasDay(day)) {
                try {
                    days.put(day, typed.day(day, texts.get("form.day.wrong")));
                } catch (NoDay e) {
                    problems.put(day, String.valueOf(e.getMessage()));
                }
            }
        }
        Nation nation = nation(typed.get("nation"));
        if (!problems.isEmpty() || nation == null) {
            return null;
        }
        try {
            return new PlanDetails(
                    typed.get("title"),
                    typed.get("owner"),
                    nation,
                    days.get("from"),
                    days.get("until"),
                    plan.summary().strategy(),
                    plan.ratings(),
                    strategies.partners(plan.summary().planId()));
        } catch (InvalidField e) {
            String field = fieldOf(e.field());
            problems.put(field == null ? "title" : field, e.sentence().in(Language.current()));
            return null;
        }
    }

    /** Null for a value that is not offered. */
    private static @Nullable Nation nation(String slug) {
        for (Nation nation : Nation.values()) {
            if (Texts.slug(nation).equals(slug)) {
                return nation;
            }
        }
        return null;
    }

    /** A section that is not in what was typed was added meanwhile, and stays as it is. */
    private PlanOutline outline(PlanOutline now, Typed typed, Map<String, String> problems) {
        List<PlanOutline.Theme> themes = new ArrayList<>();
        for (PlanOutline.Theme theme : now.themes()) {
            String section = SECTION + theme.themeId();
            if (theme.themeId().equals(typed.get(NEW_ID))) {
                // This form has been saved before, and adds it below with the same words
                continue;
            }
            if (!typed.has(section + "-title")) {
                themes.add(theme);
            } else if (typed.get(section + "-title").isEmpty()) {
                problems.put(section + "-title", texts.get("amend.section.title.required"));
            } else {
                themes.add(new PlanOutline.Theme(
                        theme.themeId(),
                        typed.get(section + "-number"),
                        typed.get(section + "-title"),
                        orNull(typed.get(section + "-vision")),
                        theme.priorities(),
                        theme.findings(),
                        theme.measures(),
                        theme.objectives(),
                        theme.pointers()));
            }
        }
        String added = SECTION + NEW;
        boolean more = !typed.get(added + "-number").isEmpty()
                || !typed.get(added + "-vision").isEmpty();
        if (!typed.get(added + "-title").isEmpty()) {
            themes.add(new PlanOutline.Theme(
                    typed.get(NEW_ID),
                    typed.get(added + "-number"),
                    typed.get(added + "-title"),
                    orNull(typed.get(added + "-vision")),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of()));
        } else if (more) {
            problems.put(added + "-title", texts.get("amend.section.title.required"));
        }
        return new PlanOutline(themes);
    }

    private static @Nullable String orNull(String value) {
        return value.isEmpty() ? null : value;
    }

    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            PlanView plan,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal,
            List<Sides> sides) {
        return pages.page(request, "amend-plan", Pages.Section.PLANS)
                .status(
                        !sides.isEmpty()
                                ? HttpStatus.CONFLICT
                                : problems.isEmpty() && refusal == null
                                        ? HttpStatus.OK
                                        : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("owner", plan.summary().owner())
                .with("plan", plan.summary())
                .with("typed", typed)
                .with("fields", drawn(plan, typed, problems))
                .with("refusal", refusal)
                .with("sides", sides)
                .show();
    }

    private List<FormFields.Drawn> drawn(PlanView plan, Typed typed, Map<String, String> problems) {
        List<FormFields.Drawn> fields = new ArrayList<>();
        fields.add(field("title", "line", "amend.title-field", typed, problems));
        fields.add(field("owner", "line", "amend.owner", typed, problems));
        fields.add(FormFields.Drawn.of(texts, "nation", "choice", "amend.nation", nations(typed), typed, problems));
        DAYS.forEach(day -> fields.add(field(day, "day", "amend." + day, typed, problems)));
        for (PlanOutline.Theme theme : plan.outline().themes()) {
            if (typed.has(SECTION + theme.themeId() + "-title")) {
                section(fields, theme.themeId(), (theme.number() + " " + theme.title()).strip(), typed, problems);
            }
        }
        section(fields, NEW, texts.get("amend.section.new"), typed, problems);
        fields.add(field(REASON, "words", "amend.reason", typed, problems));
        return fields;
    }

    private void section(
            List<FormFields.Drawn> fields, String id, String heading, Typed typed, Map<String, String> problems) {
        for (String part : List.of("number", "title", "vision")) {
            String name = SECTION + id + "-" + part;
            fields.add(new FormFields.Drawn(
                    name,
                    name,
                    part.equals("vision") ? "lines" : "line",
                    texts.get("amend.section." + part, heading),
                    null,
                    problems.get(name),
                    typed.get(name),
                    List.of(),
                    ""));
        }
    }

    private FormFields.Drawn field(String name, String kind, String key, Typed typed, Map<String, String> problems) {
        return FormFields.Drawn.of(texts, name, kind, key, List.of(), typed, problems);
    }

    private List<FormFields.Option> nations(Typed typed) {
        List<FormFields.Option> options = new ArrayList<>();
        for (Nation nation : Nation.values()) {
            String value = Texts.slug(nation);
            options.add(new FormFields.Option(
                    value,
                    texts.get("nation." + nation.name().toLowerCase(Locale.ROOT)),
                    null,
                    value.equals(typed.get("nation"))));
        }
        return options;
    }
}
