package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.log.Role;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.plan.Policy;
import org.waymark.query.escalation.EscalationView;
import org.waymark.query.escalation.Escalations;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.plan.Plans;
import org.waymark.query.view.InvalidQuery;
import org.waymark.query.view.NotKnown;
import org.waymark.query.view.Page;

/** Concerns that wait for somebody, and those that are settled. */
@Controller
class EscalationController {

    private static final int PAGE = 50;

    /** From so many on, escalations of one cause are one line: two are read faster than opened. */
    private static final int ALIKE = 3;

    /** What is shown; in an address the name in lower case with hyphens. */
    enum View {
        OPEN,
        RESOLVED,
        BY_LEAD
    }

    /**
     * One line. {@code key} makes its button safe to press twice.
     *
     * @param goes null where it is resolved, or no meeting is known
     */
    public record Line(
            EscalationView escalation,
            EscalationMeetings.@Nullable Goes goes,
            String leads,
            String told,
            String toldAt,
            String acknowledged,
            String resolved,
            String key) {}

    /**
     * What stands in one place of the list: one escalation, or several of one cause.
     *
     * @param title what they have in common; empty for one
     */
    public record Entry(String title, List<Line> lines) {

        public Line first() {
            return lines.getFirst();
        }

        public boolean several() {
            return lines.size() > 1;
        }
    }

    /** What escalations of one cause have in common. */
    private record Cause(
            String planId,
            int level,
            EscalationReason reason,
            String words,
            String leads,
            LocalDate raisedOn,
            String acknowledged,
            @Nullable String acknowledgement) {}

    /** Escalations of one lead. */
    public record OfLead(String name, List<Entry> entries, int count) {}

    private final Escalations escalations;
    private final Plans plans;
    private final EscalationMeetings meetings;
    private final Wording wording;
    private final Texts texts;
    private final Pages pages;

    EscalationController(
            Escalations escalations,
            Plans plans,
            EscalationMeetings meetings,
            Wording wording,
            Texts texts,
            Pages pages) {
        this.escalations = escalations;
        this.plans = plans;
        this.meetings = meetings;
        this.wording = wording;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/escalations")
    ResponseEntity<byte[]> escalations(
            @RequestParam(required = false) @Nullable String plan,
            @RequestParam(required = false) @Nullable Integer level,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(defaultValue = "1") int page,
            HttpServletRequest request) {
        String planId = Asked.text(plan);
        View chosen = Asked.value(View.class, "view", view);
        View shown = chosen == null ? View.OPEN : chosen;
        if (level != null && (level < 1 || level > Policy.LEVELS)) {
            throw new InvalidQuery("level", "choose-a-level");
        }
        List<EscalationView> open = escalations.open(planId, level);
        Page<EscalationView> resolved = escalations.resolved(planId, level, shown == View.RESOLVED ? page : 1, PAGE);
        List<PlanSummary> summaries = plans.summaries();
        if (planId != null && summaries.stream().noneMatch(each -> each.planId().equals(planId))) {
            throw new NotKnown("plan", planId);
        }
        EscalationMeetings.Meetings known = meetings.asTheyStand(summaries);
        List<Line> lines = open.stream().map(each -> line(each, known)).toList();
        List<Line> waiting =
                lines.stream().filter(line -> !line.escalation().acknowledged()).toList();
        List<Line> acknowledged =
                lines.stream().filter(line -> line.escalation().acknowledged()).toList();
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        kept.put("plan", planId);
        String withoutLevel = "/escalations" + Asked.query(kept);
        kept.put("level", level);
        var me = Pages.signedIn();
        return pages.page(request, "escalations", Pages.Section.ESCALATIONS)
                .with("view", Texts.slug(shown))
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
                .with(
                        "summary",
                        !open.isEmpty()
                                ? summary(open)
                                : level == null
                                        ? texts.get("escalations.none")
                                        : texts.get("escalations.none-at", level))
                .with("allGo", allGo(lines))
                .with("withoutLevel", open.isEmpty() && level != null ? withoutLevel : null)
                .with("waiting", entries(waiting))
                .with("acknowledged", entries(acknowledged))
                .with(
                        "resolvedLines",
                        resolved.rows().stream()
                                .map(each -> new Entry("", List.of(line(each, known))))
                                .toList())
                .with("resolved", resolved)
                .with("byLead", shown == View.BY_LEAD ? byLead(lines) : List.of())
                .with("tabs", tabs(kept))
                .with(
                        "mayAcknowledge",
                        me != null
                                && (me.role() == Role.GOVERNANCE
                                        || me.role() == Role.BOARD
                                        || me.role() == Role.ADMINISTRATOR))
                .show();
    }

    /** The one meeting to which several go, or null: then each says its own. */
    private static EscalationMeetings.@Nullable Goes allGo(List<Line> lines) {
        EscalationMeetings.Goes first =
                lines.size() < 2 ? null : lines.getFirst().goes();
        return lines.stream().allMatch(line -> Objects.equals(line.goes(), first)) ? first : null;
    }

    /** Addresses of the views, by slug, with whatever else is chosen. */
    private static Map<String, String> tabs(Map<String, @Nullable Object> kept) {
        Map<String, String> tabs = new LinkedHashMap<>();
        for (View each : View.values()) {
            Map<String, @Nullable Object> parameters = new LinkedHashMap<>(kept);
            parameters.put("view", each == View.OPEN ? null : Texts.slug(each));
            tabs.put(Texts.slug(each), "/escalations" + Asked.query(parameters));
        }
        return tabs;
    }

    private String summary(List<EscalationView> open) {
        List<String> parts = new ArrayList<>();
        for (int level = 3; level > 0; level--) {
            int wanted = level;
            List<EscalationView> there =
                    open.stream().filter(each -> each.level() == wanted).toList();
            Set<RecipientRole> with =
                    there.stream().map(EscalationView::with).collect(Collectors.toCollection(TreeSet::new));
            if (with.size() == 1) {
                parts.add(texts.of("escalations.with", with.iterator().next(), there.size()));
            } else if (!there.isEmpty()) {
                // Plans differ in whom they tell
                parts.add(texts.get("escalations.at", there.size(), level));
            }
        }
        long unread = open.stream().filter(each -> !each.acknowledged()).count();
        return texts.get("escalations.open", open.size(), String.join(", ", parts))
                + " "
                + (unread == 0 ? texts.get("escalations.all-acknowledged") : texts.get("escalations.waiting", unread));
    }

    /** In the order of the lines; what has one cause stands where the first of it would. */
    private List<Entry> entries(List<Line> lines) {
        Map<Cause, List<Line>> alike = new LinkedHashMap<>();
        lines.forEach(line ->
                alike.computeIfAbsent(cause(line), _ -> new ArrayList<>()).add(line));
        List<Entry> entries = new ArrayList<>();
        for (Line line : lines) {
            List<Line> ofOneCause = alike.getOrDefault(cause(line), List.of());
            if (ofOneCause.size() < ALIKE) {
                entries.add(new Entry("", List.of(line)));
            } else if (ofOneCause.getFirst() == line) {
                entries.add(new Entry(
                        line.leads().isEmpty()
                                ? texts.get("escalations.alike.no-lead", ofOneCause.size())
                                : texts.get("escalations.alike", ofOneCause.size(), line.leads()),
                        ofOneCause));
            }
        }
        return entries;
    }

    private static Cause cause(Line line) {
        EscalationView escalation = line.escalation();
        return new Cause(
                escalation.action().planId(),
                escalation.level(),
                escalation.reason(),
                escalation.words(),
                line.leads(),
                escalation.raisedOn(),
                line.acknowledged(),
                escalation.acknowledgement());
    }

    private List<OfLead> byLead(List<Line> lines) {
        Map<String, List<Line>> byLead = new java.util.TreeMap<>();
        for (Line line : lines) {
            String name = line.leads().isEmpty() ? texts.get("gap.no-lead") : line.leads();
            byLead.computeIfAbsent(name, key -> new ArrayList<>()).add(line);
        }
        List<OfLead> leads = new ArrayList<>();
        byLead.forEach((name, theirs) -> leads.add(new OfLead(name, entries(theirs), theirs.size())));
        leads.sort(java.util.Comparator.comparingInt((OfLead lead) -> -lead.count()));
        return leads;
    }

    private Line line(EscalationView escalation, EscalationMeetings.Meetings known) {
        List<EscalationView.Told> told = escalation.told();
        return new Line(
                escalation,
                known.of(escalation),
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
