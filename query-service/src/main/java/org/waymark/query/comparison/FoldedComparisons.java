package org.waymark.query.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.time.Timescale;
import org.waymark.eventstore.StoredEvent;
import org.waymark.query.comparison.Comparison.Change;
import org.waymark.query.comparison.Comparison.Kind;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.history.Sentences;
import org.waymark.query.history.Teller;
import org.waymark.query.plan.PlanSummaries;
import org.waymark.query.projection.Refold;
import org.waymark.query.projection.Views;
import org.waymark.query.projection.Views.Cut;
import org.waymark.query.reading.PrintedOrder;
import org.waymark.query.reading.Reader;
import org.waymark.query.reading.Reader.Moment;
import org.waymark.query.reading.Reading;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.InvalidQuery;
import org.waymark.query.view.NotKnown;

/** One walk through the history of each action, that stops at both moments. */
@Component
final class FoldedComparisons implements Comparisons, FixedComparisons {

    private static final Comparator<ActionRow> PRINTED = Comparator.comparing(
                    ActionRow::themeNumber, PrintedOrder.REFERENCES)
            .thenComparing(ActionRow::reference, PrintedOrder.REFERENCES)
            .thenComparing(ActionRow::actionId);

    private final Views views;
    private final Reader reader;
    private final Teller teller;
    private final PlanSummaries summaries;

    FoldedComparisons(Views views, Reader reader, Teller teller, PlanSummaries summaries) {
        this.views = views;
        this.reader = reader;
        this.teller = teller;
        this.summaries = summaries;
    }

    /** What a reader looks at when two states of an action lie side by side. */
    private enum Aspect {
        PLAN((a, b) -> !a.planId().equals(b.planId())),
        STATUS((a, b) -> a.status() != b.status()),
        RATING((a, b) -> a.rating() != b.rating()),
        DATE((a, b) -> !sameDate(a.timescale(), b.timescale())),
        LEADS((a, b) ->
                !Set.copyOf(a.leads().parties()).equals(Set.copyOf(b.leads().parties()))),
        TEXT((a, b) -> !a.details().equals(b.details()));

        private final BiPredicate<ActionState, ActionState> differs;

        Aspect(BiPredicate<ActionState, ActionState> differs) {
            this.differs = differs;
        }

        private static boolean sameDate(Timescale a, Timescale b) {
            return Objects.equals(a.target(), b.target())
                    && a.kind() == b.kind()
                    && (a.target() != null || a.written().equals(b.written()));
        }
    }

    @Override
    public Comparison compare(String planId, AsAt from, AsAt to) {
        return compare(planId, from, to, reader.reading());
    }

    @Override
    public Comparison compare(String planId, AsAt from, AsAt to, Reading names) {
        if (from.by() == AsAt.By.HAPPENED || to.by() == AsAt.By.HAPPENED) {
            throw new InvalidQuery("by", "compare-what-was-recorded");
        }
        Moment then = reader.moment(from);
        Moment later = reader.moment(to);
        long first = reader.position(then);
        long last = reader.position(later);
        if (first > last) {
            throw new InvalidQuery("from", "choose-an-earlier-first-day");
        }
        PlanFacts plan = views.plan(planId, later.cut());
        if (plan == null) {
            throw new NotKnown("plan", planId);
        }
        Reading before = names.on(then.day()).with(plan);
        Reading after = names.on(later.day()).with(plan);
        Sentences sentences = teller.sentences(names);
        Set<Long> entries = new HashSet<>();
        views.planHistory(planId, Cut.NONE).forEach(entry -> count(entry, first, last, entries));
        List<ActionState> stoodThen = new ArrayList<>();
        List<ActionState> standLater = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (List<StoredEvent> history : views.actionHistories(planId, Cut.NONE).values()) {
            Walk walk = new Walk();
            for (StoredEvent entry : history) {
                if (entry.position() > last) {
                    break;
                }
                walk.on(entry, entry.position() <= first);
                count(entry, first, last, entries);
            }
            ActionState one = walk.then == null || !walk.then.planId().equals(planId) ? null : walk.then;
            ActionState two = walk.state == null || !walk.state.planId().equals(planId) ? null : walk.state;
            if (one != null) {
                stoodThen.add(one);
            }
            if (two != null) {
                standLater.add(two);
            }
            ActionRow rowThen = one == null ? null : before.row(one);
            ActionRow rowLater = two == null ? null : after.row(two);
            kinds(one, two).forEach((kind, aspect) -> {
                StoredEvent cause = walk.causes.get(aspect);
                if (cause != null) {
                    changes.add(change(kind, rowThen, rowLater, cause, sentences));
                }
            });
        }
        changes.sort(Comparator.comparing(Change::kind).thenComparing(Change::action, PRINTED));
        return new Comparison(
                summaries.summary(plan, standLater, after),
                new Comparison.Side(then.day(), first, before.count(stoodThen)),
                new Comparison.Side(later.day(), last, after.count(standLater)),
                entries.size(),
                changes,
                standLater.stream()
                        .filter(action -> after.isSilentSince(action, then.day()))
                        .map(after::row)
                        .sorted(PRINTED)
                        .toList());
    }

    private static void count(StoredEvent entry, long first, long last, Set<Long> entries) {
        if (entry.position() > first && entry.position() <= last && !(entry.payload() instanceof MailEvent)) {
            entries.add(entry.position());
        }
    }

    private Change change(
            Kind kind, @Nullable ActionRow before, @Nullable ActionRow after, StoredEvent cause, Sentences sentences) {
        FreeText quote = sentences.tell(cause.payload()).quote();
        return new Change(
                kind,
                before,
                after,
                cause.position(),
                cause.happenedAt(),
                teller.who(cause.metadata()),
                quote == null ? null : quote.text());
    }

    /** Each kind of difference, and the aspect whose last change brought it about. */
    private static Map<Kind, Aspect> kinds(@Nullable ActionState one, @Nullable ActionState two) {
        Map<Kind, Aspect> kinds = new EnumMap<>(Kind.class);
        if (one == null || two == null) {
            if (one != null) {
                kinds.put(Kind.CARRIED_OVER, Aspect.PLAN);
            } else if (two != null) {
                kinds.put(Kind.ADDED, Aspect.PLAN);
            }
            return kinds;
        }
        boolean closed = false;
        if (Aspect.STATUS.differs.test(one, two)) {
            closed = !two.status().open();
            kinds.put(statusChange(one.status(), two.status()), Aspect.STATUS);
        }
        // Completed and so green, ended and so red: one cause, told once
        if (Aspect.RATING.differs.test(one, two) && !closed) {
            kinds.put(ratingChange(two.rating()), Aspect.RATING);
        }
        if (Aspect.DATE.differs.test(one, two)) {
            kinds.put(two.slips() > one.slips() ? Kind.SLIPPED : Kind.DATE_CHANGED, Aspect.DATE);
        }
        if (Aspect.LEADS.differs.test(one, two)) {
            kinds.put(Kind.LEAD_CHANGED, Aspect.LEADS);
        }
        if (Aspect.TEXT.differs.test(one, two)) {
            kinds.put(Kind.AMENDED, Aspect.TEXT);
        }
        return kinds;
    }

    private static Kind statusChange(Status from, Status to) {
        return switch (to) {
            case COMPLETE -> Kind.COMPLETED;
            case ENDED -> Kind.ENDED;
            case NOT_STARTED, IN_PROGRESS -> from.open() ? Kind.STATUS_CHANGED : Kind.REOPENED;
        };
    }

    private static Kind ratingChange(Rating to) {
        return switch (to) {
            case RED -> Kind.TURNED_RED;
            case GREEN, BLUE -> Kind.TURNED_GREEN;
            case AMBER, NONE -> Kind.RATED;
        };
    }

    /** The fold of one history, with what it was at the first moment and which entry last changed what since. */
    private static final class Walk {

        private @Nullable ActionState then;
        private @Nullable ActionState state;
        private final Map<Aspect, StoredEvent> causes = new EnumMap<>(Aspect.class);

        private void on(StoredEvent entry, boolean counts) {
            ActionState before = state;
            ActionState after = Refold.action(before, entry);
            state = after;
            if (counts) {
                then = after;
            } else if (after != null) {
                for (Aspect aspect : Aspect.values()) {
                    if (before == null || aspect.differs.test(before, after)) {
                        causes.put(aspect, entry);
                    }
                }
            }
        }
    }
}
