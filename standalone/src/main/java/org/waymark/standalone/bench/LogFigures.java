package org.waymark.standalone.bench;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.bson.Document;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Status;
import org.waymark.contract.plan.Policy;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.LogVerifier;
import org.waymark.eventstore.Verification;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.projection.Rebuild;
import org.waymark.standalone.bench.Figure.Goal;
import org.waymark.standalone.bench.Figure.Round;
import org.waymark.standalone.runtime.DataDirectory;
import org.waymark.standalone.runtime.Installation;
import org.waymark.standalone.runtime.Ports;
import org.waymark.standalone.runtime.Processors;
import org.waymark.standalone.runtime.Settings;

/** The same measurements at a log of several lengths: what grows with it, and how. Actions have 50 events each. */
final class LogFigures {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int STREAMS_READ = 300;
    private static final int SAMPLES = 200;
    private static final String MORE = "bench-more";

    private final Scale scale;
    private final List<Long> lengths;
    private final Consumer<String> progress;
    private final long begin = System.nanoTime();
    private int appended;

    /**
     * What was measured at one length of the log.
     *
     * @param events the log had at least
     */
    record At(long events, List<Figure> figures) {}

    /**
     * @param lengths of the log in events, ascending
     * @param progress is told what is done now
     */
    LogFigures(List<Long> lengths, int rounds, Consumer<String> progress) {
        this.lengths = lengths;
        this.progress = progress;
        scale = new Scale(actions(lengths.getLast()), Population.LONG_HISTORY, actions(lengths.getFirst()), rounds);
    }

    private static int actions(long events) {
        return (int) (events / Population.LONG_HISTORY);
    }

    List<At> run() {
        List<At> all = new ArrayList<>();
        BenchClock clock = new BenchClock();
        try (EmbeddedMongo database = EmbeddedMongo.inMemory();
                Installation installation = Installation.start(new Settings(
                        "bench",
                        Ports.choose(0),
                        database.uri(),
                        DataDirectory.newSecret(),
                        null,
                        0,
                        clock,
                        null,
                        null,
                        false));
                Caller browser = new Caller(installation.address());
                RawDriver raw = RawDriver.open(database.uri())) {
            EventLog log = installation.get(EventLog.class);
            EventStore store = installation.get(EventStore.class);
            EventProcessingConfiguration processing = installation.get(EventProcessingConfiguration.class);
            Processors processors = new Processors(processing, log);
            Filling filling = new Filling(store, clock, scale);
            ProjectionFigures projection =
                    new ProjectionFigures(store, log, installation.get(ProjectionPosition.class), raw, scale);
            PageFigures pages = new PageFigures(browser, raw, scale);

            say("filling: " + lengths.getFirst() + " events");
            LocalDate past = filling.fillFirst();
            int sequence = 0;
            for (var event : Population.plan(MORE, past, Policy.standard())) {
                Store.append(store, sequence++, event);
            }
            List<String> reported = filling.fillLong();
            browser.signedIn();
            int next = Population.LONG_HISTORY;
            for (long events : lengths) {
                say("filling: " + events + " events");
                filling.fillTo(actions(events));
                processors.awaitHead(PATIENCE);
                List<Figure> figures = new ArrayList<>();
                add(figures, append(store, log, raw, processing));
                processors.awaitHead(PATIENCE);
                add(figures, load(log, raw, actions(events)));
                add(figures, projection.sameJvm(reported.getFirst(), next));
                next += scale.singles() * (scale.rounds() + 1);
                add(figures, pages.asAt(past));
                add(figures, verify(installation.get(LogVerifier.class), raw));
                add(figures, projection.rebuild(installation.get(Rebuild.class)));
                double count = log.head().position();
                add(figures, Figure.cost("log-size", "bytes/event", List.of(Round.of(raw.logBytes() / count)), null));
                add(
                        figures,
                        Figure.cost("views-size", "bytes/event", List.of(Round.of(raw.viewBytes() / count)), null));
                all.add(new At(events, figures));
            }
        }
        say("done");
        return all;
    }

    /** New actions by eight threads; no processor runs, so that the log is measured by itself. */
    private Figure append(EventStore store, EventLog log, RawDriver raw, EventProcessingConfiguration processing) {
        List<EventProcessor> all = List.copyOf(processing.eventProcessors().values());
        List<Document> like = raw.lastCommits(log.head().position(), SAMPLES);
        List<Round> rounds = new ArrayList<>();
        all.forEach(EventProcessor::shutDown);
        try {
            for (int round = -1; round < scale.rounds(); round++) {
                double bare = raw.insert(like, Scale.THREADS, scale.steps(), Scale.AT_MOST)
                        .perSecond();
                int from = appended;
                double rate = Load.run(
                                Scale.THREADS,
                                scale.steps(),
                                Scale.AT_MOST,
                                (thread, number) -> append(store, from + number))
                        .perSecond();
                appended += scale.steps();
                if (round >= 0) {
                    rounds.add(new Round(rate, bare));
                }
            }
        } finally {
            all.forEach(EventProcessor::start);
        }
        return Figure.rate("append", "commits/s", rounds, Goal.ratioOf(0.8));
    }

    private static void append(EventStore store, int number) {
        Store.append(
                store,
                0,
                Population.added(
                        "a-more-" + number,
                        MORE,
                        number,
                        Leads.of(Population.partyId(number % Filling.PARTIES)),
                        LocalDate.EPOCH,
                        Status.IN_PROGRESS));
    }

    /** The whole stream of an action, another one each time, by one reader. */
    private Figure load(EventLog log, RawDriver raw, int actions) {
        List<Round> rounds = new ArrayList<>();
        int stride = Math.max(1, actions / STREAMS_READ);
        for (int round = -1; round < scale.rounds(); round++) {
            Load.Result ours = Load.run(1, STREAMS_READ, Scale.AT_MOST, (thread, number) -> {
                int found = log.readStream(Filling.actionId(number * stride % actions))
                        .size();
                if (found != Population.LONG_HISTORY) {
                    throw new IllegalStateException("A stream has " + found + " events");
                }
            });
            Load.Result bare = Load.run(
                    1,
                    STREAMS_READ,
                    Scale.AT_MOST,
                    (thread, number) ->
                            raw.readStream(Filling.actionId(number * stride % actions), Population.LONG_HISTORY));
            if (round >= 0) {
                rounds.add(new Round(ours.percentile(50), bare.percentile(50)));
            }
        }
        return Figure.cost("load", "ms", rounds, null);
    }

    /** The whole chain of hashes; the baseline is the driver reading the same documents in order. */
    private Figure verify(LogVerifier verifier, RawDriver raw) {
        List<Round> rounds = new ArrayList<>();
        for (int round = -1; round < scale.rounds(); round++) {
            long start = System.nanoTime();
            Verification result = verifier.verify();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (result.fault() != null) {
                throw new IllegalStateException(
                        Objects.requireNonNull(result.fault()).toString());
            }
            double bare = raw.readLog();
            if (round >= 0) {
                rounds.add(new Round(result.events() / seconds, result.events() / bare));
            }
        }
        return Figure.rate("verify", "events/s", rounds, Goal.atLeast(50_000));
    }

    private void add(List<Figure> figures, Figure measured) {
        figures.add(measured);
        say("       " + measured.inWords());
    }

    private void say(String what) {
        progress.accept(String.format(Locale.ROOT, "%4d s  %s", (System.nanoTime() - begin) / 1_000_000_000, what));
    }
}
