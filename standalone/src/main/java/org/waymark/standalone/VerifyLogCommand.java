package org.waymark.standalone;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.Head;
import org.waymark.eventstore.LogVerifier;
import org.waymark.eventstore.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks that the log is what was recorded. */
@Command(
        name = "verify-log",
        description = {
            "Checks the log: recomputes the chain of marks from the first entry on.",
            "Every change, gap and insertion shows. Give --expect the mark of a pack or mail, so that a log that was cut off or rewritten as a whole shows too."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit status: 0 intact, 1 broken, 2 something to put right and try again."})
final class VerifyLogCommand implements Callable<Integer> {

    private static final int BROKEN = 1;
    private static final Pattern HEAD = Pattern.compile("(\\d{1,18}):([0-9a-fA-F]{64})");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LogSource source = new LogSource();

    @Option(
            names = "--expect",
            paramLabel = "POSITION:HASH",
            description = "Number and mark (64 hexadecimal digits) of a log entry that was known earlier.")
    private @Nullable String expect;

    @Option(names = "--verbose", description = "Say more when something goes wrong.")
    private boolean verbose;

    @Override
    public Integer call() {
        Head expected = expected();
        return source.existing(
                database -> report(LogVerifier.of(database).verify(expected, Progress.to(spec)::entries)));
    }

    private @Nullable Head expected() {
        if (expect == null) {
            return null;
        }
        Matcher head = HEAD.matcher(expect);
        if (!head.matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--expect takes POSITION:HASH, a number and 64 hexadecimal digits");
        }
        return new Head(Long.parseLong(head.group(1)), head.group(2).toLowerCase(Locale.ROOT));
    }

    private int report(Verification result) {
        PrintWriter out = spec.commandLine().getOut();
        Verification.Fault fault = result.fault();
        if (fault == null) {
            out.printf(
                    Locale.UK,
                    "The log is whole: %,d entries in %,d commits, %,d texts removed on record.%n",
                    result.events(),
                    result.commits(),
                    result.redactions());
            out.println(
                    "Ends at " + result.head().position() + ":" + result.head().hash());
        } else {
            out.printf(
                    Locale.UK,
                    "The log is broken at entry %d (%s): %s.%n",
                    fault.position(),
                    fault.kind().name().toLowerCase(Locale.ROOT),
                    fault.detail());
            out.println("Good up to " + result.head().position() + ":"
                    + result.head().hash());
        }
        out.flush();
        return fault == null ? 0 : BROKEN;
    }
}
