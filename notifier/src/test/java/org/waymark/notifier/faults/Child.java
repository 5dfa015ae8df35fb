package org.waymark.notifier.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Another JVM on the class path of the tests, and the lines that it tells. */
final class Child implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    Child(Class<?> main, Path errors, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx256m",
                "-Daxoniq.update-checker.disabled=true",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start();
        Thread.ofVirtual().start(this::listen);
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told.add(line);
            }
            told.add("ended");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line that begins so; fails where the process ends without it. */
    String await(String beginning) throws InterruptedException {
        while (true) {
            String line = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null || line.equals("ended")) {
                throw new AssertionError("No line \"" + beginning + "\", but " + line);
            }
            if (line.startsWith(beginning)) {
                return line;
            }
        }
    }

    /** The next line, or null where none came for a moment. */
    @Nullable
    String next() throws InterruptedException {
        return told.poll(20, TimeUnit.MILLISECONDS);
    }

    boolean told(String line) {
        return told.contains(line);
    }

    void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** SIGKILL; through the handle, which leaves what it told to be read. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("It would not die");
        }
    }

    @Override
    public void close() throws IOException {
        process.toHandle().destroyForcibly();
    }
}
