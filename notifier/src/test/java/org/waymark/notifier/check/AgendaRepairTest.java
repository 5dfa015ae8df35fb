package org.waymark.notifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.EventProcessor;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.Role;
import org.waymark.contract.projection.ProjectionEvent;
import org.waymark.contract.projection.Projections;
import org.waymark.eventstore.SetAside;
import org.waymark.notifier.Installation;
import org.waymark.notifier.World;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.agenda.Agendas;

class AgendaRepairTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private static World late() {
        return World.adoptedOn("2018-01-02").due("a-1", "2018-03-29").due("a-2", "2018-03-29");
    }

    @Test
    void an_agenda_that_was_changed_by_hand_is_put_right_and_nothing_is_mailed_twice() throws Exception {
        try (Installation installation = Installation.of(late())) {
            installation.at("2018-03-01T07:30");
            assertThat(installation.check().run().sent()).isEqualTo(1);
            settle(installation);
            Map<String, Document> right = rows(installation);
            agenda(installation).deleteOne(Filters.eq("_id", "a/a-1"));
            agenda(installation)
                    .updateOne(
                            Filters.eq("_id", "a/a-2"),
                            Updates.set("body", body(right, "a/a-2").replace("2018-03-29", "2019-03-29")));
            agenda(installation)
                    .insertOne(new Document(right.get("a/a-1"))
                            .append("_id", "a/a-3")
                            .append("writtenAt", Long.MAX_VALUE)
                            .append("body", body(right, "a/a-1").replace("a-1", "a-3")));
            assertThat(actionsInMemory(installation)).contains("a-3");

            assertThat(post(installation, Role.GOVERNANCE, "/rebuild").statusCode())
                    .isEqualTo(403);
            assertThat(post(installation, Role.SERVICE, "/rebuild").statusCode())
                    .isEqualTo(403);
            assertThat(post(installation, Role.ADMINISTRATOR, "/rebuild").statusCode())
                    .isEqualTo(202);

            awaitRebuilt(installation);
            assertThat(bodies(rows(installation))).isEqualTo(bodies(right));
            assertThat(actionsInMemory(installation)).containsExactlyInAnyOrder("a-1", "a-2");
            assertThat(installation.check().run().mails()).isZero();
            installation.at("2018-04-05T07:30");
            assertThat(installation.check().run().raised())
                    .as("it goes on from there")
                    .isEqualTo(2);
        }
    }

    @Test
    void rows_are_not_put_in_place_while_a_check_runs() throws Exception {
        try (Installation installation = Installation.of(late())) {
            settle(installation);
            agenda(installation).deleteOne(Filters.eq("_id", "a/a-1"));
            Optional<SimpleLock> check =
                    installation.context().getBean(Lease.class).take();

            post(installation, Role.ADMINISTRATOR, "/rebuild");

            Awaitility.await().during(Duration.ofMillis(600)).atMost(SOON).untilAsserted(() -> {
                assertThat(repair(installation).state().rebuild()).isNotNull();
                assertThat(rows(installation)).doesNotContainKey("a/a-1");
            });
            check.orElseThrow().unlock();
            awaitRebuilt(installation);
            assertThat(rows(installation)).containsKey("a/a-1");
        }
    }

    @Test
    void an_entry_that_the_agenda_cannot_fold_is_seen_and_holds_nothing_back_once_it_is_discarded() throws Exception {
        try (Installation installation = Installation.of(late())) {
            installation.desk().append(withoutLeads("a-1"));
            installation
                    .desk()
                    .append(new ActionEvent.RatingChanged("a-1", Rating.NONE, Rating.RED, FreeText.of("Behind it")));
            settle(installation);
            SetAside.Waiting waiting = repair(installation).state().waiting().getFirst();
            assertThat(waiting.streamId()).isEqualTo("a-1");
            assertThat(waiting.event()).isEqualTo("action.lead-assigned");
            assertThat(waiting.behind()).isEqualTo(1);
            assertThat(get(installation, "").body()).contains("\"position\":" + waiting.position());
            assertThat(post(installation, Role.ADMINISTRATOR, "/dead-letters/retry")
                            .body())
                    .contains("\"folded\":0")
                    .contains("\"waiting\":2");

            post(installation, Role.ADMINISTRATOR, "/rebuild");
            awaitRebuilt(installation);
            assertThat(repair(installation).state().waiting())
                    .as("an agenda built again waits for the same")
                    .extracting(SetAside.Waiting::position, SetAside.Waiting::behind)
                    .containsExactly(tuple(waiting.position(), 1));
            installation
                    .desk()
                    .append(new ProjectionEvent.EntryDiscarded(
                            Projections.AGENDA,
                            waiting.position(),
                            "a-1",
                            waiting.event(),
                            FreeText.of("Nobody was meant")));

            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> repair(installation).state().waiting().isEmpty());
            assertThat(body(rows(installation), "a/a-1")).contains("\"rating\":\"RED\"");
            post(installation, Role.ADMINISTRATOR, "/rebuild");
            awaitRebuilt(installation);
            assertThat(repair(installation).state().waiting()).isEmpty();
            assertThat(body(rows(installation), "a/a-1")).contains("\"rating\":\"RED\"");
        }
    }

    @Test
    void an_agenda_that_has_stopped_is_seen_in_the_health_within_ten_seconds() {
        try (Installation installation = Installation.of(late())) {
            awaitHealth(installation, 200, "\"running\":true");
            EventProcessor processor = installation
                    .context()
                    .getBean(org.axonframework.config.Configuration.class)
                    .eventProcessingConfiguration()
                    .eventProcessors()
                    .values()
                    .stream()
                    .filter(each -> each.getName().startsWith("notifier-agenda"))
                    .findFirst()
                    .orElseThrow();

            processor.shutDown();

            awaitHealth(installation, 503, "\"running\":false");
            processor.start();
            awaitHealth(installation, 200, "\"running\":true");
        }
    }

    @SuppressWarnings("NullAway") // As no release writes it
    private static ActionEvent withoutLeads(String actionId) {
        return new ActionEvent.LeadAssigned(actionId, Leads.none(), null);
    }

    private static AgendaRepair repair(Installation installation) {
        return installation.context().getBean(AgendaRepair.class);
    }

    private static void settle(Installation installation) throws InterruptedException {
        assertThat(installation.context().getBean(Agendas.class).awaitHead(SOON))
                .isTrue();
    }

    private static void awaitRebuilt(Installation installation) {
        Awaitility.await().atMost(SOON).until(() -> repair(installation).state().rebuild() == null);
        AgendaRepair.Rebuilt last = repair(installation).state().lastRebuild();
        assertThat(last).isNotNull();
        assertThat(last.failure()).isNull();
    }

    private static MongoCollection<Document> agenda(Installation installation) {
        MongoDatabase database = installation.context().getBean(MongoDatabase.class);
        return database.getCollection(database.listCollectionNames().into(new ArrayList<>()).stream()
                .filter(name -> name.startsWith("notifier_agenda_"))
                .findFirst()
                .orElseThrow());
    }

    /** By key, without how far it has read. */
    private static Map<String, Document> rows(Installation installation) {
        Map<String, Document> rows = new TreeMap<>();
        for (Document row : agenda(installation).find(Filters.ne("_id", "position"))) {
            rows.put(row.getString("_id"), row);
        }
        return rows;
    }

    private static List<String> actionsInMemory(Installation installation) {
        return installation.context().getBean(Agendas.class).current().actions().stream()
                .map(ActionRow::actionId)
                .toList();
    }

    private static Map<String, String> bodies(Map<String, Document> rows) {
        Map<String, String> bodies = new TreeMap<>();
        rows.forEach((key, row) -> bodies.put(key, row.getString("body")));
        return bodies;
    }

    private static String body(Map<String, Document> rows, String key) {
        Document row = rows.get(key);
        assertThat(row).as(key).isNotNull();
        return row.getString("body");
    }

    private static void awaitHealth(Installation installation, int status, String detail) {
        Awaitility.await().atMost(SOON).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            HttpResponse<String> health = send(
                    installation,
                    Role.SERVICE,
                    "/actuator/health",
                    HttpRequest.newBuilder().GET());
            assertThat(health.statusCode()).isEqualTo(status);
            assertThat(health.body()).contains(detail);
        });
    }

    private static HttpResponse<String> get(Installation installation, String path) throws Exception {
        return send(
                installation,
                Role.SERVICE,
                "/api/notifier/agenda" + path,
                HttpRequest.newBuilder().GET());
    }

    private static HttpResponse<String> post(Installation installation, Role role, String path) throws Exception {
        return send(
                installation,
                role,
                "/api/notifier/agenda" + path,
                HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static HttpResponse<String> send(
            Installation installation, Role role, String path, HttpRequest.Builder request) throws Exception {
        Instant now = installation.context().getBean(Clock.class).instant();
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject("u-ada")
                        .claim("role", role.name())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(60)))
                        .build());
        token.sign(new MACSigner(Installation.SECRET.getBytes(StandardCharsets.UTF_8)));
        String port = installation.context().getEnvironment().getProperty("local.server.port");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    request.uri(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + token.serialize())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
