package org.waymark.standalone;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** Says every few seconds how far a long command has come; a short one ends without a word. */
final class Progress {

    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintWriter err;
    private final long begin = System.nanoTime();
    private long last = begin;

    private Progress(PrintWriter err) {
        this.err = err;
    }

    static Progress to(CommandSpec spec) {
        return new Progress(spec.commandLine().getErr());
    }

    /** @param count entries of the log done so far */
    void entries(long count) {
        long now = System.nanoTime();
        if (now - last >= PAUSE_NANOS) {
            last = now;
            err.printf(Locale.UK, "%,d entries, %,.0f a second%n", count, count / ((now - begin) / 1_000_000_000.0));
            err.flush();
        }
    }
}
