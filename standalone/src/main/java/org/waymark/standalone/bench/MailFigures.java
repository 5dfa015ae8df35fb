package org.waymark.standalone.bench;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.Event;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.plan.Policy;
import org.waymark.eventstore.EventLog;
import org.waymark.notifier.check.DailyCheck;
import org.waymark.notifier.mail.PromptSocketFactory;
import org.waymark.standalone.bench.Figure.Goal;
import org.waymark.standalone.bench.Figure.Round;
import org.waymark.standalone.runtime.DataDirectory;
import org.waymark.standalone.runtime.Installation;
import org.waymark.standalone.runtime.Ports;
import org.waymark.standalone.runtime.Processors;
import org.waymark.standalone.runtime.Settings;

/**
 * The daily check on a morning on which every action is due: from waking to the last mail handed over and recorded. The
 * plan reminds of each date on many days a week apart, so that each round is a morning like that, as is each one before
 * them that warms up.
 */
final class MailFigures {

    private static final String PLAN = "bench-due";
    private static final LocalDate DUE = LocalDate.of(2027, 3, 10);
    private static final int WEEK = 7;
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final GreenMail server;
    private final Scale scale;

    private MailFigures(GreenMail server, Scale scale) {
        this.server = server;
        this.scale = scale;
    }

    static List<Figure> measure(String mongoUri, Scale scale) {
        ServerSetup setup = new ServerSetup(0, Ports.LOOPBACK, ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(10_000);
        GreenMail server = new GreenMail(setup);
        server.start();
        BenchClock clock = new BenchClock();
        clock.put(morning(scale.mornings() + 3));
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
            return new MailFigures(server, scale).run(installation, api, clock);
        } finally {
            server.stop();
        }
    }

    private List<Figure> run(Installation installation, Caller api, BenchClock clock) {
        EventLog log = installation.get(EventLog.class);
        Processors processors = new Processors(installation.get(EventProcessingConfiguration.class), log);
        DailyCheck check = installation.get(DailyCheck.class);
        fill(installation.get(EventStore.class), api, LocalDate.ofInstant(clock.instant(), LONDON));
        List<Round> times = new ArrayList<>();
        List<Round> rates = new ArrayList<>();
        for (int weeks = scale.mornings(); weeks > 0; weeks--) {
            processors.awaitHead(PATIENCE);
            clock.put(morning(weeks));
            empty();
            long before = log.head().position();
            Arrivals arrivals = new Arrivals();
            long begin = System.nanoTime();
            check.run();
            double seconds = (System.nanoTime() - begin) / 1e9;
            requireRecorded(log, before);
            double rate = arrivals.perSecond();
            double bare = handOverAgain();
            if (weeks <= scale.rounds()) {
                times.add(Round.of(seconds));
                rates.add(new Round(rate, bare));
            }
        }
        return List.of(
                Figure.cost("daily-check", "s", times, Goal.atMost(5)),
                Figure.rate("daily-check-mails", "mails/s", rates, Goal.ratioOf(0.8)));
    }

    private static Instant morning(int weeksBefore) {
        return DUE.minusWeeks(weeksBefore).atTime(MORNING).atZone(LONDON).toInstant();
    }

    private void fill(EventStore store, Caller api, LocalDate today) {
        int people = scale.people();
        Filling.each(people, number -> Store.append(store, 0, Population.party(number)));
        List<Integer> reminders = IntStream.rangeClosed(1, scale.mornings())
                .mapToObj(weeks -> weeks * WEEK)
                .sorted(Comparator.reverseOrder())
                .toList();
        Policy policy = Policy.standard().change().remindDaysBefore(reminders).made();
        int sequence = 0;
        for (Event event : Population.plan(PLAN, today, policy)) {
            Store.append(store, sequence++, event);
        }
        Store.append(store, 0, Population.group("g-bench", PLAN, "c-bench-officer"));
        Filling.each(
                scale.due(),
                number -> Store.append(
                        store,
                        0,
                        Population.added(
                                "a-due-" + number,
                                PLAN,
                                number,
                                Leads.of(Population.partyId(number % people)),
                                DUE,
                                Status.IN_PROGRESS)));
        enter(api, "c-bench-officer", "GOVERNANCE_OFFICER", "");
        for (int number = 0; number < people; number++) {
            enter(api, Population.contactId(number), "LEAD", "\"" + Population.partyId(number) + "\"");
        }
    }

    static void enter(Caller api, String id, String role, String parties) {
        api.post("/api/directory/contacts", """
                {"contactId":"%s","name":"Person %s","email":"%s@bench.example","role":"%s","partyIds":[%s]}""".formatted(id, id, id, role, parties), 0);
    }

    private void empty() {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (com.icegreen.greenmail.store.FolderException unexpected) {
            throw new IllegalStateException("The mail server cannot be emptied", unexpected);
        }
    }

    private void requireRecorded(EventLog log, long before) {
        AtomicInteger sent = new AtomicInteger();
        log.read(before + 1, event -> {
            if (event.payload() instanceof MailEvent.MailRecorded recorded && recorded.state() == MailState.SENT) {
                sent.incrementAndGet();
            }
            return true;
        });
        if (sent.get() < scale.people()) {
            throw new IllegalStateException(
                    sent + " mails were recorded as sent and not " + scale.people() + " when the daily check ended");
        }
    }

    /** The same mails once more, over one connection, by Jakarta Mail alone. Mails per second. */
    private double handOverAgain() {
        MimeMessage[] mails = server.getReceivedMessages();
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", Ports.LOOPBACK);
        properties.setProperty("mail.smtp.port", String.valueOf(server.getSmtp().getPort()));
        PromptSocketFactory.in(properties);
        Session session = Session.getInstance(properties);
        try (Transport transport = session.getTransport("smtp")) {
            List<MimeMessage> copies = new ArrayList<>();
            for (MimeMessage mail : mails) {
                copies.add(new MimeMessage(mail));
            }
            empty();
            Arrivals arrivals = new Arrivals();
            transport.connect();
            for (MimeMessage copy : copies) {
                transport.sendMessage(copy, copy.getAllRecipients());
            }
            return arrivals.perSecond();
        } catch (MessagingException refused) {
            throw new IllegalStateException("The mail server did not take a mail", refused);
        }
    }

    /** When the first and the last mail arrived; begins to look at once. */
    private final class Arrivals {

        // Not in the common pool: on two cores it has one thread, and HTTP clients need it
        private final CompletableFuture<Long> first =
                CompletableFuture.supplyAsync(() -> arrival(1), Thread::startVirtualThread);
        private final CompletableFuture<Long> last =
                CompletableFuture.supplyAsync(() -> arrival(scale.people()), Thread::startVirtualThread);

        private long arrival(int count) {
            if (!server.waitForIncomingEmail(PATIENCE.toMillis(), count)) {
                throw new IllegalStateException("Not even " + count + " mails arrived");
            }
            return System.nanoTime();
        }

        double perSecond() {
            return (scale.people() - 1) / ((last.join() - first.join()) / 1e9);
        }
    }
}
