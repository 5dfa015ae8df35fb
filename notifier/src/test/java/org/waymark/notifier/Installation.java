package org.waymark.notifier;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.mail.MailState;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import org.waymark.notifier.agenda.Agendas;
import org.waymark.notifier.check.DailyCheck;

/** Notifiers on a real log, with a real mail server, beside something that takes their commands over real HTTP. */
public final class Installation implements AutoCloseable {

    public static final String SECRET = "a-secret-of-the-tests-with-more-than-32-bytes";

    private static final TestClock CLOCK = new TestClock();

    private final EmbeddedMongo mongo = EmbeddedMongo.inMemory();
    private final GreenMail mailServer = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
    private final List<ConfigurableApplicationContext> notifiers = new ArrayList<>();
    private final CommandDesk desk;

    /** Not annotated as a configuration, lest the service's own scan finds it in another test. */
    @EnableAutoConfiguration
    @Import(NotifierConfiguration.class)
    static class Service {
        @Bean
        Clock clock() {
            return CLOCK;
        }
    }

    private Installation(World world) {
        mailServer.start();
        desk = new CommandDesk(world.contacts());
    }

    /** An installation with one notifier, whose log holds what happened in this world. */
    public static Installation of(World world) {
        return of(world, Map.of());
    }

    public static Installation of(World world, Map<String, String> properties) {
        Installation installation = new Installation(world);
        ConfigurableApplicationContext first;
        try {
            first = installation.start("first", properties);
        } catch (RuntimeException e) {
            installation.close();
            throw e;
        }
        installation.desk.appendTo(first.getBean(EventStore.class));
        for (World.Happened happened : world.events()) {
            installation.at(happened.day().atTime(6, 0));
            installation.desk.append(happened.event());
        }
        return installation;
    }

    /** Another notifier on the same database. */
    public ConfigurableApplicationContext start(String name, Map<String, String> properties) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Service.class)
                .properties("spring.config.name=waymark,notifier")
                .run(arguments(name, properties));
        notifiers.add(context);
        return context;
    }

    private String[] arguments(String name, Map<String, String> properties) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("server.port", "0");
        all.put("spring.mongodb.uri", mongo.uri());
        all.put("spring.mail.host", "127.0.0.1");
        all.put("spring.mail.port", Integer.toString(mailServer.getSmtp().getPort()));
        all.put("waymark.command-service.url", desk.url().toString());
        all.put("waymark.identity.secret", SECRET);
        all.put("waymark.notifier.instance", name);
        all.put("waymark.notifier.schedule.enabled", "false");
        all.putAll(properties);
        return all.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
    }

    public Installation at(LocalDateTime local) {
        CLOCK.set(local);
        return this;
    }

    public Installation at(String local) {
        return at(LocalDateTime.parse(local));
    }

    public DailyCheck check() {
        return check(0);
    }

    public DailyCheck check(int notifier) {
        return notifiers.get(notifier).getBean(DailyCheck.class);
    }

    public ConfigurableApplicationContext context() {
        return notifiers.getFirst();
    }

    public CommandDesk desk() {
        return desk;
    }

    /** Where its database can be reached, by other processes too. */
    public String databaseUri() {
        return mongo.uri();
    }

    /** Every message that the mail server took. */
    public List<MimeMessage> mailbox() {
        return List.of(mailServer.getReceivedMessages());
    }

    /** What is on record about mails, as {@code mail-c-sam-2018-03-01 SENT}. */
    public List<String> recordedMails() throws InterruptedException {
        context().getBean(Agendas.class).awaitHead(Duration.ofSeconds(10));
        List<String> recorded = new ArrayList<>();
        context().getBean(EventLog.class).read(1, event -> {
            if (event.payload() instanceof MailEvent.MailRecorded mail) {
                recorded.add(mail.mail().mailId() + " " + mail.state());
            }
            return true;
        });
        return recorded;
    }

    /** The mail server's answers that are on record, in order. */
    public List<String> answersOnRecord() throws InterruptedException {
        context().getBean(Agendas.class).awaitHead(Duration.ofSeconds(10));
        List<String> answers = new ArrayList<>();
        context().getBean(EventLog.class).read(1, event -> {
            if (event.payload() instanceof MailEvent.MailRecorded mail && mail.answer() != null) {
                answers.add(mail.answer());
            }
            return true;
        });
        return answers;
    }

    public long sentOnRecord() throws InterruptedException {
        return recordedMails().stream()
                .filter(line -> line.endsWith(" " + MailState.SENT))
                .count();
    }

    @Override
    public void close() {
        notifiers.reversed().forEach(ConfigurableApplicationContext::close);
        desk.close();
        mailServer.stop();
        mongo.close();
    }
}
