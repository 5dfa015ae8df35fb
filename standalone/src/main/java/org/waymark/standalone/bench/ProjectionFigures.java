package org.waymark.standalone.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.bson.Document;
import org.waymark.eventstore.EventLog;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.projection.Rebuild;
import org.waymark.standalone.bench.Figure.Goal;
import org.waymark.standalone.bench.Figure.Round;

/** From an append to the views that show it, and the building of all views anew. */
final class ProjectionFigures {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LONG_LOG = 100_000;

    private final EventStore store;
    private final EventLog log;
    private final ProjectionPosition views;
    private final RawDriver raw;
    private final Scale scale;

    ProjectionFigures(EventStore store, EventLog log, ProjectionPosition views, RawDriver raw, Scale scale) {
        this.store = store;
        this.log = log;
        this.views = views;
        this.raw = raw;
        this.scale = scale;
    }

    /** From before the append to when the views contain it; the baseline is an insert by itself. */
    Figure sameJvm(String action, int nextSequence) {
        List<Round> rounds = new ArrayList<>();
        List<Document> like = raw.lastCommits(log.head().position(), 50);
        int sequence = nextSequence;
        for (int round = -1; round < scale.rounds(); round++) {
            double[] millis = new double[scale.singles()];
            for (int i = 0; i < millis.length; i++) {
                long position = settled() + 1;
                long begin = System.nanoTime();
                Store.append(store, sequence++, Population.happening(action, 1, LocalDate.EPOCH));
                await(position);
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
            double bare = raw.insert(like, 1, scale.singles(), Scale.AT_MOST).percentile(50);
            if (round >= 0) {
                rounds.add(new Round(Samples.percentile(millis, 50), bare));
            }
        }
        return Figure.cost("append-to-projection", "ms", rounds, Goal.atMost(20));
    }

    /** The same with the append in a JVM of its own. The two agree on the time because it is one machine's. */
    Figure otherJvm(String mongoUri, String action, int nextSequence) {
        List<Round> rounds = new ArrayList<>();
        List<Document> like = raw.lastCommits(log.head().position(), 50);
        try (ChildJvm writer = ChildJvm.start(
                "bench", "writer", "--uri", mongoUri, "--action", action, "--from", String.valueOf(nextSequence))) {
            writer.answer();
            for (int round = -1; round < scale.rounds(); round++) {
                double[] millis = new double[scale.singles()];
                for (int i = 0; i < millis.length; i++) {
                    long position = settled() + 1;
                    Instant begin = Instant.parse(writer.ask("append"));
                    await(position);
                    millis[i] = Duration.between(begin, Instant.now(Clock.systemUTC()))
                                    .toNanos()
                            / 1e6;
                }
                double bare =
                        raw.insert(like, 1, scale.singles(), Scale.AT_MOST).percentile(50);
                if (round >= 0) {
                    rounds.add(new Round(Samples.percentile(millis, 50), bare));
                }
            }
        }
        return Figure.cost("append-to-projection-other-jvm", "ms", rounds, Goal.atMost(60));
    }

    /** Next to reading the log in order and writing the finished documents of the views, both by the driver alone. */
    Figure rebuild(Rebuild rebuild) {
        List<Round> rounds = new ArrayList<>();
        // A long log warms up what reads it within the round
        int firstRound = log.head().position() < LONG_LOG ? -1 : 0;
        for (int round = firstRound; round < scale.rounds(); round++) {
            settled();
            Rebuild.Report report = rebuild.run();
            double rate = report.events() / (report.took().toNanos() / 1e9);
            double bare = report.events() / raw.readLogAndWriteViews();
            if (round >= 0) {
                rounds.add(new Round(rate, bare));
            }
        }
        return Figure.rate("rebuild", "events/s", rounds, Goal.atLeast(10_000).andRatio(0.5));
    }

    /** Waits until the views have read the whole log, and says how far that is. */
    long settled() {
        long head = log.head().position();
        await(head);
        return head;
    }

    private void await(long position) {
        if (!views.await(position, PATIENCE)) {
            throw new IllegalStateException("The views have not read the log up to " + position + " within "
                    + PATIENCE.toSeconds() + " seconds");
        }
    }
}
