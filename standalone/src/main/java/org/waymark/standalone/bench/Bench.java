package org.waymark.standalone.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.projection.Rebuild;
import org.waymark.standalone.runtime.DataDirectory;
import org.waymark.standalone.runtime.Installation;
import org.waymark.standalone.runtime.Ports;
import org.waymark.standalone.runtime.Processors;
import org.waymark.standalone.runtime.Settings;

/** All measurements in one run, from an empty store, in an order in which none gets in another's way. */
final class Bench {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What is measured together. */
    enum Part {
        append,
        changes,
        views,
        pages,
        rebuild,
        check,
        sweep,
        start
    }

    /** Those for which services are started and filled. */
    private static final Set<Part> IN_AN_INSTALLATION = EnumSet.of(Part.changes, Part.views, Part.pages, Part.rebuild);

    private final Scale scale;
    private final boolean onDisk;
    private final Set<Part> parts;
    private final Consumer<String> progress;
    private final List<Figure> figures = new ArrayList<>();
    private final long begin = System.nanoTime();

    /** @param progress is told what is done now */
    Bench(Scale scale, boolean onDisk, Set<Part> parts, Consumer<String> progress) {
        this.scale = scale;
        this.onDisk = onDisk;
        this.parts = parts;
        this.progress = progress;
    }

    List<Figure> run() {
        Path directory = temporary();
        try (EmbeddedMongo database =
                onDisk ? EmbeddedMongo.onDisk(directory.resolve("database")) : EmbeddedMongo.inMemory()) {
            BenchClock clock = new BenchClock();
            if (parts.contains(Part.append)) {
                say("append: the log by itself");
                add(AppendFigures.measure(database.uri() + "_append", clock, scale));
            }
            if (!Collections.disjoint(parts, IN_AN_INSTALLATION)) {
                installation(database.uri(), clock);
            }
            if (parts.contains(Part.check)) {
                say("daily check: " + scale.due() + " actions due, " + scale.people() + " people");
                add(MailFigures.measure(database.uri() + "_mail", scale));
            }
            if (parts.contains(Part.sweep)) {
                say("daily check among " + scale.open() + " open actions, " + scale.open() / 10 + " of them due to "
                        + scale.openPeople() + " people");
                add(SweepFigures.measure(database.uri() + "_sweep", scale));
            }
        } finally {
            delete(directory);
        }
        if (parts.contains(Part.start)) {
            start();
        }
        say("done");
        return figures;
    }

    private void start() {
        Path data = temporary();
        try {
            say("start: serve on a store of " + scale.startActions() * Population.HISTORY + " events");
            add(StartFigures.measure(data, new BenchClock(), scale));
        } finally {
            delete(data);
        }
    }

    private void installation(String mongoUri, BenchClock clock) {
        String secret = DataDirectory.newSecret();
        say("starting the services");
        try (Installation installation = Installation.start(
                        new Settings("bench", Ports.choose(0), mongoUri, secret, null, 0, clock, null, null, false));
                Caller api = new Caller(installation.address()).withToken(secret, clock.instant());
                Caller browser = new Caller(installation.address());
                RawDriver raw = RawDriver.open(mongoUri)) {
            EventLog log = installation.get(EventLog.class);
            EventStore store = installation.get(EventStore.class);
            Processors processors = new Processors(installation.get(EventProcessingConfiguration.class), log);
            Filling filling = new Filling(store, clock, scale);
            ProjectionFigures projection =
                    new ProjectionFigures(store, log, installation.get(ProjectionPosition.class), raw, scale);

            LocalDate past = timed("filling: " + scale.firstActions() + " actions", filling::fillFirst);
            processors.awaitHead(PATIENCE);
            ChangeFigures changes = new ChangeFigures(api, raw, log, scale);
            if (parts.contains(Part.changes)) {
                say("changes over HTTP at " + scale.firstActions() + " actions");
                add(List.of(changes.atFew()));
            }

            List<String> longActions = timed("filling: " + scale.actions() + " actions", () -> {
                filling.fillTo(scale.actions());
                return filling.fillLong();
            });
            processors.awaitHead(PATIENCE);
            if (parts.contains(Part.changes)) {
                say("changes over HTTP at " + scale.actions() + " actions");
                add(changes.atAll());
                processors.awaitHead(PATIENCE);
            }

            if (parts.contains(Part.views)) {
                say("append to projection, same JVM");
                add(List.of(projection.sameJvm(longActions.get(0), Population.LONG_HISTORY)));
                say("append to projection, another JVM appends");
                add(List.of(projection.otherJvm(mongoUri, longActions.get(1), Population.LONG_HISTORY)));
            }
            if (parts.contains(Part.pages)) {
                pages(filling, new PageFigures(browser.signedIn(), raw, scale), longActions, past);
            }
            if (parts.contains(Part.rebuild)) {
                say("rebuild of the views, " + log.head().position() + " events");
                add(List.of(projection.rebuild(installation.get(Rebuild.class))));
            }
        }
    }

    private void pages(Filling filling, PageFigures pages, List<String> longActions, LocalDate past) {
        say("board pages");
        add(pages.board(filling.plans()));
        say("action pages");
        add(List.of(pages.action(longActions.subList(2, longActions.size()))));
        say("board of the big plan");
        add(pages.bigBoard());
        say("board as at a past day");
        add(List.of(pages.asAt(past)));
    }

    /** Tells them at once too: a long run that is ended early was not for nothing. */
    private void add(List<Figure> measured) {
        figures.addAll(measured);
        measured.forEach(figure -> say("       " + figure.inWords()));
    }

    private <T> T timed(String what, Supplier<T> work) {
        say(what);
        return work.get();
    }

    private void say(String what) {
        progress.accept(String.format(Locale.ROOT, "%4d s  %s", (System.nanoTime() - begin) / 1_000_000_000, what));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("waymark-bench");
        } catch (IOException unwritable) {
            throw new UncheckedIOException("No temporary directory can be made", unwritable);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException("The temporary directory was not removed", left);
        }
    }
}
