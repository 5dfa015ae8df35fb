package org.waymark.standalone;

import java.io.PrintWriter;
import org.waymark.standalone.bench.BenchCommand;
import org.waymark.standalone.runtime.Failure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The program behind {@code ./waymark}. Starts no service until a subcommand needs one, so that help is quick. */
@Command(
        name = "waymark",
        description = "Holds partnership boards' action plans and makes sure that nobody forgets a promise.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            VerifyLogCommand.class,
            ExportCommand.class,
            ImportLogCommand.class,
            BenchCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Waymark.Version.class,
        footer = {
            "",
            "'./waymark COMMAND --help' explains one of them.",
            "Exit status: 0 done, 1 the log is broken, 2 something to put right and try again, 3 a fault of Waymark."
        })
public final class Waymark implements Runnable {

    static final int USAGE = 2;
    static final int FAULT = 3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String... args) {
        // Axon looks for updates on the internet and advertises on the console
        System.setProperty("axoniq.update-checker.disabled", "true");
        System.setProperty("disable-axoniq-console-message", "true");
        int status = FAULT;
        try {
            status = commandLine().execute(args);
        } finally {
            // Whatever happened: no thread of a service may keep the program alive
            System.exit(status);
        }
    }

    /** The command line as users meet it, for tests as well. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Waymark());
        return commandLine
                .setParameterExceptionHandler(Waymark::explainUsage)
                .setExecutionExceptionHandler(Waymark::explainFailure)
                .setUsageHelpAutoWidth(true);
    }

    /** Without a subcommand there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: demo, serve, verify-log, export, import-log or bench");
    }

    private static int explainUsage(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("waymark: " + oneLine(wrong.getMessage()) + ". See '"
                + command.getCommandSpec().qualifiedName(" ") + " --help'.");
        return USAGE;
    }

    private static int explainFailure(Exception wrong, CommandLine command, ParseResult parsed) {
        if (wrong instanceof Failure) {
            command.getErr().println("waymark: " + oneLine(wrong.getMessage()));
            return USAGE;
        }
        command.getErr().println("waymark: a fault of Waymark itself: " + oneLine(String.valueOf(wrong)));
        if (parsed.hasSubcommand() && parsed.subcommand().hasMatchedOption("--verbose")) {
            wrong.printStackTrace(command.getErr());
        } else {
            command.getErr().println("waymark: the same command with --verbose says more");
        }
        return FAULT;
    }

    private static String oneLine(@org.jspecify.annotations.Nullable String message) {
        String line = String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", "; ");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /** The version of the jar that is running. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Waymark.class.getPackage().getImplementationVersion();
            return new String[] {"Waymark " + (version == null ? "(not packaged)" : version)};
        }
    }
}
