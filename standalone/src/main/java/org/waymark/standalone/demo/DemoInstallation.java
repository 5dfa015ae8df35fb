package org.waymark.standalone.demo;

import java.net.URI;
import org.axonframework.config.EventProcessingConfiguration;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.Identifiers;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import org.waymark.notifier.check.DailyCheck;
import org.waymark.query.board.Boards;
import org.waymark.query.history.Histories;
import org.waymark.query.mail.Mails;
import org.waymark.query.plan.Plans;
import org.waymark.standalone.mailbox.Mailbox;
import org.waymark.standalone.report.DemoReport;
import org.waymark.standalone.report.Reporter;
import org.waymark.standalone.runtime.DataDirectory;
import org.waymark.standalone.runtime.Installation;
import org.waymark.standalone.runtime.Processors;
import org.waymark.standalone.runtime.Settings;
import org.waymark.standalone.runtime.Stopping;

/** Everything that the demonstration needs: a database and a mail server in memory, a clock of its own, the services. */
public final class DemoInstallation {

    private final Installation installation;
    private final Mailbox mailbox;
    private final Demonstration demonstration;

    private DemoInstallation(Installation installation, Mailbox mailbox, Demonstration demonstration) {
        this.installation = installation;
        this.mailbox = mailbox;
        this.demonstration = demonstration;
    }

    /**
     * Starts everything; nothing has happened yet.
     *
     * @param stopping closes it again
     */
    public static DemoInstallation start(int port, long seed, boolean verbose, Stopping stopping) {
        EmbeddedMongo database = stopping.closeLater(EmbeddedMongo.inMemory());
        Mailbox mailbox = stopping.closeLater(Mailbox.start());
        DemoClock clock = Demonstration.clockAtTheBeginning();
        String secret = DataDirectory.newSecret();
        Installation installation = stopping.closeLater(Installation.start(new Settings(
                "demo",
                port,
                database.uri(),
                secret,
                Mailbox.HOST,
                mailbox.port(),
                clock,
                Identifiers.seeded(seed),
                mailbox,
                verbose)));
        EventLog log = installation.get(EventLog.class);
        Api api = stopping.closeLater(new Api(installation.address(), secret, clock, "demo"));
        Demonstration demonstration = new Demonstration(
                api,
                log,
                clock,
                new Processors(installation.get(EventProcessingConfiguration.class), log),
                installation.get(DailyCheck.class)::run,
                seed);
        return new DemoInstallation(installation, mailbox, demonstration);
    }

    /** Lets half a year happen, and opens the pages. */
    public void play() {
        demonstration.play();
        installation.get(Stage.class).open(demonstration);
    }

    /** What has happened, in figures. */
    public DemoReport report() {
        return new Reporter(
                        installation.get(Plans.class),
                        installation.get(Boards.class),
                        installation.get(Histories.class),
                        installation.get(Mails.class),
                        log())
                .report(demonstration.broughtInAt(), mailbox);
    }

    public Demonstration demonstration() {
        return demonstration;
    }

    public EventLog log() {
        return installation.get(EventLog.class);
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    public URI address() {
        return installation.address();
    }
}
