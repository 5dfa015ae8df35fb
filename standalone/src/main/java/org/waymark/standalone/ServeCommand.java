package org.waymark.standalone;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import org.waymark.query.web.signin.Identities;
import org.waymark.standalone.runtime.DataDirectory;
import org.waymark.standalone.runtime.Installation;
import org.waymark.standalone.runtime.Ports;
import org.waymark.standalone.runtime.Settings;
import org.waymark.standalone.runtime.Stopping;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a council pilots on: everything in one program, on disk, with the real clock. */
@Command(
        name = "serve",
        description = {
            "Runs Waymark on this machine, with the real clock, and keeps everything on disk.",
            "Listens on the loopback address only until identity is finished: who can sign in to this machine can sign in to Waymark.",
            "Without --mail-host no mail goes out: what is due waits, and is sent when a mail server is named."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of pages and API; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
    private int port = 8080;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Directory for everything that is kept; made where it is not there. Default: ./${DEFAULT-VALUE}.")
    private Path data = Path.of("data");

    @Option(
            names = "--mail-host",
            paramLabel = "HOST",
            description = "Mail server (SMTP) to hand mail to. Default: none.")
    private @Nullable String mailHost;

    @Option(
            names = "--mail-port",
            paramLabel = "PORT",
            description = "Port of the mail server. Default: ${DEFAULT-VALUE}.")
    private int mailPort = 25;

    @Option(names = "--verbose", description = "Log more than warnings.")
    private boolean verbose;

    @Override
    public Integer call() throws InterruptedException {
        int listen = Ports.choose(port);
        DataDirectory directory = DataDirectory.at(data);
        try (Stopping stopping = new Stopping()) {
            try {
                EmbeddedMongo database = stopping.closeLater(directory.database());
                Installation installation = stopping.closeLater(Installation.start(new Settings(
                        "serve",
                        listen,
                        database.uri(),
                        directory.identitySecret(),
                        mailHost,
                        mailPort,
                        null,
                        null,
                        null,
                        verbose)));
                PrintWriter out = spec.commandLine().getOut();
                out.println("Waymark keeps its data in " + data.toAbsolutePath().normalize());
                out.println(
                        mailHost == null
                                ? "Mail is off: no mail server was named (--mail-host). What is due waits."
                                : "Mail goes to " + mailHost + ":" + mailPort);
                out.println("Sign in at " + installation.address() + "/sign-in, from this machine only, as one of");
                installation
                        .get(Identities.class)
                        .candidates()
                        .forEach(candidate -> out.println("  "
                                + candidate.person().name() + " ("
                                + candidate.person().role().name().toLowerCase(Locale.ROOT) + ")"));
                out.println("Stop with Ctrl-C");
                out.flush();
            } catch (RuntimeException broken) {
                if (!stopping.inProgress()) {
                    throw broken;
                }
            }
            stopping.await();
            return 0;
        }
    }
}
