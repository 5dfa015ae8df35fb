package org.waymark.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.action.Escalation;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.time.Nation;
import org.waymark.eventstore.StoredEvent;
import org.waymark.eventstore.UnknownEvent;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import org.waymark.query.TestEvents;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.EventContext;
import org.waymark.query.fold.GroupState;
import org.waymark.query.projection.Views.Cut;
import org.waymark.query.view.AsAt;

/** What is folded in one go and what goes through the stored projection, in batches and with restarts, is the same. */
class ReplayTest {

    private static final List<String> IDS = List.of("a-0", "a-1", "a-2");
    private static final EmbeddedMongo MONGO = EmbeddedMongo.inMemory();
    private static final MongoClient CLIENT = MongoClients.create(MONGO.uri());
    private static final AtomicInteger DATABASES = new AtomicInteger();

    @AfterContainer
    static void stop() {
        CLIENT.close();
        MONGO.close();
    }

    /** @param kind which of the events of {@link #event} happens to which action */
    record Step(int action, int kind) {}

    @Property(tries = 40)
    void replay_equals_live(@ForAll("steps") List<Step> steps, @ForAll("cuts") List<Integer> batches) {
        List<StoredEvent> log = log(steps);
        Views views = project(log, batches);

        Map<String, ActionState> expected = fold(log);

        for (String id : IDS) {
            assertThat(views.action(id)).isEqualTo(expected.get(id));
            assertThat(Refold.action(views.actionHistory(id, Cut.NONE))).isEqualTo(expected.get(id));
        }
        assertThat(views.actions("plan").byId()).isEqualTo(expected);
    }

    @Property(tries = 40)
    void views_built_anew_equal_those_that_grew_entry_by_entry(
            @ForAll("steps") List<Step> steps, @ForAll("cuts") List<Integer> batches) {
        List<StoredEvent> log = log(steps);
        Views grown = project(log, List.of(1));
        Views views = new Views(CLIENT.getDatabase("replay-" + DATABASES.incrementAndGet()));
        ViewStore built = views.claim();
        buildAlone(built, log, batches);

        views.activate(built);

        for (String id : IDS) {
            assertThat(views.action(id)).isEqualTo(grown.action(id));
            assertThat(views.actionHistory(id, Cut.NONE)).isEqualTo(grown.actionHistory(id, Cut.NONE));
        }
        assertThat(views.actions("plan").byId()).isEqualTo(grown.actions("plan").byId());
        assertThat(views.groups()).isEqualTo(grown.groups());
        assertThat(views.groupHistory("g-1", Cut.NONE)).isEqualTo(grown.groupHistory("g-1", Cut.NONE));
    }

    /** What is written at once is taken in by several parts. */
    private static void buildAlone(ViewStore store, List<StoredEvent> log, List<Integer> sizes) {
        ViewWriter writer = ViewWriter.alone(store);
        int from = 0;
        for (int part = 0; from < log.size(); part++) {
            int to = Math.min(log.size(), from + sizes.get(part % sizes.size()));
            List<StoredEvent> events = log.subList(from, to);
            if (part % 3 == 0) {
                writer.begin(events);
            } else {
                writer.more(events);
            }
            events.forEach(writer::fold);
            if (part % 3 == 2 || to == log.size()) {
                writer.write(true);
            }
            from = to;
        }
    }

    /**
     * Words that were removed are gone from every past view too, also from one of before their removal; all else is as
     * it was. Every cut of every log is looked at.
     */
    @Property(tries = 25)
    void as_at_an_entry_is_the_fold_of_the_log_up_to_it_without_the_words_removed_since(
            @ForAll("steps") List<Step> steps, @ForAll("cuts") List<Integer> batches) {
        List<StoredEvent> log = log(steps);
        Views views = project(log, batches);
        Map<String, List<StoredEvent>> withoutRemoved = new HashMap<>();
        IDS.forEach(id -> withoutRemoved.put(id, log(steps, removedFrom(id, log))));

        for (int position = 0; position <= log.size(); position++) {
            Cut cut = new Cut(AsAt.position(position), position, null);
            Map<String, ActionState> expected = new HashMap<>();
            for (String id : IDS) {
                ActionState state = fold(Objects.requireNonNull(withoutRemoved.get(id))
                                .subList(0, position))
                        .get(id);
                if (state != null) {
                    expected.put(id, state);
                }
                assertThat(views.action(id, cut)).isEqualTo(state);
            }
            assertThat(views.actions("plan", cut).byId()).isEqualTo(expected);
        }
    }

    /** Digests of words that were removed from what an action's history shows, its groups' decisions included. */
    private static Set<String> removedFrom(String id, List<StoredEvent> log) {
        Set<String> decided = new HashSet<>();
        Set<String> removed = new HashSet<>();
        for (StoredEvent stored : log) {
            switch (stored.payload()) {
                case GroupEvent.DecisionTaken e
                when e.actionIds().contains(id) -> decided.add(e.text().digest());
                case GroupEvent.GroupTextRedacted e when decided.contains(e.digest()) -> removed.add(e.digest());
                case ActionEvent.TextRedacted e when e.actionId().equals(id) -> removed.add(e.digest());
                default -> {}
            }
        }
        return removed;
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> step = net.jqwik.api.Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 12))
                .as(Step::new);
        return step.list().ofMinSize(1).ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 12).list().ofMinSize(1).ofMaxSize(8);
    }

    /** Writes batch by batch; a new writer for every other batch stands for a restart, and each batch comes twice. */
    private static Views project(List<StoredEvent> log, List<Integer> sizes) {
        MongoDatabase database = CLIENT.getDatabase("replay-" + DATABASES.incrementAndGet());
        Views views = new Views(database);
        ViewWriter writer = writer(views);
        int from = 0;
        int round = 0;
        while (from < log.size()) {
            int to = Math.min(log.size(), from + sizes.get(round % sizes.size()));
            if (round % 2 == 1) {
                writer = writer(views);
                write(writer, log.subList(Math.max(0, from - 3), to));
            }
            write(writer, log.subList(from, to));
            from = to;
            round++;
        }
        return views;
    }

    private static ViewWriter writer(Views views) {
        return new ViewWriter(views.store(), UUID.randomUUID().toString(), views);
    }

    private static void write(ViewWriter writer, List<StoredEvent> batch) {
        writer.begin(batch);
        batch.forEach(writer::fold);
        writer.write(true);
    }

    private static Map<String, ActionState> fold(List<StoredEvent> log) {
        Map<String, ActionState> states = new HashMap<>();
        AtomicReference<GroupState> group = new AtomicReference<>();
        for (StoredEvent stored : log) {
            EventContext context = EventContext.of(stored);
            switch (stored.payload()) {
                case ActionEvent event ->
                    states.compute(event.actionId(), (_, before) -> ActionState.apply(before, event, context));
                case MailEvent event ->
                    states.computeIfPresent(
                            Objects.requireNonNull(
                                    event.mail().items().getFirst().actionId()),
                            (_, before) -> ActionState.about(before, event, context));
                case UnknownEvent event ->
                    states.computeIfPresent(
                            event.streamId(), (_, before) -> ActionState.unread(before, context, false));
                case GroupEvent event -> {
                    group.updateAndGet(before -> GroupState.apply(before, event, context));
                    List<String> about = switch (event) {
                        case GroupEvent.DecisionTaken e -> e.actionIds();
                        case GroupEvent.GroupTextRedacted e ->
                            Objects.requireNonNull(group.get()).actionsOfDecision(e.digest());
                        default -> List.of();
                    };
                    about.forEach(id ->
                            states.computeIfPresent(id, (_, before) -> ActionState.about(before, event, context)));
                }
                default -> throw new IllegalStateException();
            }
        }
        return states;
    }

    private static List<StoredEvent> log(List<Step> steps) {
        return log(steps, Set.of());
    }

    /** @param removed words that the entries do not hold any more */
    private static List<StoredEvent> log(List<Step> steps, Set<String> removed) {
        List<StoredEvent> log = new ArrayList<>();
        Map<String, Long> sequences = new HashMap<>();
        for (String id : IDS) {
            append(
                    log,
                    sequences,
                    TestEvents.anAction(id, "plan").due("2017-09-30").amber().added());
        }
        append(
                log,
                sequences,
                new GroupEvent.GroupFormed(
                        "g-1",
                        new GroupDetails(
                                "Group",
                                GroupDetails.Kind.BOARD,
                                Nation.ENGLAND,
                                null,
                                null,
                                null,
                                List.of(),
                                List.of())));
        append(log, sequences, new GroupEvent.MeetingScheduled("g-1", "m-1", java.time.LocalDate.of(2018, 1, 2)));
        int n = 0;
        for (Step step : steps) {
            append(log, sequences, event(IDS.get(step.action()), step.kind(), ++n, removed));
        }
        return log;
    }

    private static void append(List<StoredEvent> log, Map<String, Long> sequences, Event event) {
        long sequence = sequences.merge(event.streamId(), 1L, Long::sum) - 1;
        Instant at = Instant.parse("2018-01-01T09:00:00.123456Z").plusSeconds(3_600L * log.size());
        log.add(new StoredEvent(
                log.size() + 1L, event.streamId(), sequence, event, Map.of("actor", "u-1"), at, at, "hash"));
    }

    private static Event event(String id, int kind, int n, Set<String> removed) {
        String digest = "digest-" + n;
        FreeText words = new FreeText(removed.contains(digest) ? null : "Words " + n, digest);
        return switch (kind) {
            case 0 -> new ActionEvent.ProgressReported(id, words);
            case 1 -> new ActionEvent.RatingChanged(id, Rating.AMBER, Rating.RED, words);
            case 2 -> TestEvents.slip(id, "2017-09-30", "2017-12-31", n, "2017-09-30");
            case 3 -> new ActionEvent.LeadReassigned(id, Leads.of("p-1"), Leads.of("p-" + n), words);
            case 4 ->
                new ActionEvent.DateProposed(
                        id, "r-" + n, TestEvents.on("2017-12-31"), TestEvents.on("2018-12-31"), words);
            case 5 -> new ActionEvent.Completed(id, Status.IN_PROGRESS, java.time.LocalDate.of(2018, 1, 2), words);
            case 6 -> new ActionEvent.Reopened(id, Status.COMPLETE, Status.IN_PROGRESS, words);
            case 7 ->
                new ActionEvent.EscalationRaised(
                        id,
                        "plan",
                        new Escalation("e-" + n, 1 + n % 3, EscalationReason.LATE, "cause", null, n, null),
                        0);
            case 10 -> new UnknownEvent(id, "action.teleported", 1, "{}");
            case 11 ->
                new GroupEvent.DecisionTaken(
                        "g-1",
                        "m-1",
                        DecisionKind.NOTED,
                        words,
                        n % 2 == 0
                                ? List.of(id)
                                : List.of(id, IDS.get(n % 3)).stream()
                                        .distinct()
                                        .toList());
            case 12 -> new GroupEvent.GroupTextRedacted("g-1", n, "digest-" + (n - 1), "Names somebody");
            case 8 -> new ActionEvent.TextRedacted(id, n, "digest-" + (n - 1), "Names somebody");
            default ->
                new MailEvent.MailRecorded(
                        new Mail(
                                "mail-" + n,
                                "c-1",
                                RecipientRole.CHAIR,
                                null,
                                java.time.LocalDate.of(2018, 1, 2),
                                "m@waymark.example",
                                List.of(new Mail.Item("plan", id, MailRule.ESCALATION, "e-" + (n - 1)))),
                        MailState.SENT,
                        1,
                        null);
        };
    }
}
