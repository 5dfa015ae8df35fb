package org.waymark.query.board;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.Rating;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.people.Directory;
import org.waymark.query.plan.PlanSummaries;
import org.waymark.query.projection.PlanActions;
import org.waymark.query.projection.Views;
import org.waymark.query.projection.Views.Cut;
import org.waymark.query.reading.PrintedOrder;
import org.waymark.query.reading.Reader;
import org.waymark.query.reading.Reader.Moment;
import org.waymark.query.reading.Reading;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.Counts;
import org.waymark.query.view.Gap;
import org.waymark.query.view.NotKnown;
import org.waymark.query.view.Page;
import org.waymark.query.view.PartyName;

/** Builds boards from folded actions, and keeps the last ones for as long as nothing that they show has changed. */
@Component
final class FoldedBoards implements Boards, BoardLayout {

    private static final Pattern REFERENCE = Pattern.compile("\\d+(?:\\.\\d+)*");
    private static final int KEPT = 400;

    private final Views views;
    private final Reader reader;
    private final Directory directory;
    private final PlanSummaries summaries;
    private final Map<Key, Board> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Board> eldest) {
            return size() > KEPT;
        }
    });

    /** @param stamp versions of everything that the board shows */
    private record Key(
            String planId, BoardFilter filter, AsAt asAt, LocalDate today, List<Long> stamp, long contacts) {}

    FoldedBoards(Views views, Reader reader, Directory directory, PlanSummaries summaries) {
        this.views = views;
        this.reader = reader;
        this.directory = directory;
        this.summaries = summaries;
    }

    @Override
    public Board board(String planId, BoardFilter filter, AsAt asAt) {
        Page.check(filter.page(), filter.size());
        Directory.Snapshot contacts = directory.contacts();
        Key key = new Key(planId, filter, asAt, reader.today(), views.stamp(planId), contacts.version());
        Board board = kept.get(key);
        if (board == null) {
            board = build(planId, filter, asAt, contacts);
            kept.put(key, board);
        }
        return board;
    }

    @Override
    public Board laidOut(PlanFacts plan, List<ActionState> actions, Reading reading, long position) {
        BoardFilter everything = BoardFilter.everything().onPage(1, Math.max(1, actions.size()));
        Moment moment = new Moment(AsAt.position(position), Cut.upTo(position), reading.day());
        return board(plan, actions, reading, moment, everything, null, false);
    }

    private Board build(String planId, BoardFilter filter, AsAt asAt, Directory.Snapshot contacts) {
        Moment moment = reader.moment(asAt);
        Reading today = reader.today(contacts);
        PlanFacts live = today.plans().get(planId);
        if (live == null) {
            throw new NotKnown("plan", planId);
        }
        if (moment.asAt().isNow()) {
            PlanActions actions = views.actions(planId);
            return board(live, actions.actions(), today, moment, filter, null, contacts.known());
        }
        PlanFacts then = views.plan(planId, moment.cut());
        if (then == null) {
            throw new NotKnown("plan", planId);
        }
        Counts now = today.count(views.actions(planId).actions());
        Reading past = today.on(moment.day()).with(then);
        return board(then, views.actions(planId, moment.cut()).actions(), past, moment, filter, now, contacts.known());
    }

    private Board board(
            PlanFacts plan,
            List<ActionState> actions,
            Reading reading,
            Moment moment,
            BoardFilter filter,
            @Nullable Counts now,
            boolean directoryKnown) {
        Predicate<ActionState> fits = fits(filter, plan, reading);
        Map<String, List<ActionState>> byTheme = new HashMap<>();
        actions.forEach(action -> byTheme.computeIfAbsent(action.details().themeId(), _ -> new ArrayList<>())
                .add(action));
        List<PlanOutline.Theme> themes = themes(plan, byTheme.keySet());
        Comparator<ActionState> order = order(filter.sort(), reading);
        List<Laid> laid = new ArrayList<>();
        Set<String> shown = new LinkedHashSet<>();
        int matching = 0;
        for (PlanOutline.Theme theme : themes) {
            List<ActionState> own = byTheme.getOrDefault(theme.themeId(), List.of());
            List<ActionState> chosen = own.stream().filter(fits).toList();
            matching += chosen.size();
            chosen.forEach(action -> shown.add(action.details().reference()));
            if (!chosen.isEmpty()) {
                shown.add(theme.title());
            }
            laid.addAll(lay(theme, chosen, order));
        }
        Predicate<PlanOutline.Pointer> pointerShown =
                filter.filters() ? pointer -> pointsAtShown(pointer, shown) : _ -> true;
        List<Board.Theme> sections = cut(themes, laid, byTheme, reading, filter, matching, pointerShown);
        Page<ActionState> page = new Page<>(List.of(), filter.page(), filter.size(), matching);
        return new Board(
                summaries.summary(plan, actions, reading),
                moment.asAt(),
                moment.day(),
                reader.position(moment),
                now,
                filter,
                matching,
                page.pages(),
                parties(actions, reading),
                actions.stream()
                        .flatMap(action -> action.labels().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                themes.stream()
                        .map(theme -> new Board.ThemeName(theme.themeId(), theme.number(), theme.title()))
                        .toList(),
                sections,
                directoryKnown);
    }

    /** The plan's themes, and behind them those that its actions name although the outline does not any more. */
    private static List<PlanOutline.Theme> themes(PlanFacts plan, Set<String> used) {
        List<PlanOutline.Theme> themes = new ArrayList<>(plan.outline().themes());
        Set<String> known = new TreeSet<>(used);
        themes.forEach(theme -> known.remove(theme.themeId()));
        known.forEach(id -> themes.add(
                new PlanOutline.Theme(id, "", id, null, List.of(), List.of(), List.of(), List.of(), List.of())));
        return themes;
    }

    /** One section of a theme with the chosen actions in order. */
    private record Laid(
            PlanOutline.Theme theme,
            PlanOutline.@Nullable Objective objective,
            List<ActionState> actions,
            List<PlanOutline.Pointer> pointers) {

        boolean bare() {
            return actions.isEmpty();
        }
    }

    private static List<Laid> lay(PlanOutline.Theme theme, List<ActionState> chosen, Comparator<ActionState> order) {
        Set<String> objectives = new LinkedHashSet<>();
        theme.objectives().forEach(objective -> objectives.add(objective.objectiveId()));
        Map<String, List<ActionState>> under = new HashMap<>();
        List<ActionState> direct = new ArrayList<>();
        for (ActionState action : chosen) {
            String objective = action.details().objectiveId();
            if (objective != null && objectives.contains(objective)) {
                under.computeIfAbsent(objective, _ -> new ArrayList<>()).add(action);
            } else {
                direct.add(action);
            }
        }
        List<Laid> laid = new ArrayList<>();
        List<PlanOutline.Pointer> loose = theme.pointers().stream()
                .filter(pointer -> pointer.objectiveId() == null || !objectives.contains(pointer.objectiveId()))
                .toList();
        if (!direct.isEmpty() || !loose.isEmpty() || theme.objectives().isEmpty()) {
            direct.sort(order);
            laid.add(new Laid(theme, null, direct, loose));
        }
        for (PlanOutline.Objective objective : theme.objectives()) {
            List<ActionState> own = new ArrayList<>(under.getOrDefault(objective.objectiveId(), List.of()));
            own.sort(order);
            laid.add(new Laid(
                    theme,
                    objective,
                    own,
                    theme.pointers().stream()
                            .filter(pointer -> objective.objectiveId().equals(pointer.objectiveId()))
                            .toList()));
        }
        return laid;
    }

    /** Cuts out the page: rows by number; what has no rows of its own goes with the row before it. */
    private static List<Board.Theme> cut(
            List<PlanOutline.Theme> themes,
            List<Laid> laid,
            Map<String, List<ActionState>> byTheme,
            Reading reading,
            BoardFilter filter,
            int matching,
            Predicate<PlanOutline.Pointer> pointerShown) {
        long first = (filter.page() - 1L) * filter.size();
        long last = Math.min(matching, first + filter.size());
        Map<String, List<Board.Section>> sections = new LinkedHashMap<>();
        long row = 0;
        for (Laid section : laid) {
            long from = row;
            row += section.actions().size();
            List<ActionState> onPage =
                    section.actions().subList((int) clamp(first - from, section), (int) clamp(last - from, section));
            long place = Math.max(0, Math.min(from, matching - 1L));
            boolean startsHere = place >= first && (place < last || matching == 0);
            List<Board.Pointer> pointers = startsHere || !onPage.isEmpty()
                    ? section.pointers().stream()
                            .filter(pointerShown)
                            .map(p -> new Board.Pointer(p.reference(), p.text(), p.pointsAt()))
                            .toList()
                    : List.of();
            boolean bareShown = section.bare() && startsHere && !filter.filters();
            if (onPage.isEmpty() && pointers.isEmpty() && !bareShown) {
                continue;
            }
            PlanOutline.Objective objective = section.objective();
            sections.computeIfAbsent(section.theme().themeId(), _ -> new ArrayList<>())
                    .add(new Board.Section(
                            objective == null ? null : objective.objectiveId(),
                            objective == null ? "" : objective.reference(),
                            objective == null ? "" : objective.statement(),
                            objective != null && objective.priority(),
                            onPage.stream().map(reading::row).toList(),
                            pointers));
        }
        return themes.stream()
                .filter(theme -> sections.containsKey(theme.themeId()))
                .map(theme -> {
                    Counts counts = reading.count(byTheme.getOrDefault(theme.themeId(), List.of()));
                    return new Board.Theme(
                            theme.themeId(),
                            theme.number(),
                            theme.title(),
                            theme.vision(),
                            theme.priorities(),
                            theme.findings(),
                            theme.measures(),
                            counts,
                            counts.actions() > 0 && counts.open() == 0,
                            sections.getOrDefault(theme.themeId(), List.of()));
                })
                .toList();
    }

    private static long clamp(long value, Laid section) {
        return Math.max(0, Math.min(section.actions().size(), value));
    }

    private static boolean pointsAtShown(PlanOutline.Pointer pointer, Set<String> shown) {
        String target = pointer.pointsAt();
        return REFERENCE.matcher(target).results().anyMatch(match -> shown.contains(match.group()))
                || shown.stream()
                        .anyMatch(word -> !REFERENCE.matcher(word).matches()
                                && target.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)));
    }

    private static List<PartyName> parties(List<ActionState> actions, Reading reading) {
        return actions.stream()
                .flatMap(action -> Stream.concat(action.leads().parties().stream(), action.partners().stream()))
                .distinct()
                .map(id -> reading.name(id, false))
                .distinct()
                .sorted(Comparator.comparing((PartyName party) -> party.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static Predicate<ActionState> fits(BoardFilter filter, PlanFacts plan, Reading reading) {
        Predicate<ActionState> fits = _ -> true;
        if (filter.theme() != null) {
            fits = fits.and(a -> a.details().themeId().equals(filter.theme()));
        }
        String party = filter.party();
        if (party != null) {
            fits = fits.and(a -> reading.involves(a, party));
        }
        if (filter.rating() != null) {
            fits = fits.and(a -> a.rating() == filter.rating());
        }
        if (filter.status() != null) {
            fits = fits.and(a -> a.status() == filter.status());
        }
        if (filter.label() != null) {
            fits = fits.and(a -> a.labels().contains(filter.label()));
        }
        if (filter.needs() != null) {
            fits = fits.and(needs(filter.needs(), reading));
        }
        if (filter.words() != null) {
            fits = fits.and(words(filter.words(), plan));
        }
        return fits;
    }

    private static Predicate<ActionState> needs(BoardFilter.Need need, Reading reading) {
        return switch (need) {
            case LATE -> a -> a.lateDays(reading.day()) > 0;
            case SLIPPED -> a -> a.open() && a.slips() > 0;
            case DUE_SOON -> reading::isDueSoon;
            case NO_DATE -> a -> reading.gaps(a).contains(Gap.NO_DATE);
            case NO_LEAD -> a -> reading.gaps(a).contains(Gap.NO_LEAD);
            case UNREADABLE -> a -> reading.gaps(a).contains(Gap.UNREADABLE);
            case CONDITIONAL -> a -> reading.gaps(a).contains(Gap.CONDITIONAL);
            case NOBODY_TO_WRITE_TO -> a -> reading.gaps(a).contains(Gap.NOBODY_TO_WRITE_TO);
            case ESCALATED -> a -> a.level() > 0;
            case PROPOSAL -> a -> !a.proposals().isEmpty();
            case ANY_GAP -> a -> !reading.gaps(a).isEmpty();
        };
    }

    private static Predicate<ActionState> words(String words, PlanFacts plan) {
        List<String> wanted = Stream.of(words.toLowerCase(Locale.UK).strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        Map<String, String> statements = new HashMap<>();
        plan.outline()
                .themes()
                .forEach(theme -> theme.objectives()
                        .forEach(objective -> statements.put(objective.objectiveId(), objective.statement())));
        return action -> {
            String objective = action.details().objectiveId();
            String text = String.join(
                            "\n",
                            action.details().displayReference(),
                            action.details().text(),
                            Objects.requireNonNullElse(action.details().title(), ""),
                            objective == null ? "" : statements.getOrDefault(objective, ""),
                            String.join("\n", action.details().measures()),
                            String.join("\n", action.labels()),
                            action.lastNote() == null ? "" : action.lastNote().orElse(""))
                    .toLowerCase(Locale.UK);
            return wanted.stream().allMatch(text::contains);
        };
    }

    private static Comparator<ActionState> order(BoardFilter.Sort sort, Reading reading) {
        Comparator<ActionState> printed = Comparator.comparing(
                        (ActionState a) -> a.details().reference(), PrintedOrder.REFERENCES)
                .thenComparingInt(a -> a.details().ordinal())
                .thenComparing(ActionState::actionId);
        return switch (sort) {
            case PRINTED -> printed;
            case DATE ->
                Comparator.comparing(
                                (ActionState a) -> a.timescale().target(),
                                Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(printed);
            case LATE ->
                Comparator.comparing((ActionState a) -> -a.lateDays(reading.day()))
                        .thenComparing(printed);
            case RATING ->
                Comparator.comparing((ActionState a) -> weight(a.rating())).thenComparing(printed);
            case SILENT ->
                Comparator.comparing(ActionState::lastUpdate, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(printed);
        };
    }

    private static int weight(Rating rating) {
        return switch (rating) {
            case RED -> 0;
            case AMBER -> 1;
            case NONE -> 2;
            case GREEN -> 3;
            case BLUE -> 4;
        };
    }
}
