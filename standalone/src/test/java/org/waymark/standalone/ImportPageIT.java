package org.waymark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.standalone.runtime.Ports;

/** A governance officer brings a plan on the pages of {@code serve}: choose, check, import, look at the board. */
class ImportPageIT {

    @TempDir
    private Path directory;

    private final int port = Ports.choose(0);

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @Test
    void a_plan_is_checked_before_anything_is_saved_and_then_brought_and_bringing_it_again_changes_nothing()
            throws Exception {
        try (ExecJar serve = ExecJar.start(
                "standalone",
                directory,
                Map.of(),
                "serve",
                "--port",
                String.valueOf(port),
                "--data",
                directory.resolve("data").toString())) {
            serve.awaitAnswer(address("/sign-in"));
            String signIn = get("/sign-in").body();
            post("/sign-in", Map.of("_csrf", field(signIn, "_csrf"), "person", "u-governance-officer"));
            assertThat(get("/plans").body()).contains("No plans yet");

            String report = check(get("/imports/new").body());
            assertThat(report).contains("What would be imported", "Nothing has been saved.");
            assertThat(figure(report, "rows read")).isEqualTo(33);
            assertThat(figure(report, "new actions")).isEqualTo(33);
            assertThat(report).contains("Parties that are new", "April 20010");
            assertThat(get("/plans/cumbria").statusCode()).isEqualTo(404);

            HttpResponse<String> board = confirm(report);
            assertThat(board.uri().getPath()).isEqualTo("/plans/cumbria");
            assertThat(board.body()).contains("Carers strategy of Cumbria", "33 actions");

            String again = check(get("/imports/new").body());
            assertThat(figure(again, "new actions")).isZero();
            assertThat(figure(again, "actions that stay")).isEqualTo(33);
            assertThat(confirm(again).body()).contains("33 actions");
            serve.stop();
        }
    }

    private String check(String form) throws IOException, InterruptedException {
        String csv;
        try (var table = Objects.requireNonNull(getClass().getResourceAsStream("/demo/plans/cumbria/table.csv"))) {
            csv = new String(table.readAllBytes(), StandardCharsets.UTF_8);
        }
        String fields = Map.of(
                        "_csrf",
                        field(form, "_csrf"),
                        "planId",
                        "cumbria",
                        "title",
                        "Carers strategy of Cumbria",
                        "owner",
                        "Cumbria Council",
                        "nation",
                        "ENGLAND")
                .entrySet()
                .stream()
                .map(each -> "--cut\r\nContent-Disposition: form-data; name=\"" + each.getKey() + "\"\r\n\r\n"
                        + each.getValue() + "\r\n")
                .collect(Collectors.joining());
        HttpResponse<String> report = browser.send(
                HttpRequest.newBuilder(address("/imports/new"))
                        .header("Content-Type", "multipart/form-data; boundary=cut")
                        .POST(BodyPublishers.ofString(fields
                                + "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"table.csv\"\r\n"
                                + "Content-Type: text/csv\r\n\r\n" + csv + "\r\n--cut--\r\n"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(report.statusCode()).isEqualTo(200);
        return report.body();
    }

    private HttpResponse<String> confirm(String report) throws IOException, InterruptedException {
        return post("/imports/confirm", Map.of("_csrf", field(report, "_csrf"), "key", field(report, "key")));
    }

    private static long figure(String page, String name) {
        Matcher figure =
                Pattern.compile("wm-figure\">(\\d+)</span><span>" + name).matcher(page);
        assertThat(figure.find()).as(name).isTrue();
        return Long.parseLong(figure.group(1));
    }

    private static String field(String page, String name) {
        Matcher value =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(value.find()).as(name).isTrue();
        return value.group(1);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return browser.send(
                HttpRequest.newBuilder(address(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
