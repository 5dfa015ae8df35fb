package org.waymark.standalone.bench;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.Event;
import org.waymark.contract.plan.Policy;
import org.waymark.eventstore.EventLog;
import org.waymark.notifier.agenda.Agendas;
import org.waymark.notifier.check.DailyCheck;
import org.waymark.notifier.check.Report;
import org.waymark.standalone.bench.Figure.Goal;
import org.waymark.standalone.bench.Figure.Round;
import org.waymark.standalone.runtime.DataDirectory;
import org.waymark.standalone.runtime.Installation;
import org.waymark.standalone.runtime.Ports;
import org.waymark.standalone.runtime.Processors;
import org.waymark.standalone.runtime.Settings;

/**
 * The daily check among many open actions of which a tenth is due on the same morning, and the rest years away: what such a
 * morning costs, and what a day costs on which nothing is due, at a tenth of the actions and at all of them. All actions go
 * through the log, one event each, in plans of a thousand.
 */
final class SweepFigures {

    private static final LocalDate DUE = LocalDate.of(2027, 3, 10);
    private static final LocalDate FAR = LocalDate.of(2035, 3, 31);
    private static final int REMIND = 7;
    private static final int PLAN = 1_000;
    /** From a Monday on: at weekends nothing is looked at. */
    private static final int QUIET_DAYS = 5;

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final double MEBIBYTE = 1024.0 * 1024;

    private final Installation installation;
    private final BenchClock clock;
    private final Scale scale;
    private final EventStore store;
    private final EventLog log;
    private final Processors processors;
    private final DailyCheck check;

    private SweepFigures(Installation installation, BenchClock clock, Scale scale) {
        this.installation = installation;
        this.clock = clock;
        this.scale = scale;
        this.store = installation.get(EventStore.class);
        this.log = installation.get(EventLog.class);
        this.processors = new Processors(installation.get(EventProcessingConfiguration.class), log);
        this.check = installation.get(DailyCheck.class);
    }

    static List<Figure> measure(String mongoUri, Scale scale) {
        ServerSetup setup = new ServerSetup(0, Ports.LOOPBACK, ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(10_000);
        GreenMail server = new GreenMail(setup);
        server.start();
        BenchClock clock = new BenchClock();
        clock.put(DUE.minusDays(50).atTime(MORNING).atZone(LONDON).toInstant());
        String secret = DataDirectory.newSecret();
        try (Installation installation = Installation.start(new Settings(
                        "bench",
                        Ports.choose(0),
                        mongoUri,
                        secret,
                        Ports.LOOPBACK,
                        server.getSmtp().getPort(),
                        clock,
                        null,
                        null,
                        false));
                Caller api = new Caller(installation.address()).withToken(secret, clock.instant())) {
            return new SweepFigures(installation, clock, scale).run(api);
        } finally {
            server.stop();
        }
    }

    private List<Figure> run(Caller api) {
        int people = scale.openPeople();
        Filling.each(people, number -> Store.append(store, 0, Population.party(number)));
        for (int number = 0; number < people; number++) {
            MailFigures.enter(api, Population.contactId(number), "LEAD", "\"" + Population.partyId(number) + "\"");
        }
        int few = Math.max(1, scale.open() / 10);
        fill(0, few);
        List<Round> quietAtFew = quietDays(DUE.minusDays(44), QUIET_DAYS);
        fill(few, scale.open());
        List<Round> quiet = quietDays(DUE.minusDays(37), QUIET_DAYS);
        double before = heap();
        double handingBefore = handedOver();
        double due = dueMorning(people);
        double handing = handedOver() - handingBefore;
        quietDays(DUE.minusDays(REMIND - 1), 2);
        double after = heap();
        return List.of(
                Figure.cost("sweep-due", "s", List.of(Round.of(due - handing)), Goal.atMost(10)),
                Figure.cost("sweep-due-with-mail-server", "s", List.of(Round.of(due)), null),
                Figure.cost("sweep-quiet-few", "s", quietAtFew, null),
                Figure.cost("sweep-quiet", "s", quiet, Goal.atMost(1)),
                Figure.cost("sweep-memory-growth", "MiB", List.of(Round.of(Math.max(0, after - before))), null));
    }

    /** Actions by number; the first tenth of each plan is due, all others are not for years. */
    private void fill(int from, int to) {
        Policy policy =
                Policy.standard().change().remindDaysBefore(List.of(REMIND)).made();
        LocalDate today = LocalDate.ofInstant(clock.instant(), LONDON);
        for (int plan = (from + PLAN - 1) / PLAN; plan * PLAN < to; plan++) {
            int sequence = 0;
            for (Event event : Population.plan(planId(plan), today, policy)) {
                Store.append(store, sequence++, event);
            }
        }
        Filling.each(to - from, index -> {
            int number = from + index;
            boolean due = number % 10 == 0;
            Store.append(
                    store,
                    0,
                    Population.added(
                            "a-open-" + number,
                            planId(number / PLAN),
                            number,
                            Leads.of(Population.partyId(number / 10 % scale.openPeople())),
                            due ? DUE : FAR,
                            Status.IN_PROGRESS));
        });
        processors.awaitHead(PATIENCE);
        // What a notifier that runs has in memory already
        installation.get(Agendas.class).current();
    }

    private static String planId(int plan) {
        return "bench-open-" + plan;
    }

    /** What days cost on which nothing is due, the first of them left out. */
    private List<Round> quietDays(LocalDate first, int count) {
        List<Round> days = new ArrayList<>();
        LocalDate day = first;
        while (days.size() < count) {
            Report report = checkOn(day);
            if (report.mails() > 0) {
                throw new IllegalStateException(report.mails() + " mails were due on " + day);
            }
            days.add(Round.of(report.millis() / 1e3));
            day = day.plusDays(1);
        }
        return days.subList(1, days.size());
    }

    private double dueMorning(int people) {
        Report report = checkOn(DUE.minusDays(REMIND));
        if (report.sent() != people || report.items() != (scale.open() + 9) / 10) {
            throw new IllegalStateException(report + " is not what was due");
        }
        return report.millis() / 1e3;
    }

    /** What the mail server took for all mails so far, in seconds. */
    private double handedOver() {
        return installation
                .get(MeterRegistry.class)
                .get("waymark.mail.handover")
                .timer()
                .totalTime(TimeUnit.SECONDS);
    }

    private Report checkOn(LocalDate day) {
        clock.put(day.atTime(MORNING).atZone(LONDON).toInstant());
        return check.run();
    }

    /** What is in use once nobody needs the rest any more. */
    private static double heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEBIBYTE;
    }
}
