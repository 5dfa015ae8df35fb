package org.waymark.standalone.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.bson.Document;
import org.waymark.standalone.bench.Figure.Goal;
import org.waymark.standalone.bench.Figure.Round;

/** Appending through Axon's event store, each event a commit of a stream of its own, next to {@code insertOne}. */
final class AppendFigures {

    private static final int SAMPLES = 200;

    private AppendFigures() {}

    static List<Figure> measure(String mongoUri, BenchClock clock, Scale scale) {
        List<Round> rounds = new ArrayList<>();
        try (Store store = Store.open(mongoUri, clock);
                RawDriver raw = RawDriver.open(mongoUri)) {
            append(store.events(), "warm", scale);
            List<Document> like = raw.lastCommits(store.log().head().position(), SAMPLES);
            raw.insert(like, Scale.THREADS, scale.steps() * 2, Scale.AT_MOST);
            for (int round = 0; round < scale.rounds(); round++) {
                double bare = raw.insert(like, Scale.THREADS, scale.steps() * 2, Scale.AT_MOST)
                        .perSecond();
                rounds.add(new Round(append(store.events(), "round" + round, scale), bare));
            }
        }
        return List.of(Figure.rate("append", "commits/s", rounds, Goal.ratioOf(0.8)));
    }

    private static double append(EventStore store, String run, Scale scale) {
        return Load.run(
                        Scale.THREADS,
                        scale.steps() * 2,
                        Scale.AT_MOST,
                        (thread, number) -> Store.append(
                                store, 0, Population.happening("a-" + run + "-" + number, 1, LocalDate.EPOCH)))
                .perSecond();
    }
}
