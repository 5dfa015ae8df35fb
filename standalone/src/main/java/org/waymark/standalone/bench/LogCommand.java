package org.waymark.standalone.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.waymark.standalone.bench.LogFigures.At;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** How cost grows with the length of the log. */
@Command(
        name = "log",
        description = {
            "Measures the same things at a log of ten thousand events, ten times that, and so on, in memory.",
            "Shows what depends on the length of the log. A million events take a quarter of an hour and 16 GB of heap."
        },
        mixinStandardHelpOptions = true)
final class LogCommand implements Callable<Integer> {

    private static final long FIRST = 10_000;
    private static final long FEWEST = 1_000;
    private static final long MOST = 10_000_000;
    private static final int MOST_ROUNDS = 9;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print one line of JSON: a list of {events, figures}.")
    private boolean json;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "Length of the log at the end. Default: ${DEFAULT-VALUE}.")
    private long events = 100_000;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds of each measurement. Default: ${DEFAULT-VALUE}.")
    private int rounds = 1;

    @Option(names = "--verbose", description = "Show the stack trace of an error.")
    private boolean verbose;

    @Override
    public Integer call() {
        require(events >= FEWEST && events <= MOST, "--events is a number from " + FEWEST + " to " + MOST);
        require(rounds >= 1 && rounds <= MOST_ROUNDS, "--rounds is a number from 1 to " + MOST_ROUNDS);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<String> machine = Machine.describe("MongoDB's wire protocol, embedded server, in memory");
        (json ? machine : List.<String>of()).forEach(err::println);
        List<At> all = new LogFigures(lengths(events), rounds, line -> {
                    err.println(line);
                    err.flush();
                })
                .run();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(all));
        } else {
            machine.forEach(out::println);
            for (At at : all) {
                out.printf(Locale.ROOT, "%n%,d events%n", at.events());
                Table.of(at.figures()).forEach(out::println);
            }
        }
        out.flush();
        return 0;
    }

    /** Ten thousand and each ten times as many, and the last one. */
    static List<Long> lengths(long events) {
        List<Long> lengths = new ArrayList<>();
        for (long length = Math.min(FIRST, events); length < events; length *= 10) {
            lengths.add(length);
        }
        lengths.add(events);
        return lengths;
    }

    private void require(boolean right, String what) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), what);
        }
    }
}
