package org.waymark.standalone;

import com.mongodb.client.MongoDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.waymark.eventstore.LogImport;
import org.waymark.eventstore.LogVerifier;
import org.waymark.eventstore.Verification;
import org.waymark.standalone.runtime.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a log again from an export. */
@Command(
        name = "import-log",
        description = {
            "Makes a log again from what 'export' wrote of a whole one: the same entries with the same marks, checked.",
            "The database has to be empty, or hold the beginning of the same log: an import that was cut short is continued."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit status: 0 imported and whole, 2 something to put right and try again."})
final class ImportLogCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LogSource source = new LogSource();

    @Parameters(paramLabel = "FILE", description = "What 'export' wrote.")
    private Path file = Path.of("");

    @Option(names = "--verbose", description = "Say more when something goes wrong.")
    private boolean verbose;

    @Override
    public Integer call() {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new Failure("There is no file %s that can be read.".formatted(file));
        }
        return source.perhapsNew(this::read);
    }

    private int read(MongoDatabase database) {
        LogImport.Report report;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            report = LogImport.into(database).from(lines, Progress.to(spec)::entries);
        } catch (IOException unreadable) {
            throw new Failure(
                    "%s cannot be read (%s)."
                            .formatted(file, unreadable.getClass().getSimpleName()),
                    unreadable);
        } catch (LogImport.Unusable unusable) {
            throw new Failure(file + ": " + unusable.getMessage(), unusable);
        }
        Verification verified = LogVerifier.of(database).verify(report.head(), Progress.to(spec)::entries);
        Verification.Fault fault = verified.fault();
        if (fault != null) {
            throw new Failure("What is in the database now is broken at entry %d: %s. Import into an empty one."
                    .formatted(fault.position(), fault.detail()));
        }
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.UK,
                        "The log is whole: %,d entries, %,d of them there before.%nIt ends at %d:%s%n",
                        report.events(),
                        report.before(),
                        report.head().position(),
                        report.head().hash());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
