package org.waymark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.contract.log.Metadata;
import org.waymark.eventstore.embedded.EmbeddedMongo;

/** What was acknowledged is there after SIGKILL, of the process that writes or of the database, and nothing twice. */
class KillTest {

    private static final int CLIENTS = 8;
    private static final int KILLS_EACH = Faults.times(50);

    /** A database process: serves until it is killed or its standard input ends. */
    static final class Database {
        private Database() {}

        public static void main(String[] args) throws IOException {
            try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(Path.of(args[0]), Integer.parseInt(args[1]))) {
                System.out.println("ready " + mongo.port());
                int next;
                do {
                    next = System.in.read();
                } while (next >= 0);
            }
        }
    }

    /** A service process: writes with eight clients, and tells each acknowledgement. */
    static final class Service {
        private Service() {}

        public static void main(String[] args) {
            LogUnderTest log = new LogUnderTest(args[0], "waymark");
            System.out.println("ready 0");
            for (int client = 0; client < CLIENTS; client++) {
                String stream = args[1] + "-" + client;
                Thread.ofPlatform().start(() -> {
                    for (long sequence = 0; ; sequence += 2) {
                        log.note(stream, sequence, 2, Map.of());
                        synchronized (System.out) {
                            System.out.println(CommitEvent.key(stream, sequence + 1));
                            System.out.flush();
                        }
                    }
                });
            }
        }
    }

    private static final class Child implements AutoCloseable {
        private final Process process;
        private final BufferedReader output;
        private final int port;

        Child(Class<?> main, String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xshare:auto",
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()));
            Collections.addAll(command, arguments);
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            while (line != null && !line.startsWith("ready ")) {
                line = output.readLine();
            }
            assertThat(line).as("the process starts").isNotNull();
            port = Integer.parseInt(line.substring("ready ".length()));
        }

        void kill() throws InterruptedException {
            // Through the handle, which leaves the output that was written to be read
            process.toHandle().destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() throws IOException, InterruptedException {
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static String uri(int port) {
        return "mongodb://127.0.0.1:" + port + "/?serverSelectionTimeoutMS=2000";
    }

    @Test
    void nothing_acknowledged_is_lost_when_the_service_is_killed(@TempDir Path directory) throws Exception {
        Random random = new Random(1);
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        try (Child database = new Child(Database.class, directory.toString(), "0");
                LogUnderTest log = new LogUnderTest(uri(database.port), "waymark")) {
            for (int run = 0; run < KILLS_EACH; run++) {
                Child service = new Child(Service.class, uri(database.port), "s-" + run);
                int enough = 30 + random.nextInt(120);
                String line = service.output.readLine();
                int read = 0;
                while (line != null) {
                    acknowledged.add(line);
                    if (++read == enough) {
                        service.kill();
                    }
                    line = service.output.readLine();
                }
                assertThat(read).isGreaterThanOrEqualTo(enough);
                Faults.count(log, acknowledged).assertNothingLostOrDoubled();
            }
            Faults.report(
                    "the service was killed " + KILLS_EACH + " times", Faults.count(log, acknowledged), List.of());
            log.note("after", 0);
            assertThat(log.all()).last().extracting(StoredEvent::streamId).isEqualTo("after");
        }
    }

    @Test
    void nothing_acknowledged_is_lost_or_doubled_when_the_database_is_killed(@TempDir Path directory) throws Exception {
        Random random = new Random(2);
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger acknowledgements = new AtomicInteger();
        List<Long> back = new ArrayList<>();
        Child database = new Child(Database.class, directory.toString(), "0");
        int port = database.port;
        try (LogUnderTest log = new LogUnderTest(uri(port), "waymark");
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> writing = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                String stream = "d-" + client;
                writing.add(clients.submit(() -> {
                    for (long sequence = 0; !stop.get(); sequence++) {
                        write(log, stream, sequence);
                        acknowledged.add(CommitEvent.key(stream, sequence));
                        acknowledgements.incrementAndGet();
                    }
                }));
            }
            for (int run = 0; run < KILLS_EACH; run++) {
                int until = acknowledgements.get() + 30 + random.nextInt(120);
                while (acknowledgements.get() < until) {
                    Thread.onSpinWait();
                    assertThat(writing).noneMatch(Future::isDone);
                    Thread.yield();
                }
                long begin = System.nanoTime();
                database.kill();
                int whenKilled = acknowledgements.get();
                database = new Child(Database.class, directory.toString(), Integer.toString(port));
                while (acknowledgements.get() == whenKilled) {
                    assertThat(writing).noneMatch(Future::isDone);
                    Thread.yield();
                }
                back.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            }
            stop.set(true);
            for (Future<?> client : writing) {
                client.get(60, TimeUnit.SECONDS);
            }
            Faults.count(log, acknowledged).assertNothingLostOrDoubled();
            assertThat(log.all()).hasSize(acknowledged.size());
            Faults.report("the database was killed " + KILLS_EACH + " times", Faults.count(log, acknowledged), back);
        } finally {
            stop.set(true);
            database.close();
        }
    }

    /** As a caller does it: with a request key, so that it can ask again when it did not hear. */
    private static void write(LogUnderTest log, String stream, long sequence) {
        String request = CommitEvent.key(stream, sequence);
        while (true) {
            try {
                log.note(stream, sequence, 1, Map.of(Metadata.REQUEST, request));
                return;
            } catch (RequestAlreadyApplied e) {
                return;
            } catch (AppendOutcomeUnknown e) {
                // Asks again
            }
        }
    }
}
