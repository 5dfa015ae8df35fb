package org.waymark.query.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.StoredEvent;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.GroupState;
import org.waymark.query.fold.IndicatorState;
import org.waymark.query.fold.MailEntry;
import org.waymark.query.fold.PartyState;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.view.AsAt;

/**
 * What the projection has stored, as readers see it. What is read often is held in memory for as long as its {@linkplain
 * Versions version} is the stored one, so that it is right whichever process projects.
 */
public final class Views implements ViewWriter.Listener {

    /** Grows with each release that stores something else, or otherwise: views of another one are built anew at its start. */
    private static final int FORMAT = 3;

    private static final String GENERATIONS = "q_generation";
    private static final String ACTIVE = "active";
    private static final String CLAIMED = "claimed";

    /** How long a reader may go on reading the generation before, after another process switched. */
    private static final long GENERATION_NANOS = 1_000_000_000L;

    private final MongoDatabase database;
    private volatile ViewStore store;
    private volatile long generationChecked = System.nanoTime();
    private final AtomicLong switches = new AtomicLong();
    private final Versions versions = new Versions();
    private final Map<String, PlanSheet> sheets = new ConcurrentHashMap<>();
    private volatile @Nullable Escalated escalated;

    /** Where an action was last seen; it may have been carried over since. */
    private final Map<String, String> planOf = new ConcurrentHashMap<>();

    private final Held<PlanFacts> plans = new Held<>("plans", RowKind.PLANS, PlanFacts::planId);
    private final Held<GroupState> groups = new Held<>("groups", RowKind.GROUPS, GroupState::groupId);
    private final Held<PartyState> parties = new Held<>("parties", RowKind.PARTIES, PartyState::partyId);
    private final Held<IndicatorState> indicators =
            new Held<>("indicators", RowKind.INDICATORS, IndicatorState::indicatorId);

    Views(MongoDatabase database) {
        this.database = database;
        Document active = active();
        this.store = new ViewStore(database, generation(active));
        if (active == null && store.checkpoint() == null) {
            generations().replaceOne(new Document("_id", ACTIVE), document(store), new ReplaceOptions().upsert(true));
        }
        this.store.prepare();
    }

    // For readers

    /** The live actions of a plan; empty when there is no such plan. */
    public PlanActions actions(String planId) {
        return sheet(planId).snapshot();
    }

    /** The live actions of all plans. */
    public List<PlanActions> actionsOfAllPlans() {
        ViewStore current = store();
        Set<String> planIds = plans().keySet();
        Map<String, Long> stored =
                versions.of(current, planIds.stream().map(ViewWriter::planKey).collect(Collectors.toSet()));
        return planIds.stream()
                .map(id -> sheet(current, id, stored.getOrDefault(ViewWriter.planKey(id), 0L))
                        .snapshot())
                .toList();
    }

    /** How many actions of all plans have an open escalation, by its level; a level without any is left out. */
    public Map<Integer, Integer> escalated() {
        ViewStore current = store();
        long stored = versions.of(current, ViewWriter.ESCALATED);
        Escalated held = escalated;
        if (held == null || held.store() != current || held.version() != stored) {
            held = new Escalated(current, stored, countEscalated());
            escalated = held;
        }
        return held.byLevel();
    }

    private Map<Integer, Integer> countEscalated() {
        // What was looked up before may be older than the version that asks for this count
        versions.changed();
        Map<Integer, Integer> levels = new HashMap<>();
        for (PlanActions plan : actionsOfAllPlans()) {
            plan.escalated().forEach((level, count) -> levels.merge(level, count, Integer::sum));
        }
        return Map.copyOf(levels);
    }

    private record Escalated(ViewStore store, long version, Map<Integer, Integer> byLevel) {}

    /**
     * The actions that were in a plan at a past moment, folded from their stored histories.
     *
     * @param cut the entries that count
     */
    public PlanActions actions(String planId, Cut cut) {
        ViewStore current = store();
        Set<String> ids = new LinkedHashSet<>(current.actionIds(planId));
        Map<String, Integer> lengths = new HashMap<>(sheet(planId).lengths());
        lengths.keySet().retainAll(ids);
        ids.removeAll(lengths.keySet());
        current.rows(RowKind.ACTIONS, ids).forEach((id, row) -> lengths.put(id, row.entries()));
        Map<String, ActionState> byId = new ConcurrentHashMap<>();
        current.histories(lengths, cut::keeps).entrySet().parallelStream().forEach(history -> {
            ActionState state = Refold.action(history.getValue());
            if (state != null && state.planId().equals(planId)) {
                byId.put(history.getKey(), state);
            }
        });
        return PlanActions.of(planId, byId, cut.limit());
    }

    /** One action as it stands, or null when there is none. */
    public @Nullable ActionState action(String actionId) {
        Row<ActionState> row = actionRow(actionId);
        return row == null ? null : row.state();
    }

    /** The history of an action, mails about it included; empty when there is no such action. */
    public List<StoredEvent> actionHistory(String actionId, Cut cut) {
        Row<ActionState> row = actionRow(actionId);
        return row == null ? List.of() : history(actionId, row.entries(), cut);
    }

    /** From memory where the sheet of its plan is held there. */
    private @Nullable Row<ActionState> actionRow(String actionId) {
        ViewStore current = store();
        String planId = planOf.get(actionId);
        PlanSheet sheet = planId == null ? null : sheets.get(planId);
        if (planId != null && sheet != null && sheet.holds(versions.of(current, ViewWriter.planKey(planId)))) {
            Row<ActionState> held = sheet.row(actionId);
            if (held != null) {
                return held;
            }
        }
        Row<ActionState> row = current.rows(RowKind.ACTIONS, List.of(actionId)).get(actionId);
        if (row != null) {
            planOf.put(actionId, row.state().planId());
        }
        return row;
    }

    /** One action as it stood, or null when there was none. */
    public @Nullable ActionState action(String actionId, Cut cut) {
        return Refold.action(actionHistory(actionId, cut));
    }

    /** The histories of all actions that are or were in a plan, each in the order of the log. */
    public Map<String, List<StoredEvent>> actionHistories(String planId, Cut cut) {
        ViewStore current = store();
        Map<String, Integer> lengths = new HashMap<>();
        current.rows(RowKind.ACTIONS, current.actionIds(planId)).forEach((id, row) -> lengths.put(id, row.entries()));
        return current.histories(lengths, cut::keeps);
    }

    public Map<String, PlanFacts> plans() {
        return plans.current().states();
    }

    /** A plan as it stood, or null when there was none. */
    public @Nullable PlanFacts plan(String planId, Cut cut) {
        return Refold.plan(planHistory(planId, cut));
    }

    public List<StoredEvent> planHistory(String planId, Cut cut) {
        return history(planId, plans.current().entries().getOrDefault(planId, 0), cut);
    }

    public Map<String, GroupState> groups() {
        return groups.current().states();
    }

    /** The groups as they stood. */
    public Map<String, GroupState> groups(Cut cut) {
        return refolded(groups, cut, Refold::group);
    }

    public List<StoredEvent> groupHistory(String groupId, Cut cut) {
        return history(groupId, groups.current().entries().getOrDefault(groupId, 0), cut);
    }

    public Map<String, PartyState> parties() {
        return parties.current().states();
    }

    /** The parties as they stood. */
    public Map<String, PartyState> parties(Cut cut) {
        return refolded(parties, cut, Refold::party);
    }

    public List<StoredEvent> partyHistory(String partyId, Cut cut) {
        return history(partyId, parties.current().entries().getOrDefault(partyId, 0), cut);
    }

    public List<StoredEvent> indicatorHistory(String indicatorId, Cut cut) {
        return history(indicatorId, indicators.current().entries().getOrDefault(indicatorId, 0), cut);
    }

    public Map<String, IndicatorState> indicators() {
        return indicators.current().states();
    }

    public @Nullable MailEntry mail(String mailId) {
        Row<MailEntry> row = store().rows(RowKind.MAILS, List.of(mailId)).get(mailId);
        return row == null ? null : row.state();
    }

    /** The stored mails, for searching; each document has its row under {@code json}. */
    public MongoCollection<Document> mails() {
        return store().mails();
    }

    /** Reads the row out of a document of {@link #mails()}. */
    public static MailEntry mail(Document document) {
        return ViewJson.read(document.getString("json"), MailEntry.class);
    }

    /** What changes with everything that a board of this plan shows, apart from the day. */
    public List<Long> stamp(String planId) {
        List<String> keys = List.of(ViewWriter.planKey(planId), plans.version, groups.version, parties.version);
        Map<String, Long> stored = versions.of(store(), keys);
        List<Long> stamp = new ArrayList<>(List.of(switches.get()));
        keys.forEach(key -> stamp.add(stored.getOrDefault(key, 0L)));
        return List.copyOf(stamp);
    }

    /**
     * Which entries of a history count.
     *
     * @param limit position that stands for the cut where one is shown; {@link Long#MAX_VALUE} when there is none
     */
    public record Cut(AsAt asAt, long limit, java.time.@Nullable Instant before) {

        /** Everything. */
        public static final Cut NONE = new Cut(AsAt.now(), Long.MAX_VALUE, null);

        /** What was on record up to and including this entry. */
        public static Cut upTo(long position) {
            return new Cut(AsAt.position(position), position, null);
        }

        boolean keeps(long position, java.time.Instant happenedAt, java.time.Instant recordedAt) {
            return position <= limit
                    && (before == null || (asAt.by() == AsAt.By.RECORDED ? recordedAt : happenedAt).isBefore(before));
        }
    }

    private <T> Map<String, T> refolded(Held<T> held, Cut cut, Function<List<StoredEvent>, @Nullable T> fold) {
        Map<String, T> states = new LinkedHashMap<>();
        store().histories(held.current().entries(), cut::keeps).forEach((id, history) -> {
            T state = fold.apply(history);
            if (state != null) {
                states.put(id, state);
            }
        });
        return states;
    }

    private List<StoredEvent> history(String streamId, int entries, Cut cut) {
        return entries == 0
                ? List.of()
                : store().histories(Map.of(streamId, entries), cut::keeps).getOrDefault(streamId, List.of());
    }

    private PlanSheet sheet(String planId) {
        ViewStore current = store();
        return sheet(current, planId, versions.of(current, ViewWriter.planKey(planId)));
    }

    private PlanSheet sheet(ViewStore current, String planId, long stored) {
        PlanSheet sheet = sheets.get(planId);
        if (sheet == null || !sheet.holds(stored)) {
            sheet = new PlanSheet(planId, current.rows(RowKind.ACTIONS, current.actionIds(planId)), stored);
            if (stored != 0) {
                sheets.put(planId, sheet);
            }
        }
        return sheet;
    }

    // For the projection

    @Override
    public void written(Map<String, Row<ActionState>> actions, Set<String> touched, long version) {
        for (String key : touched) {
            if (key.startsWith("plan#")) {
                PlanSheet sheet = sheets.get(key.substring("plan#".length()));
                if (sheet != null) {
                    sheet.take(actions, version);
                }
            }
        }
    }

    @Override
    public void forget() {
        sheets.clear();
    }

    /** Versions that readers looked up before now no longer count. */
    void changed() {
        versions.changed();
    }

    ViewStore store() {
        return System.nanoTime() - generationChecked > GENERATION_NANOS ? storeNow() : store;
    }

    /** Those in use at this moment, whichever process switched last. */
    ViewStore storeNow() {
        generationChecked = System.nanoTime();
        int active = generation(active());
        if (active != store.generation()) {
            use(new ViewStore(database, active));
        }
        return store;
    }

    /** Whether the live views were written in another form than this release reads. */
    boolean ofAnotherFormat() {
        Document active = active();
        return active == null || active.getInteger("format", 1) != FORMAT;
    }

    /** A generation in which to build views that no other process builds in. */
    ViewStore claim() {
        generations()
                .updateOne(
                        new Document("_id", CLAIMED),
                        Updates.max("generation", store().generation()),
                        new UpdateOptions().upsert(true));
        Document claimed = Objects.requireNonNull(generations()
                .findOneAndUpdate(
                        new Document("_id", CLAIMED),
                        Updates.inc("generation", 1),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)));
        return new ViewStore(database, generation(claimed));
    }

    /**
     * From now on every process reads this generation.
     *
     * @throws IllegalStateException when another process was quicker, with a later one
     */
    void activate(ViewStore next) {
        UpdateResult switched = generations()
                .replaceOne(
                        Filters.and(Filters.eq("_id", ACTIVE), Filters.lt("generation", next.generation())),
                        document(next));
        if (switched.getMatchedCount() == 0) {
            throw new IllegalStateException(
                    "Another service has built the views in the meantime; those are in use now");
        }
        use(next);
    }

    private static Document document(ViewStore active) {
        return new Document("_id", ACTIVE)
                .append("generation", active.generation())
                .append("format", FORMAT);
    }

    /** Removes the generations before these two. */
    void dropBefore(ViewStore live, ViewStore next) {
        for (int generation : ViewStore.generations(database)) {
            if (generation < next.generation() && generation != live.generation()) {
                new ViewStore(database, generation).drop();
            }
        }
    }

    private synchronized void use(ViewStore next) {
        store = next;
        switches.incrementAndGet();
        sheets.clear();
        Collection<Held<?>> held = List.of(plans, groups, parties, indicators);
        held.forEach(Held::forget);
    }

    private @Nullable Document active() {
        return generations().find(new Document("_id", ACTIVE)).first();
    }

    private static int generation(@Nullable Document stored) {
        return stored == null ? 1 : stored.getInteger("generation");
    }

    private MongoCollection<Document> generations() {
        return database.getCollection(GENERATIONS);
    }

    /** All rows of a kind that has few, held for as long as nothing of that kind changes. */
    private final class Held<T> {

        private record Content<T>(Map<String, T> states, Map<String, Integer> entries, long version) {}

        private final String version;
        private final RowKind<T> kind;
        private final Function<T, String> id;
        private volatile @Nullable Content<T> content;

        private Held(String version, RowKind<T> kind, Function<T, String> id) {
            this.version = version;
            this.kind = kind;
            this.id = id;
        }

        private Content<T> current() {
            ViewStore current = store();
            long stored = versions.of(current, version);
            Content<T> held = content;
            if (held == null || held.version() != stored) {
                Map<String, T> states = new LinkedHashMap<>();
                Map<String, Integer> entries = new HashMap<>();
                for (Row<T> row : current.all(kind)) {
                    states.put(id.apply(row.state()), row.state());
                    entries.put(id.apply(row.state()), row.entries());
                }
                held = new Content<>(Map.copyOf(states), Map.copyOf(entries), stored);
                content = held;
            }
            return held;
        }

        private void forget() {
            content = null;
        }
    }
}
