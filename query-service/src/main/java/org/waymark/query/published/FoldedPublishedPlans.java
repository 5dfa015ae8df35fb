package org.waymark.query.published;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.group.GroupDetails.PlanView;
import org.waymark.contract.group.GroupEvent.PackIssued;
import org.waymark.contract.plan.PlanEvent.PlanAdopted;
import org.waymark.contract.plan.PlanEvent.PlanPublished;
import org.waymark.contract.plan.PlanEvent.PlanWithdrawn;
import org.waymark.contract.plan.Policy;
import org.waymark.eventstore.StoredEvent;
import org.waymark.query.board.Board;
import org.waymark.query.board.BoardLayout;
import org.waymark.query.comparison.Comparison;
import org.waymark.query.comparison.FixedComparisons;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.EventContext;
import org.waymark.query.fold.GroupState;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.projection.Refold;
import org.waymark.query.projection.Views;
import org.waymark.query.projection.Views.Cut;
import org.waymark.query.published.PublishedPlan.Decision;
import org.waymark.query.published.PublishedPlan.Meeting;
import org.waymark.query.published.PublishedPlan.Paper;
import org.waymark.query.reading.Reader;
import org.waymark.query.reading.Reading;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.Counts;
import org.waymark.query.view.MeetingDates;
import org.waymark.query.view.NotKnown;

/**
 * Folds a plan as at the entry at which its last paper was frozen. A fold is made once for each paper and kept: behind
 * it only what must not be public any more can change it, and that is part of the key.
 */
@Component
final class FoldedPublishedPlans implements PublishedPlans {

    private static final int PAPERS = 200;
    private static final int STREAMS = 1000;
    private static final int HOLDS = 50;

    private final Views views;
    private final Reader reader;
    private final BoardLayout boards;
    private final FixedComparisons comparisons;

    private final Cache<PaperKey, Frozen> papers = kept(PAPERS);
    private final Cache<ChangesKey, List<PublishedIssue.Change>> changes = kept(PAPERS);
    private final Cache<StreamKey, Life> lives = kept(STREAMS);
    private final Cache<StreamKey, List<Issued>> issues = kept(STREAMS);
    private final Cache<Instant, Map<String, GroupState>> groupsBefore = kept(HOLDS);

    FoldedPublishedPlans(Views views, Reader reader, BoardLayout boards, FixedComparisons comparisons) {
        this.views = views;
        this.reader = reader;
        this.boards = boards;
        this.comparisons = comparisons;
    }

    private static <K, V> Cache<K, V> kept(int size) {
        return Caffeine.newBuilder().maximumSize(size).build();
    }

    /** @param position newest entry of the stream: with another one it is read again */
    private record StreamKey(String streamId, long position) {}

    private record PaperKey(String planId, Paper paper, Hidden hidden) {}

    private record ChangesKey(String planId, Paper from, Paper to, Hidden hidden) {}

    /**
     * What was public once and must not be any more, whatever a paper says.
     *
     * @param actions exempt today
     * @param texts digests of decisions whose words were removed
     */
    private record Hidden(Set<String> actions, Set<String> texts) {}

    /** @param published when it was shown, or no longer shown, oldest first */
    private record Life(@Nullable Long adopted, List<Shown> published) {}

    private record Shown(boolean shown, long position, Instant recordedAt) {}

    /** @param plans what the group saw then */
    private record Issued(Paper paper, Instant recordedAt, Set<String> plans) {}

    /** Everything that is frozen with a paper. */
    private record Frozen(
            PlanFacts plan, Counts counts, List<PublishedPlan.Theme> themes, List<Decision> decisions, int exempt) {}

    @Override
    public Publication publication(String planId) {
        PlanFacts plan = views.plans().get(planId);
        if (plan == null) {
            throw new NotKnown("published plan", planId);
        }
        Life life = life(plan);
        if (life.published().isEmpty()) {
            throw new NotKnown("published plan", planId);
        }
        if (!plan.published()) {
            return new Publication.Withdrawn(day(life.published().getLast().recordedAt()));
        }
        LocalDate today = reader.today();
        Policy.Hold hold = plan.policy().holdOn(today);
        Instant held = hold == null
                ? null
                : hold.from().atStartOfDay(EventContext.LONDON).toInstant();
        List<GroupState> groups = groups(planId, held);
        List<Meeting> meetings = meetings(groups, plan);
        Meeting next = meetings.stream()
                .filter(meeting -> meeting.state() == GroupState.MeetingState.SCHEDULED
                        && !meeting.date().isBefore(today))
                .findFirst()
                .orElse(null);
        if (held != null && !isShownBefore(life, held)) {
            return new Publication.Awaited(null, hold, null);
        }
        List<Paper> issued = papers(plan, groups, life, held);
        if (issued.isEmpty()) {
            return new Publication.Awaited(plan.details().title(), hold, next == null ? null : next.papersOn());
        }
        Paper paper = issued.getLast();
        Hidden hidden = hidden(plan);
        Frozen frozen = papers.get(new PaperKey(planId, paper, hidden), this::fold);
        return new Publication.Shown(new PublishedPlan(
                planId,
                version(planId, issued, hidden, meetings, next, hold),
                plan.createdAt(),
                frozen.plan().details().title(),
                frozen.plan().details().owner(),
                frozen.plan().details().strategy(),
                frozen.plan().details().ratings(),
                paper,
                frozen.counts(),
                frozen.themes(),
                frozen.decisions(),
                frozen.exempt(),
                meetings,
                next,
                hold));
    }

    @Override
    public List<PublishedIssue> issues(PublishedPlan shown) {
        PlanFacts plan = views.plans().get(shown.planId());
        if (plan == null) {
            throw new NotKnown("published plan", shown.planId());
        }
        Instant held = shown.hold() == null
                ? null
                : shown.hold().from().atStartOfDay(EventContext.LONDON).toInstant();
        Life life = life(plan);
        List<Paper> issued = sincePublished(papers(plan, groups(plan.planId(), held), life, held), life);
        Hidden hidden = hidden(plan);
        List<PublishedIssue> newestFirst = new ArrayList<>();
        for (int i = issued.size() - 1; i >= 0 && newestFirst.size() < ISSUES; i--) {
            Paper paper = issued.get(i);
            Paper before = i == 0 ? null : issued.get(i - 1);
            newestFirst.add(new PublishedIssue(
                    paper,
                    before,
                    before == null
                            ? List.of()
                            : changes.get(new ChangesKey(plan.planId(), before, paper, hidden), this::compare)));
        }
        return newestFirst;
    }

    // What is public

    private static boolean isShownBefore(Life life, Instant moment) {
        return life.published().stream()
                .filter(each -> each.recordedAt().isBefore(moment))
                .reduce((_, later) -> later)
                .map(Shown::shown)
                .orElse(false);
    }

    private Life life(PlanFacts plan) {
        return lives.get(new StreamKey(plan.planId(), plan.position()), key -> {
            Long adopted = null;
            List<Shown> published = new ArrayList<>();
            for (StoredEvent entry : views.planHistory(key.streamId(), Cut.NONE)) {
                switch (entry.payload()) {
                    case PlanAdopted _ -> adopted = entry.position();
                    case PlanPublished _ -> published.add(new Shown(true, entry.position(), entry.recordedAt()));
                    case PlanWithdrawn _ -> published.add(new Shown(false, entry.position(), entry.recordedAt()));
                    default -> {}
                }
            }
            return new Life(adopted, List.copyOf(published));
        });
    }

    /** The papers in which the plan stood as an adopted one, oldest first. */
    private List<Paper> papers(PlanFacts plan, List<GroupState> groups, Life life, @Nullable Instant held) {
        Long adopted = life.adopted();
        if (adopted == null) {
            return List.of();
        }
        return groups.stream()
                .flatMap(group -> issued(group).stream())
                .filter(each -> each.plans().contains(plan.planId())
                        && each.paper().position() >= adopted
                        && (held == null || each.recordedAt().isBefore(held)))
                .map(Issued::paper)
                .sorted(Comparator.comparing(Paper::position))
                .toList();
    }

    private List<Issued> issued(GroupState group) {
        return issues.get(new StreamKey(group.groupId(), group.position()), key -> {
            List<StoredEvent> history = views.groupHistory(key.streamId(), Cut.upTo(key.position()));
            List<Issued> found = new ArrayList<>();
            for (int i = 0; i < history.size(); i++) {
                StoredEvent entry = history.get(i);
                if (entry.payload() instanceof PackIssued pack) {
                    GroupState then = Refold.group(history.subList(0, i));
                    if (then != null) {
                        found.add(issued(then, pack, entry));
                    }
                }
            }
            return List.copyOf(found);
        });
    }

    private static Issued issued(GroupState group, PackIssued pack, StoredEvent entry) {
        LocalDate day = day(entry.happenedAt());
        LocalDate meeting = group.meetings().stream()
                .filter(each -> each.meetingId().equals(pack.meetingId()))
                .map(GroupState.Meeting::date)
                .findFirst()
                .orElse(day);
        return new Issued(
                new Paper(group.details().name(), meeting, day, entry.happenedAt(), pack.position(), pack.hash()),
                entry.recordedAt(),
                group.details().plans().stream().map(PlanView::planId).collect(Collectors.toUnmodifiableSet()));
    }

    /** The paper that was the last one when the plan was published, and those behind it. */
    private static List<Paper> sincePublished(List<Paper> issued, Life life) {
        long published = life.published().stream()
                .filter(Shown::shown)
                .mapToLong(Shown::position)
                .max()
                .orElseThrow();
        int first = 0;
        for (int i = 0; i < issued.size(); i++) {
            if (issued.get(i).position() < published) {
                first = i;
            }
        }
        return issued.subList(first, issued.size());
    }

    private List<GroupState> groups(String planId, @Nullable Instant before) {
        Map<String, GroupState> groups = before == null
                ? views.groups()
                : groupsBefore.get(before, moment -> views.groups(new Cut(AsAt.now(), Long.MAX_VALUE, moment)));
        return new Reading(reader.today(), Map.of(), Map.of(), groups, null).meetingGroups(planId);
    }

    private static List<Meeting> meetings(List<GroupState> groups, PlanFacts plan) {
        return groups.stream()
                .flatMap(group -> group.meetings().stream()
                        .map(meeting -> new Meeting(
                                group.groupId(),
                                group.details().name(),
                                meeting.meetingId(),
                                meeting.date(),
                                meeting.state(),
                                MeetingDates.of(meeting.date(), plan.details().nation(), plan.policy())
                                        .issue())))
                .sorted(Comparator.comparing(Meeting::date).thenComparing(Meeting::meetingId))
                .toList();
    }

    /** Looks at the live actions, also at those that went on in another plan. */
    private Hidden hidden(PlanFacts plan) {
        Set<String> actions = new TreeSet<>();
        Set<String> texts = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        Deque<PlanFacts> toLookAt = new ArrayDeque<>(List.of(plan));
        while (!toLookAt.isEmpty()) {
            PlanFacts next = toLookAt.remove();
            if (!seen.add(next.planId())) {
                continue;
            }
            for (ActionState action : views.actions(next.planId()).actions()) {
                if (action.exempt() != null) {
                    actions.add(action.actionId());
                }
                for (ActionState.Decision decision : action.decisions()) {
                    String digest = decision.text().digest();
                    if (decision.text().redacted() && digest != null) {
                        texts.add(digest);
                    }
                }
            }
            next.successors().stream()
                    .map(views.plans()::get)
                    .filter(Objects::nonNull)
                    .forEach(toLookAt::add);
        }
        return new Hidden(Set.copyOf(actions), Set.copyOf(texts));
    }

    // How it is folded

    private Frozen fold(PaperKey key) {
        Cut cut = Cut.upTo(key.paper().position());
        PlanFacts plan = views.plan(key.planId(), cut);
        if (plan == null) {
            throw new NotKnown("published plan", key.planId());
        }
        Reading reading = reading(plan, key.paper());
        List<ActionState> all = views.actions(key.planId(), cut).actions();
        List<ActionState> shown =
                all.stream().filter(action -> isPublic(action, key.hidden())).toList();
        Board board = boards.laidOut(plan, shown, reading, key.paper().position());
        List<PublishedPlan.Theme> themes =
                board.themes().stream().map(FoldedPublishedPlans::theme).toList();
        return new Frozen(plan, reading.count(shown), themes, decisions(shown, themes), all.size() - shown.size());
    }

    private static boolean isPublic(ActionState action, Hidden hidden) {
        return action.exempt() == null && !hidden.actions().contains(action.actionId());
    }

    private Reading reading(PlanFacts plan, Paper paper) {
        Cut cut = Cut.upTo(paper.position());
        return new Reading(paper.issuedOn(), Map.of(plan.planId(), plan), views.parties(cut), views.groups(cut), null);
    }

    private static PublishedPlan.Theme theme(Board.Theme theme) {
        return new PublishedPlan.Theme(
                theme.themeId(),
                theme.number(),
                theme.title(),
                theme.vision(),
                theme.counts(),
                theme.sections().stream()
                        .filter(section -> !section.actions().isEmpty())
                        .map(section -> new PublishedPlan.Section(
                                section.reference(),
                                section.statement(),
                                section.actions().stream()
                                        .map(PublishedAction::of)
                                        .toList()))
                        .toList());
    }

    private static List<Decision> decisions(List<ActionState> actions, List<PublishedPlan.Theme> themes) {
        Map<String, ActionState> states = new HashMap<>();
        actions.forEach(action -> states.put(action.actionId(), action));
        List<Decision> all = new ArrayList<>();
        for (PublishedPlan.Theme theme : themes) {
            for (PublishedAction action : theme.actions()) {
                ActionState state = states.get(action.id());
                if (state == null) {
                    continue;
                }
                for (ActionState.Decision decision : state.decisions()) {
                    String text = decision.text().text();
                    if (text != null) {
                        all.add(new Decision(action, decision.kind(), text, decision.decidedOn()));
                    }
                }
            }
        }
        LocalDate last =
                all.stream().map(Decision::on).max(Comparator.naturalOrder()).orElse(LocalDate.MIN);
        return all.stream().filter(decision -> decision.on().equals(last)).toList();
    }

    private List<PublishedIssue.Change> compare(ChangesKey key) {
        PlanFacts plan = views.plan(key.planId(), Cut.upTo(key.to().position()));
        if (plan == null) {
            throw new NotKnown("published plan", key.planId());
        }
        Comparison comparison = comparisons.compare(
                key.planId(),
                AsAt.position(key.from().position()),
                AsAt.position(key.to().position()),
                reading(plan, key.to()));
        return comparison.changes().stream()
                .filter(change -> isPublic(change.before(), key.hidden()) && isPublic(change.after(), key.hidden()))
                .map(change ->
                        new PublishedIssue.Change(change.kind(), published(change.before()), published(change.after())))
                .toList();
    }

    private static boolean isPublic(@Nullable ActionRow row, Hidden hidden) {
        return row == null || !row.exempt() && !hidden.actions().contains(row.actionId());
    }

    private static @Nullable PublishedAction published(@Nullable ActionRow row) {
        return row == null ? null : PublishedAction.of(row);
    }

    /** The same for the same answer, in every process. */
    private static String version(
            String planId,
            List<Paper> issued,
            Hidden hidden,
            List<Meeting> meetings,
            @Nullable Meeting next,
            Policy.@Nullable Hold hold) {
        String everything = String.join(
                "\n",
                planId,
                issued.toString(),
                new TreeSet<>(hidden.actions()).toString(),
                new TreeSet<>(hidden.texts()).toString(),
                meetings.toString(),
                String.valueOf(next),
                String.valueOf(hold));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(everything.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, EventContext.LONDON);
    }
}
