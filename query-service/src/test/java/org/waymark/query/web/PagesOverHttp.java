package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The pages over HTTP, with a command-service that answers as the test wants and remembers what it was sent. */
abstract class PagesOverHttp {

    /** What command-service says once a change is durable. */
    static final String DONE = "200 {\"id\":\"x\",\"position\":4331,\"version\":8,\"replayed\":false}";

    /**
     * What came to command-service.
     *
     * @param version what If-Match held, or null
     * @param language in which its answer is to be
     */
    record Received(
            String method,
            String path,
            @Nullable String version,
            @Nullable String key,
            @Nullable String language,
            String body) {}

    private static final AtomicReference<String> ANSWER = new AtomicReference<>(DONE);
    private static final Map<String, String> BY_METHOD = new ConcurrentHashMap<>();
    private static final List<Received> RECEIVED = new CopyOnWriteArrayList<>();
    private static @Nullable HttpServer commandService;
    private static @Nullable ConfigurableApplicationContext application;
    private static String base = "";

    @BeforeAll
    static void start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/", PagesOverHttp::answer);
        server.start();
        commandService = server;
        ConfigurableApplicationContext started = SpringApplication.run(
                PagesUnderTest.class,
                PagesUnderTest.settings(
                        "--server.port=0",
                        "--waymark.command-service.url=http://localhost:"
                                + server.getAddress().getPort()));
        application = started;
        base = "http://localhost:" + started.getEnvironment().getProperty("local.server.port");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        RECEIVED.add(new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("If-Match"),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                exchange.getRequestHeaders().getFirst("Accept-Language"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        String[] answer = BY_METHOD
                .getOrDefault(exchange.getRequestMethod(), Objects.requireNonNull(ANSWER.get()))
                .split(" ", 2);
        byte[] body = answer[1].getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", answer[0].equals("200") ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterAll
    static void stop() {
        if (application != null) {
            application.close();
        }
        if (commandService != null) {
            commandService.stop(0);
        }
    }

    @BeforeEach
    void nothingWasSent() {
        RECEIVED.clear();
        BY_METHOD.clear();
        ANSWER.set(DONE);
    }

    static FixtureViews.World world() {
        return Objects.requireNonNull(application).getBean(FixtureViews.World.class);
    }

    static ConfigurableApplicationContext application() {
        return Objects.requireNonNull(application);
    }

    /** Where the pages are, without a slash at the end. */
    static String address() {
        return base;
    }

    /** @param answer status, blank, body */
    static void commandServiceSays(String answer) {
        ANSWER.set(answer);
    }

    /** The same for requests of one method only, whatever it says to others. */
    static void commandServiceSays(String method, String answer) {
        BY_METHOD.put(method, answer);
    }

    static List<Received> received() {
        return List.copyOf(RECEIVED);
    }

    static Received lastReceived() {
        assertThat(RECEIVED).isNotEmpty();
        return RECEIVED.getLast();
    }

    /** Somebody who is signed in. */
    static final class Visitor {
        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        private @Nullable String site;
        private @Nullable String languages;

        static Visitor as(String person) throws IOException, InterruptedException {
            Visitor visitor = new Visitor();
            visitor.post("/sign-in", Map.of("_csrf", token(visitor.open("/sign-in")), "person", person));
            return visitor;
        }

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(URI.create(base + path)));
        }

        Document open(String path) throws IOException, InterruptedException {
            HttpResponse<String> page = get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            return Jsoup.parse(page.body());
        }

        /** As a browser asks: with leave to compress. */
        HttpResponse<byte[]> zipped(String path) throws IOException, InterruptedException {
            return http.send(
                    HttpRequest.newBuilder(URI.create(base + path))
                            .header("Accept-Encoding", "gzip")
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }

        HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
            String body = form.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return send(HttpRequest.newBuilder(URI.create(base + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        /** Sends a form with a file. */
        HttpResponse<String> upload(String path, String token, @Nullable String file)
                throws IOException, InterruptedException {
            StringBuilder body = new StringBuilder(
                    "--cut\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token + "\r\n");
            if (file != null) {
                body.append("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"table.csv\"\r\n")
                        .append("Content-Type: text/csv\r\n\r\n")
                        .append(file)
                        .append("\r\n");
            }
            return send(HttpRequest.newBuilder(URI.create(base + path))
                    .header("Content-Type", "multipart/form-data; boundary=cut")
                    .header("Accept", "text/html")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            body.append("--cut--\r\n").toString())));
        }

        /** Opens a form, fills it in on top of what it holds, and presses its button. */
        HttpResponse<String> fill(String path, Map<String, String> typed) throws IOException, InterruptedException {
            return submit(open(path), typed);
        }

        /** Presses the button of the last form of a page. */
        HttpResponse<String> submit(Document page, Map<String, String> typed) throws IOException, InterruptedException {
            return submit(Objects.requireNonNull(page.select("main form").last()), typed);
        }

        /** Sends a form with all that it holds, and what is typed on top of that. */
        HttpResponse<String> submit(Element form, Map<String, String> typed) throws IOException, InterruptedException {
            Map<String, String> values = new LinkedHashMap<>();
            for (Element field :
                    form.select("input[type=hidden], textarea, input:not([type]), input[checked], select")) {
                values.put(
                        field.attr("name"),
                        field.nameIs("textarea")
                                ? field.wholeText()
                                : field.nameIs("select")
                                        ? field.select("option[selected]").attr("value")
                                        : field.attr("value"));
            }
            values.putAll(typed);
            return post(form.attr("action"), values);
        }

        /** What the browser says about the site whose page sends the next requests. */
        void comingFrom(String site) {
            this.site = site;
        }

        /** What the browser says about the languages of its reader. */
        void reading(String preferred) {
            languages = preferred;
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            if (site != null) {
                request.header("Sec-Fetch-Site", site);
            }
            if (languages != null) {
                request.header("Accept-Language", languages);
            }
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        static String token(Document page) {
            return page.select("input[name=_csrf]").attr("value");
        }
    }
}
