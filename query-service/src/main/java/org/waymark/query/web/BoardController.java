package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.Role;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.WorkingDays;
import org.waymark.query.board.Board;
import org.waymark.query.board.BoardFilter;
import org.waymark.query.board.Boards;
import org.waymark.query.history.Histories;
import org.waymark.query.history.HistoryEntry;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.plan.PlanView;
import org.waymark.query.plan.Plans;
import org.waymark.query.plan.PolicyTerms;
import org.waymark.query.strategy.Strategies;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.Counts;
import org.waymark.query.view.Gap;
import org.waymark.query.view.Page;

/** The plans, and the board of each. */
@Controller
class BoardController {

    /** Actions on one page: nearly every plan fits on one. */
    private static final int PAGE = 500;

    private static final int HISTORY_PAGE = 50;

    /** @param today the same figure today, in words, when another day is looked at; otherwise empty */
    public record Figure(int count, String href, String name, String colour, String today) {}

    /** A condition that can be taken off. */
    public record Removal(String href, String text) {}

    /** A value of a list in the filter. */
    public record Choice(String value, String text, boolean selected) {}

    private final Plans plans;
    private final Boards boards;
    private final Histories histories;
    private final BoardTable table;
    private final HistoryList historyList;
    private final RatingsChart chart;
    private final Strategies strategies;
    private final Texts texts;
    private final Pages pages;
    private final Clock clock;

    BoardController(
            Plans plans,
            Boards boards,
            Histories histories,
            BoardTable table,
            HistoryList historyList,
            RatingsChart chart,
            Strategies strategies,
            Texts texts,
            Pages pages,
            Clock clock) {
        this.plans = plans;
        this.boards = boards;
        this.histories = histories;
        this.table = table;
        this.historyList = historyList;
        this.chart = chart;
        this.strategies = strategies;
        this.texts = texts;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/")
    ResponseEntity<Void> home() {
        var me = Pages.signedIn();
        String start = me != null && me.role() == Role.LEAD ? "/my-actions" : "/plans";
        return ResponseEntity.status(302).header("Location", start).build();
    }

    @GetMapping("/plans")
    ResponseEntity<byte[]> plans(HttpServletRequest request) {
        return pages.page(request, "plans", Pages.Section.PLANS)
                .with("plans", plans.summaries())
                .with("strategies", strategies.all())
                .with("mayImport", governs())
                .show();
    }

    /** Whether whoever looks may change plans. */
    private static boolean governs() {
        var me = Pages.signedIn();
        return me != null && (me.role() == Role.GOVERNANCE || me.role() == Role.ADMINISTRATOR);
    }

    @GetMapping("/plans/{planId}")
    ResponseEntity<byte[]> board(
            @PathVariable String planId,
            @RequestParam(required = false) @Nullable String words,
            @RequestParam(required = false) @Nullable String theme,
            @RequestParam(required = false) @Nullable String party,
            @RequestParam(required = false) @Nullable String rating,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String label,
            @RequestParam(required = false) @Nullable String needs,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(required = false) @Nullable String asAt,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable List<String> columns,
            HttpServletRequest request) {
        LocalDate today = LocalDate.now(clock.withZone(Dates.LOCAL));
        AsAt moment = Asked.asAt(Asked.day("asAt", asAt), by, today);
        BoardFilter.Sort order = Asked.value(BoardFilter.Sort.class, "sort", sort);
        BoardFilter filter = new BoardFilter(
                Asked.text(words),
                Asked.text(theme),
                Asked.text(party),
                Asked.value(Rating.class, "rating", rating),
                Asked.value(Status.class, "status", status),
                Asked.text(label),
                Asked.value(BoardFilter.Need.class, "needs", needs),
                order == null ? BoardFilter.Sort.PRINTED : order,
                page,
                PAGE);
        Board board = boards.board(planId, filter, moment);
        PlanView ahead = moment.isNow() && !filter.filters() && page == 1 ? plans.plan(planId) : null;
        PlanView.AtMeeting before = lastMeetingBefore(ahead, today);
        Counts then = before == null ? null : before.counts();
        Set<BoardTable.Column> shown = columns(columns);
        Addresses addresses = new Addresses(planId, filter, moment, shown);
        PlanSummary plan = board.plan();
        Pages.Draft draft = pages.page(request, "board", Pages.Section.PLANS)
                .with("owner", plan.owner())
                .with("plan", plan)
                .with("board", board)
                .with("today", today)
                .with("asAtDay", moment.day())
                .with("live", moment.isNow())
                .with("governs", governs())
                .with("happened", moment.by() == AsAt.By.HAPPENED)
                .with("suffix", Asked.query(Asked.moment(moment)))
                .with("otherView", otherView(planId, moment))
                .with("overseen", overseen(plan))
                .with("setOutBy", strategies.setOutBy(planId))
                .with("ratings", ratings(board, then, addresses))
                .with("time", time(board, then, addresses))
                .with("meeting", before == null ? null : before.day())
                .with("gaps", gaps(board, addresses))
                .with("filter", filter)
                .with("ratingChoices", ratingChoices(filter))
                .with("statusChoices", statusChoices(filter))
                .with("needChoices", needChoices(filter))
                .with("sortChoices", sortChoices(filter))
                .with("removals", removals(board, addresses))
                .with("pageLinks", pageLinks(board, addresses))
                .with("columnChoices", columnChoices(shown))
                .with("kept", addresses.all())
                .with("keptColumns", addresses.columns())
                .with("allColumns", shown.size() == BoardTable.ALL.size() ? null : addresses.allColumns())
                .with("themes", table.themes(board, Asked.query(Asked.moment(moment)), shown));
        if (ahead != null) {
            lookAhead(draft, ahead, today);
        }
        return draft.show();
    }

    /** The columns that are asked for; all where none is. */
    private static Set<BoardTable.Column> columns(@Nullable List<String> asked) {
        Set<BoardTable.Column> columns = EnumSet.noneOf(BoardTable.Column.class);
        if (asked != null) {
            for (String each : asked) {
                BoardTable.Column column = Asked.value(BoardTable.Column.class, "columns", each);
                if (column != null) {
                    columns.add(column);
                }
            }
        }
        return columns.isEmpty() ? BoardTable.ALL : columns;
    }

    private List<Choice> columnChoices(Set<BoardTable.Column> shown) {
        return BoardTable.ALL.stream()
                .map(column -> new Choice(Texts.slug(column), texts.of("column", column), shown.contains(column)))
                .toList();
    }

    /** The same day by the other of the two views. */
    private static String otherView(String planId, AsAt moment) {
        LocalDate day = moment.day();
        return day == null
                ? ""
                : "/plans/" + planId
                        + Asked.query(
                                Asked.moment(moment.by() == AsAt.By.HAPPENED ? AsAt.endOf(day) : AsAt.happenedBy(day)));
    }

    /** The last meeting before today: what happened on the day of a meeting is news until the next. */
    private static PlanView.@Nullable AtMeeting lastMeetingBefore(@Nullable PlanView view, LocalDate today) {
        PlanView.AtMeeting last = null;
        if (view != null) {
            for (PlanView.AtMeeting meeting : view.atMeetings()) {
                last = meeting.day().isBefore(today) ? meeting : last;
            }
        }
        return last;
    }

    /** "3 more", "1 fewer", "no change". */
    private String change(int now, int then) {
        return now == then
                ? texts.get("board.same")
                : texts.get(now > then ? "board.more" : "board.fewer", Math.abs(now - then));
    }

    private String smallPrint(
            @Nullable Counts today, @Nullable Counts then, Counts counts, ToIntFunction<Counts> figure) {
        if (today != null) {
            return texts.get("board.today", figure.applyAsInt(today));
        }
        return then == null ? "" : change(figure.applyAsInt(counts), figure.applyAsInt(then));
    }

    private void lookAhead(Pages.Draft draft, PlanView view, LocalDate today) {
        draft.with(
                "topRung",
                PolicyTerms.who(view.policy().ladder().rung(Policy.LEVELS).mainly()));
        List<RatingsChart.Column> columns = new ArrayList<>();
        List<PlanView.AtMeeting> meetings = view.atMeetings();
        for (PlanView.AtMeeting meeting : meetings.subList(Math.max(0, meetings.size() - 6), meetings.size())) {
            columns.add(new RatingsChart.Column(meeting.day(), meeting.counts(), false));
        }
        columns.add(new RatingsChart.Column(today, view.summary().counts(), true));
        draft.with("columns", columns).with("chart", columns.size() > 1 ? chart.draw(columns) : null);
        PlanSummary.NextMeeting next = view.summary().nextMeeting();
        if (next != null) {
            WorkingDays days = view.policy().workingDays(view.summary().nation());
            draft.with("daysToPapers", days.between(today, next.papersDeadline()));
        }
    }

    private String overseen(PlanSummary plan) {
        List<String> names =
                plan.groups().stream().map(PlanSummary.Overseer::name).toList();
        return names.isEmpty()
                ? texts.get("board.overseen.nobody")
                : texts.get("board.overseen", String.join(", ", names));
    }

    private List<Figure> ratings(Board board, @Nullable Counts then, Addresses addresses) {
        Counts counts = board.plan().counts();
        List<Figure> figures = new ArrayList<>();
        for (Rating rating : BoardTable.shownRatings(counts.rated(Rating.BLUE))) {
            figures.add(new Figure(
                    counts.rated(rating),
                    addresses.only("rating", Texts.slug(rating)),
                    texts.of("rating", rating),
                    Wording.colour(rating),
                    smallPrint(board.today(), then, counts, each -> each.rated(rating))));
        }
        return figures;
    }

    private List<Figure> time(Board board, @Nullable Counts then, Addresses addresses) {
        Counts counts = board.plan().counts();
        Counts now = board.today();
        String late = counts.late() == 0
                ? ""
                : counts.late() == 1
                        ? texts.get("days", counts.latestBy())
                        : texts.get("board.late.range", counts.leastLateBy(), counts.latestBy());
        return List.of(
                new Figure(
                        counts.late(),
                        addresses.only("needs", BoardFilter.Need.LATE.parameter()),
                        texts.get("board.late"),
                        "",
                        now != null
                                ? texts.get("board.today", now.late())
                                : then == null
                                        ? late
                                        : late.isEmpty()
                                                ? change(counts.late(), then.late())
                                                : texts.get("board.both", late, change(counts.late(), then.late()))),
                new Figure(
                        counts.slipped(),
                        addresses.only("needs", BoardFilter.Need.SLIPPED.parameter()),
                        texts.get("board.slipped"),
                        "",
                        smallPrint(now, then, counts, Counts::slipped)),
                new Figure(
                        counts.dueSoon(),
                        addresses.only("needs", BoardFilter.Need.DUE_SOON.parameter()),
                        texts.get("board.due-soon"),
                        "",
                        now != null
                                ? texts.get("board.today", now.dueSoon())
                                : counts.nextDue() == null ? "" : texts.get("board.next-due", counts.nextDue())));
    }

    private List<Figure> gaps(Board board, Addresses addresses) {
        List<Figure> figures = new ArrayList<>();
        for (Gap gap : List.of(Gap.NO_DATE, Gap.NOBODY_TO_WRITE_TO, Gap.CONDITIONAL, Gap.UNREADABLE, Gap.NO_LEAD)) {
            int count = board.plan().counts().gap(gap);
            if (count > 0) {
                figures.add(new Figure(
                        count, addresses.only("needs", Texts.slug(gap)), texts.of("gap.small", gap), "", ""));
            }
        }
        return figures;
    }

    private List<Choice> ratingChoices(BoardFilter filter) {
        List<Choice> choices = new ArrayList<>();
        for (Rating rating : Rating.values()) {
            choices.add(new Choice(Texts.slug(rating), texts.of("rating", rating), rating == filter.rating()));
        }
        return choices;
    }

    private List<Choice> statusChoices(BoardFilter filter) {
        List<Choice> choices = new ArrayList<>();
        for (Status status : Status.values()) {
            choices.add(new Choice(Texts.slug(status), texts.of("status", status), status == filter.status()));
        }
        return choices;
    }

    private List<Choice> needChoices(BoardFilter filter) {
        List<Choice> choices = new ArrayList<>();
        for (BoardFilter.Need need : BoardFilter.Need.values()) {
            choices.add(new Choice(need.parameter(), texts.of("need", need), need == filter.needs()));
        }
        return choices;
    }

    private List<Choice> sortChoices(BoardFilter filter) {
        List<Choice> choices = new ArrayList<>();
        for (BoardFilter.Sort sort : BoardFilter.Sort.values()) {
            choices.add(new Choice(sort.parameter(), texts.of("sort", sort), sort == filter.sort()));
        }
        return choices;
    }

    private List<Removal> removals(Board board, Addresses addresses) {
        BoardFilter filter = board.filter();
        List<Removal> removals = new ArrayList<>();
        if (filter.words() != null) {
            removals.add(addresses.without("words", texts.get("remove.words", filter.words())));
        }
        if (filter.rating() != null) {
            removals.add(addresses.without("rating", texts.get("remove.rating", texts.of("rating", filter.rating()))));
        }
        if (filter.party() != null) {
            String name = board.parties().stream()
                    .filter(party -> party.partyId().equals(filter.party()))
                    .map(party -> party.name())
                    .findFirst()
                    .orElse(filter.party());
            removals.add(addresses.without("party", texts.get("remove.party", name)));
        }
        if (filter.theme() != null) {
            String title = board.allThemes().stream()
                    .filter(theme -> theme.themeId().equals(filter.theme()))
                    .map(Board.ThemeName::title)
                    .findFirst()
                    .orElse(filter.theme());
            removals.add(addresses.without("theme", texts.get("remove.theme", title)));
        }
        if (filter.status() != null) {
            removals.add(addresses.without("status", texts.get("remove.status", texts.of("status", filter.status()))));
        }
        if (filter.label() != null) {
            removals.add(addresses.without("label", texts.get("remove.label", filter.label())));
        }
        if (filter.needs() != null) {
            removals.add(addresses.without("needs", texts.get("remove.needs", texts.of("need", filter.needs()))));
        }
        return removals;
    }

    private List<Choice> pageLinks(Board board, Addresses addresses) {
        List<Choice> links = new ArrayList<>();
        if (board.pages() > 1) {
            for (int number = 1; number <= board.pages(); number++) {
                links.add(new Choice(
                        addresses.page(number),
                        texts.get("page.number", number),
                        number == board.filter().page()));
            }
        }
        return links;
    }

    @GetMapping("/plans/{planId}/history")
    ResponseEntity<byte[]> history(
            @PathVariable String planId,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "1") int page,
            HttpServletRequest request) {
        PlanView plan = plans.plan(planId);
        HistoryEntry.Kind wanted = Asked.value(HistoryEntry.Kind.class, "kind", kind);
        Page<HistoryEntry> entries =
                histories.ofPlan(planId, wanted == null ? Set.of() : Set.of(wanted), AsAt.now(), page, HISTORY_PAGE);
        return pages.page(request, "plan-history", Pages.Section.PLANS)
                .with("owner", plan.summary().owner())
                .with("plan", plan.summary())
                .with("entries", entries)
                .with("kind", wanted)
                .with("kinds", HistoryEntry.Kind.values())
                .with("path", "/plans/" + planId + "/history")
                .with("history", historyList.entries(entries.rows(), true))
                .show();
    }

    @GetMapping("/plans/{planId}/about")
    ResponseEntity<byte[]> about(@PathVariable String planId, HttpServletRequest request) {
        PlanView plan = plans.plan(planId);
        return pages.page(request, "plan-about", Pages.Section.PLANS)
                .with("owner", plan.summary().owner())
                .with("plan", plan.summary())
                .with("view", plan)
                .with("terms", PolicyTerms.of(plan.policy()))
                .with("governs", governs())
                .with("setOutBy", strategies.setOutBy(planId))
                .with("heldUntil", heldUntil(plan.policy()))
                .show();
    }

    private @Nullable LocalDate heldUntil(Policy policy) {
        Policy.Hold hold = policy.holdOn(LocalDate.now(clock.withZone(Dates.LOCAL)));
        return hold == null ? null : hold.until();
    }

    /** Addresses of the same board with other conditions. */
    private static final class Addresses {

        private final String path;
        private final BoardFilter filter;
        private final AsAt asAt;
        private final Set<BoardTable.Column> shown;

        Addresses(String planId, BoardFilter filter, AsAt asAt, Set<BoardTable.Column> shown) {
            this.path = "/plans/" + planId;
            this.filter = filter;
            this.asAt = asAt;
            this.shown = shown;
        }

        /** What is shown beside the reference, or null for everything. */
        @Nullable
        String columns() {
            return shown.size() == BoardTable.ALL.size()
                    ? null
                    : shown.stream().map(Texts::slug).collect(Collectors.joining(","));
        }

        String allColumns() {
            return path + Asked.query(all());
        }

        /** Everything but the columns and the page. */
        Map<String, @Nullable Object> all() {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            all.put("words", filter.words());
            all.put("theme", filter.theme());
            all.put("party", filter.party());
            all.put("rating", filter.rating() == null ? null : Texts.slug(filter.rating()));
            all.put("status", filter.status() == null ? null : Texts.slug(filter.status()));
            all.put("label", filter.label());
            all.put("needs", filter.needs() == null ? null : filter.needs().parameter());
            all.put(
                    "sort",
                    filter.sort() == BoardFilter.Sort.PRINTED
                            ? null
                            : filter.sort().parameter());
            all.putAll(Asked.moment(asAt));
            return all;
        }

        String only(String name, String value) {
            Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
            parameters.put(name, value);
            parameters.putAll(Asked.moment(asAt));
            parameters.put("columns", columns());
            return path + Asked.query(parameters);
        }

        Removal without(String name, String text) {
            Map<String, @Nullable Object> parameters = all();
            parameters.remove(name);
            parameters.put("columns", columns());
            return new Removal(path + Asked.query(parameters), text);
        }

        String page(int number) {
            Map<String, @Nullable Object> parameters = all();
            parameters.put("columns", columns());
            parameters.put("page", number == 1 ? null : number);
            return path + Asked.query(parameters);
        }
    }
}
