package org.waymark.standalone;

import java.io.PrintWriter;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.waymark.standalone.demo.DemoInstallation;
import org.waymark.standalone.demo.Demonstration;
import org.waymark.standalone.report.DemoReport;
import org.waymark.standalone.runtime.Ports;
import org.waymark.standalone.runtime.Stopping;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Real plans with a made-up history, to look at and to try. */
@Command(
        name = "demo",
        description = {
            "Starts everything in one program, brings in five real plans, and lets a made-up half year happen to them.",
            "Nothing is kept and nothing leaves this machine: mail goes to a mailbox that can be looked at."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.UK);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of pages and API; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
    private int port = 8080;

    @Option(names = "--once", description = "Do not stay up: print a report and end.")
    private boolean once;

    @Option(names = "--json", description = "With --once: print the report as one line of JSON.")
    private boolean json;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another number gives another history. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--verbose", description = "Log more than warnings.")
    private boolean verbose;

    @Override
    public Integer call() throws InterruptedException {
        if (json && !once) {
            throw new ParameterException(spec.commandLine(), "--json goes with --once");
        }
        // A run that does not stay up takes any free port, so that two of them never meet.
        boolean chosen = spec.commandLine().getParseResult().hasMatchedOption("--port");
        int listen = Ports.choose(once && !chosen ? 0 : port);
        PrintWriter out = spec.commandLine().getOut();
        try (Stopping stopping = new Stopping()) {
            if (!json) {
                out.println("Starting, and playing half a year ...");
                out.flush();
            }
            try {
                DemoInstallation demo = DemoInstallation.start(listen, seed, verbose, stopping);
                demo.play();
                if (once) {
                    print(out, demo.report());
                    return 0;
                }
                invite(out, demo);
            } catch (RuntimeException broken) {
                if (!stopping.inProgress()) {
                    throw broken;
                }
            }
            stopping.await();
            return 0;
        }
    }

    private void print(PrintWriter out, DemoReport report) {
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(report));
        } else {
            for (DemoReport.PlanFigures plan : report.plans()) {
                Map<String, Object> figures = new LinkedHashMap<>();
                JsonMapper.shared()
                        .valueToTree(plan)
                        .properties()
                        .forEach(entry -> figures.put(entry.getKey(), entry.getValue()));
                out.println(plan.title());
                figures.forEach((name, value) -> out.printf(Locale.ROOT, "  %-20s %s%n", name, value));
            }
            out.println("Log entries " + report.headPosition() + ", mark " + report.headHash());
            out.println("Mails in the mailbox " + report.mailbox());
        }
        out.flush();
    }

    private static void invite(PrintWriter out, DemoInstallation demo) {
        String address = demo.address().toString();
        Demonstration demonstration = demo.demonstration();
        out.println("It is " + DAY.format(demonstration.today()) + " in the demonstration.");
        out.printf("  %-22s %s/%n", "Begin here", address);
        demonstration
                .shows()
                .keySet()
                .forEach(plan -> out.printf("  %-22s %s/plans/%s%n", "Board of a plan", address, plan));
        demonstration
                .published()
                .forEach(plan -> out.printf("  %-22s %s/published/%s%n", "As the public sees it", address, plan));
        out.printf("  %-22s %s/escalations%n", "Escalations", address);
        out.printf("  %-22s %s/mailbox%n", "Mails that went out", address);
        out.println(
                "Sign in as a lead, a board member, the governance officer or the administrator; no password. Stop with Ctrl-C.");
        out.flush();
    }
}
