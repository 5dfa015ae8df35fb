package org.waymark.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** A service run as it is in production: its packaged jar, a process of its own, settings by environment variables. */
public final class ExecJar implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);

    private final String module;
    private final Process process;
    private final Path output;

    private ExecJar(String module, Process process, Path output) {
        this.module = module;
        this.process = process;
        this.output = output;
    }

    public static ExecJar start(String module, Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar(module).toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, module, ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .directory(directory.toFile());
        builder.environment().putAll(environment);
        return new ExecJar(module, builder.start(), output);
    }

    private static Path jar(String module) throws IOException {
        Path target = Path.of(System.getProperty("waymark.root", ".."), module, "target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> FileSystems.getDefault()
                            .getPathMatcher("glob:" + module + "-*-exec.jar")
                            .matches(file.getFileName()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No packaged jar in " + target));
        }
    }

    /** Waits until that address answers with 200. */
    public void awaitAnswer(URI address) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            Awaitility.await(module)
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptionsMatching(IOException.class::isInstance)
                    .failFast(module + " ended", () -> !process.isAlive())
                    .until(() -> {
                        HttpResponse<Void> answer =
                                http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
                        return answer.statusCode() == 200;
                    });
        } catch (ConditionTimeoutException | TerminalFailureException late) {
            // Whoever waits has no hold of it yet
            process.destroyForcibly();
            throw new AssertionError(module + " does not answer at " + address + ":\n" + output(), late);
        }
    }

    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError(module + " does not end:\n" + output());
        }
        return process.exitValue();
    }

    /** What it wrote so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException gone) {
            return "";
        }
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGSTOP: it stands still and keeps its connections. */
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new AssertionError(module + " cannot be sent SIG" + name);
        }
    }

    /** SIGTERM. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError(module + " does not stop:\n" + output());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
