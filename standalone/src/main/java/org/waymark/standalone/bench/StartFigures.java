package org.waymark.standalone.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import org.waymark.standalone.bench.Figure.Goal;
import org.waymark.standalone.bench.Figure.Round;
import org.waymark.standalone.runtime.DataDirectory;
import org.waymark.standalone.runtime.Ports;

/** {@code serve} in a JVM of its own on a store that is there: until it answers, and how much memory it takes then. */
final class StartFigures {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_AGAIN_NANOS = 20_000_000;

    private StartFigures() {}

    static List<Figure> measure(Path directory, BenchClock clock, Scale scale) {
        Scale stored = new Scale(scale.startActions(), scale.rounds());
        try (EmbeddedMongo database = DataDirectory.at(directory).database();
                Store store = Store.open(database.uri(), clock)) {
            new Filling(store.events(), clock, stored).fillFirst();
        }
        List<Round> times = new ArrayList<>();
        List<Round> sizes = new ArrayList<>();
        for (int round = -1; round < scale.rounds(); round++) {
            int port = Ports.choose(0);
            long begin = System.nanoTime();
            try (ChildJvm child =
                            ChildJvm.start("serve", "--port", String.valueOf(port), "--data", directory.toString());
                    Caller browser = new Caller(URI.create("http://" + Ports.LOOPBACK + ":" + port))) {
                await(child, browser, "/sign-in");
                double seconds = (System.nanoTime() - begin) / 1e9;
                double resident = Machine.residentMebibytes(child.pid());
                if (round >= 0) {
                    times.add(Round.of(seconds));
                    sizes.add(Round.of(resident));
                } else {
                    // The views are built before the first round: the store that is started on is one in use
                    browser.signedIn();
                    await(child, browser, "/actions/" + Filling.actionId(stored.actions() - 1));
                }
            }
        }
        Goal small = Goal.atMost(600);
        return List.of(
                Figure.cost("start-to-first-page", "s", times, Goal.atMost(12)),
                Double.isNaN(sizes.getFirst().value())
                        ? Figure.missing("resident-memory", "MiB", small)
                        : Figure.cost("resident-memory", "MiB", sizes, small));
    }

    private static void await(ChildJvm child, Caller browser, String path) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!browser.answers(path)) {
            if (!child.alive() || System.nanoTime() > end) {
                throw new IllegalStateException("'serve' did not answer " + path + ": " + child.lastWords());
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
