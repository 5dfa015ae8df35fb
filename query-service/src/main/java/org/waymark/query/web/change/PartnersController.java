package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.log.Role;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.plan.PlanDetails.DeliveryPartner;
import org.waymark.contract.time.Timescale;
import org.waymark.contract.time.TimescaleReader;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.language.Language;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.plan.PlanView;
import org.waymark.query.plan.Plans;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.strategy.Strategies;
import org.waymark.query.web.Dates;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** Says which partners are to deliver the strategy that a plan sets out, and by when each has promised a plan. */
@Controller
class PartnersController {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String STRATEGY = "strategy";
    private static final String PARTNERS = "deliveredBy";

    private final Plans plans;
    private final Strategies strategies;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Texts texts;
    private final Pages pages;

    PartnersController(
            Plans plans,
            Strategies strategies,
            Forwarding forwarding,
            ProjectionPosition projections,
            Texts texts,
            Pages pages) {
        this.plans = plans;
        this.strategies = strategies;
        this.forwarding = forwarding;
        this.projections = projections;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/plans/{planId}/partners")
    ResponseEntity<byte[]> open(@PathVariable String planId, HttpServletRequest request) {
        governance();
        PlanView plan = plans.plan(planId);
        Typed typed = new Typed();
        String strategy = plan.summary().strategy();
        typed.put(STRATEGY, strategy == null ? "" : strategy);
        typed.put(
                PARTNERS,
                strategies.partners(planId).stream()
                        .map(PartnersController::line)
                        .collect(Collectors.joining("\n")));
        typed.put("version", Long.toString(plan.version()));
        typed.put("key", UUID.randomUUID().toString());
        return form(request, plan.summary(), typed, Map.of(), null);
    }

    @PostMapping("/plans/{planId}/partners")
    ResponseEntity<byte[]> save(@PathVariable String planId, HttpServletRequest request) {
        SignedIn me = governance();
        PlanView plan = plans.plan(planId);
        Typed typed = Typed.of(request);
        Map<String, String> problems = new HashMap<>();
        PlanDetails details = details(plan, typed, problems);
        if (details == null) {
            return form(request, plan.summary(), typed, problems, null);
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("details", details);
        return switch (forwarding.send(me, "plans", planId, "amend-plan", body, typed.get("key"), typed.version())) {
            case Forwarding.Outcome.Done done -> {
                projections.await(done.position(), PATIENCE);
                yield ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/plans/" + planId + "/about"))
                        .build();
            }
            case Forwarding.Outcome.Stale() ->
                form(request, plan.summary(), typed, Map.of(), texts.get("partners.stale"));
            case Forwarding.Outcome.NoAnswer() ->
                form(request, plan.summary(), typed, Map.of(), texts.get("form.no-answer"));
            case Forwarding.Outcome.Refused refused ->
                form(request, plan.summary(), typed, Map.of(), refused.inWords(texts));
        };
    }

    private @Nullable PlanDetails details(PlanView plan, Typed typed, Map<String, String> problems) {
        String strategy = typed.get(STRATEGY);
        List<DeliveryPartner> partners = new ArrayList<>();
        for (String line : typed.lines(PARTNERS)) {
            DeliveryPartner partner = partner(line);
            if (partner == null) {
                problems.put(PARTNERS, texts.get("partners.unread", line));
                return null;
            }
            partners.add(partner);
        }
        if (strategy.isEmpty() && !partners.isEmpty()) {
            problems.put(STRATEGY, texts.get("partners.strategy.required"));
            return null;
        }
        PlanSummary now = plan.summary();
        try {
            return new PlanDetails(
                    now.title(),
                    now.owner(),
                    now.nation(),
                    now.from(),
                    now.until(),
                    strategy.isEmpty() ? null : strategy,
                    plan.ratings(),
                    partners);
        } catch (InvalidField invalid) {
            problems.put(PARTNERS, invalid.sentence().in(Language.current()));
            return null;
        }
    }

    /** "Leicester City CCG; 31 December 2018"; null where what stands behind the semicolon is no date. */
    private static @Nullable DeliveryPartner partner(String line) {
        int semicolon = line.lastIndexOf(';');
        if (semicolon < 0) {
            return new DeliveryPartner(line, null);
        }
        String name = line.substring(0, semicolon).strip();
        Timescale by = TimescaleReader.read(line.substring(semicolon + 1));
        LocalDate day = by.target();
        return name.isEmpty() || by.kind() != Timescale.Kind.DATE || day == null
                ? null
                : new DeliveryPartner(name, day);
    }

    private static String line(DeliveryPartner partner) {
        LocalDate by = partner.promisedBy();
        return by == null ? partner.owner() : partner.owner() + "; " + Dates.day(by);
    }

    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            PlanSummary plan,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal) {
        return pages.page(request, "partners-form", Pages.Section.PLANS)
                .status(problems.isEmpty() && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("owner", plan.owner())
                .with("plan", plan)
                .with("typed", typed)
                .with(
                        "fields",
                        List.of(
                                field(STRATEGY, "line", "partners.strategy", typed, problems),
                                field(PARTNERS, "lines", "partners.partners", typed, problems)))
                .with("refusal", refusal)
                .show();
    }

    private FormFields.Drawn field(String name, String kind, String key, Typed typed, Map<String, String> problems) {
        return FormFields.Drawn.of(texts, name, kind, key, List.of(), typed, problems);
    }

    private static SignedIn governance() {
        SignedIn me = Pages.signedIn();
        if (me == null || me.role() != Role.GOVERNANCE && me.role() != Role.ADMINISTRATOR) {
            throw new AccessDeniedException("For governance only");
        }
        return me;
    }
}
