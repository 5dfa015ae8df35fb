package org.waymark.standalone.bench;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Measures this machine: what Waymark does on it, and how that compares with the bare driver and mail server. */
@Command(
        name = "bench",
        description = {
            "Measures everything that Waymark promises a number for, from an empty store, and prints medians.",
            "Each is compared with what the bare database driver (or mail server) does with the same load in the same run.",
            "Takes some minutes; nothing is kept and nothing leaves this machine."
        },
        subcommands = {LogCommand.class, WriterCommand.class},
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

    private static final int FEWEST = 40;
    private static final int MOST = 200_000;
    private static final int MOST_ROUNDS = 9;

    /** Where the database of the bench keeps what it holds. */
    enum Storage {
        memory,
        disk
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--json",
            description = "Print one line of JSON: a list of {name, value, unit, ratio, baseline, goal, met}.")
    private boolean json;

    @Option(
            names = "--storage",
            paramLabel = "memory|disk",
            description = "Where the embedded database keeps what it holds. Default: ${DEFAULT-VALUE}.")
    private Storage storage = Storage.memory;

    @Option(
            names = "--actions",
            paramLabel = "N",
            description = "Actions in the store, with 10 events each. Default: ${DEFAULT-VALUE}.")
    private int actions = 5_000;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds of each measurement. Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "Measure these parts only: ${COMPLETION-CANDIDATES}. Default: all of them.")
    private Set<Bench.Part> parts = EnumSet.allOf(Bench.Part.class);

    @Option(names = "--verbose", description = "Show the stack trace of an error.")
    private boolean verbose;

    @Override
    public Integer call() {
        require(actions >= FEWEST && actions <= MOST, "--actions is a number from " + FEWEST + " to " + MOST);
        require(rounds >= 1 && rounds <= MOST_ROUNDS, "--rounds is a number from 1 to " + MOST_ROUNDS);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<String> machine = Machine.describe("MongoDB's wire protocol, embedded server, "
                + (storage == Storage.disk ? "on disk, synced before each answer" : "in memory"));
        if (json) {
            machine.forEach(err::println);
        }
        List<Figure> figures = new Bench(new Scale(actions, rounds), storage == Storage.disk, parts, line -> {
                    err.println(line);
                    err.flush();
                })
                .run();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(figures));
        } else {
            machine.forEach(out::println);
            out.println();
            Table.of(figures).forEach(out::println);
            out.println();
            out.println("Medians of " + rounds + " rounds at " + actions
                    + " actions. Ratio: 1 is as fast as the baseline.");
        }
        out.flush();
        return 0;
    }

    private void require(boolean right, String what) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), what);
        }
    }
}
