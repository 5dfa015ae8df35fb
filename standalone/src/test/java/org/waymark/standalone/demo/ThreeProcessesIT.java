package org.waymark.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.contract.plan.PlanCommand.AdoptPlan;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.WorkingDays;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import org.waymark.standalone.ExecJar;
import org.waymark.standalone.mailbox.Letter;
import org.waymark.standalone.mailbox.Mailbox;
import org.waymark.standalone.runtime.DataDirectory;
import org.waymark.standalone.runtime.Ports;
import tools.jackson.databind.JsonNode;

/**
 * The three services as they run in production: packaged jars, three processes, settings from the environment, nothing
 * shared but a database and a mail server. Together they do the main job.
 */
class ThreeProcessesIT {

    @TempDir
    private Path directory;

    private final String secret = DataDirectory.newSecret();
    private final int commandPort = Ports.choose(0);
    private final int queryPort = Ports.choose(0);
    private final int notifierPort = Ports.choose(0);

    /** So that mail is due whenever this test runs: the processes' clocks stand on a working morning. */
    private final Duration offset = Duration.between(Instant.now(), nextWorkingMorning());

    private static Instant nextWorkingMorning() {
        LocalDate tomorrow = LocalDate.now(DemoClock.LONDON).plusDays(1);
        return WorkingDays.of(Nation.ENGLAND)
                .nextOrSame(tomorrow)
                .atTime(10, 0)
                .atZone(DemoClock.LONDON)
                .toInstant();
    }

    private Map<String, String> environment(EmbeddedMongo database, int port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SPRING_MONGODB_URI", database.uri());
        environment.put("SERVER_PORT", String.valueOf(port));
        environment.put("SERVER_ADDRESS", Ports.LOOPBACK);
        environment.put("WAYMARK_IDENTITY_SECRET", secret);
        environment.put("WAYMARK_COMMANDSERVICE_URL", address(commandPort, "").toString());
        environment.put("WAYMARK_BASEURL", address(queryPort, "").toString());
        environment.put("WAYMARK_EVENTSTORE_CLOCKOFFSET", offset.toString());
        environment.put("AXONIQ_UPDATE_CHECKER_DISABLED", "true");
        return environment;
    }

    private static URI address(int port, String path) {
        return URI.create("http://" + Ports.LOOPBACK + ":" + port + path);
    }

    private static void started(ExecJar service, int port) {
        service.awaitAnswer(address(port, "/actuator/health"));
    }

    @Test
    void a_plan_brought_in_and_adopted_is_shown_and_its_officer_is_told_by_mail() throws Exception {
        try (EmbeddedMongo database = EmbeddedMongo.inMemory();
                Mailbox mailbox = Mailbox.start()) {
            Map<String, String> query = environment(database, queryPort);
            query.put("WAYMARK_IDENTITY_PEOPLE_0_ID", "u-officer");
            query.put("WAYMARK_IDENTITY_PEOPLE_0_NAME", "An officer");
            query.put("WAYMARK_IDENTITY_PEOPLE_0_ROLE", "GOVERNANCE");
            Map<String, String> notifier = environment(database, notifierPort);
            notifier.put("SPRING_MAIL_HOST", Mailbox.HOST);
            notifier.put("SPRING_MAIL_PORT", String.valueOf(mailbox.port()));
            notifier.put("WAYMARK_NOTIFIER_SCHEDULE_ENABLED", "false");
            try (ExecJar command = ExecJar.start("command-service", directory, environment(database, commandPort));
                    ExecJar board = ExecJar.start("query-service", directory, query);
                    ExecJar check = ExecJar.start("notifier", directory, notifier)) {
                started(command, commandPort);
                started(board, queryPort);
                started(check, notifierPort);

                mainJob(mailbox);
            }
        }
    }

    private void mainJob(Mailbox mailbox) throws Exception {
        Clock clock = Clock.offset(Clock.systemUTC(), offset);
        try (Api commands = new Api(address(commandPort, "/"), secret, clock, "three");
                Api queries = new Api(address(queryPort, "/"), secret, clock, "three-queries");
                Api checks = new Api(address(notifierPort, "/"), secret, clock, "three-checks")) {
            Cast cast = new TakingOn(commands, new Script())
                    .takeOn(new Script.Dates("cumbria", LocalDate.now(clock), null, null, "", Map.of()));
            commands.command(cast.officer(), new AdoptPlan("cumbria", null), null);

            JsonNode report = checks.post(cast.officer(), "/api/notifier/run", "application/json", "", null);

            assertThat(report.path("result").asString()).as(report.toString()).isEqualTo("DONE");
            assertThat(report.path("sent").asInt()).as(report.toString()).isPositive();
            List<Letter> letters = mailbox.letters();
            assertThat(letters).hasSize(report.path("sent").asInt());
            String officer = new Script()
                    .contacts().stream()
                            .filter(contact ->
                                    contact.id().equals(cast.officer().id()))
                            .findFirst()
                            .orElseThrow()
                            .email();
            assertThat(letters).anySatisfy(letter -> {
                assertThat(letter.to()).contains(officer);
                assertThat(letter.text()).isNotBlank();
                assertThat(letter.html()).isNotBlank();
            });
            Awaitility.await("mails on the query side")
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(queries.get(cast.officer(), "/api/mails")
                                    .path("mails")
                                    .path("total")
                                    .asInt())
                            .isEqualTo(letters.size()));
            JsonNode again = checks.post(cast.officer(), "/api/notifier/run", "application/json", "", null);
            assertThat(again.path("sent").asInt()).isZero();
            assertThat(boardPage()).contains("Cumbria", "1.1", "April 2010");
        }
    }

    private String boardPage() throws Exception {
        try (HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            String signIn = browser.send(
                            HttpRequest.newBuilder(address(queryPort, "/sign-in"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(signIn);
            assertThat(token.find()).as(signIn).isTrue();
            HttpResponse<String> board = browser.send(
                    HttpRequest.newBuilder(address(queryPort, "/sign-in"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("person=u-officer&then=/plans/cumbria&_csrf="
                                    + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(board.statusCode()).isEqualTo(200);
            return board.body();
        }
    }
}
