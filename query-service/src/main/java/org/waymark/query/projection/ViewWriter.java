package org.waymark.query.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.indicator.IndicatorEvent;
import org.waymark.contract.log.Event;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.party.PartyEvent;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.eventstore.StoredEvent;
import org.waymark.eventstore.UnknownEvent;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.EventContext;
import org.waymark.query.fold.GroupState;
import org.waymark.query.fold.IndicatorState;
import org.waymark.query.fold.MailEntry;
import org.waymark.query.fold.PartyState;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.projection.ViewStore.Checkpoint;
import org.waymark.query.projection.ViewStore.Placed;

/**
 * Folds batches of events into one generation of views. A batch begins with reading the rows that its events need, in
 * one read per kind; then each event is folded in memory; then everything is written, histories first and the
 * checkpoint last. What a row has seen already it passes over, so that a batch that was half written can be repeated.
 * For one thread at a time.
 */
final class ViewWriter {

    /** Key of the version that changes when the level of an action's open escalation does. */
    static final String ESCALATED = "escalated";

    /** What a folded row takes of the heap, in bytes, when not much has happened to it. */
    private static final long ROW = 8_000;

    private final ViewStore store;
    private final String owner;
    private final Listener listener;
    private final boolean alone;
    private final Rows<ActionState> actions = new Rows<>(RowKind.ACTIONS, 20_000);
    private final Rows<PlanFacts> plans = new Rows<>(RowKind.PLANS, 1_000);
    private final Rows<GroupState> groups = new Rows<>(RowKind.GROUPS, 1_000);
    private final Rows<PartyState> parties = new Rows<>(RowKind.PARTIES, 5_000);
    private final Rows<IndicatorState> indicators = new Rows<>(RowKind.INDICATORS, 1_000);
    private final Rows<MailEntry> mails = new Rows<>(RowKind.MAILS, 1_000);

    private final Map<String, List<Placed>> entries = new LinkedHashMap<>();
    private final Map<String, Set<String>> added = new HashMap<>();
    private final Set<String> touched = new HashSet<>();
    private final Map<String, Set<String>> redactions = new LinkedHashMap<>();
    private @Nullable StoredEvent last;
    private long readUpTo;
    private long weight;
    private boolean escalated;

    /** Hears what has just been written, before readers are told that there is something new. */
    interface Listener {

        /** @param version what readers will find as the version of everything in {@code touched} */
        void written(Map<String, Row<ActionState>> actions, Set<String> touched, long version);

        /** Another process wrote in between, or a batch was given up: nothing that was heard before counts. */
        void forget();
    }

    /** For the views in use, to which other services may write too. */
    ViewWriter(ViewStore store, String owner, Listener listener) {
        this(store, owner, listener, false);
    }

    private ViewWriter(ViewStore store, String owner, Listener listener, boolean alone) {
        this.store = store;
        this.owner = owner;
        this.listener = listener;
        this.alone = alone;
    }

    /** For empty views that nobody reads yet and nobody else writes to. */
    static ViewWriter alone(ViewStore store) {
        return new ViewWriter(store, UUID.randomUUID().toString(), new Unheard(), true);
    }

    ViewStore store() {
        return store;
    }

    /** Starts a batch; what another process wrote since the last one is read again. */
    void begin(Collection<StoredEvent> batch) {
        abandon();
        Checkpoint checkpoint = store.checkpoint();
        readUpTo = checkpoint == null ? 0 : checkpoint.position();
        if (checkpoint == null || !checkpoint.owner().equals(owner)) {
            forget();
        }
        more(batch);
    }

    /** Takes more events into the batch that was begun. */
    void more(Collection<StoredEvent> events) {
        for (StoredEvent event : events) {
            switch (event.payload()) {
                case ActionEvent e -> actions.want(e.actionId());
                case PlanEvent e -> {
                    plans.want(e.planId());
                    if (e instanceof PlanEvent.ActionsCarriedOver carried) {
                        carried.actionIds().forEach(actions::want);
                    }
                }
                case GroupEvent e -> {
                    groups.want(e.groupId());
                    if (e instanceof GroupEvent.DecisionTaken decision) {
                        decision.actionIds().forEach(actions::want);
                    }
                }
                case PartyEvent e -> parties.want(e.partyId());
                case IndicatorEvent e -> indicators.want(e.indicatorId());
                case MailEvent e -> {
                    mails.want(e.streamId());
                    actionsOf(e.mail()).forEach(actions::want);
                }
                // Whose it is, only the row tells
                case UnknownEvent e -> all().forEach(rows -> rows.want(e.streamId()));
                default -> {}
            }
        }
        actions.fetch();
        plans.fetch();
        groups.fetch();
        parties.fetch();
        indicators.fetch();
        mails.fetch();
    }

    /** About how many bytes of the heap the batch takes until it is written. */
    long weight() {
        return weight;
    }

    /** Position that the views had read up to when the batch began. */
    long readUpTo() {
        return readUpTo;
    }

    /**
     * Folds one event of the batch.
     *
     * @throws org.waymark.query.fold.UnfoldableEvent when it cannot follow on what is there; nothing is changed then
     */
    void fold(StoredEvent stored) {
        EventContext context = EventContext.of(stored);
        switch (stored.payload()) {
            case ActionEvent event -> fold(event, stored, context);
            case PlanEvent event -> {
                boolean news = own(plans, event, PlanFacts::sequence, (b, e) -> PlanFacts.apply(b, e, context), stored);
                if (news) {
                    touched.add("plans");
                    touched.add(planKey(event.planId()));
                }
                if (event instanceof PlanEvent.ActionsCarriedOver carried) {
                    touched.add(planKey(carried.successorPlanId()));
                    added.computeIfAbsent(carried.successorPlanId(), _ -> new LinkedHashSet<>())
                            .addAll(carried.actionIds());
                    about(carried.actionIds(), event, stored, context);
                }
                if (event instanceof PlanEvent.PlanTextRedacted redacted) {
                    redact(event.planId(), redacted.digest());
                }
            }
            case GroupEvent event -> {
                boolean news =
                        own(groups, event, GroupState::sequence, (b, e) -> GroupState.apply(b, e, context), stored);
                if (news) {
                    touched.add("groups");
                }
                if (event instanceof GroupEvent.DecisionTaken decision) {
                    about(decision.actionIds(), event, stored, context);
                }
                if (event instanceof GroupEvent.GroupTextRedacted redacted) {
                    redact(event.groupId(), redacted.digest());
                    Row<GroupState> group = groups.get(event.groupId());
                    if (group != null) {
                        List<String> about = group.state().actionsOfDecision(redacted.digest());
                        about(about, event, stored, context);
                        about.forEach(id -> redact(id, redacted.digest()));
                    }
                }
            }
            case PartyEvent event -> {
                if (own(parties, event, PartyState::sequence, (b, e) -> PartyState.apply(b, e, context), stored)) {
                    touched.add("parties");
                }
            }
            case IndicatorEvent event -> {
                if (own(
                        indicators,
                        event,
                        IndicatorState::sequence,
                        (b, e) -> IndicatorState.apply(b, e, context),
                        stored)) {
                    touched.add("indicators");
                }
                if (event instanceof IndicatorEvent.IndicatorTextRedacted redacted) {
                    redact(event.indicatorId(), redacted.digest());
                }
            }
            case MailEvent event -> {
                Row<MailEntry> before = mails.get(event.streamId());
                if (before == null || before.state().sequence() < stored.sequence()) {
                    MailEntry after = MailEntry.apply(before == null ? null : before.state(), event, context);
                    mails.put(event.streamId(), new Row<>(after, 0));
                    touched.add("mails");
                }
                for (String actionId : actionsOf(event.mail())) {
                    about(List.of(actionId), event, narrowed(stored, event, actionId), context);
                }
            }
            case UnknownEvent event -> unread(event, stored, context);
            default -> {}
        }
        if (last == null || last.position() < stored.position()) {
            last = stored;
        }
    }

    /** Takes note that an event happened which was discarded on the record, in place of folding it. */
    void passOver(StoredEvent stored) {
        fold(Unread.of(stored));
    }

    /** Notes an event that is not folded, so that the views count as having read past it. */
    void pass(StoredEvent stored) {
        if (last == null || last.position() < stored.position()) {
            last = stored;
        }
    }

    private void unread(UnknownEvent event, StoredEvent stored, EventContext context) {
        boolean counts = Unread.counts(event);
        Row<ActionState> action = actions.get(event.streamId());
        if (action != null && !action.state().hasSeen(context)) {
            putAction(ActionState.unread(action.state(), context, counts), action, stored);
        }
        if (unread(plans, PlanFacts::sequence, plan -> plan.unread(context, counts), stored)) {
            touched.add("plans");
            touched.add(planKey(event.streamId()));
        }
        if (unread(groups, GroupState::sequence, group -> group.unread(context, counts), stored)) {
            touched.add("groups");
        }
        if (unread(parties, PartyState::sequence, party -> party.unread(context, counts), stored)) {
            touched.add("parties");
        }
        if (unread(indicators, IndicatorState::sequence, indicator -> indicator.unread(context, counts), stored)) {
            touched.add("indicators");
        }
    }

    private <T> boolean unread(Rows<T> rows, ToLongFunction<T> sequence, UnaryOperator<T> after, StoredEvent stored) {
        String id = stored.streamId();
        Row<T> before = rows.get(id);
        if (before == null || stored.sequence() <= sequence.applyAsLong(before.state())) {
            return false;
        }
        rows.put(id, new Row<>(after.apply(before.state()), before.entries() + 1));
        enter(id, before.entries(), stored);
        return true;
    }

    private List<Rows<?>> all() {
        return List.of(actions, plans, groups, parties, indicators);
    }

    private void fold(ActionEvent event, StoredEvent stored, EventContext context) {
        Row<ActionState> before = actions.get(event.actionId());
        if (before != null && before.state().hasSeen(context)) {
            return;
        }
        ActionState after = ActionState.apply(before == null ? null : before.state(), event, context);
        putAction(after, before, stored);
        if (event instanceof ActionEvent.ActionAdded) {
            added.computeIfAbsent(after.planId(), _ -> new LinkedHashSet<>()).add(after.actionId());
        }
        if (event instanceof ActionEvent.TextRedacted redacted) {
            redact(event.actionId(), redacted.digest());
        }
    }

    /** An event of another stream that is about actions. */
    private void about(List<String> actionIds, Event event, StoredEvent stored, EventContext context) {
        for (String actionId : actionIds) {
            Row<ActionState> before = actions.getOrFetch(actionId);
            if (before != null && !before.state().hasSeen(context)) {
                putAction(ActionState.about(before.state(), event, context), before, stored);
                touched.add(planKey(before.state().planId()));
            }
        }
    }

    private void putAction(ActionState after, @Nullable Row<ActionState> before, StoredEvent stored) {
        int place = before == null ? 0 : before.entries();
        actions.put(after.actionId(), new Row<>(after, place + 1));
        enter(after.actionId(), place, stored);
        touched.add(planKey(after.planId()));
        escalated |= after.level() != (before == null ? 0 : before.state().level());
    }

    private <T, E extends Event> boolean own(
            Rows<T> rows,
            E event,
            ToLongFunction<T> sequence,
            BiFunction<@Nullable T, E, T> apply,
            StoredEvent stored) {
        String id = event.streamId();
        Row<T> before = rows.get(id);
        if (before != null && stored.sequence() <= sequence.applyAsLong(before.state())) {
            return false;
        }
        T after = apply.apply(before == null ? null : before.state(), event);
        int place = before == null ? 0 : before.entries();
        rows.put(id, new Row<>(after, place + 1));
        enter(id, place, stored);
        return true;
    }

    private void enter(String id, int place, StoredEvent stored) {
        String lines = StoredEntry.write(stored);
        entries.computeIfAbsent(id, _ -> new ArrayList<>()).add(new Placed(place, StoredEntry.fieldOf(stored), lines));
        weight += lines.length();
    }

    private void redact(String streamId, String digest) {
        redactions.computeIfAbsent(streamId, _ -> new LinkedHashSet<>()).add(digest);
    }

    /**
     * Writes the batch.
     *
     * @param checkpoint whether the views have now read up to the newest event of the batch; not so when an event that
     *     was set aside is tried again
     */
    void write(boolean checkpoint) {
        StoredEvent newest = last;
        if (newest == null) {
            return;
        }
        store.addEntries(entries, alone);
        redactions.forEach(
                (streamId, digests) -> digests.forEach(digest -> store.redact(streamId, lengthOf(streamId), digest)));
        store.addActionIds(added);
        plans.write();
        groups.write();
        parties.write();
        indicators.write();
        mails.write();
        actions.write();
        // A version is the position of the newest entry; when an old entry is tried again, a number not used before
        long version = checkpoint ? newest.position() : -newest.position();
        listener.written(Map.copyOf(actions.changed), Set.copyOf(touched), version);
        List<String> inOrder = new ArrayList<>(touched);
        if (escalated) {
            // Behind those of the plans: who sees this one finds those
            inOrder.add(ESCALATED);
        }
        store.putVersions(
                inOrder, version, checkpoint ? new Checkpoint(newest.position(), owner, newest.recordedAt()) : null);
        clear();
    }

    /** Gives a batch up; rows that it changed are read again. */
    void abandon() {
        if (last != null || !entries.isEmpty()) {
            forget();
        }
        clear();
    }

    private void forget() {
        listener.forget();
        actions.known.clear();
        plans.known.clear();
        groups.known.clear();
        parties.known.clear();
        indicators.known.clear();
        mails.known.clear();
    }

    private void clear() {
        entries.clear();
        added.clear();
        touched.clear();
        redactions.clear();
        last = null;
        weight = 0;
        escalated = false;
        actions.end();
        plans.end();
        groups.end();
        parties.end();
        indicators.end();
        mails.end();
    }

    private int lengthOf(String streamId) {
        for (Rows<?> rows : all()) {
            Row<?> row = rows.get(streamId);
            if (row != null) {
                return row.entries();
            }
        }
        return 0;
    }

    static String planKey(String planId) {
        return "plan#" + planId;
    }

    static List<String> actionsOf(Mail mail) {
        return mail.items().stream()
                .map(Mail.Item::actionId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The history of an action keeps the lines of a mail that are about it, and as what its reader had them, not the whole digest. */
    static StoredEvent narrowed(StoredEvent stored, MailEvent event, String actionId) {
        Mail mail = event.mail();
        List<Mail.Item> lines = mail.items().stream()
                .filter(item -> actionId.equals(item.actionId()))
                .toList();
        Mail.Item first =
                lines.stream().min(Comparator.comparing(mail::roleFor)).orElseThrow();
        Mail about = new Mail(
                mail.mailId(),
                mail.contactId(),
                mail.roleFor(first),
                mail.partyFor(first),
                mail.day(),
                mail.messageId(),
                lines);
        Event payload = switch (event) {
            case MailEvent.MailRecorded recorded ->
                new MailEvent.MailRecorded(about, recorded.state(), recorded.attempts(), recorded.answer());
        };
        return new StoredEvent(
                stored.position(),
                stored.streamId(),
                stored.sequence(),
                payload,
                stored.metadata(),
                stored.happenedAt(),
                stored.recordedAt(),
                stored.hash());
    }

    /** Nobody reads views that are being built. */
    private static final class Unheard implements Listener {
        @Override
        public void written(Map<String, Row<ActionState>> actions, Set<String> touched, long version) {
            // not read yet
        }

        @Override
        public void forget() {
            // nothing held
        }
    }

    /** The rows of one kind that this writer knows: those of the batch, and the last ones before it. */
    private final class Rows<T> {

        private final RowKind<T> kind;
        private final Map<String, Row<T>> known;
        private final Map<String, Row<T>> batch = new HashMap<>();
        private final Set<String> wanted = new LinkedHashSet<>();
        private final Set<String> missing = new HashSet<>();
        private final Map<String, Row<T>> changed = new LinkedHashMap<>();

        private Rows(RowKind<T> kind, int size) {
            this.kind = kind;
            this.known = new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Row<T>> eldest) {
                    return size() > size;
                }
            };
        }

        private void want(String id) {
            if (changed.containsKey(id) || batch.containsKey(id) || missing.contains(id)) {
                return;
            }
            Row<T> row = known.get(id);
            if (row == null) {
                wanted.add(id);
            } else {
                batch.put(id, row);
            }
        }

        private void fetch() {
            if (!wanted.isEmpty()) {
                Map<String, Row<T>> found = store.rows(kind, wanted);
                missing.addAll(wanted);
                missing.removeAll(found.keySet());
                batch.putAll(found);
                wanted.clear();
            }
        }

        private @Nullable Row<T> get(String id) {
            Row<T> row = changed.get(id);
            return row == null ? batch.get(id) : row;
        }

        private @Nullable Row<T> getOrFetch(String id) {
            Row<T> row = get(id);
            if (row == null && !missing.contains(id)) {
                want(id);
                fetch();
                row = get(id);
            }
            return row;
        }

        private void put(String id, Row<T> row) {
            if (changed.put(id, row) == null) {
                weight += ROW;
            }
        }

        private void write() {
            store.put(kind, changed, alone ? missing : Set.of());
            known.putAll(batch);
            known.putAll(changed);
        }

        private void end() {
            batch.clear();
            wanted.clear();
            missing.clear();
            changed.clear();
        }
    }
}
