package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.contract.log.Role;
import org.waymark.query.escalation.EscalationView;
import org.waymark.query.escalation.Escalations;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.plan.Plans;
import org.waymark.query.view.Page;

/** Concerns that wait for somebody, and those that are settled. */
@Controller
class EscalationController {

    private static final int PAGE = 50;

    /** One line. {@code key} makes its button safe to press twice. */
    public record Line(
            EscalationView escalation,
            String leads,
            String told,
            String toldAt,
            String acknowledged,
            String resolved,
            String key) {}

    /** Escalations of one lead. */
    public record OfLead(String name, List<Line> lines) {}

    private final Escalations escalations;
    private final Plans plans;
    private final Wording wording;
    private final Texts texts;
    private final Pages pages;

    EscalationController(Escalations escalations, Plans plans, Wording wording, Texts texts, Pages pages) {
        this.escalations = escalations;
        this.plans = plans;
        this.wording = wording;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/escalations")
    ResponseEntity<byte[]> escalations(
            @RequestParam(required = false) @Nullable String plan,
            @RequestParam(required = false) @Nullable Integer level,
            @RequestParam(defaultValue = "open") String view,
            @RequestParam(defaultValue = "1") int page,
            HttpServletRequest request) {
        String planId = Asked.text(plan);
        List<EscalationView> open = escalations.open(planId, level);
        Page<EscalationView> resolved = escalations.resolved(planId, view.equals("resolved") ? page : 1, PAGE);
        List<Line> lines = open.stream().map(this::line).toList();
        List<Line> waiting =
                lines.stream().filter(line -> !line.escalation().acknowledged()).toList();
        List<Line> acknowledged =
                lines.stream().filter(line -> line.escalation().acknowledged()).toList();
        List<PlanSummary> summaries = plans.summaries();
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        kept.put("plan", planId);
        var me = Pages.signedIn();
        return pages.page(request, "escalations", Pages.Section.ESCALATIONS)
                .with("view", view)
                .with("plans", summaries)
                .with("planId", planId)
                .with("level", level)
                .with(
                        "planTitle",
                        summaries.stream()
                                .filter(each -> each.planId().equals(planId))
                                .map(PlanSummary::title)
                                .findFirst()
                                .orElse(texts.get("escalations.all-plans")))
                .with("open", open.size())
                .with("summary", summary(open))
                .with("waiting", waiting)
                .with("acknowledged", acknowledged)
                .with("resolvedLines", resolved.rows().stream().map(this::line).toList())
                .with("resolved", resolved)
                .with("byLead", view.equals("by-lead") ? byLead(lines) : List.of())
                .with("planQuery", Asked.query(kept))
                .with("planParameter", planId == null ? "" : "plan=" + planId + "&")
                .with(
                        "mayAcknowledge",
                        me != null
                                && (me.role() == Role.GOVERNANCE
                                        || me.role() == Role.BOARD
                                        || me.role() == Role.ADMINISTRATOR))
                .show();
    }

    private String summary(List<EscalationView> open) {
        List<String> parts = new ArrayList<>();
        for (int level = 3; level > 0; level--) {
            int wanted = level;
            long count = open.stream().filter(each -> each.level() == wanted).count();
            if (count > 0) {
                parts.add(texts.get("escalations.at." + level, count));
            }
        }
        long unread = open.stream().filter(each -> !each.acknowledged()).count();
        return texts.get("escalations.open", open.size(), String.join(", ", parts))
                + " "
                + (unread == 0 ? texts.get("escalations.all-acknowledged") : texts.get("escalations.waiting", unread));
    }

    private List<OfLead> byLead(List<Line> lines) {
        Map<String, List<Line>> byLead = new java.util.TreeMap<>();
        for (Line line : lines) {
            String name = line.leads().isEmpty() ? texts.get("gap.no-lead") : line.leads();
            byLead.computeIfAbsent(name, key -> new ArrayList<>()).add(line);
        }
        List<OfLead> leads = new ArrayList<>();
        byLead.forEach((name, theirs) -> leads.add(new OfLead(name, theirs)));
        leads.sort(
                java.util.Comparator.comparingInt((OfLead lead) -> -lead.lines().size()));
        return leads;
    }

    private Line line(EscalationView escalation) {
        List<EscalationView.Told> told = escalation.told();
        return new Line(
                escalation,
                wording.names(escalation.action().leads()),
                told.isEmpty()
                        ? texts.get("escalations.nobody-told")
                        : String.join(
                                ", ",
                                told.stream()
                                        .map(EscalationView.Told::who)
                                        .distinct()
                                        .toList()),
                told.isEmpty() ? "" : Dates.moment(told.getLast().at()),
                escalation.acknowledgedAt() == null
                        ? ""
                        : texts.get(
                                "escalations.acknowledged",
                                escalation.acknowledgedBy(),
                                Dates.local(escalation.acknowledgedAt())),
                escalation.resolvedAt() == null
                        ? ""
                        : texts.get(
                                "escalations.resolved-on",
                                Dates.local(escalation.resolvedAt()),
                                escalation.resolvedBecause() == null
                                        ? texts.get("escalations.cause-gone")
                                        : escalation.resolvedBecause()),
                UUID.randomUUID().toString());
    }
}
