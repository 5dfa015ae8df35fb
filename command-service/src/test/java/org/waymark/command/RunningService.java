package org.waymark.command;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.waymark.contract.log.Role;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as it runs, over an embedded server, on a day in June 2018; one for most tests, which use their own ids. */
public final class RunningService implements AutoCloseable {

    /** The moment at which everything happens, a Monday. */
    public static final Instant NOW = Instant.parse("2018-06-25T09:00:00Z");

    private static final String SECRET = "a secret that is long enough for HS256";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final class Holder {
        private static final RunningService RUNNING = alone();

        private static RunningService alone() {
            EmbeddedMongo mongo = EmbeddedMongo.inMemory();
            RunningService service = on(mongo.uri());
            // In this order: a service that looks for its database while it stops waits half a minute for it
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                service.close();
                mongo.close();
            }));
            return service;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class StandingClock {
        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final URI base;

    private RunningService(List<String> arguments) {
        SpringApplication application = new SpringApplication(CommandServiceApplication.class, StandingClock.class);
        application.setRegisterShutdownHook(false);
        context = application.run(arguments.toArray(String[]::new));
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        base = URI.create("http://127.0.0.1:" + port);
    }

    public static RunningService get() {
        return Holder.RUNNING;
    }

    /** Another one, on this database. */
    public static RunningService on(String mongoUri, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--spring.config.name=waymark,command-service",
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.mongodb.uri=" + mongoUri,
                "--waymark.identity.secret=" + SECRET));
        all.addAll(List.of(arguments));
        return new RunningService(all);
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }

    /** A bean of the service. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** What came back. */
    public record Answer(int status, String body, Map<String, List<String>> headers) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of(""))
                    .getFirst();
        }

        public String text(String field) {
            return json().path(field).asString();
        }

        /** Last part of the problem's type. */
        public String problem() {
            String type = text("type");
            return type.substring(type.lastIndexOf('/') + 1);
        }
    }

    public static String token(String who, Role role, String... parties) {
        return signed(
                SECRET,
                new JWTClaimsSet.Builder()
                        .subject(who)
                        .claim("role", role.name())
                        .claim("parties", List.of(parties))
                        .expirationTime(Date.from(NOW.plusSeconds(600)))
                        .build());
    }

    /** As query-service makes it for somebody who is signed in and says when their own mail comes. */
    public static String tokenOfOwnContact(String contactId, Role role) {
        return signed(
                SECRET,
                new JWTClaimsSet.Builder()
                        .subject(contactId)
                        .claim("role", role.name())
                        .claim("parties", List.of())
                        .claim("via", "session")
                        .expirationTime(Date.from(NOW.plusSeconds(600)))
                        .build());
    }

    /** As query-service makes it for the owner of a link in a mail. */
    public static String tokenByLink(String who, String... parties) {
        return signed(
                SECRET,
                new JWTClaimsSet.Builder()
                        .subject(who)
                        .claim("role", Role.LEAD.name())
                        .claim("parties", List.of(parties))
                        .claim("via", "link")
                        .expirationTime(Date.from(NOW.plusSeconds(600)))
                        .build());
    }

    /** What the services share. */
    public static byte[] secret() {
        return SECRET.getBytes(StandardCharsets.UTF_8);
    }

    /** Any token, signed with the service's secret. */
    public static String signed(JWTClaimsSet claims) {
        return signed(SECRET, claims);
    }

    /** Any token, signed with this secret. */
    public static String signed(String secret, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            jwt.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A command of the governance officer under a new key. */
    public Answer command(String path, String body, String... headers) {
        return commandWithKey(UUID.randomUUID().toString(), path, body, headers);
    }

    public Answer commandWithKey(String key, String path, String body, String... headers) {
        return commandAs(token("u-officer", Role.GOVERNANCE), key, path, body, headers);
    }

    public Answer commandAs(String token, String key, String path, String body, String... headers) {
        HttpRequest.Builder request = request("/api/commands/" + path)
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(
                    response.statusCode(), response.body(), response.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A plan with theme t1. */
    public void plan(String planId) {
        Answer answer = commandWithKey("plan-" + planId, "plans/" + planId + "/create-plan", """
                {"details": {"title": "Plan %s", "owner": "Council", "nation": "ENGLAND"},
                 "outline": {"themes": [{"themeId": "t1", "number": "1", "title": "Wellbeing", "priorities": [],
                   "findings": [], "measures": [], "objectives": [], "pointers": []}]}}""".formatted(planId));
        require(answer, 200);
    }

    /** A new action of the plan, led by this party if it is not empty; its id. */
    public String action(String planId, String reference, String lead) {
        if (!lead.isEmpty()) {
            require(
                    commandWithKey(
                            "party-" + lead,
                            "parties/" + lead + "/register-party",
                            "{\"name\": \"" + lead + "\", \"area\": \"Council\"}"),
                    200);
        }
        Answer answer = command("actions/new/add-action", """
                {"planId": "%s", "details": {"themeId": "t1", "reference": "%s", "text": "Something"},
                 "timescale": "Apr-18", "rating": "AMBER"%s}""".formatted(
                        planId, reference, lead.isEmpty() ? "" : ", \"leads\": {\"parties\": [\"" + lead + "\"]}"));
        require(answer, 200);
        return answer.text("id");
    }

    private static void require(Answer answer, int status) {
        if (answer.status() != status) {
            throw new AssertionError(answer.toString());
        }
    }
}
