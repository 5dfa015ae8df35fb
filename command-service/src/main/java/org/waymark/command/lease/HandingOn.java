package org.waymark.command.lease;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;
import org.waymark.command.http.ProblemException;
import org.waymark.eventstore.AppendLease.Holder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands a change on to the service that appends. Where that one does not answer, or another takes over while it is waited
 * for, the change is decided here: the request carries its key, so that at most one of the two has an effect.
 */
final class HandingOn extends OncePerRequestFilter {

    /** Marks what was handed on, so that it is decided where it arrives even if the lease has moved again. */
    static final String HANDED_ON = "Waymark-Handed-On";

    private static final Logger log = LoggerFactory.getLogger(HandingOn.class);

    private static final Duration TO_CONNECT = Duration.ofSeconds(2);

    /** The longest import takes less. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** RFC 9110, section 7.6.1, and what the client sets by itself. */
    private static final Set<String> BETWEEN_TWO_HOPS = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final Appending appending;
    private final JsonMapper mapper;
    private final Counter answered;
    private final Counter decidedHere;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    HandingOn(Appending appending, JsonMapper mapper, MeterRegistry meters) {
        this.appending = appending;
        this.mapper = mapper;
        answered = counter(meters, "answered");
        decidedHere = counter(meters, "decided-here");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("waymark.commands.handed.on")
                .description("Changes handed on to the service that appends")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return appending.held() || !request.getMethod().equals("POST") || request.getHeader(HANDED_ON) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CompletableFuture<Void> change = appending.change();
        Holder holder = appending.other().orElse(null);
        if (holder == null) {
            chain.doFilter(request, response);
            return;
        }
        byte[] body;
        try {
            body = request.getInputStream().readAllBytes();
        } catch (ProblemException tooLarge) {
            ProblemDetail problem = tooLarge.problem(request.getLocale());
            response.setStatus(problem.getStatus());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            mapper.writeValue(response.getOutputStream(), problem);
            return;
        }
        HttpResponse<byte[]> answer = ask(holder, request, body, change);
        if (answer == null) {
            decidedHere.increment();
            chain.doFilter(new ReadAlready(request, body), response);
        } else {
            answered.increment();
            pass(answer, response);
        }
    }

    /** What the holder answers, or null where it does not, or is not the one any more. */
    private @Nullable HttpResponse<byte[]> ask(
            Holder holder, HttpServletRequest request, byte[] body, CompletableFuture<Void> change) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request(holder, request, body), BodyHandlers.ofByteArray());
        try {
            CompletableFuture.anyOf(answer, change).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (answer.isDone()) {
                return answer.join();
            }
            log.info("{} did not answer before another took over; deciding here", holder.address());
        } catch (ExecutionException | CompletionException broken) {
            log.info("{} does not answer ({}); deciding here", holder.address(), broken.getMessage());
        } catch (TimeoutException late) {
            log.warn("{} did not answer for {}; deciding here", holder.address(), PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while another service was asked", interrupted);
        } finally {
            answer.cancel(true);
        }
        return null;
    }

    private static HttpRequest request(Holder holder, HttpServletRequest request, byte[] body) {
        String query = request.getQueryString();
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create(holder.address() + request.getRequestURI() + (query == null ? "" : "?" + query)))
                .header(HANDED_ON, "1")
                .POST(BodyPublishers.ofByteArray(body));
        for (String name : Collections.list(request.getHeaderNames())) {
            if (!BETWEEN_TWO_HOPS.contains(name.toLowerCase(Locale.ROOT))) {
                for (String value : Collections.list(request.getHeaders(name))) {
                    builder.header(name, value);
                }
            }
        }
        return builder.build();
    }

    private static void pass(HttpResponse<byte[]> answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.statusCode());
        answer.headers().map().forEach((name, values) -> {
            // What every answer of this service has stands there already
            if (!BETWEEN_TWO_HOPS.contains(name.toLowerCase(Locale.ROOT)) && !response.containsHeader(name)) {
                values.forEach(value -> response.addHeader(name, value));
            }
        });
        response.getOutputStream().write(answer.body());
    }

    @Override
    public void destroy() {
        http.close();
    }
}
