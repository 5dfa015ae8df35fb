package org.waymark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.contract.log.Role;
import org.waymark.eventstore.LogVerifier;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import org.waymark.standalone.runtime.DataDirectory;
import org.waymark.standalone.runtime.Ports;

/**
 * Several command-services as packaged, on one database, under changes by eight clients, who ask again with the same key when
 * they hear nothing. The one that appends is paused, killed and cut off; nothing that was acknowledged is lost or done twice.
 */
class SeveralCommandServicesIT {

    private static final int CLIENTS = 8;
    private static final int BETWEEN_FAULTS = 150;
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(10);
    private static final Duration MEASURED_WITHIN = Duration.ofMinutes(15);

    @TempDir
    private Path directory;

    private final String secret = DataDirectory.newSecret();
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, ExecJar> services = new HashMap<>();
    private final Map<String, Cable> cables = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void another_takes_over_from_one_that_is_paused_killed_or_cut_off_and_nothing_is_lost_or_doubled()
            throws Exception {
        try (EmbeddedMongo database = EmbeddedMongo.inMemory();
                MongoClient client = MongoClients.create(database.uri());
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            try {
                startAll(List.of("first", "second"), database);
                List<Future<?>> writing = writing(clients);
                another(BETWEEN_FAULTS, writing);

                String paused = holder(client);
                service(paused).pause();
                awaitAnotherThan(paused, client);
                another(BETWEEN_FAULTS, writing);
                service(paused).resume();
                another(BETWEEN_FAULTS, writing);

                String killed = holder(client);
                assertThat(killed).isNotEqualTo(paused);
                service(killed).kill();
                another(BETWEEN_FAULTS, writing);
                awaitAnotherThan(killed, client);
                services.put(killed, start(killed));
                another(BETWEEN_FAULTS, writing);

                String cutOff = holder(client);
                cable(cutOff).cut();
                awaitAnotherThan(cutOff, client);
                another(BETWEEN_FAULTS, writing);
                cable(cutOff).mend();
                assertThatItForwards(cutOff, client);
                another(BETWEEN_FAULTS, writing);

                end(writing);
            } finally {
                stopAll();
            }
            assertThatTheLogHoldsEachOnce(client);
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(8 * BETWEEN_FAULTS);
        }
    }

    /** A measurement, and no promise: {@code -Dwaymark.measure.changes=20000} runs it and prints what it finds. */
    @Test
    @EnabledIfSystemProperty(
            named = "waymark.measure.changes",
            matches = "\\d+",
            disabledReason = "it measures; see docs/benchmarks.md")
    void what_one_two_and_four_of_them_take() throws Exception {
        int changes = Integer.getInteger("waymark.measure.changes");
        for (int processes : new int[] {1, 2, 4}) {
            try (EmbeddedMongo database = EmbeddedMongo.inMemory();
                    MongoClient client = MongoClients.create(database.uri());
                    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
                try {
                    startAll(
                            IntStream.rangeClosed(1, processes)
                                    .mapToObj(number -> "of-" + processes + "-" + number)
                                    .toList(),
                            database);
                    List<Future<?>> writing = writing(clients);
                    another(changes, MEASURED_WITHIN, writing);
                    long begin = System.nanoTime();
                    int before = count.get();
                    another(changes, MEASURED_WITHIN, writing);
                    double seconds = (System.nanoTime() - begin) / 1e9;
                    System.out.printf(
                            Locale.ROOT,
                            "%d command-service(s), %d clients: %,.0f changes/s (%,d changes, as many before to warm up)%n",
                            processes,
                            CLIENTS,
                            (count.get() - before) / seconds,
                            count.get() - before);
                    end(writing);
                } finally {
                    stopAll();
                }
                assertThatTheLogHoldsEachOnce(client);
            }
        }
    }

    private void startAll(List<String> all, EmbeddedMongo database) throws IOException {
        stop.set(false);
        acknowledged.clear();
        names.clear();
        for (String name : all) {
            cables.put(name, new Cable(database.uri()));
            services.put(name, start(name));
        }
        names.addAll(all);
    }

    private void stopAll() throws IOException {
        stop.set(true);
        services.values().forEach(ExecJar::close);
        for (Cable cable : cables.values()) {
            cable.close();
        }
        services.clear();
        cables.clear();
        ports.clear();
    }

    private List<Future<?>> writing(ExecutorService clients) {
        List<Future<?>> writing = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            writing.add(clients.submit(() -> write(number)));
        }
        return writing;
    }

    private void end(List<Future<?>> writing) throws Exception {
        stop.set(true);
        for (Future<?> writer : writing) {
            writer.get(60, TimeUnit.SECONDS);
        }
    }

    /** It takes changes again, and hands them on to the one that took over. */
    private void assertThatItForwards(String name, MongoClient client) {
        String party = "p-back-" + name;
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            Awaitility.await(name + " answers again")
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> send(http, token(), party, name).statusCode() == 200);
        }
        acknowledged.add(party);
        assertThat(holder(client)).isNotEqualTo(name);
    }

    private Cable cable(String name) {
        return Objects.requireNonNull(cables.get(name));
    }

    private ExecJar start(String name) throws IOException {
        int port = ports.computeIfAbsent(name, _ -> Ports.choose(0));
        ExecJar service = ExecJar.start(
                "command-service",
                directory,
                Map.of(
                        "SPRING_MONGODB_URI",
                        cable(name).uri(),
                        "SERVER_PORT",
                        String.valueOf(port),
                        "SERVER_ADDRESS",
                        Ports.LOOPBACK,
                        "WAYMARK_IDENTITY_SECRET",
                        secret,
                        "AXONIQ_UPDATE_CHECKER_DISABLED",
                        "true"));
        service.awaitAnswer(URI.create(address(name) + "/actuator/health"));
        return service;
    }

    private ExecJar service(String name) {
        return Objects.requireNonNull(services.get(name));
    }

    private String address(String name) {
        return "http://" + Ports.LOOPBACK + ":" + ports.get(name);
    }

    /** Name of the service that appends, as the database says. */
    private String holder(MongoClient client) {
        Document lease =
                client.getDatabase("waymark").getCollection("log_lease").find().first();
        assertThat(lease).isNotNull();
        return ports.keySet().stream()
                .filter(name -> address(name).equals(lease.getString("address")))
                .findFirst()
                .orElseThrow();
    }

    private void awaitAnotherThan(String name, MongoClient client) {
        Awaitility.await("another than " + name)
                .atMost(TAKEN_OVER_WITHIN)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !holder(client).equals(name));
    }

    /** Waits until so many more changes are acknowledged. */
    private void another(int changes, List<Future<?>> writing) {
        another(changes, Duration.ofSeconds(60), writing);
    }

    private void another(int changes, Duration within, List<Future<?>> writing) {
        int until = count.get() + changes;
        Awaitility.await(changes + " more changes")
                .atMost(within)
                .pollInterval(Duration.ofMillis(20))
                .failFast("a client ended", () -> writing.stream().anyMatch(Future::isDone))
                .until(() -> count.get() >= until);
    }

    private void write(int number) {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build()) {
            String token = token();
            String asked = names.get(number % names.size());
            for (int i = 0; !stop.get(); i++) {
                String party = "p-" + number + "-" + i;
                // Keeps to the one that answers, and tries the other now and then
                asked = register(http, token, party, i % 10 == 9 ? other(asked) : asked);
                acknowledged.add(party);
                count.incrementAndGet();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String other(String name) {
        return names.get((names.indexOf(name) + 1) % names.size());
    }

    /** Asks one service, and where it does not answer the other, until one says that it is done; which one did. */
    private String register(HttpClient http, String token, String party, String first) throws InterruptedException {
        String asked = first;
        while (true) {
            try {
                HttpResponse<String> answer = send(http, token, party, asked);
                if (answer.statusCode() == 200) {
                    return asked;
                }
                if (answer.statusCode() < 500) {
                    throw new AssertionError(answer.statusCode() + " " + answer.body());
                }
            } catch (IOException silent) {
                // Asks the other one, with the same key
            }
            asked = other(asked);
        }
    }

    private HttpResponse<String> send(HttpClient http, String token, String party, String asked)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(
                                URI.create(address(asked) + "/api/commands/parties/" + party + "/register-party"))
                        .timeout(Duration.ofSeconds(3))
                        .header("Authorization", "Bearer " + token)
                        .header("Idempotency-Key", party)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"name\": \"" + party + "\", \"area\": \"Council\"}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private String token() {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256),
                    new JWTClaimsSet.Builder()
                            .subject("u-officer")
                            .claim("role", Role.GOVERNANCE.name())
                            .claim("parties", List.of())
                            .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
                            .build());
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException unsigned) {
            throw new IllegalStateException(unsigned);
        }
    }

    private void assertThatTheLogHoldsEachOnce(MongoClient client) {
        assertThat(LogVerifier.of(client.getDatabase("waymark")).verify().fault())
                .isNull();
        Set<String> streams = new HashSet<>();
        for (Document commit :
                client.getDatabase("waymark").getCollection("log").find()) {
            for (Document event : commit.getList("events", Document.class)) {
                assertThat(streams.add(event.getString("stream")))
                        .as(event.getString("stream"))
                        .isTrue();
            }
        }
        assertThat(streams).containsAll(acknowledged);
    }
}
