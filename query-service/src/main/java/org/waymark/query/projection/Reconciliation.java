package org.waymark.query.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.SetAside;
import org.waymark.eventstore.StoredEvent;
import org.waymark.query.fold.GroupState;
import org.waymark.query.fold.IndicatorState;
import org.waymark.query.fold.MailEntry;
import org.waymark.query.fold.PartyState;
import org.waymark.query.fold.PlanFacts;

/**
 * Compares a sample of the stored rows and histories with what the fold makes of the log, and keeps what it found. The views go
 * on meanwhile: a row is compared with the log as of the newest entry that the row or the views as a whole have read, and what
 * differs is looked at again when the views have come further, so that no difference is one of time only.
 */
public final class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private static final String COLLECTION = "q_reconciliation";
    private static final String LAST = "last";

    /** Whose histories are in memory at once. */
    private static final int ROWS_AT_ONCE = 50;

    /** Entries of the log are looked at in runs from so many places. */
    private static final int PLACES = 10;

    /** So long the views may take to come further before what differs is looked at again. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MongoCollection<Document> kept;
    private final Views views;
    private final ProjectionPosition position;
    private final SetAside setAside;
    private final EventLog log;
    private final int sample;
    private final Clock clock;

    Reconciliation(
            MongoDatabase database,
            Views views,
            ProjectionPosition position,
            SetAside setAside,
            EventLog log,
            int sample,
            Clock clock,
            MeterRegistry meters) {
        kept = database.getCollection(COLLECTION);
        this.views = views;
        this.position = position;
        this.setAside = setAside;
        this.log = log;
        this.sample = sample;
        this.clock = clock;
        Gauge.builder("waymark.views.differences", this, Reconciliation::differences)
                .description("Stored rows that the last comparison found to differ from the log")
                .register(meters);
    }

    /**
     * A stored row that is not what the log says.
     *
     * @param kind {@code actions}, {@code plans}, {@code groups}, {@code parties}, {@code indicators} or {@code mails}
     * @param what names of the parts that differ; {@code row} where there is none or should be none, {@code history} for the
     *     stored history, {@code fold} where the log cannot be folded any more. Never what they hold
     */
    public record Difference(String kind, String id, List<String> what) {
        public Difference {
            what = List.copyOf(what);
        }
    }

    /**
     * What one comparison found.
     *
     * @param at when it ended
     * @param took from its begin to its end
     * @param compared rows that were compared
     */
    public record Result(Instant at, Duration took, int compared, List<Difference> differences) {
        public Result {
            differences = List.copyOf(differences);
        }
    }

    /** What the last comparison found, in this process or another; empty before the first. */
    public Optional<Result> last() {
        return Optional.ofNullable(kept.find(Filters.eq("_id", LAST)).first())
                .map(document -> ViewJson.read(document.getString("json"), Result.class));
    }

    /**
     * Compares now. While views are rebuilt or entries are tried again, it waits for that.
     *
     * @throws com.mongodb.MongoException when the database does not answer
     */
    public Result run() {
        Result result = setAside.repair(this::compare);
        kept.replaceOne(
                Filters.eq("_id", LAST),
                new Document("_id", LAST).append("json", ViewJson.write(result)),
                new ReplaceOptions().upsert(true));
        for (Difference difference : result.differences()) {
            LOG.warn(
                    "The stored views differ from the log: {} {} in {}. Rebuild the views",
                    difference.kind(),
                    difference.id(),
                    String.join(", ", difference.what()));
        }
        return result;
    }

    Health health() {
        try {
            return last().map(Reconciliation::health)
                    .orElseGet(
                            () -> Health.up().withDetail("compared", "not yet").build());
        } catch (RuntimeException e) {
            return Health.down(e).build();
        }
    }

    private static Health health(Result last) {
        Health.Builder health = last.differences().isEmpty() ? Health.up() : Health.status(new Status("WARNING"));
        health.withDetail("compared", last.compared())
                .withDetail("at", last.at().toString())
                .withDetail("differences", last.differences().size());
        if (!last.differences().isEmpty()) {
            health.withDetail("do", "Rebuild the views");
        }
        return health.build();
    }

    private double differences() {
        return last().map(result -> result.differences().size()).orElse(0);
    }

    private Result compare() {
        long begin = System.nanoTime();
        Result before = last().orElse(null);
        Map<RowKind<?>, Set<String>> logged = inTheLog();
        int compared = 0;
        List<Difference> differences = new ArrayList<>();
        for (Comparison<?> comparison : comparisons()) {
            Set<String> ids = comparison.sample(before);
            ids.addAll(logged.getOrDefault(comparison.kind, Set.of()));
            compared += ids.size();
            List<Difference> found = comparison.differences(ids);
            if (!found.isEmpty()) {
                if (!position.await(log.head().position(), PATIENCE)) {
                    throw new IllegalStateException(
                            "The views stand still: what differs cannot be told from what they have not read yet");
                }
                differences.addAll(comparison.differences(
                        found.stream().map(Difference::id).toList()));
            }
        }
        return new Result(clock.instant(), Duration.ofNanos(System.nanoTime() - begin), compared, differences);
    }

    /** Whose entries stand at some places of the log, by chance: of what the views never heard, only the log knows. */
    private Map<RowKind<?>, Set<String>> inTheLog() {
        Map<RowKind<?>, Set<String>> ids = new HashMap<>();
        long head = log.head().position();
        int run = sample / PLACES + 1;
        long places = head == 0 ? 0 : Math.min(PLACES, head / run + 1);
        for (int place = 0; place < places; place++) {
            long from = 1 + ThreadLocalRandom.current().nextLong(Math.max(1, head - run + 1));
            AtomicInteger read = new AtomicInteger();
            log.read(from, event -> {
                RowKind<?> kind = RowKind.of(event.payload());
                if (kind != null) {
                    ids.computeIfAbsent(kind, _ -> new LinkedHashSet<>()).add(event.streamId());
                }
                return read.incrementAndGet() < run;
            });
        }
        return ids;
    }

    private List<Comparison<?>> comparisons() {
        return List.of(
                new Comparison<>(
                        RowKind.ACTIONS, action -> Math.max(action.position(), action.aboutPosition()), Refold::action),
                new Comparison<>(RowKind.PLANS, PlanFacts::position, Refold::plan),
                new Comparison<>(RowKind.GROUPS, GroupState::position, Refold::group),
                new Comparison<>(RowKind.PARTIES, PartyState::position, Refold::party),
                new Comparison<>(RowKind.INDICATORS, IndicatorState::position, Refold::indicator),
                new Comparison<>(RowKind.MAILS, MailEntry::position, Refold::mail));
    }

    /** The rows of one kind against the log. */
    private final class Comparison<T> {

        private final RowKind<T> kind;
        private final ToLongFunction<T> newest;
        private final Expected.Step<T> step;

        private Comparison(RowKind<T> kind, ToLongFunction<T> newest, Expected.Step<T> step) {
            this.kind = kind;
            this.newest = newest;
            this.step = step;
        }

        /** What differed the last time, and others by chance. */
        private Set<String> sample(@Nullable Result before) {
            Set<String> ids = new LinkedHashSet<>();
            if (before != null) {
                before.differences().stream()
                        .filter(difference -> difference.kind().equals(kind.name()))
                        .forEach(difference -> ids.add(difference.id()));
            }
            List<String> all = new ArrayList<>(views.store().ids(kind));
            Collections.shuffle(all);
            all.stream().limit(sample).forEach(ids::add);
            return ids;
        }

        private List<Difference> differences(Collection<String> ids) {
            List<Difference> differences = new ArrayList<>();
            List<String> all = List.copyOf(ids);
            for (int from = 0; from < all.size(); from += ROWS_AT_ONCE) {
                part(all.subList(from, Math.min(all.size(), from + ROWS_AT_ONCE)), differences);
            }
            return differences;
        }

        /** The order of reading matters: what is read later knows at least what was read before. */
        private void part(List<String> ids, List<Difference> differences) {
            ViewStore store = views.store();
            ViewStore.Checkpoint checkpoint = store.checkpoint();
            long read = checkpoint == null ? 0 : checkpoint.position();
            Map<String, Row<T>> rows = store.rows(kind, ids);
            Map<String, Integer> lengths = new HashMap<>();
            rows.forEach((id, row) -> lengths.put(id, row.entries()));
            Map<String, List<StoredEvent>> histories = store.histories(lengths, (_, _, _) -> true);
            Map<String, Long> heldBack = setAside.waiting().stream()
                    .collect(Collectors.toMap(SetAside.Waiting::streamId, SetAside.Waiting::position, Math::min));
            Map<String, List<StoredEvent>> logged = new Logged(log, store).of(kind, ids);
            for (String id : ids) {
                Row<T> row = rows.get(id);
                T state = row == null ? null : row.state();
                long limit = state == null ? read : Math.max(read, newest.applyAsLong(state));
                List<StoredEvent> expected = logged.getOrDefault(id, List.of()).stream()
                        .filter(event -> event.position() <= limit
                                && event.position() < heldBack.getOrDefault(event.streamId(), Long.MAX_VALUE))
                        .toList();
                List<String> what = new Expected<>(kind, id, step, expected, setAside.discards())
                        .differencesTo(
                                state,
                                histories.getOrDefault(id, List.of()).stream()
                                        .filter(event -> event.position() <= limit)
                                        .toList());
                if (!what.isEmpty()) {
                    differences.add(new Difference(kind.name(), id, what));
                }
            }
        }
    }
}
