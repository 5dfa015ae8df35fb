package org.waymark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import picocli.CommandLine;

/** What goes wrong at the command line is said in one line, with exit status 2. */
class CommandLineTest {

    @TempDir
    Path directory;

    private record Run(int status, String out, String err) {}

    private static Run waymark(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Waymark.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = commandLine.execute(arguments);
        return new Run(status, out.toString(), err.toString());
    }

    private static void assertClear(Run run, String... words) {
        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(words).startsWith("waymark: ").doesNotContain("\tat ", "Exception");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void help_names_every_command() {
        Run run = waymark("--help");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("demo", "serve", "verify-log", "export", "import-log", "Exit status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "serve", "verify-log", "export", "import-log"})
    void each_command_explains_itself(String command) {
        Run run = waymark(command, "--help");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Usage: waymark " + command);
    }

    @Test
    void no_command_is_a_usage_error() {
        assertClear(waymark(), "Say what to do");
    }

    @Test
    void an_unknown_command_is_a_usage_error() {
        assertClear(waymark("demolish"), "demolish", "--help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "serve", "verify-log"})
    void an_unknown_option_is_a_usage_error(String command) {
        assertClear(waymark(command, "--loudly"), "--loudly", "waymark " + command + " --help");
    }

    @Test
    void a_port_that_is_no_number_is_a_usage_error() {
        assertClear(waymark("serve", "--port", "many"), "--port");
    }

    @Test
    void a_port_out_of_range_is_said() {
        assertClear(waymark("demo", "--port", "70000"), "70000", "--port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "serve"})
    void a_taken_port_is_said_before_anything_is_started(String command) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(other.getLocalPort());

            assertClear(waymark(command, "--port", port), "Port " + port + " is taken", "--port");
        }
    }

    @Test
    void json_needs_once() {
        assertClear(waymark("demo", "--json"), "--json goes with --once");
    }

    @Test
    void a_file_in_place_of_the_data_directory_is_said() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertClear(waymark("serve", "--port", "0", "--data", file.toString()), "is a file", "--data");
    }

    @Test
    void a_data_directory_in_use_is_said() {
        try (EmbeddedMongo other = EmbeddedMongo.onDisk(directory)) {
            assertThat(other.port()).isPositive();

            assertClear(
                    waymark("serve", "--port", "0", "--data", directory.toString()),
                    "in use by another Waymark",
                    "--data");
            assertClear(waymark("verify-log", "--data", directory.toString()), "in use by another Waymark");
        }
    }

    @Test
    void verifying_needs_a_directory_that_is_there() {
        assertClear(waymark("verify-log", "--data", directory.resolve("nowhere").toString()), "There is no directory");
    }

    @Test
    void verifying_needs_a_log_in_the_directory() {
        assertClear(waymark("verify-log", "--data", directory.toString()), "holds no log");
    }

    @Test
    void verifying_takes_a_directory_or_a_server_but_not_both() {
        assertClear(waymark("verify-log", "--data", "a", "--mongodb-uri", "mongodb://localhost"), "--mongodb-uri");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "x:00", "12:xyz", ":", "-1:aa"})
    void an_expected_head_is_a_position_and_a_hash(String expected) {
        assertClear(waymark("verify-log", "--data", directory.toString(), "--expect", expected), "POSITION:HASH");
    }

    @Test
    void a_server_that_does_not_answer_is_said() {
        assertClear(waymark("verify-log", "--mongodb-uri", "mongodb://127.0.0.1:1/waymark"), "does not answer");
    }

    @Test
    void a_connection_string_that_is_none_is_said() {
        assertClear(waymark("verify-log", "--mongodb-uri", "somewhere"), "--mongodb-uri");
    }

    @Test
    void what_is_missing_is_said() {
        assertClear(waymark("export"), "--out", "waymark export --help");
        assertClear(waymark("import-log"), "FILE", "waymark import-log --help");
    }

    @Test
    void an_export_writes_over_no_file_and_makes_no_folder() throws Exception {
        Path there = Files.createFile(directory.resolve("there.ndjson"));
        try (EmbeddedMongo database = EmbeddedMongo.inMemory()) {
            String uri = database.uri();

            assertClear(waymark("export", "--mongodb-uri", uri, "--out", there.toString()), "is there already");
            assertClear(
                    waymark(
                            "export",
                            "--mongodb-uri",
                            uri,
                            "--out",
                            directory.resolve("nowhere").resolve("log.ndjson").toString()),
                    "cannot be written");
            assertClear(
                    waymark(
                            "export",
                            "--mongodb-uri",
                            uri,
                            "--plan",
                            "p-none",
                            "--out",
                            directory.resolve("plan.ndjson").toString()),
                    "no plan p-none");
            assertThat(directory)
                    .isDirectoryNotContaining(file -> file.toString().endsWith("plan.ndjson"));
        }
    }

    @Test
    void what_is_imported_is_a_file_that_export_wrote() throws Exception {
        String nowhere = directory.resolve("nowhere.ndjson").toString();
        Path other = Files.writeString(directory.resolve("other.csv"), "Theme,Reference\n");
        String data = directory.resolve("data").toString();

        assertClear(waymark("import-log", "--data", data, nowhere), "There is no file");
        assertClear(waymark("import-log", "--data", data, directory.toString()), "There is no file");
        assertClear(waymark("import-log", "--data", data, other.toString()), "Line 1", "not JSON");
    }
}
