package org.waymark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.contract.log.Metadata;
import org.waymark.eventstore.embedded.EmbeddedMongo;

/** The connection between service and database is cut, late and half-closed while eight clients write. */
class ConnectionFaultsTest {

    private static final int CLIENTS = 8;
    private static final int FAULTS = Faults.times(100);

    /** As the services set it, only shorter: a connection that never answers is given up. */
    private static final String GIVEN_UP = "&socketTimeoutMS=1500&connectTimeoutMS=1500";

    @TempDir
    private Path directory;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean stop = new AtomicBoolean();

    @Test
    void nothing_acknowledged_is_lost_or_doubled_whatever_happens_to_the_connection() throws Exception {
        Random random = new Random(3);
        List<Long> back = new ArrayList<>();
        try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(directory);
                CuttingProxy proxy = new CuttingProxy(mongo.uri());
                LogUnderTest log = new LogUnderTest(proxy.uri() + GIVEN_UP, "waymark");
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> writing = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                String stream = "c-" + client;
                writing.add(clients.submit(() -> write(log, stream)));
            }
            try {
                for (int fault = 0; fault < FAULTS; fault++) {
                    await(20 + random.nextInt(60), writing);
                    long begin = System.nanoTime();
                    switch (fault % 3) {
                        case 0 -> proxy.cutAll();
                        case 1 -> proxy.beLate(Duration.ofMillis(random.nextInt(400)));
                        default -> proxy.halfCloseAll();
                    }
                    // Each client may have had one answer on its way
                    await(CLIENTS + 1, writing);
                    back.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
                }
            } finally {
                stop.set(true);
            }
            for (Future<?> writer : writing) {
                writer.get(60, TimeUnit.SECONDS);
            }
        }
        try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(directory);
                LogUnderTest log = new LogUnderTest(mongo.uri(), "waymark")) {
            Faults.Count result = Faults.count(log, acknowledged);
            Faults.report("the connection broke " + FAULTS + " times", result, back);
            result.assertNothingLostOrDoubled();
            assertThat(result.found()).isEqualTo(result.acknowledged());
        }
    }

    private void await(int more, List<Future<?>> writing) {
        int until = count.get() + more;
        Awaitility.await(more + " more acknowledgements")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .failFast("a client ended", () -> writing.stream().anyMatch(Future::isDone))
                .until(() -> count.get() >= until);
    }

    private void write(LogUnderTest log, String stream) {
        for (long sequence = 0; !stop.get(); sequence++) {
            String key = CommitEvent.key(stream, sequence);
            boolean told = false;
            while (!told) {
                try {
                    log.note(stream, sequence, 1, Map.of(Metadata.REQUEST, key));
                    told = true;
                } catch (RequestAlreadyApplied e) {
                    told = true;
                } catch (AppendOutcomeUnknown e) {
                    // Asks again, with the same key
                }
            }
            acknowledged.add(key);
            count.incrementAndGet();
        }
    }
}
