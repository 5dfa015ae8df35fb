package org.waymark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.contract.log.Role;
import org.waymark.contract.party.PartyCommand.RegisterParty;
import org.waymark.contract.party.PartyKind;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import org.waymark.standalone.demo.Api;
import org.waymark.standalone.demo.Person;
import org.waymark.standalone.runtime.Ports;
import tools.jackson.databind.JsonNode;

/** {@code serve} keeps what it acknowledged, whatever happens to it, and its log can be checked afterwards. */
class ServeIT {

    private static final Person OFFICER = new Person("u-governance-officer", "Officer", Role.GOVERNANCE, List.of());

    @TempDir
    private Path directory;

    private final int port = Ports.choose(0);

    private ExecJar serve() throws IOException {
        return serve(data());
    }

    private ExecJar serve(Path data) throws IOException {
        ExecJar serve = ExecJar.start(
                "standalone", directory, Map.of(), "serve", "--port", String.valueOf(port), "--data", data.toString());
        serve.awaitAnswer(address("/sign-in"));
        return serve;
    }

    private Path data() {
        return directory.resolve("data");
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private Api api(String prefix) throws IOException {
        return api(data(), prefix);
    }

    private Api api(Path data, String prefix) throws IOException {
        String secret = Files.readString(data.resolve("identity-secret")).strip();
        return new Api(address("/"), secret, Clock.systemUTC(), prefix);
    }

    private int verifyLog(String... more) throws Exception {
        String[] arguments = new String[3 + more.length];
        arguments[0] = "verify-log";
        arguments[1] = "--data";
        arguments[2] = data().toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return run(arguments);
    }

    private static void register(Api api, int number) {
        api.command(
                OFFICER,
                new RegisterParty("p-" + number, "Party " + number, PartyKind.TEAM, "A council", List.of()),
                null);
    }

    @Test
    void what_was_acknowledged_is_there_after_a_kill_and_after_a_stop_and_a_changed_log_is_found_out()
            throws Exception {
        try (ExecJar first = serve();
                Api api = api("first")) {
            for (int number = 1; number <= 20; number++) {
                register(api, number);
            }
            first.kill();
        }
        if (Files.getFileStore(data()).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data().resolve("identity-secret"))))
                    .isEqualTo("rw-------");
        }
        assertThat(verifyLog()).isZero();

        try (ExecJar second = serve();
                Api api = api("second")) {
            assertParties(api, 20);
            register(api, 21);
            assertThat(second.output()).contains("Mail is off").doesNotContain("WARN", "Exception");
            assertThat(verifyLog()).as("in use").isEqualTo(2);
            second.stop();
        }

        try (ExecJar third = serve();
                Api api = api("third")) {
            assertParties(api, 21);
            third.stop();
        }
        assertThat(verifyLog()).isZero();
        assertThat(verifyLog("--expect", "5:" + "0".repeat(64))).isEqualTo(1);
        assertThatWhatIsExportedCanBeServedElsewhere();

        tamper();

        assertThat(verifyLog()).isEqualTo(1);
    }

    private void assertThatWhatIsExportedCanBeServedElsewhere() throws Exception {
        Path file = directory.resolve("log.ndjson");
        String elsewhere = directory.resolve("elsewhere").toString();
        assertThat(run("export", "--data", data().toString(), "--out", file.toString()))
                .isZero();
        assertThat(file).isNotEmptyFile();
        assertThat(run("import-log", "--data", elsewhere, file.toString())).isZero();
        assertThat(run("import-log", "--data", elsewhere, file.toString()))
                .as("again")
                .isZero();
        try (ExecJar copy = serve(Path.of(elsewhere));
                Api api = api(Path.of(elsewhere), "elsewhere")) {
            assertParties(api, 21);
            copy.stop();
        }
    }

    private int run(String... arguments) throws Exception {
        try (ExecJar run = ExecJar.start("standalone", directory, Map.of(), arguments)) {
            return run.awaitEnd();
        }
    }

    private void assertParties(Api api, int count) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode parties = api.get(OFFICER, "/api/parties");
            assertThat(parties.findValuesAsString("partyId")).hasSize(count);
        });
    }

    /** Changes a word in the middle of the log, as somebody with access to the database could. */
    private void tamper() {
        try (EmbeddedMongo database = EmbeddedMongo.onDisk(data());
                MongoClient client = MongoClients.create(database.uri())) {
            MongoDatabase waymark = client.getDatabase("waymark");
            MongoCollection<Document> commits = waymark.getCollection("log");
            Document commit =
                    commits.find().sort(Sorts.ascending("_id")).skip(9).first();
            assertThat(commit).isNotNull();
            String changed = commit.toJson().replace("Party 10", "Party ten");
            commits.replaceOne(new Document("_id", commit.get("_id")), Document.parse(changed));
        }
    }
}
