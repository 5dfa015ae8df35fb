package org.waymark.standalone.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The appender in another JVM: appends a progress report at each line it reads, and says when it began to. */
@Command(name = "writer", hidden = true, description = "Part of the bench: appends from a JVM of its own.")
final class WriterCommand implements Callable<Integer> {

    @Option(names = "--uri", required = true, paramLabel = "URI", description = "The database.")
    private String uri = "";

    @Option(names = "--action", required = true, paramLabel = "ID", description = "The action to report on.")
    private String action = "";

    @Option(names = "--from", required = true, paramLabel = "N", description = "The next sequence number.")
    private long from;

    @Override
    public Integer call() throws IOException {
        PrintStream out = System.out;
        try (Store store = Store.open(uri, Clock.systemUTC());
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            out.println(ChildJvm.ANSWER + "ready");
            out.flush();
            long sequence = from;
            while (in.readLine() != null) {
                Instant begin = Instant.now(Clock.systemUTC());
                Store.append(store.events(), sequence++, Population.happening(action, 1, LocalDate.EPOCH));
                out.println(ChildJvm.ANSWER + begin);
                out.flush();
            }
        }
        return 0;
    }
}
