package org.waymark.standalone.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.waymark.standalone.Waymark;

/** This program again, in a JVM of its own. */
final class ChildJvm implements AutoCloseable {

    /** How {@code ./waymark serve} starts the program; a test compares. */
    static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xss512k",
            "-Xmx384m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** What an answer to {@link #ask} begins with. */
    static final String ANSWER = "bench> ";

    private static final int SECONDS_TO_STOP = 20;

    private final Process process;
    private final Path errors;
    private final BufferedWriter in;
    private final BufferedReader out;

    private ChildJvm(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ChildJvm start(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(learnt());
        String classPath = System.getProperty("java.class.path");
        if (packaged()) {
            command.addAll(List.of("-jar", classPath));
        } else {
            command.addAll(List.of("-cp", classPath, Waymark.class.getName()));
        }
        command.addAll(List.of(arguments));
        try {
            Path errors = Files.createTempFile("waymark-bench", ".log");
            return new ChildJvm(
                    new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
        } catch (IOException unstartable) {
            throw new UncheckedIOException("No second JVM can be started", unstartable);
        }
    }

    /** What an earlier start wrote down for quicker ones, where this program uses it itself. */
    private static List<String> learnt() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:AOTCache="))
                .toList();
    }

    private static boolean packaged() {
        return Waymark.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()
                .startsWith("jar:nested:");
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Sends a line and returns the line that comes back. */
    String ask(String line) {
        try {
            in.write(line);
            in.newLine();
            in.flush();
            return answer();
        } catch (IOException gone) {
            throw new UncheckedIOException("The other JVM does not answer: " + lastWords(), gone);
        }
    }

    /** The next answer that it gives; what else it prints is passed over. */
    String answer() {
        try {
            while (true) {
                String line = out.readLine();
                if (line == null) {
                    throw new IllegalStateException("The other JVM ended: " + lastWords());
                }
                if (line.startsWith(ANSWER)) {
                    return line.substring(ANSWER.length());
                }
            }
        } catch (IOException gone) {
            throw new UncheckedIOException("The other JVM does not answer: " + lastWords(), gone);
        }
    }

    /** The end of what it wrote to standard error. */
    String lastWords() {
        try {
            String all = Files.readString(errors);
            return all.substring(Math.max(0, all.length() - 2_000)).strip();
        } catch (IOException unreadable) {
            return "";
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(errors);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
