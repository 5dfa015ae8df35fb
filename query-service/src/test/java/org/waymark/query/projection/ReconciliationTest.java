package org.waymark.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.action.Rating;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.indicator.IndicatorEvent;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.Role;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.time.Nation;
import org.waymark.eventstore.SetAside;
import org.waymark.eventstore.StoredEvent;
import org.waymark.query.ServiceUnderTest;

/** What a comparison of the stored rows with the log finds, and what it does not mistake for a difference. */
class ReconciliationTest extends ServiceUnderTest {

    @Autowired
    private Views views;

    @Autowired
    private StoredPosition readUpTo;

    @Autowired
    private SetAside setAside;

    @Autowired
    private Rebuild rebuild;

    private final MeterRegistry meters = new SimpleMeterRegistry();

    /** Looks at all rows, because the log is of all tests. */
    private Reconciliation reconciliation() {
        return new Reconciliation(database, views, readUpTo, setAside, log, 1_000_000, Clock.systemUTC(), meters);
    }

    @Test
    void rows_that_nobody_touched_are_what_the_log_says() {
        aYear();

        assertThat(differences()).isEmpty();
        assertThat(reconciliation().last().orElseThrow().compared()).isGreaterThanOrEqualTo(7);
    }

    @Test
    void nothing_differs_while_things_happen() {
        aYear();
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> busy = CompletableFuture.runAsync(() -> {
            Rating[] ratings = {Rating.AMBER, Rating.GREEN};
            for (int i = 0; !enough.get(); i++) {
                happens(new ActionEvent.RatingChanged(
                        id("a"), ratings[i % 2], ratings[(i + 1) % 2], FreeText.of("Word " + i)));
                decided(i);
                mail("m" + i);
                settle();
            }
        });

        for (int i = 0; i < 3; i++) {
            assertThat(differences()).isEmpty();
        }

        enough.set(true);
        busy.join();
        assertThat(differences()).isEmpty();
    }

    @Test
    void a_row_that_was_changed_by_hand_is_found_and_reported_until_the_views_are_built_again() throws Exception {
        aYear();
        Reconciliation measured = reconciliation();
        String row = json("actions", id("a"));
        collection("actions")
                .updateOne(
                        Filters.eq("_id", id("a")),
                        Updates.set("json", row.replace("\"rating\":\"AMBER\"", "\"rating\":\"GREEN\"")));

        assertThat(differences()).containsExactly(new Reconciliation.Difference("actions", id("a"), List.of("rating")));
        assertThat(meters.get("waymark.views.differences").gauge().value()).isGreaterThanOrEqualTo(1);
        assertThat(get("/actuator/health").body())
                .contains("\"status\":\"WARNING\"")
                .contains("Rebuild the views");
        assertThat(send(
                                Role.ADMINISTRATOR,
                                java.net.http.HttpRequest.newBuilder().GET(),
                                "/api/views/comparison")
                        .body())
                .contains("{\"kind\":\"actions\",\"id\":\"" + id("a") + "\",\"what\":[\"rating\"]}");

        rebuild.run();

        assertThat(differences()).isEmpty();
        assertThat(meters.get("waymark.views.differences").gauge().value())
                .isEqualTo(measured.last().orElseThrow().differences().size());
    }

    @Test
    void what_is_gone_what_came_by_hand_and_what_a_history_lost_are_found() {
        aYear();
        collection("actions").deleteOne(Filters.eq("_id", id("b")));
        collection("plans")
                .updateOne(
                        Filters.eq("_id", plan),
                        Updates.set("json", json("plans", plan).replace("\"published\":true", "\"published\":false")));
        Document history = Objects.requireNonNull(
                collection("histories").find(Filters.eq("_id", id("a") + "#0")).first());
        String oldest = history.get("e", Document.class).keySet().iterator().next();
        collection("histories").updateOne(Filters.eq("_id", id("a") + "#0"), Updates.unset("e." + oldest));

        assertThat(differences())
                .containsExactlyInAnyOrder(
                        new Reconciliation.Difference("actions", id("a"), List.of("history")),
                        new Reconciliation.Difference("actions", id("b"), List.of("row")),
                        new Reconciliation.Difference("plans", plan, List.of("published")));

        rebuild.run();

        assertThat(differences()).isEmpty();
    }

    /** Neither a row nor its plan's list of actions leads to it: only the log knows of it. */
    @Test
    void an_action_of_which_the_views_know_nothing_is_found() {
        aYear();
        collection("actions").deleteOne(Filters.eq("_id", id("b")));
        assertThat(collection("lists")
                        .updateMany(Filters.eq("ids", id("b")), Updates.pull("ids", id("b")))
                        .getModifiedCount())
                .isOne();

        assertThat(differences()).contains(new Reconciliation.Difference("actions", id("b"), List.of("row")));

        rebuild.run();

        assertThat(differences()).isEmpty();
    }

    @Test
    void an_entry_that_waits_is_no_difference() {
        aYear();
        happens(anAction("a").undated());
        happens(new ActionEvent.ProgressReported(id("a"), FreeText.of("Waits behind it")));
        settle();
        assertThat(setAside.waiting()).extracting(SetAside.Waiting::streamId).contains(id("a"));

        assertThat(differences()).isEmpty();
    }

    /** A little of everything that an action's row holds. */
    private void aYear() {
        aPlan();
        happens(new PlanEvent.PlanPublished(plan));
        happens(anAction("a").undated().amber());
        happens(anAction("b").undated());
        happens(new GroupEvent.GroupFormed(
                id("g"),
                new GroupDetails(
                        "Board", GroupDetails.Kind.BOARD, Nation.ENGLAND, null, null, null, List.of(), List.of())));
        happens(new GroupEvent.MeetingScheduled(id("g"), id("meeting"), day("03-01")));
        happens(new IndicatorEvent.IndicatorDefined(id("i"), plan, "Carers known", null, null, null));
        happens(new IndicatorEvent.ReadingRecorded(id("i"), "Leeds", "2016", BigDecimal.ONE, null));
        happens(new IndicatorEvent.ReadingCorrected(
                id("i"),
                "Leeds",
                "2016",
                BigDecimal.ONE,
                BigDecimal.TEN,
                FreeText.of("A nought was lost"),
                null,
                null));
        happens(new ActionEvent.ProgressReported(id("a"), FreeText.of("Sam told me")));
        decided(0);
        mail("m");
        settle();
        StoredEvent told = log.readStream(id("a")).getLast();
        String digest = Objects.requireNonNull(
                ((ActionEvent.ProgressReported) told.payload()).note().digest());
        log.redact(told.position(), digest);
        happens(new ActionEvent.TextRedacted(id("a"), told.position(), digest, "Names somebody"));
        settle();
    }

    private void decided(int number) {
        happens(new GroupEvent.DecisionTaken(
                id("g"), id("meeting"), DecisionKind.NOTED, FreeText.of("Noted " + number), List.of(id("a"))));
    }

    private void mail(String name) {
        happens(new MailEvent.MailRecorded(
                new Mail(
                        id(name),
                        "c-1",
                        RecipientRole.LEAD,
                        "p-count",
                        day("01-02"),
                        name + "@waymark.example",
                        List.of(
                                new Mail.Item(plan, id("a"), MailRule.UPDATE_REQUEST, "meeting"),
                                new Mail.Item(plan, id("b"), MailRule.UPDATE_REQUEST, "meeting"))),
                MailState.SENT,
                1,
                null));
    }

    private List<Reconciliation.Difference> differences() {
        return reconciliation().run().differences().stream()
                .filter(difference -> difference.id().startsWith(plan))
                .toList();
    }

    private String json(String name, String id) {
        return Objects.requireNonNull(
                        collection(name).find(Filters.eq("_id", id)).first())
                .getString("json");
    }

    private MongoCollection<Document> collection(String name) {
        int generation = views.store().generation();
        return database.getCollection(generation == 1 ? "q_" + name : "q" + generation + "_" + name);
    }
}
