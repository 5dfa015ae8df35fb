package org.waymark.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Rating;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.Role;
import org.waymark.contract.party.PartyEvent;
import org.waymark.contract.party.PartyKind;
import org.waymark.contract.time.Nation;
import org.waymark.eventstore.DeadLetters;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.SetAside;
import org.waymark.query.ServiceUnderTest;
import org.waymark.query.action.Actions;
import org.waymark.query.administration.Administration;
import org.waymark.query.board.BoardFilter;
import org.waymark.query.board.Boards;
import org.waymark.query.history.Histories;
import org.waymark.query.history.HistoryEntry;
import org.waymark.query.projection.Views.Cut;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.Page;

/** What the views do about entries that they cannot read or fold, and how they are built again while people read. */
class RepairTest extends ServiceUnderTest {

    @Autowired
    private Views views;

    @Autowired
    private Boards boards;

    @Autowired
    private Actions actions;

    @Autowired
    private Histories histories;

    @Autowired
    private Rebuild rebuild;

    @Autowired
    private SetAside setAside;

    @Autowired
    private Administration administration;

    @Autowired
    private org.axonframework.config.Configuration configuration;

    @Autowired
    private DeadLetters deadLetters;

    @Autowired
    private MeterRegistry meters;

    @Test
    void an_entry_of_a_newer_release_is_counted_and_stands_in_the_history_without_stopping_anything() {
        aPlan();
        happens(anAction("a").undated().amber());
        settle();
        double before = unknown();
        appendFromANewerRelease(id("a"), "action.teleported");
        settle();
        happens(new ActionEvent.RatingChanged(id("a"), Rating.AMBER, Rating.GREEN, null));
        settle();

        assertThat(unknown()).isEqualTo(before + 1);
        assertThat(sentences("a"))
                .containsExactly(
                        "Rating changed from amber to green.",
                        "Something this version of Waymark does not know (action.teleported).",
                        "Added without a date, led by Carers Count.");
        assertThat(actions.action(id("a"), AsAt.now()).row().rating()).isEqualTo(Rating.GREEN);
        assertThat(Refold.action(views.actionHistory(id("a"), Cut.NONE))).isEqualTo(views.action(id("a")));
        List<String> told = sentences("a");

        rebuild.run();

        assertThat(sentences("a")).isEqualTo(told);
        assertThat(Refold.action(views.actionHistory(id("a"), Cut.NONE))).isEqualTo(views.action(id("a")));
    }

    @Test
    void an_entry_that_cannot_be_folded_holds_back_its_own_action_only_is_seen_and_can_be_tried_again()
            throws Exception {
        aPlan();
        happens(anAction("broken").undated().amber());
        happens(anAction("gone").undated().amber());
        happens(anAction("whole").undated().amber());
        settle();
        Document broken = takeRow("broken");
        Document gone = takeRow("gone");
        happens(new ActionEvent.RatingChanged(id("broken"), Rating.AMBER, Rating.RED, null));
        happens(new ActionEvent.RatingChanged(id("gone"), Rating.AMBER, Rating.RED, null));
        happens(new ActionEvent.RatingChanged(id("whole"), Rating.AMBER, Rating.RED, null));
        settle();
        happens(new ActionEvent.RatingChanged(id("broken"), Rating.RED, Rating.GREEN, null));
        happens(new ActionEvent.RatingChanged(id("whole"), Rating.RED, Rating.GREEN, null));
        settle();

        assertThat(actions.action(id("whole"), AsAt.now()).row().rating()).isEqualTo(Rating.GREEN);
        assertThat(meters.get("waymark.projection.dead.letters").gauge().value())
                .isEqualTo(3);
        assertThat(setAside.waiting())
                .extracting(SetAside.Waiting::streamId, SetAside.Waiting::event, SetAside.Waiting::behind)
                .containsExactly(
                        tuple(id("broken"), "action.rating-changed", 1), tuple(id("gone"), "action.rating-changed", 0));
        assertThat(setAside.waiting()).allSatisfy(waiting -> {
            assertThat(waiting.cause()).isNotBlank();
            assertThat(waiting.position()).isPositive();
        });
        assertThat(get("/actuator/health").body()).contains("\"setAside\":3").contains("\"setAsideStreams\":2");

        rows().insertOne(broken);
        assertThat(post(Role.GOVERNANCE, "/api/views/dead-letters/retry").statusCode())
                .isEqualTo(403);
        assertThat(post(Role.ADMINISTRATOR, "/api/views/dead-letters/retry").body())
                .contains("\"folded\":2")
                .contains("\"waiting\":1");

        assertThat(actions.action(id("broken"), AsAt.now()).row().rating()).isEqualTo(Rating.GREEN);
        assertThat(boards.board(plan, BoardFilter.everything(), AsAt.now())
                        .plan()
                        .counts()
                        .rated(Rating.GREEN))
                .isEqualTo(2);
        rows().insertOne(gone);
        assertThat(post(Role.ADMINISTRATOR, "/api/views/dead-letters/retry").body())
                .contains("\"folded\":1")
                .contains("\"waiting\":0");
        assertThat(post(Role.ADMINISTRATOR, "/api/views/dead-letters/retry").body())
                .contains("\"folded\":0");
        happens(new ActionEvent.RatingChanged(id("gone"), Rating.RED, Rating.GREEN, null));
        settle();
        assertThat(actions.action(id("gone"), AsAt.now()).row().rating()).isEqualTo(Rating.GREEN);
        assertThat(get("/actuator/health").body()).contains("\"setAside\":0");
    }

    @Test
    void views_built_again_hold_what_was_set_aside_and_trying_it_again_adds_nothing() {
        aPlan();
        happens(anAction("a").undated().amber());
        settle();
        takeRow("a");
        happens(new ActionEvent.RatingChanged(id("a"), Rating.AMBER, Rating.RED, null));
        settle();
        happens(new ActionEvent.RatingChanged(id("a"), Rating.RED, Rating.GREEN, null));
        settle();
        assertThat(setAside.entries()).isEqualTo(2);

        assertThat(rebuild.run().setAside()).isZero();

        assertThat(actions.action(id("a"), AsAt.now()).row().rating()).isEqualTo(Rating.GREEN);
        assertThat(sentences("a")).hasSize(3);
        assertThat(setAside.retry()).isEqualTo(new SetAside.Retried(2, 0));
        assertThat(sentences("a")).hasSize(3);
        assertThat(actions.action(id("a"), AsAt.now()).version()).isEqualTo(3);
        happens(new ActionEvent.RatingChanged(id("a"), Rating.GREEN, Rating.RED, null));
        settle();
        assertThat(setAside.entries()).isZero();
        assertThat(actions.action(id("a"), AsAt.now()).row().rating()).isEqualTo(Rating.RED);
    }

    @Test
    void readers_see_whole_views_while_new_ones_are_built_beside_them_and_while_they_switch() {
        aPlan();
        for (int i = 0; i < 60; i++) {
            happens(anAction("n" + i).undated().amber());
            happens(new ActionEvent.ProgressReported(id("n" + i), FreeText.of("Word " + i)));
        }
        settle();
        int live = views.store().generation();
        Views elsewhere = new Views(database);
        AtomicInteger expected = new AtomicInteger(60);
        List<Integer> seen = new ArrayList<>();

        for (int round = 0; round < 3; round++) {
            CompletableFuture<Rebuild.Report> rebuilding = CompletableFuture.supplyAsync(rebuild::run);
            int added = 0;
            do {
                seen.add(actionsOnBoard());
                assertThat(seen.getLast()).isEqualTo(expected.get());
                if (added++ < 5) {
                    happens(anAction("r" + round + "-" + added).undated());
                    settle();
                    expected.incrementAndGet();
                }
            } while (!rebuilding.isDone());
            assertThat(rebuilding.join().setAside()).isZero();
        }

        assertThat(actionsOnBoard()).isEqualTo(expected.get());
        assertThat(views.store().generation()).isEqualTo(live + 3);
        assertThat(sentences("n1")).hasSize(2);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(elsewhere.actions(plan).actions())
                        .hasSize(expected.get())
                        .extracting(action -> elsewhere.store().generation())
                        .containsOnly(live + 3));
        Set<String> kept = database.listCollectionNames().into(new HashSet<>());
        assertThat(kept).contains("q" + (live + 3) + "_actions", "q" + (live + 2) + "_actions");
        assertThat(kept).doesNotContain("q" + (live + 1) + "_actions");
    }

    @Test
    void views_of_another_release_are_built_anew_at_the_start() {
        aPlan();
        happens(anAction("a").undated());
        settle();
        ViewStore live = views.store();
        database.getCollection("q_generation").updateOne(Filters.eq("_id", "active"), Updates.unset("format"));
        database.getCollection((live.generation() == 1 ? "q" : "q" + live.generation()) + "_histories")
                .updateOne(
                        Filters.eq("_id", id("a") + "#0"),
                        Updates.set("e", new Document("p1", new Document("n", "action.added"))));
        OtherRelease atTheStart = new OtherRelease(views, rebuild);

        atTheStart.start();

        int built = views.store().generation();
        assertThat(built).isGreaterThan(live.generation());
        assertThat(sentences("a")).hasSize(1);

        atTheStart.start();

        assertThat(views.store().generation()).isEqualTo(built);
    }

    @Test
    void of_two_services_that_build_at_once_the_later_views_win() {
        aPlan();
        happens(anAction("a").undated());
        settle();
        ViewStore earlier = views.claim();
        Rebuild.Report report = rebuild.run();

        assertThat(report.setAside()).isZero();
        assertThat(views.store().generation()).isGreaterThan(earlier.generation());
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> views.activate(earlier))
                .withMessageContaining("in the meantime");
        assertThat(sentences("a")).hasSize(1);
    }

    @Test
    void views_that_another_service_built_are_gone_on_with_and_lack_nothing() {
        aPlan();
        happens(anAction("a").undated().amber());
        settle();
        Views elsewhere = new Views(database);
        ViewStore next = elsewhere.claim();
        next.prepare();
        new CatchUp(new ViewWriter(next, "elsewhere", elsewhere), log, setAside.discards(), 0, _ -> {}).readToHead();
        happens(new ActionEvent.RatingChanged(id("a"), Rating.AMBER, Rating.RED, null));
        settle();

        elsewhere.activate(next);
        happens(new ActionEvent.RatingChanged(id("a"), Rating.RED, Rating.GREEN, null));
        settle();

        assertThat(views.store().generation()).isEqualTo(next.generation());
        assertThat(actions.action(id("a"), AsAt.now()).row().rating()).isEqualTo(Rating.GREEN);
        assertThat(sentences("a"))
                .containsExactly(
                        "Rating changed from red to green.",
                        "Rating changed from amber to red.",
                        "Added without a date, led by Carers Count.");
        assertThat(Refold.action(views.actionHistory(id("a"), Cut.NONE))).isEqualTo(views.action(id("a")));
    }

    @Test
    void a_rebuild_that_was_begun_is_seen_at_once_and_how_it_ended_afterwards() {
        aPlan();
        happens(anAction("a").undated());
        settle();

        administration.rebuild();

        Administration.Projection at = administration.state().views();
        assertThat(at.rebuild() != null || at.lastRebuild() != null).isTrue();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> administration.state().views().rebuild() == null);
        assertThat(administration.state().views().lastRebuild())
                .isNotNull()
                .satisfies(ended -> assertThat(ended.failure()).isNull());
        administration.checkLog();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !administration.state().checking());
        assertThat(administration.state().check()).isNotNull();
    }

    @Test
    void a_rebuild_that_is_stopped_leaves_the_views_as_they_were_and_they_go_on() {
        aPlan();
        happens(anAction("a").undated());
        settle();
        int live = views.store().generation();
        List<Rebuild.State> seen = new ArrayList<>();
        Rebuild[] stopped = new Rebuild[1];
        EventLog stopsWhenRead = (EventLog) Proxy.newProxyInstance(
                EventLog.class.getClassLoader(), new Class<?>[] {EventLog.class}, (_, method, arguments) -> {
                    if (method.getName().equals("read")) {
                        stopped[0].state().ifPresent(seen::add);
                        stopped[0].stop();
                    }
                    return method.invoke(log, arguments);
                });
        stopped[0] = new Rebuild(views, setAside, stopsWhenRead, configuration, Clock.systemUTC());

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> stopped[0].run())
                .withMessageContaining("as they were");

        assertThat(seen).first().satisfies(state -> {
            assertThat(state.events()).isZero();
            assertThat(state.head()).isEqualTo(log.head().position());
        });
        assertThat(stopped[0].state()).isEmpty();
        assertThat(views.store().generation()).isEqualTo(live);
        assertThat(database.listCollectionNames().into(new HashSet<>()))
                .noneMatch(name -> name.startsWith("q" + (live + 1) + "_"));
        happens(anAction("b").undated());
        settle();
        assertThat(views.action(id("b"))).isNotNull();
        assertThat(rebuild.run().setAside()).isZero();
    }

    @Test
    void what_waits_behind_an_entry_that_cannot_be_folded_waits_in_views_built_again_too() {
        aPlan();
        skip(id("a"));
        happens(new ActionEvent.ProgressReported(id("a"), FreeText.of("Nothing came before this")));
        happens(anAction("a").undated());
        happens(anAction("b").undated());
        settle();

        Rebuild.Report report = rebuild.run();

        assertThat(report.setAside()).isEqualTo(2);
        assertThat(deadLetters.queue(ProjectionConfiguration.PROCESSOR).sequenceSize(id("a")))
                .isEqualTo(2);
        assertThat(views.action(id("a"))).isNull();
        assertThat(views.action(id("b"))).isNotNull();
    }

    @Test
    void an_entry_of_a_newer_release_stands_in_the_history_of_a_plan_a_group_and_a_party_too() {
        aPlan();
        happens(new GroupEvent.GroupFormed(
                id("g"),
                new GroupDetails(
                        "Board", GroupDetails.Kind.BOARD, Nation.ENGLAND, null, null, null, List.of(), List.of())));
        happens(new PartyEvent.PartyRegistered(id("p"), "Carers Leeds", PartyKind.ORGANISATION, "Leeds", List.of()));
        settle();
        long version = Objects.requireNonNull(views.plans().get(plan)).version();
        appendFromANewerRelease(plan, "plan.teleported");
        appendFromANewerRelease(id("g"), "group.teleported");
        appendFromANewerRelease(id("p"), "party.teleported");
        settle();

        for (int round = 0; round < 2; round++) {
            assertThat(newest(histories.ofPlan(plan, Set.of(), AsAt.now(), 1, 50)))
                    .isEqualTo("Something this version of Waymark does not know (plan.teleported).");
            assertThat(newest(histories.ofGroup(id("g"), AsAt.now(), 1, 50))).contains("(group.teleported)");
            assertThat(newest(histories.ofParty(id("p"), AsAt.now(), 1, 50))).contains("(party.teleported)");
            assertThat(views.plan(plan, Cut.NONE)).isEqualTo(views.plans().get(plan));
            assertThat(Objects.requireNonNull(views.plans().get(plan)).version())
                    .as("as the service that decides counts, which does not know it either")
                    .isEqualTo(version);
            rebuild.run();
        }
    }

    private static String newest(Page<HistoryEntry> history) {
        return history.rows().getFirst().sentence();
    }

    @Test
    void an_entry_that_is_discarded_on_the_record_holds_nothing_back_any_more_also_when_views_are_built_again()
            throws Exception {
        aPlan();
        happens(anAction("a").undated().amber());
        settle();
        happens(anAction("a").undated().amber());
        happens(new ActionEvent.RatingChanged(id("a"), Rating.AMBER, Rating.RED, null));
        settle();
        SetAside.Waiting waiting = setAside.waiting().getFirst();
        assertThat(waiting.streamId()).isEqualTo(id("a"));
        assertThat(waiting.behind()).isEqualTo(1);
        now(year + "-01-02T09:00:01");
        assertThat(setAside.retry())
                .as("what waits behind it does not go first, though it was not tried before")
                .isEqualTo(new SetAside.Retried(0, 2));
        assertThat(setAside.retry()).isEqualTo(new SetAside.Retried(0, 2));

        discard(waiting, "Added twice by mistake");

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> setAside.entries() == 0);
        for (int round = 0; round < 2; round++) {
            assertThat(actions.action(id("a"), AsAt.now()).row().rating()).isEqualTo(Rating.RED);
            assertThat(actions.action(id("a"), AsAt.now()).version())
                    .as("as the service that decides counts")
                    .isEqualTo(3);
            assertThat(sentences("a"))
                    .containsExactly(
                            "Rating changed from amber to red.",
                            "Something that could not be read (action.added).",
                            "Added without a date, led by Carers Count.");
            assertThat(Refold.action(views.actionHistory(id("a"), Cut.NONE))).isEqualTo(views.action(id("a")));
            assertThat(rebuild.run().setAside()).isZero();
        }
        assertThat(get("/api/views/dead-letters").statusCode()).isEqualTo(403);
        assertThat(send(Role.ADMINISTRATOR, HttpRequest.newBuilder().GET(), "/api/views/dead-letters")
                        .body())
                .contains("\"waiting\":[]")
                .contains("\"position\":" + waiting.position())
                .contains("Added twice by mistake");
        assertThat(administration.state().discarded())
                .anySatisfy(
                        discarded -> assertThat(discarded.entry().position()).isEqualTo(waiting.position()));
    }

    @Test
    void what_only_a_rebuild_cannot_fold_waits_as_if_the_views_had_met_it_and_can_be_discarded() {
        aPlan();
        happens(anAction("a").undated().amber());
        settle();
        Document known =
                Objects.requireNonNull(rows().find(Filters.eq("_id", id("a"))).first());
        rows().insertOne(new Document(known)
                .append("_id", id("ghost"))
                .append(
                        "json",
                        known.getString("json")
                                .replace(id("a"), id("ghost"))
                                .replace("\"sequence\":0", "\"sequence\":-1")));
        happens(new ActionEvent.RatingChanged(id("ghost"), Rating.AMBER, Rating.RED, null));
        happens(new ActionEvent.RatingChanged(id("ghost"), Rating.RED, Rating.GREEN, null));
        settle();
        assertThat(setAside.entries()).isZero();

        assertThat(rebuild.run().setAside()).isEqualTo(2);

        assertThat(setAside.waiting()).singleElement().satisfies(waiting -> {
            assertThat(waiting.streamId()).isEqualTo(id("ghost"));
            assertThat(waiting.cause()).contains("has no beginning");
            assertThat(waiting.behind()).isEqualTo(1);
        });
        happens(new ActionEvent.RatingChanged(id("ghost"), Rating.GREEN, Rating.RED, null));
        settle();
        assertThat(setAside.entries()).as("what comes later waits behind it").isEqualTo(3);
        for (int left = 3; left > 0; left--) {
            long expected = left - 1;
            discard(setAside.waiting().getFirst(), "Nothing came before it");
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> setAside.entries() == expected);
        }
    }

    private int actionsOnBoard() {
        return boards.board(plan, BoardFilter.everything(), AsAt.now())
                .plan()
                .counts()
                .actions();
    }

    private List<String> sentences(String name) {
        return histories.ofAction(id(name), Set.of(), AsAt.now(), 1, 50).rows().stream()
                .map(HistoryEntry::sentence)
                .toList();
    }

    private double unknown() {
        return meters.get("waymark.events.unknown").counter().count();
    }

    /** Lies in the log as a later release would have written it. */
    private void appendFromANewerRelease(String streamId, String event) {
        Document last = Objects.requireNonNull(database.getCollection("log")
                .find()
                .sort(Sorts.descending("_id"))
                .first());
        long sequence = skip(streamId);
        Document entry = new Document(last.getList("events", Document.class).getFirst())
                .append("stream", streamId)
                .append("seq", sequence)
                .append("name", event)
                .append("version", 1)
                .append("payload", "{\"to\":\"the moon\"}");
        database.getCollection("log")
                .insertOne(new Document(last)
                        .append("_id", last.getLong("_id") + last.getInteger("n"))
                        .append("n", 1)
                        .append("prev", last.getString("hash"))
                        .append("attempt", "newer")
                        .append("keys", List.of(streamId + "#" + sequence))
                        .append("events", List.of(entry))
                        .append("texts", List.of()));
    }

    /** Takes the row of an action out of the views behind their back, as a damaged database would have lost it. */
    private Document takeRow(String name) {
        Document row = Objects.requireNonNull(rows().findOneAndDelete(Filters.eq("_id", id(name))));
        // Another process wrote meanwhile: the projection reads every row again
        collection("versions").updateOne(Filters.eq("_id", "views"), Updates.set("owner", "another"));
        return row;
    }

    private com.mongodb.client.MongoCollection<Document> rows() {
        return collection("actions");
    }

    private com.mongodb.client.MongoCollection<Document> collection(String name) {
        int generation = views.store().generation();
        return database.getCollection(generation == 1 ? "q_" + name : "q" + generation + "_" + name);
    }
}
