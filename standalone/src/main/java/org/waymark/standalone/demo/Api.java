package org.waymark.standalone.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionCommand;
import org.waymark.contract.group.GroupCommand;
import org.waymark.contract.indicator.IndicatorCommand;
import org.waymark.contract.installation.InstallationCommand;
import org.waymark.contract.log.Command;
import org.waymark.contract.mail.MailCommand;
import org.waymark.contract.party.PartyCommand;
import org.waymark.contract.plan.PlanCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP API of commands, spoken to as any other program would: tokens, Idempotency-Keys, If-Match and all. */
public final class Api implements AutoCloseable {

    /** What was answered to a change. */
    public record Done(String id, long position, int version) {}

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TOKEN_LIFE = Duration.ofHours(12);

    private final URI base;
    private final String secret;
    private final Clock clock;
    private final String keyPrefix;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<Person, String> tokens = new HashMap<>();
    private Instant tokensUntil = Instant.MIN;
    private int requests;

    /**
     * @param clock gives the tokens' times
     * @param keyPrefix makes this client's Idempotency-Keys its own
     */
    public Api(URI base, String secret, Clock clock, String keyPrefix) {
        this.base = base;
        this.secret = secret;
        this.clock = clock;
        this.keyPrefix = keyPrefix;
    }

    /**
     * Sends a command.
     *
     * @param seen version of the content that the sender has seen, or null where none is asked for
     * @throws Refusal when it was not granted
     */
    public Done command(Person who, Command command, @Nullable Integer seen) {
        ObjectNode body = json.valueToTree(command);
        body.remove(command.getClass().getRecordComponents()[0].getName());
        JsonNode answer = post(
                who,
                "/api/commands/" + kind(command) + "/" + encoded(command.streamId()) + "/" + kebab(command.getClass()),
                "application/json",
                json.writeValueAsString(body),
                seen);
        return new Done(
                answer.path("id").asString(""),
                answer.path("position").asLong(0),
                answer.path("version").asInt(0));
    }

    /** Posts something and returns what was answered. */
    public JsonNode post(Person who, String path, String type, String body, @Nullable Integer seen) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", type)
                .header("Idempotency-Key", keyPrefix + "-" + ++requests)
                .POST(BodyPublishers.ofString(body));
        if (seen != null) {
            request.header("If-Match", "\"" + seen + "\"");
        }
        return send(who, request);
    }

    /** Reads something. */
    public JsonNode get(Person who, String path) {
        return send(who, HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    private JsonNode send(Person who, HttpRequest.Builder builder) {
        HttpRequest request = builder.header("Authorization", "Bearer " + token(who))
                .header("Accept", "application/json, application/problem+json")
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() / 100 != 2) {
                throw new Refusal(request.method(), request.uri(), response.statusCode(), response.body());
            }
            return response.body().isBlank() ? json.createObjectNode() : json.readTree(response.body());
        } catch (IOException broken) {
            throw new IllegalStateException("No answer from " + request.uri(), broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }

    private String token(Person who) {
        Instant now = clock.instant();
        if (now.isAfter(tokensUntil)) {
            tokens.clear();
            tokensUntil = now.plus(TOKEN_LIFE.dividedBy(2));
        }
        return tokens.computeIfAbsent(who, person -> sign(person, now));
    }

    private String sign(Person who, Instant now) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256),
                    new JWTClaimsSet.Builder()
                            .subject(who.id())
                            .claim("role", who.role().name())
                            .claim("parties", who.parties())
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plus(TOKEN_LIFE)))
                            .build());
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException unsigned) {
            throw new IllegalStateException("No token can be signed", unsigned);
        }
    }

    private static String kind(Command command) {
        return switch (command) {
            case ActionCommand action -> "actions";
            case PlanCommand plan -> "plans";
            case GroupCommand group -> "groups";
            case PartyCommand party -> "parties";
            case IndicatorCommand indicator -> "indicators";
            case MailCommand mail -> "mails";
            case InstallationCommand installation -> "installations";
            default -> throw new IllegalArgumentException("No address for " + command.getClass());
        };
    }

    /** {@code SlipTimescale} is {@code slip-timescale}. */
    static String kebab(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** A query string, with its question mark. */
    public static String query(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        new TreeMap<>(parameters)
                .forEach((name, value) -> query.append(query.isEmpty() ? '?' : '&')
                        .append(encoded(name))
                        .append('=')
                        .append(encoded(value)));
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.close();
    }

    /** A request was not granted. */
    public static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int status;

        Refusal(String method, URI uri, int status, String body) {
            super("%s %s: %d %s".formatted(method, uri.getPath(), status, body));
            this.status = status;
        }

        /** HTTP status. */
        public int status() {
            return status;
        }
    }
}
