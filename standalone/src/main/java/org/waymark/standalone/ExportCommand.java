package org.waymark.standalone;

import com.mongodb.client.MongoDatabase;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.LogExport;
import org.waymark.standalone.runtime.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the log to a file that outlives Waymark. */
@Command(
        name = "export",
        description = {
            "Writes the log to a file: CloudEvents in JSON, one to a line, with positions and marks.",
            "Of a whole log 'import-log' makes the same again. Names and addresses of people are not in the log."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit status: 0 written, 2 something to put right and try again."})
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LogSource source = new LogSource();

    @Option(
            names = "--plan",
            paramLabel = "ID",
            description = "Only what is about this plan: its actions, their mails, its groups and parties.")
    private @Nullable String plan;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "File to write. It must not exist yet.")
    private Path out = Path.of("");

    @Option(names = "--verbose", description = "Say more when something goes wrong.")
    private boolean verbose;

    @Override
    public Integer call() {
        if (Files.exists(out)) {
            throw new Failure("%s is there already. Name another file with --out.".formatted(out));
        }
        return source.existing(this::export);
    }

    /** Under another name until it is whole, so that nobody takes a part for it. */
    private int export(MongoDatabase database) {
        Path part = out.resolveSibling(out.getFileName() + ".part");
        LogExport.Report report;
        try {
            try (Writer writer = new BufferedWriter(Files.newBufferedWriter(part, StandardCharsets.UTF_8), 1 << 16)) {
                report = write(LogExport.of(database), writer);
            }
            Files.move(part, out, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new Failure(
                    "%s cannot be written. Is its folder there, and is there room?".formatted(out), unwritable);
        } catch (LogExport.BrokenLog broken) {
            throw new Failure(String.valueOf(broken.getMessage()), broken);
        }
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.UK,
                        "%,d entries are in %s.%nThe log ends at %d:%s%n",
                        report.events(),
                        out,
                        report.head().position(),
                        report.head().hash());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private LogExport.Report write(LogExport export, Writer writer) throws IOException {
        Progress progress = Progress.to(spec);
        Instant now = Clock.systemUTC().instant();
        if (plan == null) {
            return export.whole(writer, now, progress::entries);
        }
        PlanSelection selection = new PlanSelection(plan);
        export.show(selection, progress::entries);
        if (selection.isEmpty()) {
            throw new Failure("The log has no plan %s. Name it as the address of its board does.".formatted(plan));
        }
        return export.selected(selection, writer, now, progress::entries);
    }
}
