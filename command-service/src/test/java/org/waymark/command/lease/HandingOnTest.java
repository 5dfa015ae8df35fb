package org.waymark.command.lease;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waymark.command.RunningService;
import org.waymark.command.RunningService.Answer;
import org.waymark.contract.log.Role;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.embedded.EmbeddedMongo;

class HandingOnTest {

    private static final String PARTY = "{\"name\": \"Carers Count\", \"area\": \"Council\"}";

    private EmbeddedMongo mongo;

    @BeforeEach
    void start() {
        mongo = EmbeddedMongo.inMemory();
    }

    @AfterEach
    void stop() {
        mongo.close();
    }

    private RunningService service() {
        return RunningService.on(
                mongo.uri(),
                "--waymark.command-service.lease.beat=100ms",
                "--waymark.command-service.lease.patience=3s");
    }

    private static RunningService holding(RunningService service) {
        Appending appending = service.bean(Appending.class);
        Awaitility.await("the lease").atMost(Duration.ofSeconds(20)).until(appending::held);
        return service;
    }

    private static RunningService knowing(RunningService service) {
        Appending appending = service.bean(Appending.class);
        Awaitility.await("knowledge of the holder")
                .atMost(Duration.ofSeconds(20))
                .until(() -> appending.other().isPresent());
        return service;
    }

    private static double handedOn(RunningService service, String outcome) {
        return service.bean(MeterRegistry.class)
                .get("waymark.commands.handed.on")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static long decided(RunningService service) {
        return service.bean(MeterRegistry.class).find("waymark.command.latency").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Test
    void a_change_is_decided_where_the_lease_is_and_answered_where_it_was_asked_for() {
        try (RunningService holder = holding(service());
                RunningService other = knowing(service())) {
            Answer answer = other.command("parties/p-cc/register-party", PARTY);

            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.text("id")).isEqualTo("p-cc");
            assertThat(answer.header("ETag")).isNotEmpty();
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.headers().get("x-content-type-options")).hasSize(1);
            assertThat(decided(holder)).isEqualTo(1);
            assertThat(decided(other)).isZero();
            assertThat(handedOn(other, "answered")).isEqualTo(1);
            assertThat(holder.bean(EventLog.class).readStream("p-cc")).hasSize(1);
        }
    }

    @Test
    void what_the_holder_refuses_comes_back_as_it_says_it() {
        try (RunningService holder = holding(service());
                RunningService other = knowing(service())) {
            other.plan("plan-1");
            String report = "actions/" + other.action("plan-1", "1.1", "") + "/report-progress";
            other.command(report, "{\"note\": \"Begun\"}", "If-Match", "\"1\"");

            Answer stale = other.command(report, "{\"note\": \"Begun\"}", "If-Match", "\"1\"");

            assertThat(stale.status()).as(stale.toString()).isEqualTo(412);
            assertThat(stale.problem()).isEqualTo("stale-edit");
            assertThat(stale.header("ETag"))
                    .isEqualTo("\"" + stale.json().path("currentVersion").asInt() + "\"");
            assertThat(decided(holder)).isEqualTo(4);
        }
    }

    @Test
    void the_same_key_at_two_services_is_one_change() {
        try (RunningService holder = holding(service());
                RunningService other = knowing(service())) {
            Answer first = other.commandWithKey("once", "parties/p-cc/register-party", PARTY);
            Answer again = holder.commandWithKey("once", "parties/p-cc/register-party", PARTY);

            assertThat(first.status()).isEqualTo(200);
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.json().path("replayed").asBoolean()).isTrue();
            assertThat(again.json().path("position").asLong())
                    .isEqualTo(first.json().path("position").asLong());
            assertThat(holder.bean(EventLog.class).head().position()).isEqualTo(1);
        }
    }

    @Test
    void a_file_is_handed_on_with_all_that_is_said_about_it() {
        try (RunningService holder = holding(service());
                RunningService other = knowing(service())) {
            String csv = "Theme,Reference,Action,Leads\nWellbeing,1.1,Ask carers,Carers Count\n";
            Answer answer = other.send(
                    other.request("/api/imports/plan-2?dryRun=true&title=Plan%20two&owner=Council&file=two.csv")
                            .header("Authorization", "Bearer " + RunningService.token("u-officer", Role.GOVERNANCE))
                            .header("Content-Type", "text/csv")
                            .POST(BodyPublishers.ofString(csv)));

            assertThat(answer.body()).contains("Plan two").contains("Carers Count");
            assertThat(handedOn(other, "answered")).isEqualTo(1);
            assertThat(decided(holder)).isZero();
        }
    }

    @Test
    void who_brings_no_token_or_too_much_is_refused_where_they_ask() {
        try (RunningService holder = holding(service());
                RunningService other = knowing(service())) {
            Answer unknown = other.send(
                    other.request("/api/commands/parties/p-cc/register-party").POST(BodyPublishers.ofString(PARTY)));
            Answer large =
                    other.command("parties/p-cc/register-party", "{\"name\": \"" + "x".repeat(1_000_001) + "\"}");

            assertThat(unknown.status()).isEqualTo(401);
            assertThat(large.status()).isEqualTo(413);
            assertThat(large.problem()).isEqualTo("too-large");
            assertThat(large.text("detail")).contains("1 MB");
            assertThat(handedOn(other, "answered")).isZero();
            assertThat(holder.bean(EventLog.class).head().position()).isZero();
        }
    }

    @Test
    void when_the_holder_ends_another_one_takes_over() {
        RunningService holder = holding(service());
        try (RunningService other = knowing(service())) {
            holder.close();

            Answer answer = other.command("parties/p-cc/register-party", PARTY);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            holding(other);
        }
    }

    @Test
    void a_holder_that_cannot_be_reached_holds_nobody_up() throws IOException {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        try (Alive holder = new Alive("http://127.0.0.1:" + nobody);
                RunningService other = knowing(service())) {
            holder.close();
            Answer answer = other.command("parties/p-cc/register-party", PARTY);

            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(handedOn(other, "decided-here")).isEqualTo(1);
        }
    }

    @Test
    void a_holder_that_falls_silent_with_a_change_in_hand_does_not_keep_it() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            try (Alive holder = new Alive("http://127.0.0.1:" + silent.getLocalPort());
                    RunningService other = knowing(service())) {
                CompletableFuture<Socket> inHand = holder.untilAskedAt(silent);
                Answer answer =
                        other.commandWithKey(UUID.randomUUID().toString(), "parties/p-cc/register-party", PARTY);

                assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
                assertThat(handedOn(other, "decided-here")).isEqualTo(1);
                assertThat(other.bean(Appending.class).held()).isTrue();
                inHand.join().close();
            }
        }
    }

    /** A lease as a process keeps it that is alive, and leaves it when it is killed. */
    private final class Alive implements AutoCloseable {

        private final MongoClient client = MongoClients.create(mongo.uri());
        private final MongoCollection<Document> leases =
                client.getDatabase("waymark").getCollection("log_lease");
        private final ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor();

        Alive(String address) {
            leases.insertOne(new Document("_id", "appender")
                    .append("holder", "another")
                    .append("address", address)
                    .append("term", 7L)
                    .append("beat", 70L)
                    .append("released", false));
            beating.scheduleAtFixedRate(
                    () -> leases.updateOne(Filters.eq("holder", "another"), Updates.inc("beat", 1L)),
                    0,
                    100,
                    TimeUnit.MILLISECONDS);
        }

        /** It is killed when somebody hands it a change; the connection of whoever does so. */
        CompletableFuture<Socket> untilAskedAt(ServerSocket door) {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    Socket asked = door.accept();
                    close();
                    return asked;
                } catch (IOException unexpected) {
                    throw new UncheckedIOException(unexpected);
                }
            });
        }

        @Override
        public void close() {
            beating.close();
            client.close();
        }
    }
}
