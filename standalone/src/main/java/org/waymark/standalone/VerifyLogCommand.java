package org.waymark.standalone;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.Head;
import org.waymark.eventstore.LogVerifier;
import org.waymark.eventstore.Verification;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import org.waymark.standalone.runtime.DataDirectory;
import org.waymark.standalone.runtime.Failure;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
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
    private static final int PATIENCE_SECONDS = 10;
    private static final Pattern HEAD = Pattern.compile("(\\d{1,18}):([0-9a-fA-F]{64})");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup
    private @Nullable Where where;

    @Option(
            names = "--expect",
            paramLabel = "POSITION:HASH",
            description = "Number and mark (64 hexadecimal digits) of a log entry that was known earlier.")
    private @Nullable String expect;

    @Option(names = "--verbose", description = "Say more when something goes wrong.")
    private boolean verbose;

    /** One of the two. */
    static final class Where {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Data directory of 'serve', which has to be stopped. Default: ./data.")
        private @Nullable Path data;

        @Option(
                names = "--mongodb-uri",
                paramLabel = "URI",
                description =
                        "Connection string of a MongoDB server, with the database's name. Others may use it meanwhile.")
        private @Nullable String uri;
    }

    @Override
    public Integer call() {
        Head expected = expected();
        String uri = where == null ? null : where.uri;
        if (uri != null) {
            return verify(uri, expected);
        }
        Path data = where == null || where.data == null ? Path.of("data") : where.data;
        try (EmbeddedMongo database = DataDirectory.existing(data).database()) {
            return verify(database.uri(), expected);
        }
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

    private int verify(String uri, @Nullable Head expected) {
        ConnectionString connection;
        try {
            connection = new ConnectionString(uri);
        } catch (IllegalArgumentException unreadable) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--mongodb-uri takes a connection string (mongodb://HOST/DATABASE)",
                    unreadable);
        }
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(connection)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .build();
        String name = connection.getDatabase() == null ? "waymark" : connection.getDatabase();
        try (MongoClient client = MongoClients.create(settings)) {
            return report(LogVerifier.of(client.getDatabase(name)).verify(expected, events -> {}));
        } catch (MongoException unreachable) {
            throw new Failure(
                    "The database at %s does not answer. Check the connection string and that it runs."
                            .formatted(String.join(", ", connection.getHosts())),
                    unreachable);
        }
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
