package org.waymark.standalone.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waymark.contract.log.Role;

/** Somebody at the other end of HTTP: with a token to the API, with a session to the pages. Connections stay open. */
final class Caller implements AutoCloseable {

    /** Who does everything here; {@code standalone-bench.yaml} lets them sign in. */
    static final String OFFICER = "u-bench-officer";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern PERSON = Pattern.compile("name=\"person\"[^>]*value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final AtomicLong requests = new AtomicLong();
    private final URI base;
    private final String keys = "bench-" + Long.toString(System.nanoTime(), 36);
    private String token = "";
    private String cookie = "";

    Caller(URI base) {
        // By its number: the name would be looked up, and may be tried by IPv6 first
        this.base = URI.create("http://127.0.0.1:" + base.getPort());
    }

    /** Signs a token that is good for the length of any run. */
    Caller withToken(String secret, Instant now) {
        try {
            SignedJWT signed = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256),
                    new JWTClaimsSet.Builder()
                            .subject(OFFICER)
                            .claim("role", Role.GOVERNANCE.name())
                            .claim("parties", List.of())
                            .issueTime(Date.from(now.minus(Duration.ofMinutes(1))))
                            .expirationTime(Date.from(now.plus(Duration.ofDays(1000))))
                            .build());
            signed.sign(new MACSigner(secret));
            token = signed.serialize();
            return this;
        } catch (JOSEException unsigned) {
            throw new IllegalStateException("No token can be signed", unsigned);
        }
    }

    /** Signs in on the sign-in page as the bench's officer, or as the first whom it offers. */
    Caller signedIn() {
        HttpResponse<String> form = send(request("/sign-in").GET());
        cookie = cookie(form);
        String who = form.body().contains(OFFICER) ? OFFICER : found(PERSON, form.body());
        String body = "person=" + encoded(who) + "&_csrf=" + encoded(found(CSRF, form.body()));
        HttpResponse<String> answer = send(request("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
        if (answer.statusCode() / 100 != 3) {
            throw new IllegalStateException("Signing in was answered with " + answer.statusCode());
        }
        cookie = cookie(answer);
        return this;
    }

    private String cookie(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Set-Cookie")
                .map(value -> value.substring(0, value.indexOf(';')))
                .orElse(cookie);
    }

    private static String found(Pattern pattern, String html) {
        Matcher matcher = pattern.matcher(html);
        if (!matcher.find()) {
            throw new IllegalStateException("The page has no " + pattern);
        }
        return matcher.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A page or resource, read whole. */
    String get(String path) {
        HttpResponse<String> response = send(request(path).GET());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + " was answered with " + response.statusCode());
        }
        return response.body();
    }

    /**
     * What it took to get a page.
     *
     * @param firstByteMillis from the request to the first byte of the page
     * @param bytes as sent, compressed
     */
    record Fetched(double firstByteMillis, long bytes) {}

    /** A page as a browser asks for it: with leave to compress. */
    Fetched fetch(String path) {
        long begin = System.nanoTime();
        try {
            HttpResponse<InputStream> response = http.send(
                    request(path).header("Accept-Encoding", "gzip").GET().build(), BodyHandlers.ofInputStream());
            try (InputStream page = response.body()) {
                int first = page.read();
                double millis = (System.nanoTime() - begin) / 1e6;
                if (response.statusCode() != 200 || first < 0) {
                    throw new IllegalStateException(
                            path + " was answered with " + response.statusCode() + (first < 0 ? " and nothing" : ""));
                }
                return new Fetched(millis, 1 + page.transferTo(OutputStream.nullOutputStream()));
            }
        } catch (IOException broken) {
            throw new IllegalStateException("No answer from " + base, broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }

    /** Whether somebody answers a page with what it is. */
    boolean answers(String path) {
        try {
            return http.send(request(path).GET().build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sends a change and returns what was answered. */
    String post(String path, String json, int seen) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", keys + "-" + requests.incrementAndGet())
                .POST(BodyPublishers.ofString(json));
        if (seen > 0) {
            request.header("If-Match", "\"" + seen + "\"");
        }
        HttpResponse<String> response = send(request);
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    path + " was answered with " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new IllegalStateException("No answer from " + base, broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
