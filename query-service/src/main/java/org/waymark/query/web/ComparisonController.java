package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.query.comparison.Comparison;
import org.waymark.query.comparison.Comparison.Change;
import org.waymark.query.comparison.Comparison.Kind;
import org.waymark.query.comparison.Comparisons;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.plan.PlanView;
import org.waymark.query.plan.Plans;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.Gap;

/** What changed in a plan between two days: since its last meeting, unless other days are chosen. */
@Controller
class ComparisonController {

    /** Days that are offered to compare with, newest first. */
    private static final int OFFERED = 6;

    /** A table of differences of one kind. */
    public record Section(String title, String more, List<Line> lines) {}

    /** One difference; {@code from} and {@code to} are mark-up. */
    public record Line(
            ActionRow action,
            String lead,
            Html from,
            Html to,
            String note,
            @Nullable String words,
            String when,
            String who,
            String entry) {}

    /** Another day to compare with. */
    public record Offer(String href, String text, boolean selected) {}

    private final Comparisons comparisons;
    private final Plans plans;
    private final Wording wording;
    private final Tags tags;
    private final Texts texts;
    private final Pages pages;
    private final Clock clock;

    ComparisonController(
            Comparisons comparisons, Plans plans, Wording wording, Tags tags, Texts texts, Pages pages, Clock clock) {
        this.comparisons = comparisons;
        this.plans = plans;
        this.wording = wording;
        this.tags = tags;
        this.texts = texts;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/plans/{planId}/changes")
    ResponseEntity<byte[]> changes(
            @PathVariable String planId,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            HttpServletRequest request) {
        LocalDate today = LocalDate.now(clock.withZone(Dates.LOCAL));
        PlanView view = plans.plan(planId);
        AsAt second = Asked.asAt(Asked.day("to", to), today);
        LocalDate until = second.day() == null ? today : second.day();
        List<LocalDate> meetings = meetingsBefore(view, until);
        LocalDate asked = Asked.day("from", from);
        LocalDate since = asked == null ? usual(view.summary(), meetings, until) : asked;
        Pages.Draft draft = pages.page(request, "changes", Pages.Section.PLANS)
                .with("owner", view.summary().owner())
                .with("plan", view.summary())
                .with("today", today)
                .with("since", since)
                .with("until", until)
                .with("sinceMeeting", since != null && !meetings.isEmpty() && since.equals(meetings.getLast()))
                .with("offers", offers(planId, meetings, since, second))
                .with("problem", null)
                .with("comparison", null);
        if (since == null) {
            return draft.show();
        }
        if (!since.isBefore(until)) {
            return draft.with("problem", texts.get("changes.order"))
                    .status(HttpStatus.UNPROCESSABLE_CONTENT)
                    .show();
        }
        Comparison comparison = comparisons.compare(planId, AsAt.endOf(since), second);
        return draft.with("comparison", comparison)
                .with("days", ChronoUnit.DAYS.between(since, until))
                .with("inShort", inShort(comparison))
                .with("sections", sections(comparison))
                .with("open", comparison.to().counts().open())
                .show();
    }

    private static List<LocalDate> meetingsBefore(PlanView view, LocalDate until) {
        return view.atMeetings().stream()
                .map(PlanView.AtMeeting::day)
                .filter(day -> day.isBefore(until))
                .distinct()
                .toList();
    }

    /** The last meeting, else the adoption; null when there was neither. */
    private static @Nullable LocalDate usual(PlanSummary plan, List<LocalDate> meetings, LocalDate until) {
        if (!meetings.isEmpty()) {
            return meetings.getLast();
        }
        LocalDate adopted = plan.adoptedOn();
        return adopted != null && adopted.isBefore(until) ? adopted : null;
    }

    private List<Offer> offers(String planId, List<LocalDate> meetings, @Nullable LocalDate since, AsAt second) {
        List<Offer> offers = new ArrayList<>();
        for (LocalDate day : meetings.subList(Math.max(0, meetings.size() - OFFERED), meetings.size())
                .reversed()) {
            offers.add(new Offer(
                    "/plans/" + planId + "/changes?from=" + day + (second.day() == null ? "" : "&to=" + second.day()),
                    texts.get("changes.meeting", day),
                    day.equals(since)));
        }
        return offers;
    }

    /** "1 turned red, 2 slipped": one part for each kind that there is. */
    private String inShort(Comparison comparison) {
        List<String> parts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            int count = comparison.count(kind);
            if (count > 0) {
                parts.add(texts.get("changes.part." + Texts.slug(kind), count));
            }
        }
        return parts.isEmpty() ? texts.get("changes.none") : texts.get("changes.all", String.join(", ", parts));
    }

    private List<Section> sections(Comparison comparison) {
        Map<Kind, List<Line>> lines = new EnumMap<>(Kind.class);
        for (Change change : comparison.changes()) {
            lines.computeIfAbsent(change.kind(), _ -> new ArrayList<>()).add(line(change));
        }
        List<Section> sections = new ArrayList<>();
        lines.forEach((kind, own) -> sections.add(
                new Section(texts.of("changes.kind", kind), texts.get("changes.actions", own.size()), own)));
        return sections;
    }

    private Line line(Change change) {
        ActionRow row = change.action();
        return new Line(
                row,
                row.leads().isEmpty() ? texts.get("gap.no-lead") : wording.names(row.leads()),
                cell(change.kind(), change.before(), change, true),
                cell(change.kind(), change.after(), change, false),
                note(change),
                change.words(),
                Dates.moment(change.happenedAt()),
                change.who().inWords(),
                texts.get("history.entry", change.position()));
    }

    private Html cell(Kind kind, @Nullable ActionRow row, Change change, boolean first) {
        Html html = new Html(120);
        if (row == null) {
            return html.text(texts.get(first ? "changes.not-there" : "changes.gone"));
        }
        return switch (kind) {
            case TURNED_RED, TURNED_GREEN, RATED -> tags.rating(html, row.rating());
            case SLIPPED, DATE_CHANGED, ADDED -> date(html, row);
            case LEAD_CHANGED ->
                row.leads().isEmpty() ? tags.gap(html, Gap.NO_LEAD) : html.text(wording.names(row.leads()));
            case COMPLETED, ENDED, REOPENED, STATUS_CHANGED -> {
                html.text(wording.status(row.status()));
                yield change.before() == null
                                || change.after() == null
                                || change.before().rating() == change.after().rating()
                        ? html
                        : tags.rating(html.raw(" "), row.rating());
            }
            case AMENDED ->
                html.text(
                        change.before() != null
                                        && change.after() != null
                                        && change.before()
                                                .text()
                                                .equals(change.after().text())
                                ? first ? "" : texts.get("changes.details")
                                : row.text());
            case CARRIED_OVER -> html.text(row.planTitle());
        };
    }

    private Html date(Html html, ActionRow row) {
        Gap gap = wording.dateGap(row);
        return gap == null ? html.text(wording.when(row)) : tags.gap(html, gap);
    }

    private String note(Change change) {
        ActionRow before = change.before();
        ActionRow after = change.after();
        if (change.kind() != Kind.SLIPPED || before == null || after == null) {
            return "";
        }
        LocalDate from = before.when().target();
        LocalDate to = after.when().target();
        return from == null || to == null
                ? ""
                : texts.get(
                        "changes.slip",
                        texts.get("days", ChronoUnit.DAYS.between(from, to)),
                        wording.ordinal(after.when().slips()),
                        texts.get("days", after.when().slippedDays()));
    }
}
