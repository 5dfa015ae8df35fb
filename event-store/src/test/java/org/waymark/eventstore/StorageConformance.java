package org.waymark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.waymark.eventstore.LogUnderTest.message;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.Metadata;
import tools.jackson.databind.node.ObjectNode;

/** What any storage of ours must keep to. A subclass says where the server is. */
abstract class StorageConformance {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private String database = "";
    private final List<LogUnderTest> opened = new ArrayList<>();

    /** Connection string of the server under test. */
    abstract String uri();

    @BeforeEach
    void name() {
        database = "conformance_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
    }

    @AfterEach
    void drop() {
        opened.forEach(LogUnderTest::close);
        try (MongoClient client = MongoClients.create(uri())) {
            client.getDatabase(database).drop();
        }
    }

    LogUnderTest open() {
        return kept(new LogUnderTest(uri(), database));
    }

    LogUnderTest open(Clock clock, Identifiers identifiers) {
        return kept(new LogUnderTest(uri(), database, clock, identifiers, List.of()));
    }

    private LogUnderTest kept(LogUnderTest log) {
        opened.add(log);
        return log;
    }

    private static <T> List<Future<T>> atOnce(int threads, java.util.function.IntFunction<Callable<T>> work) {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> results = IntStream.range(0, threads)
                    .mapToObj(i -> executor.submit(() -> {
                        start.await();
                        return work.apply(i).call();
                    }))
                    .toList();
            start.countDown();
            return results;
        }
    }

    private static int count(List<Future<String>> outcomes, String outcome) throws Exception {
        int count = 0;
        for (Future<String> one : outcomes) {
            if (outcome.equals(one.get())) {
                count++;
            }
        }
        return count;
    }

    @Test
    void an_empty_log_has_a_head_and_nothing_else() {
        LogUnderTest log = open();
        assertThat(log.events().head()).isEqualTo(Head.genesis());
        assertThat(log.all()).isEmpty();
        assertThat(log.events().readStream("a-1")).isEmpty();
        assertThat(log.events().findRequest("r")).isEmpty();
        assertThat(log.events().positionAt(Instant.now())).isZero();
        assertThat(log.engine().lastSequenceNumberFor("a-1")).isEmpty();
        assertThat(log.verifier().verify().intact()).isTrue();
    }

    @Test
    void many_writers_in_two_processes_leave_no_gap_and_each_reader_sees_each_event_once_and_in_order()
            throws Exception {
        LogUnderTest one = open();
        LogUnderTest two = open();
        int writers = 8;
        int commits = 40;
        AtomicInteger expected = new AtomicInteger();
        List<Future<List<Long>>> readers = new ArrayList<>();
        CountDownLatch written = new CountDownLatch(1);
        try (ExecutorService reading = Executors.newFixedThreadPool(3)) {
            for (LogUnderTest log : List.of(one, two, open())) {
                readers.add(reading.submit(() -> {
                    List<Long> seen = new ArrayList<>();
                    try (LogStream stream = log.engine().open(null)) {
                        while (stream.hasNextAvailable(50, TimeUnit.MILLISECONDS)
                                || written.getCount() > 0
                                || seen.size() < expected.get()) {
                            TrackedEventMessage<?> next = stream.next();
                            if (next != null) {
                                seen.add(next.trackingToken().position().orElseThrow());
                            }
                        }
                    }
                    return seen;
                }));
            }
            List<Future<String>> done = atOnce(writers, writer -> () -> {
                LogUnderTest log = writer % 2 == 0 ? one : two;
                for (int i = 0, sequence = 0; i < commits; i++) {
                    int events = 1 + (writer + i) % 3;
                    log.note("a-" + writer, sequence, events, Map.of());
                    sequence += events;
                    expected.addAndGet(events);
                }
                return "done";
            });
            assertThat(count(done, "done")).isEqualTo(writers);
            written.countDown();
        }
        List<Long> all = LongStream.rangeClosed(1, expected.get()).boxed().toList();
        for (Future<List<Long>> reader : readers) {
            assertThat(reader.get()).isEqualTo(all);
        }
        assertThat(one.all()).extracting(StoredEvent::position).isEqualTo(all);
        assertThat(two.events().head().position()).isEqualTo(expected.get());
        Verification verification = one.verifier().verify(two.events().head(), events -> {});
        assertThat(verification.fault()).isNull();
        assertThat(verification.events()).isEqualTo(expected.get());
        assertThat(verification.commits()).isEqualTo((long) writers * commits);
        for (int writer = 0; writer < writers; writer++) {
            assertThat(one.events().readStream("a-" + writer))
                    .extracting(StoredEvent::sequence)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .last()
                    .isEqualTo(one.engine().lastSequenceNumberFor("a-" + writer).orElseThrow());
        }
    }

    @Test
    void a_commit_of_a_thousand_events_is_one_and_can_be_read_from_within() throws Exception {
        LogUnderTest log = open();
        log.note("a-1", 0);
        log.note("a-2", 0, 1_000, Map.of());
        log.note("a-1", 1);
        assertThat(log.events().head().position()).isEqualTo(1_002);
        assertThat(log.events().readStream("a-2")).hasSize(1_000);
        assertThat(log.engine().readEvents("a-2", 990).asStream()).hasSize(10);
        assertThat(log.engine().readEvents(new GlobalSequenceTrackingToken(1_000), false))
                .extracting(message -> message.trackingToken().position().orElseThrow())
                .containsExactly(1_001L, 1_002L);
        List<Long> from500 = new ArrayList<>();
        log.events().read(500, event -> from500.add(event.position()) && event.position() < 505);
        assertThat(from500).containsExactly(500L, 501L, 502L, 503L, 504L, 505L);
        assertThat(log.verifier().verify().intact()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.note("a-3", 0, 1_001, Map.of()))
                .withMessageContaining("split");
    }

    @Test
    void of_concurrent_decisions_on_one_stream_exactly_one_wins() throws Exception {
        LogUnderTest one = open();
        LogUnderTest two = open();
        for (int sequence = 0; sequence < 5; sequence++) {
            int place = sequence;
            List<Future<String>> outcomes = atOnce(8, i -> () -> {
                try {
                    // The first event differs, the second is the contested one
                    (i % 2 == 0 ? one : two)
                            .append(
                                    message("b-" + i, place, progress("b-" + i), Map.of()),
                                    message("a-1", place, progress("a-1"), Map.of()));
                    return "won";
                } catch (AggregateStreamCreationException e) {
                    return "created already";
                } catch (ConcurrencyException e) {
                    return "lost";
                }
            });
            assertThat(count(outcomes, "won")).isEqualTo(1);
            assertThat(count(outcomes, place == 0 ? "created already" : "lost")).isEqualTo(7);
        }
        assertThat(one.all()).hasSize(10);
        assertThat(one.verifier().verify().intact()).isTrue();
    }

    private static ActionEvent progress(String stream) {
        return new ActionEvent.ProgressReported(stream, FreeText.of("Under way"));
    }

    @Test
    void a_refused_commit_does_not_take_its_neighbours_with_it() throws Exception {
        LogUnderTest log = open();
        log.note("a-1", 0);
        List<Future<String>> outcomes = atOnce(24, i -> () -> {
            try {
                log.note(i % 3 == 0 ? "a-1" : "b-" + i, 0);
                return "written";
            } catch (AggregateStreamCreationException e) {
                return "refused";
            }
        });
        assertThat(count(outcomes, "written")).isEqualTo(16);
        assertThat(count(outcomes, "refused")).isEqualTo(8);
        assertThat(log.all()).hasSize(17);
        assertThat(log.verifier().verify().intact()).isTrue();
    }

    @Test
    void the_same_request_is_applied_once_also_when_it_comes_twice_at_the_same_time() throws Exception {
        LogUnderTest one = open();
        LogUnderTest two = open();
        Map<String, String> request =
                Map.of(Metadata.REQUEST, "u-1/k", Metadata.REQUEST_FINGERPRINT, "f00", Metadata.ACTOR, "u-1");
        AtomicReference<StoredRequest> told = new AtomicReference<>();
        List<Future<String>> outcomes = atOnce(8, i -> () -> {
            try {
                (i % 2 == 0 ? one : two).note("a-" + i, 0, 2, request);
                return "applied";
            } catch (RequestAlreadyApplied e) {
                told.set(e.request());
                return "known";
            }
        });
        assertThat(count(outcomes, "applied")).isEqualTo(1);
        assertThat(count(outcomes, "known")).isEqualTo(7);
        StoredRequest stored = one.events().findRequest("u-1/k").orElseThrow();
        assertThat(told.get()).isEqualTo(stored);
        assertThat(stored.fingerprint()).isEqualTo("f00");
        assertThat(stored.firstPosition()).isEqualTo(1);
        assertThat(stored.lastPosition()).isEqualTo(2);
        assertThat(stored.streamIds()).containsExactly(one.all().getFirst().streamId());
        // Also where its place in the stream is taken by the same request
        assertThatExceptionOfType(RequestAlreadyApplied.class)
                .isThrownBy(() -> two.note(stored.streamIds().getFirst(), 0, 1, request));
        assertThat(one.all()).hasSize(2);
    }

    @Test
    void events_come_back_as_they_were_given_with_who_and_when() {
        Clock clock = Clock.fixed(Instant.parse("2018-03-05T10:00:00.987654321Z"), ZoneOffset.UTC);
        LogUnderTest log = open(clock, Identifiers.seeded(1));
        ActionEvent payload = new ActionEvent.ProgressReported("a-1", FreeText.of("Half of it – done \"so far\""));
        Instant happened = Instant.parse("2018-03-01T09:30:00.123456Z");
        log.append(message(
                "a-1",
                0,
                payload,
                Map.of(Metadata.ACTOR, "u-1", Metadata.EXPECTED_VERSION, "3", "traceId", "x", "waymark.hash", "y"),
                happened));
        StoredEvent stored = log.events().readStream("a-1").getFirst();
        assertThat(stored.metadata()).isEqualTo(Map.of(Metadata.ACTOR, "u-1"));
        assertThat(stored.happenedAt()).isEqualTo(happened);
        assertThat(stored.recordedAt()).isEqualTo(Instant.parse("2018-03-05T10:00:00.987Z"));
        assertThat(stored.hash()).isEqualTo(log.events().head().hash());
        FreeText note = ((ActionEvent.ProgressReported) stored.payload()).note();
        assertThat(note.text()).isEqualTo("Half of it – done \"so far\"");
        assertThat(note.digest()).hasSize(64);
        EventMessage<?> fromStream =
                log.engine().readEvents(null, false).findFirst().orElseThrow();
        EventMessage<?> fromAggregate =
                log.engine().readEvents("a-1").asStream().findFirst().orElseThrow();
        assertThat(StoredEvent.from(fromStream)).isEqualTo(stored);
        assertThat(StoredEvent.from(fromAggregate)).isEqualTo(stored);
    }

    @Test
    void the_same_history_has_the_same_hash_and_another_seed_another() {
        Clock clock = Clock.fixed(Instant.parse("2018-03-05T10:00:00Z"), ZoneOffset.UTC);
        List<String> hashes = new ArrayList<>();
        for (long seed : new long[] {7, 7, 8}) {
            LogUnderTest log = open(clock, Identifiers.seeded(seed));
            log.note("a-1", 0, 3, Map.of());
            log.note("a-1", 3, 1, Map.of());
            hashes.add(log.events().head().hash());
            name();
        }
        assertThat(hashes.get(0)).isEqualTo(hashes.get(1)).isNotEqualTo(hashes.get(2));
    }

    @Test
    void clocks_may_be_late_or_wrong_and_recording_times_never_decrease() {
        SettableClock now = new SettableClock(Instant.parse("2018-03-05T10:00:00Z"));
        LogUnderTest right = open();
        LogUnderTest wrong = open(now, Identifiers.random());
        wrong.note("a-1", 0);
        now.set(Instant.parse("2018-03-05T09:00:00Z"));
        wrong.note("a-1", 1);
        right.note("a-1", 2);
        now.set(Instant.parse("2018-03-05T11:00:00Z"));
        wrong.note("a-1", 3);
        now.set(Instant.parse("2100-01-01T00:00:00Z"));
        wrong.note("a-1", 4);
        right.note("a-1", 5);
        List<StoredEvent> all = right.all();
        assertThat(all).extracting(StoredEvent::position).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(all).extracting(StoredEvent::recordedAt).isSorted();
        assertThat(all.get(0).recordedAt()).isEqualTo(all.get(1).recordedAt());
        assertThat(all.get(5).recordedAt()).isEqualTo(Instant.parse("2100-01-01T00:00:00Z"));
        assertThat(right.verifier().verify().intact()).isTrue();
    }

    @Test
    void positions_and_tokens_are_found_by_date() {
        SettableClock now = new SettableClock(Instant.EPOCH);
        LogUnderTest log = open(now, Identifiers.random());
        Instant first = Instant.parse("2018-03-05T10:00:00Z");
        int position = 0;
        for (int day = 0; day < 40; day++) {
            now.set(first.plus(Duration.ofDays(day)));
            int events = day == 20 ? 300 : 1 + day % 3;
            log.note("a-" + day, 0, events, Map.of());
            position += events;
            assertThat(log.events().positionAt(now.instant())).isEqualTo(position);
        }
        long before20 = log.events().positionAt(first.plus(Duration.ofDays(20)).minusMillis(1));
        assertThat(log.events().positionAt(first.plus(Duration.ofDays(20)))).isEqualTo(before20 + 300);
        assertThat(log.events().positionAt(first.minusMillis(1))).isZero();
        assertThat(log.engine().createTokenAt(first.plus(Duration.ofDays(20))).position())
                .hasValue(before20);
        assertThat(log.engine().createTokenAt(first.minusSeconds(1)).position()).hasValue(0);
        assertThat(log.engine().createTokenAt(first.plus(Duration.ofDays(400))).position())
                .hasValue(position);
        assertThat(log.engine().createHeadToken().position()).hasValue(position);
        assertThat(log.engine()
                        .readEvents(log.engine().createTailToken(), false)
                        .count())
                .isEqualTo(position);
        assertThat(log.engine()
                        .readEvents(log.engine().createHeadToken(), false)
                        .count())
                .isZero();
    }

    @Test
    void many_streams_are_read_together_in_the_order_of_the_log() {
        LogUnderTest log = open();
        for (int sequence = 0; sequence < 40; sequence++) {
            for (int stream = 0; stream < 6; stream++) {
                if (stream < 3 || sequence < 5) {
                    log.note("a-" + stream, sequence);
                }
            }
        }
        List<StoredEvent> events = log.events().readStreams(List.of("a-0", "a-2", "a-5", "a-none"));
        assertThat(events).hasSize(85).extracting(StoredEvent::position).isSorted();
        assertThat(events).extracting(StoredEvent::streamId).containsOnly("a-0", "a-2", "a-5");
    }

    /** All of it at once, with each commit as often as it is asked for, would be hundreds of megabytes. */
    @Test
    void more_streams_are_read_together_than_one_answer_of_the_server_holds() {
        LogUnderTest log = open();
        String words = "Words ".repeat(100);
        int streams = 500;
        for (int sequence = 0; sequence < 4; sequence += 2) {
            List<DomainEventMessage<?>> commit = new ArrayList<>();
            for (int stream = 0; stream < streams; stream++) {
                for (int i = 0; i < 2; i++) {
                    commit.add(LogUnderTest.message(
                            "a-" + stream,
                            sequence + i,
                            new ActionEvent.ProgressReported("a-" + stream, FreeText.of(words + stream)),
                            Map.of()));
                }
            }
            log.engine().appendEvents(commit);
        }
        List<String> ids = IntStream.range(0, streams).mapToObj(i -> "a-" + i).toList();

        List<StoredEvent> events = log.events().readStreams(ids);

        assertThat(events)
                .hasSize(4 * streams)
                .extracting(StoredEvent::position)
                .isSorted();
        assertThat(events).isEqualTo(log.all());
    }

    @Test
    void a_reader_is_called_back_about_events_of_its_own_and_of_another_process() {
        LogUnderTest one = open();
        LogUnderTest two = open();
        AtomicInteger calls = new AtomicInteger();
        try (LogStream stream = one.engine().open(one.engine().createHeadToken())) {
            assertThat(stream.setOnAvailableCallback(calls::incrementAndGet)).isTrue();
            one.note("a-1", 0);
            await().atMost(Duration.ofSeconds(2)).until(() -> calls.get() > 0);
            assertThat(stream.next()).isNotNull();
            assertThat(stream.next()).isNull();
            calls.set(0);
            two.note("a-1", 1);
            await().atMost(Duration.ofSeconds(2)).until(() -> calls.get() > 0);
            assertThat(stream.next()).isNotNull();
        }
    }

    @Test
    void a_reader_never_passes_a_position_that_is_not_there_yet() throws Exception {
        LogUnderTest log = open();
        log.note("a-1", 0);
        // As a page may look that was read while others wrote: the third commit, and not yet the second
        Commit third = new Commit(
                3,
                "",
                "",
                Instant.EPOCH,
                "w",
                List.of("a-9#0"),
                List.of(new CommitEvent("a-9", "Action", 0, "x.y", 1, "{}", "{}", "2018-01-01T00:00:00Z")),
                List.of());
        log.database().getCollection("log").insertOne(third.toDocument());
        assertThat(log.all()).hasSize(1);
        assertThat(log.events().head().position()).isEqualTo(1);
        assertThat(log.engine().readEvents(null, false).count()).isEqualTo(1);
        log.database().getCollection("log").deleteOne(Filters.eq("_id", 3L));
        log.note("a-1", 1);
        assertThat(log.all()).hasSize(2);
    }

    @Test
    void the_hint_about_the_head_may_be_old_wrong_or_gone() {
        LogUnderTest log = open();
        for (int i = 0; i < 30; i++) {
            log.note("a-1", i);
        }
        Head head = log.events().head();
        log.close();
        for (Document hint : List.of(
                new Document("_id", "head").append("position", 17L).append("hash", "wrong"),
                new Document("_id", "head").append("position", 4_711L).append("hash", head.hash()),
                new Document("_id", "head"))) {
            LogUnderTest next = open();
            next.database().getCollection("log_hints").deleteMany(new Document());
            next.database().getCollection("log_hints").insertOne(hint);
            assertThat(open().events().head()).isEqualTo(head);
        }
    }

    @Test
    void events_of_a_newer_release_are_delivered_as_unknown() {
        LogUnderTest log = open();
        log.note("a-1", 0);
        CommitEvent newer = new CommitEvent(
                "a-1", "Action", 1, "action.progress-reported", 99, "{\"x\":1}", "{}", "2018-01-01T00:00:00Z");
        CommitEvent strange =
                new CommitEvent("a-1", "Action", 2, "action.teleported", 1, "{\"y\":2}", "{}", "2018-01-01T00:00:00Z");
        appendRaw(log, newer, strange);
        log.note("a-1", 3);
        List<StoredEvent> events = log.events().readStream("a-1");
        assertThat(events).hasSize(4);
        assertThat(events.get(1).payload())
                .isEqualTo(new UnknownEvent("a-1", "action.progress-reported", 99, "{\"x\":1}"));
        assertThat(events.get(2).payload()).isEqualTo(new UnknownEvent("a-1", "action.teleported", 1, "{\"y\":2}"));
        assertThat(log.engine().readEvents(null, false).count()).isEqualTo(4);
        assertThat(log.verifier().verify().intact()).isTrue();
    }

    @Test
    void a_damaged_event_is_an_error_that_names_its_position() {
        LogUnderTest log = open();
        log.note("a-1", 0);
        appendRaw(
                log,
                new CommitEvent(
                        "a-1",
                        "Action",
                        1,
                        "action.progress-reported",
                        1,
                        "{\"note\":7}",
                        "{}",
                        "2018-01-01T00:00:00Z"));
        assertThatExceptionOfType(UnreadableEvent.class)
                .isThrownBy(log::all)
                .withMessageContaining("Position 2")
                .withMessageContaining("action.progress-reported");
    }

    @Test
    void an_upcaster_brings_an_old_event_to_todays_form() {
        EventUpcaster upcaster = new EventUpcaster() {
            @Override
            public String name() {
                return "action.progress-reported";
            }

            @Override
            public int fromVersion() {
                return 0;
            }

            @Override
            public ObjectNode upcast(ObjectNode payload) {
                payload.set("note", payload.remove("remark"));
                return payload;
            }
        };
        LogUnderTest log =
                kept(new LogUnderTest(uri(), database, Clock.systemUTC(), Identifiers.random(), List.of(upcaster)));
        String digest = EventCodec.digest(new byte[] {1}, "As it was");
        Commit old = new Commit(
                1,
                Head.GENESIS,
                "h",
                Instant.EPOCH,
                "w",
                List.of("a-1#0"),
                List.of(new CommitEvent(
                        "a-1",
                        "Action",
                        0,
                        "action.progress-reported",
                        0,
                        "{\"actionId\":\"a-1\",\"remark\":{\"$text\":\"" + digest + "\"}}",
                        "{}",
                        "2018-01-01T00:00:00Z")),
                List.of(new Commit.CommitText(0, digest, "01", "As it was")));
        log.database().getCollection("log").insertOne(old.toDocument());
        assertThat(log.events().readStream("a-1").getFirst().payload())
                .isEqualTo(new ActionEvent.ProgressReported("a-1", new FreeText("As it was", digest)));
    }

    private static void appendRaw(LogUnderTest log, CommitEvent... events) {
        log.log().appendRaw(List.of(events));
    }

    @Test
    void a_free_text_lies_beside_its_event_and_can_be_removed_without_breaking_the_chain() {
        LogUnderTest log = open();
        log.append(
                message("a-1", 0, progress("a-1"), Map.of()),
                message("a-1", 1, new ActionEvent.ProgressReported("a-1", FreeText.of("Mrs Smith is ill")), Map.of()));
        log.note("a-1", 2);
        Document commit =
                log.database().getCollection("log").find(Filters.eq("_id", 1L)).first();
        assertThat(commit).isNotNull();
        assertThat(commit.getList("events", Document.class).toString()).doesNotContain("Smith");
        Head head = log.events().head();
        FreeText note = ((ActionEvent.ProgressReported)
                        log.events().readStream("a-1").get(1).payload())
                .note();
        String digest = java.util.Objects.requireNonNull(note.digest());

        assertThat(log.events().redact(2, "0".repeat(64))).isFalse();
        assertThat(log.events().redact(1, digest)).isFalse();
        assertThat(log.events().redact(99, digest)).isFalse();
        assertThat(log.verifier().verify().redactions()).isZero();

        log.append(message("a-1", 3, new ActionEvent.TextRedacted("a-1", 2, digest, "Health of a person"), Map.of()));
        assertThat(log.events().redact(2, digest)).isTrue();
        assertThat(log.events().redact(2, digest)).isFalse();

        ActionEvent.ProgressReported redacted = (ActionEvent.ProgressReported)
                log.events().readStream("a-1").get(1).payload();
        assertThat(redacted.note()).isEqualTo(new FreeText(null, digest));
        assertThat(log.database()
                        .getCollection("log")
                        .find()
                        .into(new ArrayList<>())
                        .toString())
                .doesNotContain("Smith");
        Verification verification = log.verifier().verify(head, events -> {});
        assertThat(verification.fault()).isNull();
        assertThat(verification.redactions()).isEqualTo(1);
        // A copy of a removed text can be recorded again
        log.append(message("a-1", 4, redacted, Map.of()));
        assertThat(log.events().readStream("a-1").getLast().payload()).isEqualTo(redacted);
        assertThat(log.verifier().verify().intact()).isTrue();
    }

    @Test
    void a_text_that_is_gone_without_a_redaction_on_record_is_found() {
        LogUnderTest log = open();
        log.note("a-1", 0, 3, Map.of());
        log.database().getCollection("log").updateOne(Filters.eq("_id", 1L), Updates.set("texts", List.of()));
        assertThat(log.verifier().verify().fault())
                .isNotNull()
                .satisfies(fault -> assertThat(fault.position()).isEqualTo(1));
    }

    @Test
    void an_outcome_that_is_unknown_is_looked_up_and_the_event_is_there_once() throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(uri())) {
            LogUnderTest log = kept(new LogUnderTest(proxy.uri(), database));
            log.note("a-1", 0);
            for (int i = 1; i <= 6; i++) {
                proxy.cutNextAnswerAfter("insert");
                log.note("a-1", i);
            }
            assertThat(proxy.cuts()).isEqualTo(6);
            assertThat(log.all()).extracting(StoredEvent::sequence).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
            assertThat(log.verifier().verify().intact()).isTrue();
        }
    }

    @Test
    void concurrent_writers_survive_a_connection_that_breaks_now_and_then() throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(uri())) {
            LogUnderTest log = kept(new LogUnderTest(proxy.uri(), database));
            log.note("a-0", 0);
            List<Future<String>> done = atOnce(6, writer -> () -> {
                for (int i = 0; i < 15; i++) {
                    if (writer == 0 && i % 3 == 0) {
                        proxy.cutNextAnswerAfter("insert");
                    }
                    log.note("b-" + writer, i);
                }
                return "done";
            });
            assertThat(count(done, "done")).isEqualTo(6);
            assertThat(proxy.cuts()).isPositive();
            assertThat(log.all()).hasSize(91);
            assertThat(log.verifier().verify().fault()).isNull();
        }
    }

    @Test
    void an_event_of_no_catalogue_is_refused() {
        LogUnderTest log = open();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.append(message("a-1", 0, new UnknownEvent("a-1", "x", 1, "{}"), Map.of())));
        assertThat(log.events().head().position()).isZero();
    }
}
