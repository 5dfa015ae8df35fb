package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.waymark.eventstore.Identifiers;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.indicator.IndicatorView;
import org.waymark.query.indicator.Indicators;
import org.waymark.query.plan.Plans;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.view.NotKnown;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** Defines indicators, records and corrects their readings, and links them to actions. */
@Controller
class IndicatorChangeController {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Indicators indicators;
    private final Plans plans;
    private final IndicatorForm form;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Identifiers identifiers;
    private final Texts texts;
    private final Pages pages;

    IndicatorChangeController(
            Indicators indicators,
            Plans plans,
            IndicatorForm form,
            Forwarding forwarding,
            ProjectionPosition projections,
            Identifiers identifiers,
            Texts texts,
            Pages pages) {
        this.indicators = indicators;
        this.plans = plans;
        this.form = form;
        this.forwarding = forwarding;
        this.projections = projections;
        this.identifiers = identifiers;
        this.texts = texts;
        this.pages = pages;
    }

    /** @param indicator null while it is only being defined */
    private record Subject(
            String planId, String planTitle, @Nullable IndicatorView indicator, String command) {

        String path() {
            return indicator == null
                    ? "/plans/" + planId + "/indicators/new"
                    : "/indicators/" + indicator.indicatorId() + "/change/" + command;
        }

        String back() {
            return indicator == null ? "/plans/" + planId + "/indicators" : "/indicators/" + indicator.indicatorId();
        }
    }

    @GetMapping("/plans/{planId}/indicators/new")
    ResponseEntity<byte[]> openNew(@PathVariable String planId, HttpServletRequest request) {
        return open(request, ofPlan(planId));
    }

    @PostMapping("/plans/{planId}/indicators/new")
    ResponseEntity<byte[]> define(@PathVariable String planId, HttpServletRequest request) {
        return send(request, ofPlan(planId));
    }

    @GetMapping("/indicators/{indicatorId}/change/{command}")
    ResponseEntity<byte[]> open(
            @PathVariable String indicatorId, @PathVariable String command, HttpServletRequest request) {
        return open(request, of(indicatorId, command));
    }

    @PostMapping("/indicators/{indicatorId}/change/{command}")
    ResponseEntity<byte[]> send(
            @PathVariable String indicatorId, @PathVariable String command, HttpServletRequest request) {
        return send(request, of(indicatorId, command));
    }

    private Subject ofPlan(String planId) {
        return new Subject(planId, plans.summary(planId).title(), null, IndicatorForm.DEFINE);
    }

    private Subject of(String indicatorId, String command) {
        if (command.equals(IndicatorForm.DEFINE)) {
            throw new NotKnown("change", command);
        }
        IndicatorView indicator = indicators.indicator(indicatorId);
        return new Subject(indicator.planId(), indicator.planTitle(), indicator, command);
    }

    private ResponseEntity<byte[]> open(HttpServletRequest request, Subject subject) {
        GroupChangeController.governance();
        IndicatorForm.fields(subject.command());
        Typed typed = Typed.of(request);
        typed.put("key", UUID.randomUUID().toString());
        IndicatorView indicator = subject.indicator();
        if (indicator == null) {
            typed.put("indicatorId", identifiers.next("i"));
        } else {
            typed.put("version", Long.toString(indicator.version()));
            form.begin(indicator, subject.command(), typed);
        }
        return show(request, subject, typed, Map.of(), null);
    }

    private ResponseEntity<byte[]> send(HttpServletRequest request, Subject subject) {
        SignedIn me = GroupChangeController.governance();
        Typed typed = Typed.of(request);
        Map<String, String> problems = new LinkedHashMap<>();
        Map<String, @Nullable Object> body = form.body(subject.planId(), subject.command(), typed, problems);
        if (!problems.isEmpty()) {
            return show(request, subject, typed, problems, null);
        }
        IndicatorView indicator = subject.indicator();
        String id = indicator == null ? typed.get("indicatorId") : indicator.indicatorId();
        if (indicator == null) {
            body.put("planId", subject.planId());
        }
        Forwarding.Outcome outcome =
                forwarding.send(me, "indicators", id, subject.command(), body, typed.get("key"), typed.version());
        return switch (outcome) {
            case Forwarding.Outcome.Done done -> {
                projections.await(done.position(), PATIENCE);
                yield ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/indicators/" + id))
                        .build();
            }
            case Forwarding.Outcome.Stale() -> {
                typed.put("version", indicator == null ? null : Long.toString(indicator.version()));
                yield show(
                        request,
                        subject,
                        typed,
                        Map.of(),
                        texts.get("stale.lead.indicator"),
                        indicator == null ? List.of() : form.sides(indicator, subject.command(), typed));
            }
            case Forwarding.Outcome.NoAnswer() -> show(request, subject, typed, Map.of(), texts.get("form.no-answer"));
            case Forwarding.Outcome.Refused refused -> {
                String detail = refused.inWords(texts);
                String field = IndicatorForm.fieldOf(refused.field());
                boolean known =
                        field != null && IndicatorForm.fields(subject.command()).contains(field);
                yield show(request, subject, typed, known ? Map.of(field, detail) : Map.of(), known ? null : detail);
            }
        };
    }

    private ResponseEntity<byte[]> show(
            HttpServletRequest request,
            Subject subject,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal) {
        return show(request, subject, typed, problems, refusal, List.of());
    }

    /** @param sides what stands now beside what was typed, where somebody else was faster */
    private ResponseEntity<byte[]> show(
            HttpServletRequest request,
            Subject subject,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal,
            List<Sides> sides) {
        return pages.page(request, "indicator-form", Pages.Section.PLANS)
                .status(problems.isEmpty() && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("command", subject.command())
                .with("path", subject.path())
                .with("back", subject.back())
                .with(
                        "over",
                        subject.indicator() == null
                                ? subject.planTitle()
                                : subject.indicator().name())
                .with("reading", reading(subject, typed))
                .with("typed", typed)
                .with("fields", form.draw(subject.command(), subject.indicator(), typed, problems))
                .with("sides", sides)
                .with("refusal", refusal)
                .show();
    }

    private @Nullable String reading(Subject subject, Typed typed) {
        return subject.command().equals("correct-reading")
                ? texts.get("indicators.put-right.one", typed.get("area"), Texts.period(typed.get("period")))
                : null;
    }
}
